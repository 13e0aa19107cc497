"""What goes wrong, told to who asked: a page to a reader, problem details (RFC 9457) to a program."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from comity.errors import ComityError, InputError, LedgerError, QuestionError, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fastapi import FastAPI
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from comity.web.desk import Desk

API = "/api/"
PROBLEM = "application/problem+json"
LOG = logging.getLogger("comity.web")


class NotFound(ComityError):  # noqa: N818 (says what it is)
    """Nothing has the name or id that an address gives."""


class TooLarge(HTTPException):
    """More was sent than is taken."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"at most {most:,} bytes are taken; send less at once")


@contextmanager
def named_by_address() -> Iterator[None]:
    """What has no meaning here is not found, since the address itself names it."""
    try:
        yield
    except QuestionError as error:
        raise NotFound(str(error)) from error


def told(
    scope: Scope, status: int, detail: str, more: Mapping[str, Any] | None = None, headers: Any = None
) -> Response:
    """The answer that says so, in the form that the address asks for."""
    if scope["path"].startswith(API):
        content = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "instance": scope["path"],
            **(more or {}),
        }
        return JSONResponse(content, status, headers, media_type=PROBLEM)
    from comity.web.rendering import page

    return page(
        Request(scope),
        "trouble.html",
        status=status,
        headers=headers,
        title=HTTPStatus(status).phrase,
        detail=detail,
        anew=scope["path"] if status in {400, 422} and scope["query_string"] else None,
        measures_wait=False,  # this is told where the ledger may hang, and nothing else may wait for it
    )


def install(app: FastAPI) -> None:
    """Have the application tell its troubles so."""

    @app.exception_handler(ComityError)
    async def of_ours(request: Request, error: ComityError) -> Response:
        desk: Desk = request.app.state.desk
        return told(request.scope, _status(error), desk.without_folders(str(error)))

    @app.exception_handler(HTTPException)
    async def of_http(request: Request, error: HTTPException) -> Response:
        detail = str(error.detail)
        if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
            detail = f"nothing is at {request.url.path}; begin at the first page, or look a state up"
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            detail = f"{request.method} is not answered at {request.url.path}; the ledger is only read here"
        return told(request.scope, error.status_code, detail, headers=_with_head(error.headers))

    @app.exception_handler(RequestValidationError)
    async def of_values(request: Request, error: RequestValidationError) -> Response:
        wrong = [{"location": list(each["loc"]), "message": _message(each)} for each in error.errors()]
        first = "; ".join(f"{'.'.join(map(str, each['location']))}: {each['message']}" for each in wrong)
        return told(request.scope, 422, first, {"errors": wrong})


def _with_head(headers: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """Where GET is answered, HEAD is too (`freshness`)."""
    allowed = (headers or {}).get("Allow", "").split(", ")
    if headers is None or "GET" not in allowed or "HEAD" in allowed:
        return headers
    return {**headers, "Allow": ", ".join([*allowed, "HEAD"])}


def _message(wrong: Mapping[str, Any]) -> str:
    """What is wrong with a value, in words that a reader of an address knows."""
    if wrong.get("type") == "extra_forbidden":
        return "is not known here; leave it out, or see /api for what is"
    if wrong.get("type") == "string_too_long":
        return f"at most {wrong['ctx']['max_length']} characters are taken"
    told: str = wrong["msg"]
    return told


class LastResort:
    """What nobody foresaw is logged, and told without its inner parts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        try:
            await self.app(scope, receive, send)
        except ClientDisconnect:  # nobody hears this; yet what asks for an answer has one
            await told(scope, 400, "the sender went away before all was sent")(scope, receive, send)
        except Exception:
            LOG.exception("%r failed", scope.get("path"))
            if scope["type"] != "http":
                raise
            detail = "this should not happen; the server's log tells more, and we would like to hear of it"
            await told(scope, 500, detail)(scope, receive, send)


def _status(error: ComityError) -> int:
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, RecordError):  # of a file of this server: who asks has given none
        return 503
    if isinstance(error, InputError):
        return 400
    return 503 if isinstance(error, LedgerError) else 500

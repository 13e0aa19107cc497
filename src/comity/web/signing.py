"""Who may judge mentions: readers that know the server's token, each under the name that they gave.

Signing in gives a cookie that no script can read and no other site can have sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, HTTPException, Request

from comity.web.desk import Asked  # noqa: TC001 (FastAPI reads it when it runs)
from comity.web.guard import is_from_here
from comity.web.rendering import address
from comity.web.review import Review
from comity.web.troubles import NotFound

if TYPE_CHECKING:
    from starlette.responses import Response

COOKIE = "comity_review"
HOME = "/review"
SIGN_IN = "/review/sign-in"
LONGEST_NAME = 80
KEPT = {"Cache-Control": "no-store"}
"""What a reader of the desk sees stays in no cache."""
FORM = "application/x-www-form-urlencoded"
FIELDS = 40
"""Fields that a form may have."""


def _review(desk: Asked) -> Review:
    if desk.review is None:
        raise NotFound("nothing is judged at this server; start it with `comity serve --review FILE`")
    return desk.review


Reviewing = Annotated[Review, Depends(_review)]
"""The judgements, as an endpoint asks for them; not found where the server was started without."""


def _reader(request: Request, review: Reviewing) -> str:
    name = review.name_in(request.cookies.get(COOKIE, ""))
    if name is not None:
        return name
    if request.method not in {"GET", "HEAD"}:
        raise HTTPException(403, f"you are not signed in, or no longer; sign in at {SIGN_IN} and judge again")
    query = f"?{request.url.query}" if request.url.query else ""
    back = address(SIGN_IN, then=f"{request.url.path}{query}")
    raise HTTPException(303, "sign in first", {"Location": back, "Cache-Control": "no-store"})


Reader = Annotated[str, Depends(_reader)]
"""The name of who is signed in; others are led to sign in, or refused what they post."""


def _bearer(request: Request, review: Reviewing) -> str:
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and review.knows(told.strip()):
        return "token"
    name = review.name_in(request.cookies.get(COOKIE, ""))
    if name is None:
        detail = "judgements are given to who knows the token; send it as `Authorization: Bearer TOKEN`"
        raise HTTPException(401, detail, {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"})
    return name


Bearer = Annotated[str, Depends(_bearer)]
"""Who asks the API: a program with the token, or a reader that is signed in."""


async def _posted(request: Request) -> dict[str, str]:
    """The fields of a form that a page of this server sent."""
    _from_here(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise HTTPException(415, f"a form is sent as {FORM}, not as {kind or 'nothing'}")
    body = await request.body()
    try:
        fields = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError as error:
        raise HTTPException(400, f"the form cannot be read: {error}") from error
    return dict(fields)


Posted = Annotated[dict[str, str], Depends(_posted)]


def _from_here(request: Request) -> None:
    """Refuse what a page of another site had a reader's browser send, which knows where it comes from.

    That the cookie is for this site alone is not enough: another server on the same machine is the same site.
    """
    origin = request.headers.get("origin")
    if origin is None:
        same = request.headers.get("sec-fetch-site") == "same-origin"
    else:
        same = is_from_here(origin, request.headers)
    if not same:
        raise HTTPException(
            403, f"this was sent from {origin or 'an unknown place'}; judge on the pages of this server"
        )


def sign(response: Response, request: Request, review: Review, name: str) -> None:
    """Give the reader of this answer the cookie."""
    response.set_cookie(
        COOKIE,
        review.pass_of(name),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )


def forget(response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def back(told: str) -> str:
    """Where to go after signing in: where the reader came from, if that is a page of the reviewer's desk."""
    try:
        parts = urlsplit(told)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or not told.isprintable() or "\\" in told:
        return HOME
    return told if parts.path == HOME or parts.path.startswith(f"{HOME}/mention/") else HOME

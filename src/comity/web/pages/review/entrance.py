"""How a reviewer comes in, by the token and a name, and goes again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from comity.web import signing
from comity.web.filters import LONGEST
from comity.web.rendering import page
from comity.web.signing import KEPT, Posted, Reviewing

router = APIRouter()


@router.get(signing.SIGN_IN, response_class=HTMLResponse)
def sign_in(
    request: Request,
    _: Reviewing,
    token: Annotated[str, Query(max_length=LONGEST)] = "",
    then: Annotated[str, Query(max_length=2000)] = signing.HOME,
) -> Response:
    """Where a reader tells the token, and the name that goes with each judgement."""
    return _sign_in(request, token=token, then=then)


@router.post(signing.SIGN_IN, response_class=HTMLResponse)
def signed_in(request: Request, kept: Reviewing, posted: Posted) -> Response:
    """Give out the cookie to who knows the token."""
    name = " ".join(posted.get("name", "").split())
    then = posted.get("then", "")
    if not kept.knows(posted.get("token", "").strip()):
        return _sign_in(request, then=then, name=name, wrong="this is not the token", status=403)
    if not name or len(name) > signing.LONGEST_NAME or not name.isprintable():
        wrong = f"give a name of at most {signing.LONGEST_NAME} characters; it goes with each judgement"
        return _sign_in(request, token=posted.get("token", ""), then=then, wrong=wrong, status=422)
    answer = RedirectResponse(signing.back(then), 303, KEPT)
    signing.sign(answer, request, kept, name)
    return answer


@router.post("/review/sign-out")
def signed_out(_kept: Reviewing, _posted: Posted) -> Response:
    """Take the cookie back."""
    answer = RedirectResponse(signing.SIGN_IN, 303, KEPT)
    signing.forget(answer)
    return answer


def _sign_in(
    request: Request, *, token: str = "", then: str = "", name: str = "", wrong: str = "", status: int = 200
) -> HTMLResponse:
    return page(
        request,
        "sign_in.html",
        status=status,
        headers=KEPT,
        title="Sign in to review",
        token=token,
        then=then,
        name=name,
        wrong=wrong,
    )

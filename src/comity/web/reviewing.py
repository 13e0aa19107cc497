"""Who may judge mentions: readers that know the server's token, each under the name that they gave.

Signing in gives a cookie that no script can read and no other site can have sent. It holds the name, signed
with the token: nothing is kept at the server, and a new token ends what was given out under the old one.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, HTTPException, Request

from comity.errors import InputError
from comity.web.desk import Asked  # noqa: TC001 (FastAPI reads it when it runs)
from comity.web.rendering import address
from comity.web.troubles import NotFound

if TYPE_CHECKING:
    from starlette.responses import Response

    from comity.judgements import Judgements

COOKIE = "comity_review"
HOME = "/review"
SIGN_IN = "/review/sign-in"
SHORTEST = 16
"""Characters of a token: what is shorter could be guessed."""
LONGEST_NAME = 80
FORM = "application/x-www-form-urlencoded"
FIELDS = 40
"""Fields that a form may have."""


def token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Review:
    """The judgements, and the token by which readers sign in. InputError where that is too short."""

    judgements: Judgements
    token: str = field(default_factory=token, repr=False)

    def __post_init__(self) -> None:
        if len(self.token) < SHORTEST:
            raise InputError(
                f"the token has {len(self.token)} characters, and could be guessed; give {SHORTEST} or more, "
                "or none to have one made"
            )

    def knows(self, told: str) -> bool:
        """Whether this is the token; how long the answer takes tells nothing of it."""
        return hmac.compare_digest(told.encode(), self.token.encode())

    def pass_of(self, name: str) -> str:
        """What the cookie of a reader holds."""
        held = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
        return f"{held}.{self._signed(held)}"

    def name_in(self, told: str) -> str | None:
        """Whose cookie it is; None where this server did not give it out."""
        held, _, signed = told.partition(".")
        if not hmac.compare_digest(signed.encode(), self._signed(held).encode()):
            return None
        return base64.urlsafe_b64decode(held + "=" * (-len(held) % 4)).decode()

    def _signed(self, held: str) -> str:
        return hmac.new(self.token.encode(), f"{COOKIE} {held}".encode(), "sha256").hexdigest()


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
        same = urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower() != ""
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
    parts = urlsplit(told)
    if parts.scheme or parts.netloc or not told.isprintable() or "\\" in told:
        return HOME
    return told if parts.path == HOME or parts.path.startswith(f"{HOME}/mention/") else HOME

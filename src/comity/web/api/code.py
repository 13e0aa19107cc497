"""The coder alone: /code"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError
from starlette.exceptions import HTTPException

from comity.answers.days import single_day
from comity.errors import QuestionError
from comity.web.api.base import BARE, Answer, Day, answers, reference, routes
from comity.web.api.coding import SECONDS, WAITING, Busy, Coding, GaveUp, command
from comity.web.desk import Asked

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

LONGEST = 100_000
"""Characters of a text."""
LOOKING = 0.5
"""How often, in seconds, it is looked whether somebody still waits for the answer."""
AGAIN = 5
"""After so many seconds it is worth asking again."""
AHEAD = 2.0
"""So many seconds before the limit of every request, a text that still waits is sent away."""


class Posted(BaseModel):
    """A text to be coded."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[StrictStr, Field(max_length=LONGEST)] = Field(
        description="The article, paragraphs with a blank line between.", examples=["Peru thanked Chile."]
    )
    date: Day | None = Field(
        None, description="When it was published; without it, only days that the text states are told."
    )
    id: Annotated[StrictStr, Field(max_length=200)] | StrictInt | None = Field(
        None, description="Comes back with the answer."
    )


BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": reference("Posted")},
            "text/plain": {"schema": {"type": "string", "maxLength": LONGEST}},
        },
    }
}


@asynccontextmanager
async def _ended(app: FastAPI) -> AsyncIterator[None]:
    """End the coder's process with the server."""
    yield
    coding = getattr(app.state, "coding", None)
    if coding is not None:
        del app.state.coding
        coding.close()


router = routes("coding", lifespan=_ended)


@router.post(
    "/code",
    summary="Code a text",
    dependencies=BARE,
    openapi_extra=BODY,
    responses=answers("Coded", "What its sentences claim.", wrong=[413, 415]),
)
async def code(request: Request, desk: Asked) -> Answer:
    """The mentions of a text with the characters that show them, as `comity code` prints them.

    Nothing is kept of it, and the ledger is not asked. One text is coded at a time; a few may wait.
    """
    posted = await _posted(request)
    if posted.date is not None:
        single_day(posted.date)  # QuestionError for 30 February
    coding = _coding(request.app, desk.ledger.settings.coder)
    found = await _coded(request, coding, posted.model_dump(), desk.limits.seconds - AHEAD)
    if "error" in found:
        raise QuestionError(found["error"])
    return Answer(found)


def _coding(app: FastAPI, coder: str) -> Coding:
    """The application's coder, which begins with the first text."""
    found: Coding | None = getattr(app.state, "coding", None)
    if found is None:
        found = app.state.coding = Coding(command(coder))
    return found


async def _posted(request: Request) -> Posted:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    try:
        if kind == "application/json":
            return Posted.model_validate_json(body)
        if kind == "text/plain":
            return Posted.model_validate({"text": body.decode("utf-8")})
    except ValidationError as error:
        wrong = [{**each, "loc": ("body", *each["loc"])} for each in error.errors(include_url=False)]
        raise RequestValidationError(wrong) from error
    except UnicodeDecodeError as error:
        raise RequestValidationError([{"loc": ("body",), "msg": f"is no UTF-8 ({error})"}]) from error
    raise HTTPException(
        415, f"{kind or 'a body of no kind'} is not read here; post application/json or text/plain in UTF-8"
    )


async def _coded(request: Request, coding: Coding, record: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The coder's answer; it is not waited for longer than so many seconds, nor where nobody wants it."""
    try:
        future = coding.ask(record)
    except Busy as error:
        raise _later(f"{WAITING} texts wait to be coded already") from error
    waiting = asyncio.wrap_future(future)
    waiting.add_done_callback(_heard)
    ends = asyncio.get_running_loop().time() + seconds
    while not waiting.done():
        await asyncio.wait({waiting}, timeout=LOOKING)
        late = asyncio.get_running_loop().time() > ends
        if not waiting.done() and (late or await request.is_disconnected()):
            future.cancel()
            raise _later("the coder is starting, or busy with the texts before this one")
    if waiting.cancelled():
        raise HTTPException(503, "the server is ending; ask again when it has been started anew")
    try:
        return waiting.result()
    except GaveUp as error:
        long = f"the text took longer than {SECONDS:g} s or ended the coder, and was given up"
        raise HTTPException(503, f"{long}; post less at once, or use `comity code`, which waits") from error


def _later(why: str) -> HTTPException:
    advice = f"{why}; try again in {AGAIN} s, or use `comity code`"
    return HTTPException(503, advice, {"Retry-After": str(AGAIN)})


def _heard(waiting: asyncio.Future[Any]) -> None:
    """Take note of what went wrong, also where nobody waits any more."""
    if not waiting.cancelled():
        waiting.exception()

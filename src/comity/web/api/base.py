"""What all routes of the API share: where they are, what they take, how an answer and a list are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from comity.web import paging
from comity.web.rendering import name
from comity.web.troubles import PROBLEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.answers.part import Part as Items

V1 = "/api/v1"
MOST = 500
"""Items of a list in one answer."""
USUAL = 50

_YEAR, _MONTH, _DAY = "[12][0-9]{3}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"

Day = Annotated[str, Field(pattern=f"^{_YEAR}-{_MONTH}-{_DAY}$", examples=["2024-11-25"])]
"""One day."""
Days = Annotated[str, Field(pattern=f"^{_YEAR}(-{_MONTH}(-{_DAY})?)?$", examples=["2022-10-04", "2022-10"])]
"""A day, a month or a year."""
State = Annotated[str, Field(min_length=2, max_length=60, examples=["JPN"])]
"""A state as a user tells it: by code, English name or demonym."""
Word = Annotated[str, Field(min_length=1, max_length=60)]

REPEATABLE = frozenset({"type", "status", "kind", "say", "stage", "reason"})
"""Parameters that may be given more than once."""


class Nothing(BaseModel):
    """A query without parameters; others have theirs as fields. What is not known is refused by name."""

    model_config = ConfigDict(extra="forbid")


class OnDay(Nothing):
    """A day."""

    on: Day | None = Field(None, description="The day that is asked about (ISO 8601); today if left out.")


class Time(Nothing):
    """Days from which and until which."""

    since: Days | None = Field(None, description="From this day, month or year on (ISO 8601).")
    until: Days | None = Field(None, description="Until this day, month or year.")


class Part(Nothing):
    """Which part of a list is asked for."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="Items in one answer, at the most.")
    cursor: str | None = Field(
        None,
        min_length=1,
        max_length=paging.LONGEST,
        pattern="^[A-Za-z0-9_-]+$",
        description='Where this part begins: what stood under "next" in the part before.',
    )


async def _once(request: Request) -> None:
    """Refuse a parameter that is given twice where only one can be meant."""
    told = [name for name, _ in request.query_params.multi_items()]
    twice = {name for name in told if told.count(name) > 1} - REPEATABLE
    if twice:
        raise RequestValidationError(
            [{"loc": ("query", name), "msg": "is given more than once"} for name in sorted(twice)]
        )


async def _bare(query: Annotated[Nothing, Query()]) -> None:
    del query


BARE = [Depends(_bare)]
"""What a route that takes no parameters depends on."""


def routes(tag: str, **more: Any) -> APIRouter:
    """A router for some of the API's routes, under this heading."""
    return APIRouter(tags=[tag], dependencies=[Depends(_once)], default_response_class=JSONResponse, **more)


class Answer(JSONResponse):
    """Records as JSON: every character as it is."""

    def render(self, content: Any) -> bytes:
        """The bytes. Half characters, which no encoding has, become question marks."""
        told = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return told.encode("utf-8", errors="replace")


def listed(request: Request, of: str, found: Items[Any], **more: object) -> Answer:
    """A part of a list, with the cursor and the address of the next one."""
    after = None if found.next is None else paging.cursor(of, found.next)
    headers = {}
    if after is not None:
        url = request.url.include_query_params(cursor=after)
        headers["Link"] = f'<{quote(request.scope["path"])}?{url.query}>; rel="next"'
    return Answer({**more, "items": found.items, "next": after}, headers=headers)


def names(codes: Iterable[str]) -> dict[str, str]:
    """The English names of these codes, each once."""
    return {code: name(code) for code in codes}


_WRONG = {
    400: "A value of the right form that has no meaning here: an unknown state, 30 February, a spent cursor.",
    404: "Nothing has the name or id that the address gives.",
    413: "More was sent than is taken.",
    415: "What was sent is neither JSON nor plain text.",
    422: "A parameter that is not known, given twice, or of the wrong form; `errors` names each.",
    500: "This should not happen.",
    503: "The ledger cannot be read now, or the answer took too long.",
}


def answers(
    shape: str | Sequence[str],
    description: str,
    *,
    wrong: Iterable[int] = (),
    headers: Mapping[str, Any] | None = None,
) -> dict[int | str, dict[str, Any]]:
    """What a route may answer, for its description: a shape by name, and problems by status."""
    schema: dict[str, Any] = (
        reference(shape) if isinstance(shape, str) else {"anyOf": [reference(each) for each in shape]}
    )
    told: dict[int | str, dict[str, Any]] = {
        200: {"description": description, "content": {"application/json": {"schema": schema}}}
    }
    if headers:
        told[200]["headers"] = dict(headers)
    told[304] = {"description": "As it was when the ETag came that was sent back as If-None-Match."}
    for status in sorted({400, 422, 503, *wrong}):
        told[status] = {
            "description": _WRONG[status],
            "content": {PROBLEM: {"schema": reference("Problem")}},
        }
    return told


def reference(shape: str) -> dict[str, str]:
    """Where a description has a shape."""
    return {"$ref": f"#/components/schemas/{shape}"}


NEXT = {
    "Link": {
        "description": 'The address of the next part, with rel="next"; the last part has none.',
        "schema": {"type": "string"},
    }
}
"""The header of lists that come in parts."""

"""Events: /events"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Path, Query, Request
from pydantic import Field

from comity.web import paging
from comity.web.api.base import (
    BARE,
    NEXT,
    Answer,
    Part,
    State,
    Time,
    Word,
    answers,
    listed,
    routes,
)
from comity.web.api.shapes.shape import Status
from comity.web.desk import Asked
from comity.web.troubles import named_by_address

if TYPE_CHECKING:
    from comity.web.desk import Desk

router = routes("events")

LIST = "events"


class Chosen(Time):
    """Which events."""

    type: list[Word] = Field([], max_length=20, description="Only these types of PLOVER's.")
    status: list[Status] = Field([], max_length=10, description="Only these statuses.")
    publisher: str | None = Field(
        None, min_length=1, max_length=200, description="Only what a document of this publisher tells."
    )
    text: str = Field(
        "",
        max_length=200,
        description="Only what a document tells that has these words, in whatever case.",
        examples=["visa"],
    )


class Filters(Part, Chosen):
    """Which events, and in which order."""

    order: Literal["oldest", "newest"] = Field("oldest", description="Which come first.")


class AnyFilters(Filters):
    """Events of all states, of one, or of two."""

    one: State | None = Field(None, description="Only of this state: ISO code, English name or demonym.")
    other: State | None = Field(None, description="Only between `one` and this one.", examples=["RUS"])


def events_of(
    request: Request, desk: Desk, query: Filters, one: str | None = None, other: str | None = None
) -> Answer:
    """A part of the events of two states, of one, or of all."""
    found = desk.ledger.lists.events(
        one=one,
        other=other,
        since=query.since,
        until=query.until,
        types=query.type,
        statuses=query.status,
        publisher=query.publisher,
        text=query.text,
        limit=query.limit,
        after=paging.key(LIST, query.cursor),
        newest_first=query.order == "newest",
    )
    return listed(request, LIST, found)


@router.get(
    "/events",
    summary="What happened",
    responses=answers("Events", "A part of the events, with all their sources.", headers=NEXT),
)
def events(request: Request, desk: Asked, query: Annotated[AnyFilters, Query()]) -> Answer:
    """Events that touch the days asked for, by first day."""
    return events_of(request, desk, query, query.one, query.other)


@router.get(
    "/events/{id}",
    summary="One event with all that shows it",
    dependencies=BARE,
    responses=answers("EventDetail", "The event.", wrong=[404]),
)
def event(
    desk: Asked,
    told: Annotated[
        str,
        Path(alias="id", max_length=64, description="Its id, or how that begins.", examples=["3f2a9c1e"]),
    ],
) -> Answer:
    """Each quote in its sentence, what the event answers and what answers it, who tells it."""
    with named_by_address():
        return Answer(desk.ledger.event(told).record())

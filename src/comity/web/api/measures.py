"""What is in force, and what changed: /measures, /changes"""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Request
from pydantic import Field

from comity.web import paging
from comity.web.api.base import (
    NEXT,
    Answer,
    Days,
    OnDay,
    Part,
    State,
    Time,
    Word,
    answers,
    listed,
    routes,
)
from comity.web.api.shapes.shape import State as Standing
from comity.web.desk import Asked
from comity.web.troubles import named_by_address

router = routes("measures")

KIND = "Only these kinds."


class Measured(Part, OnDay):
    """Measures by kind, by who took them, and how they stand on a day."""

    kind: list[Word] = Field([], max_length=20, description=KIND, examples=[["expulsion"]])
    issuer: State | None = Field(None, description="Only of this state: ISO code, English name or demonym.")
    subject: State | None = Field(None, description="Only towards this state.", examples=["RUS"])
    status: list[Standing] = Field(
        [], max_length=10, description="Only those in one of these states on the day."
    )
    since: Days | None = Field(None, description="Only with a step on this day, month or year, or later.")


class Changed(Time):
    """A time, and what may have changed in it."""

    one: State | None = Field(None, description="Only of this state: ISO code, English name or demonym.")
    other: State | None = Field(None, description="Only between `one` and this one.", examples=["RUS"])
    kind: list[Word] = Field([], max_length=20, description=KIND, examples=[["expulsion"]])


@router.get(
    "/measures",
    summary="Measures as they stand on a day",
    responses=answers("Measures", "A part of the measures.", headers=NEXT),
)
def measures(request: Request, desk: Asked, query: Annotated[Measured, Query()]) -> Answer:
    """Measures that had begun by the day, over or not, each with its history until then."""
    on = query.on or desk.today.isoformat()
    found = desk.ledger.lists.measures(
        kinds=query.kind,
        issuer=query.issuer,
        subject=query.subject,
        statuses=query.status,
        since=query.since,
        on=on,
        limit=query.limit,
        after=paging.key("measures", query.cursor),
    )
    return listed(request, "measures", found, on=on)


@router.get(
    "/measures/{id}",
    summary="One measure with its history",
    responses=answers("MeasureDetail", "The measure.", wrong=[404]),
)
def measure(
    desk: Asked,
    told: Annotated[
        str,
        Path(alias="id", max_length=64, description="Its id, or how that begins.", examples=["7bd079ed"]),
    ],
    query: Annotated[OnDay, Query()],
) -> Answer:
    """How a measure came about, each step until the day with the words that show it."""
    on = query.on or desk.today
    with named_by_address():
        desk.ledger.measure(told)
    return Answer(desk.ledger.measure(told, on).record())


@router.get(
    "/changes",
    summary="What began, changed or ended",
    responses=answers("Changes", "The changes, and the days that were announced."),
)
def changes(desk: Asked, query: Annotated[Changed, Query()]) -> Answer:
    """Measures that came into another state, and curated rules of the visa record; the newest first.

    The last 30 days, where no day is told. Announced days and deadlines that lie in the time stand beside.
    """
    found = desk.ledger.changes(
        query.one, query.other, since=query.since, until=query.until, kinds=query.kind
    )
    return Answer(found.record())

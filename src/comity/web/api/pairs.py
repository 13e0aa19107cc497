"""Two states: /pairs/JPN/RUS/…"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import Field

from comity.web.api.base import (
    BARE,
    NEXT,
    Answer,
    OnDay,
    State,
    Time,
    answers,
    names,
    routes,
)
from comity.web.api.events import Chosen, Filters, events_of
from comity.web.desk import Asked

if TYPE_CHECKING:
    from comity.api import Ledger

router = routes("pairs")

PAIRS_KEPT = 16
"""Pairs whose replies are kept until the ledger changes."""


def _pair(
    desk: Asked,
    one: Annotated[State, Path(description="A state: ISO code, English name or demonym.")],
    other: Annotated[State, Path(description="The other one.", examples=["RUS"])],
) -> tuple[str, str]:
    return desk.pair(one, other)


Pair = Annotated[tuple[str, str], Depends(_pair)]
"""The codes of the two states in the address."""


class Periods(Time):
    """How a series is counted."""

    by: Literal["day", "week", "month", "quarter", "year"] = Field("month", description="How long each is.")


@router.get(
    "/pairs/{one}/{other}/events",
    summary="What two states did to one another",
    responses=answers("Events", "A part of the events, with all their sources.", wrong=[404], headers=NEXT),
)
def events(request: Request, desk: Asked, pair: Pair, query: Annotated[Filters, Query()]) -> Answer:
    """The events between two states in both directions that touch the days asked for, by date."""
    return events_of(request, desk, query, *pair)


@router.get(
    "/pairs/{one}/{other}/timeline",
    summary="All events between two states, in outline",
    responses=answers("Timeline", "What a chart shows.", wrong=[404]),
)
def timeline(desk: Asked, pair: Pair, query: Annotated[Chosen, Query()]) -> Answer:
    """Every event that fits, without its sources, and which of these events answer one another."""
    one, other = pair
    found = desk.ledger.outline(
        one,
        other,
        since=query.since,
        until=query.until,
        types=query.type,
        statuses=query.status,
        publisher=query.publisher,
        text=query.text,
    )
    shown = {event.id for event in found.events}
    return Answer(
        {
            "one": one,
            "other": other,
            "names": names(pair),
            "events": found.records(),
            "replies": [
                each
                for each in _answering(desk.ledger, desk.mark(), pair)
                if each["event"] in shown and each["answers"] in shown
            ],
        }
    )


@lru_cache(maxsize=PAIRS_KEPT)
def _answering(ledger: Ledger, _mark: str, pair: tuple[str, str]) -> list[dict[str, Any]]:
    """All replies of a pair as a chart takes them: the same whatever is filtered, and long to find."""
    return [
        {"event": reply.event, "answers": reply.answers, "basis": reply.basis.value, "score": reply.score}
        for reply in ledger.replies(*pair).replies
        if reply.answers is not None
    ]


@router.get(
    "/pairs/{one}/{other}/status",
    summary="What holds between two states on a day",
    responses=answers("Relation", "What is in force, suspended or pending.", wrong=[404]),
)
def status(desk: Asked, pair: Pair, query: Annotated[OnDay, Query()]) -> Answer:
    """The measures that are not over, and the visa rules of the day, in both directions."""
    return Answer(desk.ledger.status(*pair, query.on or desk.today))


@router.get(
    "/pairs/{one}/{other}/measures",
    summary="What held between two states over time",
    responses=answers("Course", "Measures, each with its history.", wrong=[404]),
)
def measures(desk: Asked, pair: Pair, query: Annotated[OnDay, Query()]) -> Answer:
    """Every measure that had begun by the day, over or not, and the visa rules of both directions."""
    on = query.on or desk.today.isoformat()
    return Answer({"on": on, "names": names(pair), "items": desk.ledger.course(*pair, on)})


@router.get(
    "/pairs/{one}/{other}/replies",
    summary="Who answered whom",
    responses=answers("Replies", "Which event answers which.", wrong=[404]),
)
def replies(desk: Asked, pair: Pair, query: Annotated[Time, Query()]) -> Answer:
    """Answers that a sentence states, and those that are inferred from kind and time, by chain."""
    return Answer({"items": desk.ledger.replies(*pair, since=query.since, until=query.until).records()})


@router.get(
    "/pairs/{one}/{other}/balance",
    summary="The give and take of two states",
    dependencies=BARE,
    responses=answers(
        "Balance", "What each side asked, considered, offered, granted and returned.", wrong=[404]
    ),
)
def balance(desk: Asked, pair: Pair) -> Answer:
    """Concessions by date, with the events that answer what was asked."""
    return Answer({"items": desk.ledger.balance(*pair).records()})


@router.get(
    "/pairs/{one}/{other}/series",
    summary="The relation of two states over time",
    responses=answers("Series", "Counts and scores by period, and where the level turned.", wrong=[404]),
)
def series(desk: Asked, pair: Pair, query: Annotated[Periods, Query()]) -> Answer:
    """Settled events by period, direction and class, each once; periods without an event are there too."""
    found = desk.ledger.series(*pair, by=query.by, since=query.since, until=query.until)
    turns = desk.ledger.turning_points(found)
    return Answer(
        {
            "one": found.one,
            "other": found.other,
            "names": names(pair),
            "by": found.by.value,
            "points": [{**point.record(), "begins": point.begins.isoformat()} for point in found.points],
            "turns": [{**turn.record(), "begins": turn.begins.isoformat()} for turn in turns.points],
            "why_none": turns.why_none or None,
            "loose": [event.id for event in found.loose],
        }
    )

"""Two states: /pairs/JPN/RUS/…"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query
from pydantic import Field

from comity.answers import classes
from comity.web.api.base import (
    BARE,
    SINCE,
    UNTIL,
    Answer,
    Days,
    Nothing,
    OnDay,
    State,
    Word,
    answers,
    names,
    routes,
)
from comity.web.desk import Asked
from comity.web.troubles import NotFound, named_by_address

router = routes("pairs")

BOTH = "both"


def _pair(
    desk: Asked,
    one: Annotated[State, Path(description="A state: ISO code, English name or demonym.")],
    other: Annotated[State, Path(description="The other one.", examples=["RUS"])],
) -> tuple[str, str]:
    with named_by_address():
        found = desk.ledger.code(one), desk.ledger.code(other)
    if found[0] == found[1]:
        raise NotFound(f"a pair is of two states, and {found[0]} is named twice; name another one")
    return found


Pair = Annotated[tuple[str, str], Depends(_pair)]
"""The codes of the two states in the address."""


class Time(Nothing):
    """Days from which and until which."""

    since: Days | None = Field(None, description=SINCE)
    until: Days | None = Field(None, description=UNTIL)


class Shown(Time):
    """Which events a chart shows."""

    type: list[Word] = Field([], max_length=20, description="Only these types of PLOVER's.")
    status: list[Word] = Field([], max_length=10, description="Only these statuses.")


class Periods(Time):
    """How a series is counted."""

    by: Literal["day", "week", "month", "quarter", "year"] = Field("month", description="How long each is.")


@router.get(
    "/pairs/{one}/{other}/timeline",
    summary="All events between two states, in outline",
    responses=answers("Timeline", "What a chart shows.", wrong=[404]),
)
def timeline(desk: Asked, pair: Pair, query: Annotated[Shown, Query()]) -> Answer:
    """Every event that fits, without its sources, and which of these events answer one another."""
    one, other = pair
    time = {"since": query.since, "until": query.until}
    found = desk.ledger.timeline(one, other, types=query.type, statuses=query.status, **time)
    shown = {entry.event.id for entry in found}
    return Answer(
        {
            "one": one,
            "other": other,
            "names": names(pair),
            "events": [_outline(entry.event, one, other) for entry in found],
            "replies": [
                {
                    "event": reply.event,
                    "answers": reply.answers,
                    "basis": reply.basis.value,
                    "score": reply.score,
                }
                for reply in desk.ledger.replies(one, other, **time).replies
                if reply.event in shown and reply.answers in shown
            ],
        }
    )


def _outline(event: Any, one: str, other: str) -> dict[str, Any]:
    there = one in event.actors and other in event.recipients
    back = other in event.actors and one in event.recipients
    both = event.symmetric or (there and back)
    return {
        "id": event.id,
        "date_start": event.days.first.isoformat(),
        "date_end": event.days.last.isoformat(),
        "direction": BOTH if both else f"{one}->{other}" if there else f"{other}->{one}",
        "type": event.type,
        "mode": event.mode,
        "class": classes.of_type(event.type),
        "status": event.status.value,
        "disputed": event.disputed,
    }


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

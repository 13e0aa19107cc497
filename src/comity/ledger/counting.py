"""How much the ledger holds, of whom and of which days.

What a newer reading has taken the place of is told apart by indexes, so that events and documents, which
are long, are read as little as can be. Still each of these looks at every row of something: a server does
well to keep what they give until the ledger changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from comity.ledger.schema import (
    CURRENT_EVENT,
    CURRENT_READING,
    documents,
    event_dyads,
    events,
    measures,
    readings,
    runs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection


class Between(NamedTuple):
    """How many events two states have with one another, codes in alphabetical order."""

    one: str
    other: str
    events: int


class With(NamedTuple):
    """The events of a state with another one: done by it, to it, by both alike; and the last day of all."""

    other: str
    acted: int
    received: int
    both: int
    last: date

    @property
    def events(self) -> int:
        """All of them."""
        return self.acted + self.received + self.both


class Run(NamedTuple):
    """A coder, and when it was first used for this ledger (ISO 8601, UTC)."""

    coder: str
    started: str


def days_of_events(connection: Connection) -> tuple[date, date] | None:
    """The first and the last day of all events; None where there are none."""
    question = select(func.min(events.c.first), func.max(events.c.last)).where(CURRENT_EVENT)
    first, last = connection.execute(question).one()
    return None if first is None else (first, last)


def measures_held(connection: Connection) -> int:
    """How many measures there are, over or not."""
    return connection.execute(select(func.count()).select_from(measures)).scalar_one()


def publishers(connection: Connection) -> list[tuple[str, int]]:
    """Who published documents, and how many, the one with the most first."""
    number = func.count()
    question = (
        select(documents.c.publisher, number)
        .join(readings, readings.c.key == documents.c.reading)
        .where(CURRENT_READING, documents.c.publisher.is_not(None))
        .group_by(documents.c.publisher)
        .order_by(number.desc(), documents.c.publisher)
    )
    return [(name, count) for name, count in connection.execute(question)]


def pairs(connection: Connection) -> list[Between]:
    """All pairs that have events, the one with the most first; an event of both sides counts once."""
    way, back = event_dyads.c, event_dyads.alias("back").c
    told_already = select(back.event).where(
        way.actor > way.recipient,
        back.actor == way.recipient,
        back.recipient == way.actor,
        back.first == way.first,
        back.event == way.event,
    )
    gone = select(events.c.key).where(events.c.superseded_by.is_not(None))
    question = (
        select(way.actor, way.recipient, func.count())
        .where(way.actor != way.recipient, ~told_already.exists(), way.event.not_in(gone))
        .group_by(way.actor, way.recipient)
    )
    counted: dict[tuple[str, str], int] = {}
    for actor, recipient, number in connection.execute(question):
        pair = (min(actor, recipient), max(actor, recipient))
        counted[pair] = counted.get(pair, 0) + number
    found = [Between(one, other, number) for (one, other), number in counted.items()]
    return sorted(found, key=lambda each: (-each.events, each.one, each.other))


def with_others(connection: Connection, code: str) -> list[With]:
    """With whom a state has events, and how many in which direction, the one with the most first."""
    way = event_dyads.c
    other = case((way.actor == code, way.recipient), else_=way.actor).label("other")
    acts = func.max(case((way.actor == code, 1), else_=0)).label("acts")
    gets = func.max(case((way.recipient == code, 1), else_=0)).label("gets")
    each_event = (
        select(other, acts, gets, func.max(events.c.last).label("last"))
        .join(events, events.c.key == way.event)
        .where(CURRENT_EVENT, way.actor != way.recipient, or_(way.actor == code, way.recipient == code))
        .group_by(other, way.event)
        .subquery()
    )
    one = each_event.c

    def number(does: int, has: int) -> object:
        return func.sum(case((and_(one.acts == does, one.gets == has), 1), else_=0))

    question = select(
        one.other,
        number(1, 0),
        number(0, 1),
        number(1, 1),
        func.max(one.last),  # type: ignore[call-overload]
    ).group_by(one.other)
    found: Iterator[With] = (With(*row) for row in connection.execute(question))
    return sorted(found, key=lambda each: (-each.events, each.other))


def newest_run(connection: Connection) -> Run | None:
    """The coder that read the page which was read last; where none was read, the newest one."""
    named = select(runs.c.coder, runs.c.started)
    by_reading = named.join(readings, readings.c.run == runs.c.key).order_by(readings.c.key.desc())
    for question in (by_reading, named.order_by(runs.c.key.desc())):
        row = connection.execute(question.limit(1)).first()
        if row is not None:
            return Run(row.coder, row.started)
    return None

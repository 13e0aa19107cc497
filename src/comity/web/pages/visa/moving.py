"""How an answer moves: on which days something changed, and what did shortly before the day asked for."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from comity.visas import Visas
    from comity.web.pages.visa.months import Months
    from comity.web.pages.visa.questions import Question, Row

HEIGHT = 20
"""Pixels of the highest tick."""


class Around(NamedTuple):
    """A question about a state on a day, and the stops of the slider."""

    question: Question
    state: str
    on: date
    months: Months


@dataclass(frozen=True, slots=True)
class Tick:
    """A stop of the slider before which something changed; `x` is its place, as "12.5%"."""

    x: str
    top: float
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was asked otherwise before, in words."""

    name: str
    pair: tuple[str, str]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moving:
    """The ticks above the slider, the nearest days of a change, and what changed since an earlier stop."""

    ticks: list[Tick]
    earlier: date | None
    later: date | None
    since: date | None
    changes: list[Change]


def moving(visas: Visas, asked: Around, rows: Iterable[Row]) -> Moving:
    """How the answer moves around the day asked for, on which it has these rows."""
    question, state, on, months = asked.question, asked.state, asked.on, asked.months
    turns = visas.turns(question.pairs(state, [each for each in visas.states() if each != state]))
    since = months.before(on)
    return Moving(
        ticks(turns, months),
        max((day for day in turns if day < on), default=None),
        min((day for day in turns if day > on), default=None),
        since,
        _changes(visas, asked, since, rows) if since else [],
    )


def ticks(turns: Mapping[date, int], months: Months) -> list[Tick]:
    """A tick for each stop at which the slider shows something that it did not at the stop before."""
    counts: dict[int, int] = {}
    for day, count in turns.items():
        stop = months.after(day)
        if 0 < stop <= months.last:
            counts[stop] = counts.get(stop, 0) + count
    most = max(counts.values(), default=1)
    return [
        Tick(
            f"{100 * stop / months.last:.3f}%",
            round(HEIGHT * (1 - sqrt(count / most)), 1),  # by the root: months of one change are seen too
            f"{count} changed by {months.day(stop)}",
        )
        for stop, count in sorted(counts.items())
    ]


def _changes(visas: Visas, asked: Around, since: date, rows: Iterable[Row]) -> list[Change]:
    try:
        before = {row.state: row.group for row in asked.question.rows(visas, asked.state, since)}
    except QuestionError:
        return []  # the record begins after that day
    words = asked.question.groups(visas.name(asked.state))
    return [
        Change(row.name, row.pair, words[before[row.state]], words[row.group])
        for row in rows
        if row.state in before and before[row.state] != row.group
    ]

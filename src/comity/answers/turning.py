"""Where a relation turned: the periods from which on its level is another one, and the events behind that.

The series of scores is cut into stretches of even level, by ruptures' exact search for the cuts that
cost least (PELT, Killick et al. 2012, under a least-squares cost). Each cut must pay for itself: it costs

    PENALTY * s2 * ln(n)        n: periods; s2: half the variance of the step from one period to the next

before which each score is replaced by its signed root, so that one crowded month is no turn by itself. At
this price about one in fifteen series of 24 months that never turn shows a turn all the same; of those of 240
months, one in fifteen where nearly all months are empty, one in a hundred where they are not
(`tests/answers/test_turning.py`). The same series always gives the same turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING, Any

from comity.answers.series import BOTH
from comity.ledger import reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from comity.answers.series import Happened, Point, Series
    from comity.ledger.reader import Shown
    from comity.ledger.store import Store
    from comity.records import Event

PENALTY = 3.0
"""What a turn costs, in units of s2 * ln(n)."""

SHORTEST = 3
"""Periods that a level holds at least."""

LEAST = 12
"""Periods that a series needs before it can show a turn."""

NEAR = 2
"""Periods before a turn and from it on, whose events may explain it."""

SHOWN = 3
"""Events that explain a turn, at most."""


@dataclass(frozen=True, slots=True)
class Behind:
    """An event that explains a turn: it came after it, or it was among the last of what ended with it."""

    happened: Happened
    came: bool
    shown: Shown

    def record(self) -> dict[str, Any]:
        """The event in short, with its words."""
        event = self.happened.event
        return {
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "date_start": event.days.first.isoformat(),
            "date_end": event.days.last.isoformat(),
            "actors": list(event.actors),
            "recipients": list(event.recipients),
            "goldstein": self.happened.goldstein,
            "when": "after" if self.came else "before",
            "sources_independent": event.sources_independent,
            "quote": self.shown.quote,
            "document": self.shown.document,
            "publisher": self.shown.publisher,
        }


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """The first period of another level; `before` and `after` are the mean scores of a period."""

    period: str
    begins: date
    direction: str
    before: float
    after: float
    events: tuple[Behind, ...]

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "period": self.period,
            "direction": self.direction,
            "before": self.before,
            "after": self.after,
            "events": [each.record() for each in self.events],
        }


@dataclass(frozen=True, slots=True)
class Turns:
    """The turning points by date, and the levels between them; `why_none` says why there are none."""

    points: tuple[TurningPoint, ...]
    levels: tuple[float, ...]  # of each period of the series, the mean score of its stretch
    why_none: str = ""


def turning_points(store: Store, series: Series, direction: str = BOTH) -> Turns:
    """Where one direction of a series, or both together, came to another level."""
    lane = series.lane(direction)
    scores = [point.score for point in lane]
    stretches = list(pairwise([0, *cut(scores), len(scores)]))
    means = [round(fmean(scores[begin:end]), 2) for begin, end in stretches] if scores else []
    turns = [
        (begin, before, after)
        for (begin, _), (before, after) in zip(stretches[1:], pairwise(means), strict=True)
    ]
    behind = [_behind(series, lane, at, after - before) for at, before, after in turns]
    with store.snapshot() as connection:
        shown = reader.best_shown(connection, [each.event.id for some in behind for each, _ in some])
    points = tuple(
        TurningPoint(
            lane[at].period,
            lane[at].begins,
            direction,
            before,
            after,
            tuple(Behind(each, came, shown[each.event.id]) for each, came in some),
        )
        for (at, before, after), some in zip(turns, behind, strict=True)
    )
    levels = tuple(
        mean for mean, (begin, end) in zip(means, stretches, strict=False) for _ in range(begin, end)
    )
    return Turns(points, levels, "" if points else _why_none(series))


def cut(scores: Sequence[float]) -> list[int]:
    """The places at which another level begins."""
    if len(scores) < LEAST:
        return []
    import numpy as np

    told = np.asarray(scores, dtype=float)
    rooted = np.sign(told) * np.sqrt(np.abs(told))
    noise = float(np.var(np.diff(rooted))) / 2
    if noise == 0:
        return []
    import ruptures

    # The linear kernel is the least-squares cost, and ruptures runs PELT under it in C.
    search = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST).fit(rooted.reshape(-1, 1))
    return [int(at) for at in search.predict(pen=PENALTY * noise * float(np.log(len(told))))[:-1]]


def _why_none(series: Series) -> str:
    count = len(series.periods)
    if count >= LEAST:
        return "the level of the scores never changes by more than their own unrest"
    unit = series.by.value + ("" if count == 1 else "s")
    return f"the series has {count} {unit}, and a turn shows in no fewer than {LEAST}"


def _behind(series: Series, lane: Sequence[Point], at: int, shift: float) -> list[tuple[Happened, bool]]:
    """The events near a turn that pull its way: what came from it on, and what came before and no more."""
    places = {point.begins: place for place, point in enumerate(lane)}
    direction = lane[at].direction
    found: list[tuple[int, Happened]] = []
    for each in series.happened:
        if direction not in each.directions:
            continue
        after = places[each.begins] - at
        pull = each.goldstein if after >= 0 else -each.goldstein
        if -NEAR <= after < NEAR and pull * shift > 0:
            found.append((after, each))

    def largest_first(told: tuple[int, Happened]) -> tuple[object, ...]:
        after, each = told
        event = each.event
        far = after if after >= 0 else -after - 1
        return -abs(each.goldstein), far, after < 0, -event.sources_independent, event.days.first, event.id

    chosen = sorted(sorted(found, key=largest_first)[:SHOWN], key=lambda told: _when(told[1].event))
    return [(each, after >= 0) for after, each in chosen]


def _when(event: Event) -> tuple[date, str]:
    return event.days.first, event.id

"""How the rule for one passport and destination came about: its stretches, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.borders import deciding
from comity.borders.conditions import BEST_PAPERS
from comity.borders.rules import World
from comity.dates import SpanOfDays

if TYPE_CHECKING:
    from datetime import date

    from comity.borders.record import Candidates, Pair
    from comity.borders.rules import Rule


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which the same candidates applied; `ends` is None while they do."""

    begins: SpanOfDays
    ends: SpanOfDays | None
    candidates: Candidates
    open: bool  # began on or before the first day

    @property
    def rule(self) -> Rule | None:
        """What applies to an ordinary traveller with the best papers."""
        return deciding.decide(self.candidates, BEST_PAPERS, self.begins.last).rule


def history(pair: Pair) -> list[Stretch]:
    """The stretches in order of time; the days between two of them are those in which the change lies."""
    from datetime import timedelta

    runs: list[tuple[date, date | None, Candidates]] = []
    may_begin: date | None = None
    for first, last in pair.stretches():
        early, late = pair.candidates(first, World.EARLY), pair.candidates(first, World.LATE)
        if may_begin is None and late.told:
            may_begin = first
        if not early.told or _key(early) != _key(late):
            continue
        if runs and _key(runs[-1][2]) == _key(early):
            runs[-1] = (runs[-1][0], last, runs[-1][2])
        else:
            runs.append((first, last, early))
    found = []
    day = timedelta(1)
    for number, (first, last, candidates) in enumerate(runs):
        before = runs[number - 1][1] if number else None
        after = runs[number + 1][0] if number + 1 < len(runs) else None
        earliest = may_begin if number == 0 else before and before + day
        begins = SpanOfDays(min(earliest or first, first), first)
        ends = None if last is None else SpanOfDays(last, after - day if after and after > last else last)
        rule = candidates.base
        found.append(
            Stretch(begins, ends, candidates, open=number == 0 and rule is not None and rule.period.open)
        )
    return found


def _key(candidates: Candidates) -> tuple[object, ...]:
    return (
        tuple(rule.id for rule in candidates.conditional),
        candidates.base and (candidates.base.id, candidates.base.requirement),
        frozenset(stop.id for _, stop in candidates.suspended),
        candidates.closure and candidates.closure.bars,
    )

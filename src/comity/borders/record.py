"""The visa record: curated rules over what snapshots showed, asked by passport, destination and day.

Where a destination's rules are curated they go before the snapshots, which stay beside them to be compared.
A rule with conditions needs something for those who do not meet them: its own `otherwise`, another curated
rule, or the snapshots. A reading that first appears after the day on which a person last reviewed a curated
file is newer than the file, and goes before those of its rules that are told to hold still.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from comity.borders import areas, curation
from comity.borders.rules import Basis, Closure, Period, Rule, Suspension, World
from comity.borders.shown import FILE, Shown
from comity.dates import SpanOfDays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from comity.borders import shown

_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may apply on a day: rules with conditions, the most liberal first; what holds for all others."""

    conditional: tuple[Rule, ...]
    base: Rule | None  # None: the record does not tell
    suspended: tuple[tuple[Rule, Suspension], ...] = ()
    closure: Closure | None = None
    seen: Rule | None = None  # what the snapshots say of the day, to compare

    @property
    def told(self) -> bool:
        """Whether the record tells anything of the day."""
        return self.base is not None or bool(self.conditional)

    def alike(self, other: Candidates) -> bool:
        """Whether the same rules may apply; what the snapshots say beside them may differ."""
        return (self.conditional, self.base, self._stopped, self.closure) == (
            other.conditional,
            other.base,
            other._stopped,
            other.closure,
        )

    @property
    def _stopped(self) -> list[tuple[Rule, Suspension]]:
        return [(rule, stop) for rule, stop in self.suspended if rule is not self.seen]


@dataclass(frozen=True, slots=True)
class Pair:
    """All that the record has about one passport and one destination."""

    passport: str
    destination: str
    rules: tuple[Rule, ...]  # curated
    suspensions: tuple[Suspension, ...]
    closures: tuple[Closure, ...]  # both layers
    shown: shown.Pair
    reviewed: date | None

    def candidates(self, day: date, world: World) -> Candidates:
        """What may apply on this day in this world."""
        seen = next((rule for rule in reversed(self.shown.rules) if rule.period.holds(day, world)), None)
        told = [rule for rule in self.rules if rule.period.holds(day, world) and not self._older(rule, seen)]
        told = [rule for rule in told if rule.basis is Basis.ASSUMED] or told
        stopping = [each for each in self.suspensions if each.period.holds(day, world)]
        suspended = []
        for rule in (*told, *([seen] if seen is not None else ())):
            stop = next((each for each in stopping if each.stops(rule)), None)
            if stop is not None:
                suspended.append((rule, stop))
        kept = [rule for rule in told if all(rule is not stopped for stopped, _ in suspended)]
        conditional = sorted((rule for rule in kept if rule.conditions), key=_liberal_first)
        return Candidates(
            tuple(conditional),
            self._base(kept, seen, suspended, day),
            tuple(suspended),
            next((each for each in self.closures if each.period.holds(day, world)), None),
            seen,
        )

    def _base(
        self,
        kept: list[Rule],
        seen: Rule | None,
        suspended: list[tuple[Rule, Suspension]],
        day: date,
    ) -> Rule | None:
        """What holds for those who meet no conditions."""
        everyone = [rule for rule in kept if not rule.conditions]
        stopped = [(rule, stop) for rule, stop in suspended if rule is not seen or not everyone]
        for rule, stop in stopped:
            if not rule.conditions:
                return _left_by(stop)
        if everyone:
            return min(everyone, key=lambda rule: (not rule.passports, len(rule.passports)))
        if stopped:
            return _left_by(stopped[0][1])
        otherwise = [rule for rule in kept if rule.otherwise is not None]
        if otherwise:
            rule = max(otherwise, key=lambda each: each.period.begins.first)
            return _otherwise(rule)
        return self._ended(seen, day) or seen

    def _ended(self, seen: Rule | None, day: date) -> Rule | None:
        """What the curated rule that ended last leaves, where no snapshot is younger than its end."""
        ended = [
            (rule.period.ends.last, rule)
            for rule in self.rules
            if rule.period.ends is not None and rule.period.ends.last < day and rule.otherwise is not None
        ]
        if not ended:
            return None
        last, rule = max(ended, key=lambda each: each[0])
        if seen is not None and (seen.shown_to is None or seen.shown_to > last):
            return None
        return replace(_otherwise(rule), period=Period(SpanOfDays.day(last + _DAY), None))

    def _older(self, rule: Rule, seen: Rule | None) -> bool:
        """Whether the snapshots have news since a person reviewed this rule, which is told to hold still."""
        return (
            seen is not None
            and self.reviewed is not None
            and rule.period.ends is None
            and seen.period.begins.first > self.reviewed
        )

    @property
    def begins(self) -> date | None:
        """The first day of which the record tells something; None where it has nothing of the pair."""
        days = [each.period.begins.first for each in (*self.rules, *self.shown.rules)]
        return min(days, default=None)

    def changes(self) -> list[date]:
        """The days from which on something may be otherwise than on the day before, in either world."""
        days: set[date] = set()
        periods = [
            *(rule.period for rule in (*self.rules, *self.shown.rules)),
            *(each.period for each in self.suspensions),
            *(each.period for each in self.closures),
        ]
        for period in periods:
            begins, ends = period.begins, period.ends
            days.update((begins.first, begins.last))
            if ends is not None:
                days.update((ends.first + _DAY, ends.last + _DAY))
        return sorted(days)

    def stretches(self) -> Iterator[tuple[date, date | None]]:
        """First and last days between which nothing changes; the last one is open."""
        days = self.changes()
        for number, first in enumerate(days):
            yield first, days[number + 1] - _DAY if number + 1 < len(days) else None


class Record:
    """The visa record of a file of snapshots and a folder of curated rules."""

    def __init__(self, path: Path = FILE, folder: Path = curation.FOLDER) -> None:
        """Nothing is loaded until it is asked for."""
        self.shown = Shown(path)
        self.folder = folder
        self.pair = lru_cache(maxsize=65_536)(self._pair)

    @cached_property
    def curated(self) -> frozenset[str]:
        """The destinations with curated rules."""
        return frozenset(curation.destinations(self.folder))

    def passports(self) -> list[str]:
        """The codes of the states whose passports it knows, sorted; each is a destination too."""
        return self.shown.states

    def supposing(self, rule: Rule) -> Record:
        """The record as it would be with one more rule, which goes before all others."""
        return _Supposing(self, rule)

    def _pair(self, passport: str, destination: str) -> Pair:
        """What the record has about a passport (alpha-3) and a destination (alpha-3, or an area)."""
        rules: list[Rule] = []
        suspensions: list[Suspension] = []
        closures: list[Closure] = []
        reviewed: list[date] = []
        for file, membership in self._files(destination):
            mine = (
                [rule for rule in file.rules if rule.covers(passport)],
                [each for each in file.suspensions if each.covers(passport)],
                [each for each in file.closures if each.covers(passport)],
            )
            rules += membership.clipped(mine[0]) if membership else mine[0]
            suspensions += membership.clipped(mine[1]) if membership else mine[1]
            closures += membership.clipped(mine[2]) if membership else mine[2]
            reviewed.append(file.reviewed)
        shown = self.shown.pair(passport, destination)
        own = curation.curated(destination, self.folder)
        if own is not None and own.begins is not None:  # the file tells every closure since
            kept = [each for each in shown.closures if each.period.begins.first < own.begins]
            shown = replace(shown, closures=tuple(kept))
        return Pair(
            passport,
            destination,
            tuple(rules),
            tuple(suspensions),
            (*closures, *shown.closures),
            shown,
            min(reviewed, default=None),
        )

    def _files(self, destination: str) -> Iterator[tuple[curation.Curated, areas.Membership | None]]:
        """The curated files that speak of a destination: its own before those of its areas."""
        if (own := curation.curated(destination, self.folder)) is not None:
            yield own, None
        if destination in areas.AREAS:
            return
        for membership in areas.of(destination):
            if (shared := curation.curated(membership.area, self.folder)) is not None:
                yield shared, membership


class _Supposing(Record):
    """A record with one rule supposed."""

    def __init__(self, actual: Record, supposed: Rule) -> None:
        super().__init__(actual.shown.path, actual.folder)
        self.shown = actual.shown
        self.actual = actual
        self.supposed = supposed

    def _pair(self, passport: str, destination: str) -> Pair:
        found = self.actual.pair(passport, destination)
        supposed = self._supposed_of(destination) if self.supposed.covers(passport) else []
        if not supposed:
            return found
        return replace(found, rules=(*found.rules, *supposed), closures=(), suspensions=())

    def _supposed_of(self, destination: str) -> list[Rule]:
        """The supposed rule, if it is one of this destination or of an area to which it belongs."""
        if destination == self.supposed.destination:
            return [self.supposed]
        return [
            rule
            for membership in areas.of(destination)
            if membership.area == self.supposed.destination
            for rule in membership.clipped([self.supposed])
        ]


def _liberal_first(rule: Rule) -> tuple[int, int]:
    return rule.requirement.rank, -(rule.stay or 0)


def _left_by(stop: Suspension) -> Rule:
    return Rule(
        id=stop.id,
        passports=stop.passports,
        destination=stop.destination,
        requirement=stop.leaves,
        period=stop.period,
        basis=Basis.CURATED,
        sources=stop.sources,
        note=stop.note,
    )


def _otherwise(rule: Rule) -> Rule:
    """What a rule says of those who do not meet its conditions."""
    return replace(
        rule,
        requirement=rule.otherwise or rule.requirement,
        days=None,
        months=None,
        window=None,
        entries=None,
        conditions=(),
        otherwise=None,
        note="",
    )

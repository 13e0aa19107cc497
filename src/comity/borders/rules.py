"""A rule: what a destination asks of some passports, when, on which conditions, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from comity.borders.conditions import Condition
    from comity.borders.requirement import Overlay, Requirement
    from comity.dates import SpanOfDays

DAYS_OF_MONTHS = 30
"""A stay of six months counts as 180 days where a number of days is asked for."""


class Basis(StrEnum):
    """What a rule rests on."""

    CURATED = "curated"  # written by hand from named public sources
    SEEN = "seen"  # shown by dated snapshots of a public table
    INFERRED = "inferred"  # a snapshot that told less, read by the finer one that followed
    ASSUMED = "assumed"  # what a question asks to suppose


class World(StrEnum):
    """Where the day of a change is known only as a span, the two ways it may have been."""

    EARLY = "early"  # the change had not come yet
    LATE = "late"  # it had


@dataclass(frozen=True, slots=True)
class Source:
    """A public source, as a reader can find it; `date` is its own, as well as known."""

    title: str
    publisher: str
    date: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """At most `days` days of stay in any `span` days: 90 in any 180."""

    days: int
    span: int


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, each known as a span of days."""

    begins: SpanOfDays
    ends: SpanOfDays | None  # the last day in force; None: still
    open: bool = False  # began on or before `begins`

    def holds(self, day: date, world: World) -> bool:
        """Whether the day lies within, in this world."""
        if world is World.EARLY:
            return self.begins.last <= day and (self.ends is None or day <= self.ends.last)
        return self.begins.first <= day and (self.ends is None or day <= self.ends.first)


@dataclass(frozen=True, slots=True)
class Rule:
    """What `destination` asks of `passports` in a period.

    `passports` holds alpha-3 codes, or is empty for everybody; `destination` is a state or an area (SCH).
    """

    id: str
    passports: frozenset[str]
    destination: str
    requirement: Requirement
    period: Period
    basis: Basis
    days: int | None = None  # the longest stay a visit, in days
    months: int | None = None  # or in months
    window: Window | None = None
    entries: str | None = None  # single, double, multiple
    conditions: tuple[Condition, ...] = ()
    otherwise: Requirement | None = (
        None  # for those who do not meet the conditions; None: what the snapshots say
    )
    online: bool | None = None  # whether one can apply online
    sources: tuple[Source, ...] = ()
    note: str = ""
    shown_from: date | None = (
        None  # of a rule seen: since when as it stands here; before, by a coarser source
    )
    shown_to: date | None = None  # of a rule seen: the last snapshot that shows it

    @property
    def stay(self) -> int | None:
        """The longest stay in days; of six months, 180."""
        if self.days is not None or self.months is None:
            return self.days
        return self.months * DAYS_OF_MONTHS

    def covers(self, passport: str) -> bool:
        """Whether it speaks of this passport."""
        return not self.passports or passport in self.passports


@dataclass(frozen=True, slots=True)
class Suspension:
    """Rules that are not applied for a time: those with one of these requirements or ids."""

    id: str
    passports: frozenset[str]  # empty: everybody
    destination: str
    suspends: frozenset[str]
    leaves: Requirement
    period: Period
    sources: tuple[Source, ...] = ()
    note: str = ""

    def covers(self, passport: str) -> bool:
        """Whether it speaks of this passport."""
        return not self.passports or passport in self.passports

    def stops(self, rule: Rule) -> bool:
        """Whether this rule is one that it suspends."""
        return rule.id in self.suspends or rule.requirement.value in self.suspends


@dataclass(frozen=True, slots=True)
class Closure:
    """Entry as such is barred for a time, whatever the rule beneath."""

    id: str
    passports: frozenset[str]
    destination: str
    bars: Overlay
    period: Period
    basis: Basis
    sources: tuple[Source, ...] = ()
    note: str = ""

    def covers(self, passport: str) -> bool:
        """Whether it speaks of this passport."""
        return not self.passports or passport in self.passports

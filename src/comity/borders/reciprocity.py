"""Whether two states treat one another's passports alike.

Compared is what each offers to an ordinary traveller with the best papers (registered, biometric)
for a short visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from comity.borders import deciding
from comity.borders.conditions import BEST_PAPERS
from comity.borders.rules import World

if TYPE_CHECKING:
    from datetime import date

    from comity.borders.deciding import Decision
    from comity.borders.record import Record
    from comity.borders.requirement import Requirement
    from comity.borders.rules import Rule


class Relation(StrEnum):
    """How two states' requirements stand to one another."""

    MUTUAL = "mutual"  # neither asks for a visa beforehand, and both ask and allow the same
    UNEQUAL = "unequal"  # neither asks for a visa beforehand, but what they ask or how long differs
    ONE_WAY = "one_way"  # one of them does
    NONE = "none"  # both do
    UNKNOWN = "unknown"  # the record does not tell


@dataclass(frozen=True, slots=True)
class Offer:
    """What a destination offers a passport at best."""

    passport: str
    destination: str
    requirement: Requirement | None
    needed: bool | None
    rule: Rule | None
    certain: bool  # False: a change lies somewhere around the day
    barred: bool = False  # entry as such is barred

    @property
    def stay(self) -> int | None:
        """Days of the longest stay."""
        return None if self.rule is None else self.rule.stay


@dataclass(frozen=True, slots=True)
class Compared:
    """Two offers and their relation; `since`: the day from which on it is known to have been so.

    `open`: it may have been so before, of which the record tells nothing.
    """

    one: Offer  # what the second state's border offers the first one's passport
    other: Offer
    relation: Relation
    since: date | None = None
    open: bool = False

    @property
    def freer(self) -> str | None:
        """Of a one-way relation, whose passport travels without a visa."""
        if self.relation is not Relation.ONE_WAY:
            return None
        return self.one.passport if self.one.needed is False else self.other.passport


def offer(record: Record, passport: str, destination: str, on: date) -> Offer:
    """What a destination offers a passport on a day."""
    pair = record.pair(passport, destination)
    early = pair.candidates(on, World.EARLY)
    late = pair.candidates(on, World.LATE)
    first = deciding.decide(early, BEST_PAPERS, on)
    if early.alike(late):
        return _offer(passport, destination, first, certain=True)
    second = deciding.decide(late, BEST_PAPERS, on)
    chosen = second if first.rule is None else first
    return _offer(passport, destination, chosen, certain=first.requirement is second.requirement)


def turns(record: Record, passport: str, destination: str) -> list[date]:
    """The days by which what is offered had become otherwise: another requirement, or entry barred or not."""
    found: list[date] = []
    before: Offer | None = None
    for day in record.pair(passport, destination).changes():
        now = offer(record, passport, destination, day)
        if now.requirement is None or not now.certain:
            continue
        if before and (now.requirement, now.barred) != (before.requirement, before.barred):
            found.append(day)
        before = now
    return found


def _known(record: Record, passport: str, destination: str, on: date) -> Offer:
    """What it is known to have offered: where a change may have come already, what was before it."""
    pair = record.pair(passport, destination)
    decision = deciding.decide(pair.candidates(on, World.EARLY), BEST_PAPERS, on)
    if decision.rule is None:
        decision = deciding.decide(pair.candidates(on, World.LATE), BEST_PAPERS, on)
    return _offer(passport, destination, decision, certain=True)


def _offer(passport: str, destination: str, decision: Decision, *, certain: bool) -> Offer:
    barred = decision.candidates.closure is not None
    return Offer(passport, destination, decision.requirement, decision.needed, decision.rule, certain, barred)


def relation(one: Offer, other: Offer) -> Relation:
    """How two offers stand to one another."""
    if one.requirement is None or other.requirement is None or None in {one.needed, other.needed}:
        return Relation.UNKNOWN
    if one.needed and other.needed:
        return Relation.NONE
    if one.needed is not other.needed:
        return Relation.ONE_WAY
    alike = one.requirement is other.requirement and one.stay == other.stay
    return Relation.MUTUAL if alike else Relation.UNEQUAL


def compared(record: Record, one: str, other: str, on: date) -> Compared:
    """How two states treat one another's passports on a day, and since when."""
    there, back = offer(record, one, other, on), offer(record, other, one, on)
    found = Compared(there, back, relation(there, back))
    if found.relation is Relation.UNKNOWN:
        return found
    return Compared(there, back, found.relation, *_since(record, found, on))


def _since(record: Record, found: Compared, on: date) -> tuple[date | None, bool]:
    """Since when the relation has been the same, the same side being freer; whether maybe for longer."""
    one, other = found.one.passport, found.other.passport
    changes = {*record.pair(one, other).changes(), *record.pair(other, one).changes()}
    since = None
    for day in sorted((day for day in changes if day <= on), reverse=True):
        then = Compared(
            there := _known(record, one, other, day),
            back := _known(record, other, one, day),
            relation(there, back),
        )
        if then.relation is not found.relation or then.freer != found.freer:
            return since, then.relation is Relation.UNKNOWN
        since = day
    return since, True

"""What the record answers about one journey: the rule that applies, what it asks, and how that is known."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from comity.borders import deciding
from comity.borders.requirement import Requirement
from comity.borders.rules import Basis
from comity.borders.stays import balance
from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.borders.conditions import Condition
    from comity.borders.deciding import Decision, Verdict
    from comity.borders.record import Pair, Record
    from comity.borders.rules import Rule, Source
    from comity.borders.shown import Doubtful
    from comity.borders.stays import Balance, Stay

_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Journey:
    """A traveller, a destination and a day. `days`: how long; `stays`: earlier ones, None where not told."""

    passport: str  # alpha-3
    destination: str  # alpha-3, or an area
    on: date  # the day of entry, or one within a stay
    facts: Mapping[str, Any] = field(default_factory=dict)  # by kind of condition
    days: int | None = None
    stays: tuple[Stay, ...] | None = None

    @property
    def entry(self) -> date | None:
        """The day of entry of the told stay on which the traveller is; None where the day lies in none."""
        there = [
            stay.first
            for stay in self.stays or ()
            if stay.first <= self.on and (stay.last is None or self.on <= stay.last)
        ]
        return max(there, default=None)


@dataclass(frozen=True, slots=True)
class Told:
    """A condition of the rule, and whether the traveller meets it (None: not said)."""

    condition: Condition
    met: bool | None
    presumed: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says of the day, and whether it agrees with the answer."""

    source: Source
    requirement: Requirement
    days: int | None
    basis: Basis
    agrees: bool
    doubtful: str = ""  # why it is not believed


@dataclass(frozen=True, slots=True)
class Answer:
    """Who may cross, as far as the record tells."""

    journey: Journey
    needed: bool | None  # None: it depends
    requirement: Requirement
    rule: Rule  # the one that applies; where it depends, the one that would
    basis: Basis
    conditions: tuple[Told, ...]
    verdict: Verdict
    said: tuple[Said, ...]
    balance: Balance | None = None
    last_day: date | None = None

    @property
    def granted(self) -> bool:
        """Whether the rule serves this journey; it does not one that is too long, or for another purpose."""
        return self.requirement is self.rule.requirement

    @property
    def decision(self) -> Decision:
        """What applies in the world in which a change on a day not known had not come yet."""
        return self.verdict.early

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask the traveller, where it depends on that."""
        if self.needed is not None:
            return ()
        asked = [told.condition.question for told in self.conditions if told.met is None]
        if self.requirement is Requirement.ETA_OR_EVISA:
            asked.append(
                "Is it a travel authorisation or an e-visa? The source did not tell them apart then."
            )
        return tuple(asked)


def answer(record: Record, journey: Journey) -> Answer:
    """What the record answers; QuestionError where it has nothing of the pair, or begins only later."""
    pair = record.pair(journey.passport, journey.destination)
    _check_begins(pair, journey)
    verdict = deciding.verdict(pair, journey.facts, journey.on, journey.days)
    decision = verdict.early
    rule = decision.open[0] if decision.open and decision.needed is None else decision.rule
    if rule is None:
        raise _unknown(pair, journey)
    applies = rule is decision.rule
    requirement = decision.requirement if applies and decision.requirement else rule.requirement
    used, last_day, enough = _stay(rule, journey)
    needed = verdict.needed
    if needed is False and not enough:
        needed = True
    return Answer(
        journey,
        needed,
        requirement,
        rule,
        basis_on(rule, journey.on),
        tuple(
            Told(each, each.met(journey.facts, journey.on), each.presumed(journey.facts))
            for each in rule.conditions
        ),
        verdict,
        tuple(_said(pair, rule, requirement, verdict, journey.on)),
        used,
        last_day,
    )


def basis_on(rule: Rule, day: date) -> Basis:
    """What a rule rests on, on a day: a source that told less at the time is read by a finer one."""
    if rule.basis is Basis.SEEN and rule.shown_from is not None and day < rule.shown_from:
        return Basis.INFERRED
    return rule.basis


def last_day_of(rule: Rule, entry: date) -> date | None:
    """The last day of the longest stay that begins on this day; None where the rule names no length."""
    if rule.days is not None:
        return _later(entry, rule.days - 1)
    if rule.months is None:
        return None
    years, month = divmod(entry.month - 1 + rule.months, 12)
    year, month = entry.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(entry.day, calendar.monthrange(year, month)[1])) - _DAY


def _later(day: date, days: int) -> date:
    """So many days later, at most the last day that there is."""
    return day + timedelta(min(days, (date.max - day).days))


def _stay(rule: Rule, journey: Journey) -> tuple[Balance | None, date | None, bool]:
    """Days used and left in the rule's window, the last lawful day, and whether the wished stay fits."""
    if journey.stays is None:
        return None, None, True
    last_day = last_day_of(rule, journey.entry or journey.on)
    used = None
    if rule.window is not None:
        used = balance(journey.stays, rule.window, journey.on)
        if used.last_day is None:
            return used, None, False
        last_day = used.last_day if last_day is None else min(last_day, used.last_day)
    wished = _later(journey.on, (journey.days or 1) - 1)
    return used, last_day, last_day is None or wished <= last_day


def _said(pair: Pair, rule: Rule, requirement: Requirement, verdict: Verdict, on: date) -> list[Said]:
    """What each source says of the day: the rule's own, the snapshots beside it, and doubtful readings."""
    found = [
        Said(source, rule.requirement, rule.stay, basis_on(rule, on), agrees=True) for source in rule.sources
    ]
    seen = verdict.early.candidates.seen
    if seen is not None and seen is not rule:
        told = [rule, *([verdict.early.rule] if verdict.early.rule is not None else [])]
        agrees = seen.requirement.agrees(requirement) or any(_agree(each, seen) for each in told)
        found += [
            Said(source, seen.requirement, seen.stay, basis_on(seen, on), agrees) for source in seen.sources
        ]
    late = verdict.late
    if late is not None and late.rule is not None and late.rule is not rule:
        found += [
            Said(source, late.rule.requirement, late.rule.stay, late.rule.basis, _agree(late.rule, rule))
            for source in late.rule.sources
        ]
    found += [_doubtful(each) for each in pair.shown.doubtful if each.first_seen <= on <= each.last_seen]
    return list(dict.fromkeys(found))  # a source may speak of the rule before a change and of the one after


def _agree(one: Rule, other: Rule) -> bool:
    same_stay = one.stay is None or other.stay is None or one.stay == other.stay
    return one.requirement.agrees(other.requirement) and same_stay


def _doubtful(reading: Doubtful) -> Said:
    return Said(
        reading.source,
        reading.requirement,
        reading.days,
        Basis.SEEN,
        agrees=False,
        doubtful=reading.reason,
    )


def _check_begins(pair: Pair, journey: Journey) -> None:
    if pair.passport == pair.destination:
        raise QuestionError(f"{pair.passport} asks its own citizens for no visa; name another destination")
    if pair.begins is None:
        raise QuestionError(
            f"the record has nothing of {pair.passport} passports for {pair.destination}; "
            "`comity visa passports DESTINATION` lists what it has"
        )
    if journey.on < pair.begins:
        raise _unknown(pair, journey)


def _unknown(pair: Pair, journey: Journey) -> QuestionError:
    return QuestionError(
        f"the record of {pair.passport} passports for {pair.destination} begins on {pair.begins}, "
        f"after {journey.on}; ask for that day or a later one"
    )

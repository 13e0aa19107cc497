"""Which of the candidate rules applies to a traveller.

Rules with conditions are tried from the most liberal on; the first whose conditions are all met applies, or
else the base. A more liberal rule of which it is not known whether its conditions are met makes the answer
*depend*, if it would change whether a visa is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.borders.requirement import Requirement
from comity.borders.rules import World

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from comity.borders.record import Candidates, Pair
    from comity.borders.rules import Rule


LONG_STAYS = ("work", "study")
"""Purposes that a limited stay without a visa does not serve, unless its rule names them."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What applies to a traveller in one world."""

    rule: Rule | None  # None: the record does not tell what holds
    requirement: Requirement | None
    needed: bool | None  # None: it depends
    open: tuple[Rule, ...]  # more liberal rules of which it is not known whether they apply
    unmet: tuple[Rule, ...]  # more liberal rules whose conditions are not met
    too_long: tuple[Rule, ...]  # rules that would apply to a shorter stay
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class Verdict:
    """What applies, in both worlds where the day lies in a span within which a rule changed."""

    early: Decision
    late: Decision | None  # None: the same

    @property
    def needed(self) -> bool | None:
        """Whether a visa is needed; None: it depends."""
        if self.late is not None and self.late.needed is not self.early.needed:
            return None
        return self.early.needed


def verdict(pair: Pair, traveller: Mapping[str, Any], on: date, days: int | None = None) -> Verdict:
    """What applies to a traveller on a day, who wants to stay so many days (None: as long as allowed)."""
    early, late = pair.candidates(on, World.EARLY), pair.candidates(on, World.LATE)
    first = decide(early, traveller, on, days)
    if early.alike(late):
        return Verdict(first, None)
    second = decide(late, traveller, on, days)
    if first.rule is None:  # the record begins within the span
        return Verdict(second, None)
    return Verdict(first, None if second.rule is None else second)


def decide(
    candidates: Candidates, traveller: Mapping[str, Any], on: date, days: int | None = None
) -> Decision:
    """Which candidate applies."""
    unsaid: list[Rule] = []
    unmet: list[Rule] = []
    too_long: list[Rule] = []
    chosen = None
    base = candidates.base
    for rule in candidates.conditional:
        if base is not None and not _better(rule, base):
            continue
        met = meets(rule, traveller, on)
        if met is False or not _for_such(rule, traveller):
            unmet.append(rule)
        elif _exceeds(days, rule):
            too_long.append(rule)
        elif met is None:
            unsaid.append(rule)
        else:
            chosen = rule
            break
    requirement = None
    if chosen is None and base is not None:
        chosen, requirement = base, base.requirement
        if _exceeds(days, base):
            too_long.append(base)
            requirement = Requirement.VISA_REQUIRED
        elif not _for_such(base, traveller):
            unmet.append(base)
            requirement = Requirement.VISA_REQUIRED
    elif chosen is not None:
        requirement = chosen.requirement
    needed = None if requirement is None else requirement.needed
    if candidates.closure is not None:
        needed = True
    elif any(rule.requirement.needed is not needed for rule in unsaid):
        needed = None
    return Decision(chosen, requirement, needed, tuple(unsaid), tuple(unmet), tuple(too_long), candidates)


def meets(rule: Rule, traveller: Mapping[str, Any], on: date) -> bool | None:
    """Whether all of a rule's conditions are met; None where one is not known and none fails."""
    told = [condition.met(traveller, on) for condition in rule.conditions]
    if False in told:
        return False
    return None if None in told else True


def _for_such(rule: Rule, traveller: Mapping[str, Any]) -> bool:
    """Whether a rule serves the purpose: who is let in without a visa for some days may not work."""
    if (
        traveller.get("purpose") not in LONG_STAYS
        or rule.stay is None
        or rule.requirement.needed is not False
    ):
        return True
    return any(condition.kind == "purpose" for condition in rule.conditions)


def _exceeds(days: int | None, rule: Rule) -> bool:
    return days is not None and rule.stay is not None and days > rule.stay


def _better(rule: Rule, base: Rule) -> bool:
    """Whether a rule with conditions gives more than what holds without."""
    if rule.requirement.rank != base.requirement.rank:
        return rule.requirement.rank < base.requirement.rank
    return base.stay is not None and (rule.stay is None or rule.stay > base.stay)

"""Areas that admit as one: a rule of the area is a rule of every state that belongs to it on the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from comity.actors import questions
from comity.borders.rules import Closure, Rule, Suspension
from comity.dates import SpanOfDays
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from comity.borders.rules import Period

AREAS = {"SCH": ("SCHENGEN", "SCHENGEN AREA")}
"""Codes of the areas, and what else a user may call them."""

Dated = TypeVar("Dated", Rule, Suspension, Closure)


@dataclass(frozen=True, slots=True)
class Membership:
    """That a state belongs to an area, since when and until when."""

    area: str
    since: date
    until: date | None

    def clipped(self, all_of: Iterable[Dated]) -> list[Dated]:
        """What is ruled for the area, as far as the state belonged to it."""
        return [replace(each, period=period) for each in all_of if (period := self._within(each))]

    def _within(self, ruled: Rule | Suspension | Closure) -> Period | None:
        period = ruled.period
        if period.ends is not None and period.ends.last < self.since:
            return None
        if self.until is not None and period.begins.first > self.until:
            return None
        if period.begins.first < self.since:
            period = replace(period, begins=SpanOfDays.day(self.since), open=False)
        if self.until is not None and (period.ends is None or period.ends.last > self.until):
            period = replace(period, ends=SpanOfDays.day(self.until))
        return period


@cache
def organisations() -> dict[str, dict[str, Any]]:
    """The organisations by code: they have no passports, and only areas are destinations."""
    found: dict[str, dict[str, Any]] = yaml_files.load(questions.FOLDER / "organisations.yml")
    return found


@cache
def members(area: str) -> dict[str, Membership]:
    """The states that belong or belonged to an area."""
    found = {}
    for state, days in organisations()[area]["members"].items():
        since, _, until = str(days).partition("/")
        ends = SpanOfDays.parse(until).last if until else None
        found[state] = Membership(area, SpanOfDays.parse(since).first, ends)
    return found


def of(state: str) -> list[Membership]:
    """The areas of a state."""
    return [found[state] for area in AREAS if state in (found := members(area))]

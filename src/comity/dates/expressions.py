"""The dates that a text names, where they stand, and the days they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from comity.dates import grammar, patterns
from comity.dates import readings as r
from comity.dates.lookalikes import is_date
from comity.dates.span import Basis, SpanOfDays


class Kind(StrEnum):
    """What an expression is counted from."""

    STATED = "stated"  # nothing: the year is named
    CALENDAR = "calendar"  # a day, month or season without its year
    WEEKDAY = "weekday"
    RELATIVE = "relative"  # yesterday, last week, recently
    TOLD = "told"  # what the text told before: "the same day", "a week later"
    TERM = "term"  # a time that is given: "in six days", "within 72 hours"


class Relation(StrEnum):
    """How the words before an expression relate the act to the days it names."""

    ON = "on"
    BY = "by"  # until, no later than: a deadline
    BEFORE = "before"
    SINCE = "since"
    AFTER = "after"


_KINDS: dict[type, Kind] = {
    r.Fixed: Kind.STATED,
    r.Either: Kind.STATED,
    r.MonthDay: Kind.CALENDAR,
    r.DayOfMonth: Kind.CALENDAR,
    r.Month: Kind.CALENDAR,
    r.From: Kind.CALENDAR,
    r.Quarter: Kind.CALENDAR,
    r.Weekday: Kind.WEEKDAY,
    r.Told: Kind.TOLD,
    r.Due: Kind.TERM,
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A date in a text: characters `start` to `end`, without its preposition, which gave `relation`."""

    start: int
    end: int
    text: str
    kind: Kind
    relation: Relation
    reading: r.Reading

    @property
    def deadline(self) -> bool:
        """Whether it sets a term: "by Oct. 10", "until March", "within 72 hours"."""
        return self.relation is Relation.BY

    def resolve(
        self, anchor: SpanOfDays | None, future: bool = False, *, told: SpanOfDays | None = None
    ) -> SpanOfDays | None:
        """The days it names: stated, or relative to `anchor`, the span in which the text was published.

        `future` takes the next Tuesday rather than the last. Kind TOLD counts from `told`, the days of what
        the text told before, and "a day earlier" from the anchor where that is not known. A wide anchor gives
        the hull of what its two ends give. None where there is nothing to count from, or no such day.
        """
        base = anchor
        if self.kind is Kind.TOLD:
            counts_back = isinstance(self.reading, r.Told) and self.reading.count < 0
            base = told or (anchor if counts_back else None)
        if base is None:
            return self._stated()
        towards = r.Towards.FUTURE if future else r.Towards.NEAREST if self.deadline else r.Towards.PAST
        ends = [self._days(day, towards) for day in dict.fromkeys((base.first, base.last))]
        found = [days for days in ends if days]
        if not found:
            return None
        basis = Basis.STATED if self.kind is Kind.STATED else Basis.RELATIVE
        return SpanOfDays(min(days[0] for days in found), max(days[1] for days in found), basis)

    def _days(self, anchor: date, towards: r.Towards) -> r.Days | None:
        try:
            return self.reading.days(anchor, towards)
        except (OverflowError, ValueError):  # beyond the first or the last year of the calendar
            return None

    def _stated(self) -> SpanOfDays | None:
        reading = self.reading
        if isinstance(reading, r.Either):
            return SpanOfDays(min(reading.one, reading.other), max(reading.one, reading.other))
        if self.kind is not Kind.STATED:
            return None
        days = reading.days(date(2000, 1, 1), r.Towards.PAST)
        return SpanOfDays(*days) if days else None


_WORD = re.compile(r"[^\W_]+")
_LOOK_BACK = 48
_RELATION = re.compile(
    r"\b(?:(?P<by>by|until|till|no later than|not later than|deadline of|deadline is|up to|due|expires?)"
    r"|(?P<before>before|prior to|ahead of)|(?P<since>since|from|as of|starting|beginning|effective)"
    r"|(?P<after>after|following))\s+"
    r"(?:(?:on|in|the|at|about|around|noon|midday|midnight|dawn|dusk|\d\d?(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?)\s+)*$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"[-–—]| (?:to|through|until|till) ", re.IGNORECASE)


def find(text: str) -> list[Expression]:
    """All dates in the text, in order, none inside another.

    >>> [found.text for found in find("It must leave by Oct. 10, Tokyo said on Tuesday.")]
    ['Oct. 10', 'Tuesday']
    """
    found: list[Expression] = []
    reached = 0
    rules = patterns.RULES
    for word in _WORD.finditer(text):
        at = word.start()
        if at < reached:
            continue
        key = patterns.DIGITS if text[at].isdigit() else word[0].lower()
        if key not in rules:
            continue
        parsed = grammar.parse(text, at, key)
        if parsed is None:
            continue
        reading, end = parsed
        before = text[max(0, at - _LOOK_BACK) : at]
        if not is_date(reading, word[0], before, text[at:end], text[end : end + 40]):
            continue
        found.append(_expression(text, at, end, reading, before))
        reached = end
    return found


def _expression(text: str, start: int, end: int, reading: r.Reading, before: str) -> Expression:
    relation = Relation.ON
    said = _RELATION.search(before)
    if said and said.lastgroup:
        relation = Relation(said.lastgroup)
        if said[0].lower().startswith("from") and _RANGE.search(text[start:end]):
            relation = Relation.ON
    if isinstance(reading, r.Due):
        relation = Relation.BY
    if relation is Relation.BY and isinstance(reading, r.Part):
        reading = replace(reading, due=True)
    return Expression(start, end, text[start:end], _kind(reading), relation, reading)


def _kind(reading: r.Reading) -> Kind:
    if isinstance(reading, r.Part | r.Moved):
        return _kind(reading.of)
    return _KINDS.get(type(reading), Kind.RELATIVE)

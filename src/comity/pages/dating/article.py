"""An article as the dater reads it: its sentences and the dates that they name."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.dates import Expression, Relation, SpanOfDays, find
from comity.dates.readings import Ago, DayOfMonth, Fixed, MonthDay, Towards, Weekday
from comity.pages.dating.days import Days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LEAD = 3  # paragraphs in which a story tells of its day
REPORTED = 60  # characters between what was said and the day on which it was
OPENING = 300  # characters, the title's too, in which a dateline stands
SOON = 14  # days by which a day without its year may lie ahead and still be meant
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plans?|planned|expected|due|scheduled|upcoming|next|target|goals?|until|by|through|"
    r"aims?|hopes?|forecasts?|projected|ahead of|set to|to be)\b",
    re.IGNORECASE,
)
# What was said or done on a day is past, though the sentence told of what is to come before.
_REPORTED = re.compile(
    r"\b(?!planned|scheduled|expected|projected|need|proposed|supposed)"
    r"(?:said|says|told|met|held|spoke|began|gave|sent|took|made|summoned|[a-z]{2,}ed)\b"
    r"(?: (?!will|would|by|until)[\w’'-]+){0,4}? ?(?:on |early on |late on |early |late )?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\bhad\b(?! to\b)(?!.*(?:, (?:and|but)\b|[;:—])).*$", re.IGNORECASE)
_THAT_DAY = re.compile(r" (?!need)(?:said|told|met|held|spoke|gave|sent|took|made|[a-z]{3,}ed)\b")
_SENTENCE_END = re.compile(r"(?<=[a-z\d”\"’)])[.!?][\"”’)]*\s+(?=[A-Z“\"‘(])|\n\n")


@dataclass(frozen=True, slots=True)
class Article:
    """An article's text, with its sentences and the dates that they name."""

    text: str
    starts: tuple[int, ...]  # of its sentences
    lead: int  # characters of the title and the first paragraphs
    expressions: tuple[Expression, ...]
    lowered: str  # the text in small letters

    @classmethod
    def of(cls, paragraphs: Sequence[str]) -> Article:
        """The article that these paragraphs make, the title among them."""
        text = "\n\n".join(paragraphs)
        starts = (0, *(match.end() for match in _SENTENCE_END.finditer(text)))
        lead = len("\n\n".join(paragraphs[: LEAD + 1]))
        return cls(text, starts, lead, tuple(find(text)), text.lower())

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each begins and ends."""
        return tuple(pairwise((*self.starts, len(self.text))))

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which a character stands."""
        place = bisect_right(self.starts, at)
        return self.starts[place - 1], self.starts[place] if place < len(self.starts) else len(self.text)

    def named_in(self, sentence: tuple[int, int]) -> list[Expression]:
        """The dates of a sentence."""
        return [found for found in self.expressions if sentence[0] <= found.start < sentence[1]]

    def looks_ahead(self, found: Expression) -> bool:
        """Whether the sentence of a date speaks of what is to come."""
        if found.deadline:
            return True
        start, _ = self.sentence(found.start)
        ahead = _AHEAD.search(self.text, start, found.start)
        if ahead is None or _THAT_DAY.match(self.text, found.end):
            return False
        reported = _REPORTED.search(self.text, max(ahead.end(), found.start - REPORTED), found.start)
        return reported is None

    def looks_back(self, found: Expression) -> bool:
        """Whether a date is of what had been before that of which its sentence tells."""
        start, _ = self.sentence(found.start)
        return _BEFORE.search(self.text[start : found.start]) is not None

    def without(self, opening: str) -> Article:
        """The same, where the words of a dateline at its opening are no date of its story."""
        first = next((found for found in self.expressions if found.text == opening), None)
        if first is None or first.start > OPENING:
            return self
        rest = tuple(found for found in self.expressions if found is not first)
        return replace(self, expressions=rest)

    def tells(self, found: Expression) -> bool:
        """Whether it tells of something that was on that day."""
        return found.relation is Relation.ON and not self.looks_ahead(found)


def occurrences(found: Expression) -> Days | None:
    """All days that an expression may name, where it names single days that come again, or one; else None."""
    match found.reading:
        case MonthDay(month=month, day=day, weekday=None):
            return Days.month_day(month, day)
        case MonthDay(month=month, day=day, weekday=int() as weekday):
            return Days.month_day(month, day) & Days.weekday(weekday)
        case DayOfMonth(day=day, shift=None):
            return Days.day_of_month(day)
        case Weekday(weekday=weekday, weeks=None):
            return Days.weekday(weekday)
        case Fixed(first=first, last=last) if first == last:
            return Days.of([first])
    return None


def anchors(found: Expression, on: Days, *, future: bool = False) -> Days | None:
    """The days on which a text may say the expression and mean one of the days `on`; None if not so simple.

    What it says is past, but for `future`.
    """
    reading = found.reading
    if isinstance(reading, Ago) and reading.unit == "day":
        return on.shifted(-reading.count)
    if isinstance(reading, Weekday) and reading.weeks is None:
        named = on & Days.weekday(reading.weekday)
        if reading.side is not None:
            return (
                named.shifted(1).widened(0, 6)
                if reading.side is Towards.PAST
                else named.shifted(-7).widened(0, 6)
            )
        return named.shifted(-7).widened(0, 6) if future else named.widened(0, 6)
    every = occurrences(found)
    if every is None:
        return None
    named = on & every
    yearly = isinstance(reading, MonthDay)
    if isinstance(reading, Fixed):
        return Days.between(None, None) if named else Days()
    if future:
        return named.widened(364 if yearly else 27, 0)
    return every.until_next(named, SOON if yearly else 0)


def meaning(found: Expression, day: date, *, future: bool = False) -> SpanOfDays | None:
    """The days that an expression means in a text of that day."""
    return found.resolve(SpanOfDays.day(day), future)

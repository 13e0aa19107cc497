"""A span of days: its first day, its last day, and how it is known."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from comity.errors import QuestionError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Basis(StrEnum):
    """How a span of days is known, the surest first."""

    STATED = "stated"
    RELATIVE = "relative"  # counted from the publication date
    INFERRED = "inferred"
    PUBLISHED = "published"  # the publication date stands in: nothing better is known


_SUREST_FIRST = list(Basis)


@dataclass(frozen=True, slots=True, order=True)
class SpanOfDays:
    """From `first` to `last`, both included; raises ValueError where `last` comes before `first`.

    >>> str(SpanOfDays.parse("2019-02").intersect(SpanOfDays.parse("2019-02-20/2019-03-03")))
    '2019-02-20/2019-02-28'
    """

    first: date
    last: date
    basis: Basis = Basis.STATED

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span of days ends before it begins: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date, basis: Basis = Basis.STATED) -> SpanOfDays:
        """This one day."""
        return cls(day, day, basis)

    @classmethod
    def month(cls, year: int, month: int, basis: Basis = Basis.STATED) -> SpanOfDays:
        """All days of a month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]), basis)

    @classmethod
    def year(cls, year: int, basis: Basis = Basis.STATED) -> SpanOfDays:
        """All days of a year."""
        return cls(date(year, 1, 1), date(year, 12, 31), basis)

    @classmethod
    def parse(cls, text: str, basis: Basis = Basis.STATED) -> SpanOfDays:
        """Reads "2019-02-14", "2019-02", "2019" or two of them with "/" between; else QuestionError."""
        parts = text.strip().split("/")
        if len(parts) > 2:
            raise QuestionError(
                f"{text!r} names more than two dates; write FIRST/LAST, as in 2019-02-01/2019-03-03"
            )
        spans = [cls._written(part.strip(), basis) for part in parts]
        if spans[-1].last < spans[0].first:
            raise QuestionError(f"{text!r} ends before it begins; write the earlier date first")
        return cls(spans[0].first, spans[-1].last, basis)

    @classmethod
    def _written(cls, text: str, basis: Basis) -> SpanOfDays:
        match = _WRITTEN.fullmatch(text)
        if not match:
            raise QuestionError(f"{text!r} is no date; write 2019, 2019-02 or 2019-02-14")
        numbers = [int(part) for part in match.groups() if part]
        try:
            if len(numbers) == 1:
                return cls.year(numbers[0], basis)
            if len(numbers) == 2:
                return cls.month(numbers[0], numbers[1], basis)
            return cls.day(date(*numbers), basis)
        except ValueError as error:
            raise QuestionError(f"{text!r} is no day of the calendar: {error}") from error

    @property
    def days(self) -> int:
        """How many days it has, at least one."""
        return (self.last - self.first).days + 1

    @property
    def precision(self) -> str:
        """Returns "day", "month" or "year" where it is exactly one of these, else "span"."""
        if self.first == self.last:
            return "day"
        if self.first.day == 1 and self.last == _last_of_month(self.first):
            return "month"
        if self.first == date(self.first.year, 1, 1) and self.last == date(self.first.year, 12, 31):
            return "year"
        return "span"

    def overlaps(self, other: SpanOfDays) -> bool:
        """Whether they share a day."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: SpanOfDays | date) -> bool:
        """Whether every day of the other is one of its own."""
        if isinstance(other, date):
            return self.first <= other <= self.last
        return self.first <= other.first and other.last <= self.last

    def hull(self, *others: SpanOfDays) -> SpanOfDays:
        """The shortest span that contains them all; it is known no better than the worst known."""
        spans = (self, *others)
        return SpanOfDays(
            min(span.first for span in spans),
            max(span.last for span in spans),
            max((span.basis for span in spans), key=_SUREST_FIRST.index),
        )

    def intersect(self, other: SpanOfDays) -> SpanOfDays | None:
        """The days that both have, or None; known no better than the worse known."""
        if not self.overlaps(other):
            return None
        basis = max(self.basis, other.basis, key=_SUREST_FIRST.index)
        return SpanOfDays(max(self.first, other.first), min(self.last, other.last), basis)

    def shifted(self, days: int) -> SpanOfDays:
        """As long, this many days later, or earlier where negative."""
        return SpanOfDays(self.first + timedelta(days), self.last + timedelta(days), self.basis)

    def known(self, basis: Basis) -> SpanOfDays:
        """The same days, known in this way."""
        return replace(self, basis=basis)

    def __str__(self) -> str:
        match self.precision:
            case "day":
                return self.first.isoformat()
            case "month":
                return f"{self.first.year:04}-{self.first.month:02}"
            case "year":
                return f"{self.first.year:04}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def human(self) -> str:
        """As a sentence would say it: "14 February 2019", "February 2019", "1 to 20 February 2019"."""
        first, last = self.first, self.last
        match self.precision:
            case "day":
                return _worded(last)
            case "month":
                return f"{month_name[first.month]} {first.year}"
            case "year":
                return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {_worded(last)}"
        if first.year == last.year:
            return f"{first.day} {month_name[first.month]} to {_worded(last)}"
        return f"{_worded(first)} to {_worded(last)}"


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _worded(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"

"""Sets of days, one bit a day, so that thousands of days are cut and joined at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

EARLIEST = date(2010, 1, 1)
LATEST = date(2059, 12, 31)
_ZERO = EARLIEST.toordinal()
_SIZE = LATEST.toordinal() - _ZERO + 1
_ALL = (1 << _SIZE) - 1


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days from `EARLIEST` to `LATEST`; whatever lies outside is left out.

    >>> [str(day) for day in Days.month_day(2, 29) & Days.between(date(2019, 1, 1), date(2025, 1, 1))]
    ['2020-02-29', '2024-02-29']
    """

    bits: int = 0

    @classmethod
    def between(cls, first: date | None, last: date | None) -> Days:
        """From the first to the last; None leaves that side open."""
        start = max(0, first.toordinal() - _ZERO) if first else 0
        end = min(_SIZE, last.toordinal() - _ZERO + 1) if last else _SIZE
        return cls(((1 << (end - start)) - 1) << start) if start < end else cls()

    @classmethod
    def of(cls, days: Iterable[date]) -> Days:
        """These days."""
        bits = 0
        for day in days:
            place = day.toordinal() - _ZERO
            if 0 <= place < _SIZE:
                bits |= 1 << place
        return cls(bits)

    @classmethod
    def weekday(cls, weekday: int) -> Days:
        """Every such weekday, Monday 0."""
        return _weekday(weekday)

    @classmethod
    def month(cls, month: int) -> Days:
        """Every day of this month, of all years."""
        return _month(month)

    @classmethod
    def month_day(cls, month: int, day: int) -> Days:
        """This day of every year."""
        return _month(month) & _day_of_month(day)

    @classmethod
    def day_of_month(cls, day: int) -> Days:
        """This day of every month."""
        return _day_of_month(day)

    def shifted(self, days: int) -> Days:
        """Each so many days later, or earlier where negative."""
        return Days(self.bits << days & _ALL if days >= 0 else self.bits >> -days)

    def widened(self, before: int, after: int) -> Days:
        """With the days from `before` days before each to `after` days after it."""
        bits, reached = self.bits, 0
        while reached < before + after:
            step = min(reached + 1, before + after - reached)
            bits |= bits << step
            reached += step
        return Days(bits >> before & _ALL)

    def until_next(self, among: Days, early: int = 0) -> Days:
        """From each of `among`, some of these, to the day before the next; all `early` days earlier."""
        found = 0
        for day in among:
            place = day.toordinal() - _ZERO
            later = self.bits >> (place + 1)
            length = (later & -later).bit_length() if later else _SIZE - place
            found |= ((1 << length) - 1) << place
        return Days(found >> early & _ALL)

    def where(self, allowed: Callable[[date], bool]) -> Days:
        """Those that pass a test."""
        return Days.of(day for day in self if allowed(day))

    @property
    def first(self) -> date:
        """The earliest; ValueError where there is none."""
        if not self.bits:
            raise ValueError("no day is left to be the first")
        return date.fromordinal(_ZERO + (self.bits & -self.bits).bit_length() - 1)

    @property
    def last(self) -> date:
        """The latest; ValueError where there is none."""
        if not self.bits:
            raise ValueError("no day is left to be the last")
        return date.fromordinal(_ZERO + self.bits.bit_length() - 1)

    def __and__(self, other: Days) -> Days:
        return Days(self.bits & other.bits)

    def __or__(self, other: Days) -> Days:
        return Days(self.bits | other.bits)

    def __sub__(self, other: Days) -> Days:
        return Days(self.bits & ~other.bits)

    def __bool__(self) -> bool:
        return self.bits != 0

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __contains__(self, day: date) -> bool:
        place = day.toordinal() - _ZERO
        return 0 <= place < _SIZE and bool(self.bits >> place & 1)

    def __iter__(self) -> Iterator[date]:
        bits = self.bits
        while bits:
            lowest = bits & -bits
            yield date.fromordinal(_ZERO + lowest.bit_length() - 1)
            bits ^= lowest


@cache
def _calendar() -> tuple[date, ...]:
    return tuple(EARLIEST + timedelta(place) for place in range(_SIZE))


@cache
def _weekday(weekday: int) -> Days:
    return Days.of(day for day in _calendar() if day.weekday() == weekday)


@cache
def _month(month: int) -> Days:
    return Days.of(day for day in _calendar() if day.month == month)


@cache
def _day_of_month(day_of_month: int) -> Days:
    return Days.of(day for day in _calendar() if day.day == day_of_month)

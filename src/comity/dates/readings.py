"""What a date expression means: from the day it is counted from to the days it names.

Each reading answers `days(anchor, towards)` with a first and a last day, or None where there is no such day.
`Fixed` alone needs no anchor.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from comity.dates.words import SEASONS

Days = tuple[date, date]

_SOON = 14  # a day without a year is taken to be behind us unless it is at most this many days ahead


class Towards(Enum):
    """On which side of the anchor a day without its year, month or week lies."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


class Reading(Protocol):
    """The meaning of an expression."""

    def days(self, anchor: date, towards: Towards) -> Days | None:
        """The first and the last day that it names, counted from the anchor."""
        ...  # pragma: no cover


def month_days(year: int, month: int) -> Days:
    """The days of a month; months beyond 12 or below 1 run on into other years."""
    years, index = divmod(month - 1, 12)
    year, month = year + years, index + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def week_days(day: date) -> Days:
    """The week from Monday to Sunday in which the day lies."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def unit_days(unit: str, day: date, shift: int) -> Days:
    """The day, week, month, year or decade that lies `shift` of them from the day's own."""
    match unit:
        case "week":
            return week_days(day + timedelta(7 * shift))
        case "month":
            return month_days(day.year, day.month + shift)
        case "year":
            return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)
        case "decade":
            start = day.year // 10 * 10 + 10 * shift
            return date(start, 1, 1), date(start + 9, 12, 31)
    moved = day + timedelta(shift if unit == "day" else 0)
    return moved, moved


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that the words name whole."""

    first: date
    last: date

    def days(self, anchor: date, towards: Towards) -> Days:  # noqa: ARG002
        """The same from everywhere."""
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Either:
    """As "03/04/2020".

    One of two days, the one that is not still to come where only one is; else from one to the other.
    """

    one: date
    other: date

    def days(self, anchor: date, towards: Towards) -> Days:  # noqa: ARG002
        """One day, or the span between both."""
        first, last = sorted((self.one, self.other))
        return (first, first) if first <= anchor < last else (first, last)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """As "Sept.

    10": the year that brings it nearest, on the right side, and on the right weekday where one is named.
    """

    month: int
    day: int
    weekday: int | None = None

    def days(self, anchor: date, towards: Towards) -> Days | None:
        """One day."""
        reach = 4 if (self.month, self.day) == (2, 29) else 1
        years = range(anchor.year - reach, anchor.year + reach + 1)
        fits = [
            date(year, self.month, self.day) for year in years if self.day <= monthrange(year, self.month)[1]
        ]
        if towards is Towards.PAST:
            fits = [day for day in fits if (day - anchor).days <= _SOON]
        elif towards is Towards.FUTURE:
            fits = [day for day in fits if day >= anchor]
        if not fits:
            return None
        on_weekday = [
            day for day in fits if day.weekday() == self.weekday
        ]  # none: the page mistook the weekday
        best = min(on_weekday or fits, key=lambda day: abs((day - anchor).days))
        return best, best


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """As "the 14th".

    Of the anchor's month, of the month before where that is still to come; or of a month that is named.
    """

    day: int
    shift: int | None = None

    def days(self, anchor: date, towards: Towards) -> Days | None:
        """One day."""
        if self.shift is not None:
            return self._of(anchor, self.shift)
        fits = [found[0] for shift in range(-3, 4) if (found := self._of(anchor, shift))]
        if towards is Towards.PAST:
            best = max(day for day in fits if day <= anchor)
        elif towards is Towards.FUTURE:
            best = min(day for day in fits if day >= anchor)
        else:
            best = min(fits, key=lambda day: abs((day - anchor).days))
        return best, best

    def _of(self, anchor: date, shift: int) -> Days | None:
        first, last = month_days(anchor.year, anchor.month + shift)
        return (first.replace(day=self.day),) * 2 if self.day <= last.day else None


@dataclass(frozen=True, slots=True)
class Month:
    """As "January".

    The latest such month not after the anchor's, or the next; `years` counts "January last year".
    """

    month: int
    years: int | None = None
    side: Towards | None = None  # "last January", "next January": never the anchor's own month

    def days(self, anchor: date, towards: Towards) -> Days:
        """One month."""
        if self.years is not None:
            return month_days(anchor.year + self.years, self.month)
        ahead = (self.month - anchor.month) % 12 or (12 if self.side else 0)
        towards = self.side or towards
        if towards is Towards.FUTURE or (towards is Towards.NEAREST and ahead <= 6):
            return month_days(anchor.year, anchor.month + ahead)
        behind = 12 - ahead if 0 < ahead < 12 else ahead
        return month_days(anchor.year, anchor.month - behind)


@dataclass(frozen=True, slots=True)
class Weekday:
    """As "Tuesday".

    The latest not after the anchor, or the next after it; `weeks` counts "Tuesday of last week".
    """

    weekday: int
    weeks: int | None = None
    side: Towards | None = None  # "last Tuesday", "next Tuesday": never the anchor itself

    def days(self, anchor: date, towards: Towards) -> Days:
        """One day."""
        if self.weeks is not None:
            day = week_days(anchor)[0] + timedelta(7 * self.weeks + self.weekday)
            return day, day
        behind = (anchor.weekday() - self.weekday) % 7
        if (self.side or towards) is Towards.PAST:
            day = anchor - timedelta(behind or (7 if self.side else 0))
        else:
            day = anchor + timedelta(7 - behind)
        return day, day


@dataclass(frozen=True, slots=True)
class Period:
    """As "last week", "this month", "next year".

    The current one ends, or begins, at the anchor: "this year" is what is past.
    """

    unit: str
    shift: int

    def days(self, anchor: date, towards: Towards) -> Days:
        """The whole of it, or its part on the right side of the anchor."""
        first, last = unit_days(self.unit, anchor, self.shift)
        if self.shift == 0 and towards is Towards.PAST:
            return first, min(last, anchor)
        if self.shift == 0 and towards is Towards.FUTURE:
            return max(first, anchor), last
        return first, last


@dataclass(frozen=True, slots=True)
class Weekend:
    """As "over the weekend": Saturday and Sunday."""

    shift: int | None = None

    def days(self, anchor: date, towards: Towards) -> Days:
        """Two days."""
        saturday = week_days(anchor)[0] + timedelta(5)
        if self.shift is not None:
            saturday += timedelta(7 * self.shift)
        elif towards is Towards.PAST and saturday > anchor:
            saturday -= timedelta(7)
        return saturday, saturday + timedelta(1)


@dataclass(frozen=True, slots=True)
class Ago:
    """As "three weeks ago", "in six days": as exact as its unit; negative counts are past."""

    unit: str
    count: int

    def days(self, anchor: date, towards: Towards) -> Days:  # noqa: ARG002
        """A day for hours and days, a week around the day for weeks, else a calendar month or year."""
        if self.unit == "hour":
            moved = anchor + timedelta(-(-abs(self.count) // 24)) * (1 if self.count > 0 else -1)
            return moved, moved
        if self.unit == "week":
            moved = anchor + timedelta(7 * self.count)
            return moved - timedelta(3), moved + timedelta(3)
        if self.unit == "decade":
            year = anchor.year + 10 * self.count
            return date(year - 2, 1, 1), date(year + 2, 12, 31)
        return unit_days(self.unit, anchor, self.count)


@dataclass(frozen=True, slots=True)
class Due:
    """As "within 72 hours", "in six days": the last day of it."""

    unit: str
    count: int

    def days(self, anchor: date, towards: Towards) -> Days:  # noqa: ARG002
        """One day."""
        match self.unit:
            case "hour":
                due = anchor + timedelta(-(-self.count // 24))
            case "day" | "week":
                due = anchor + timedelta(self.count * (7 if self.unit == "week" else 1))
            case unit:
                first, last = unit_days(unit, anchor, self.count)
                due = min(first + (anchor - unit_days(unit, anchor, 0)[0]), last)
        return due, due


@dataclass(frozen=True, slots=True)
class Window:
    """As "recently", "in the past two weeks", "in the coming days".

    So many days on either side of the anchor.
    """

    before: int
    after: int
    gap: int = 0  # "weeks ago" does not reach up to the anchor

    def days(self, anchor: date, towards: Towards) -> Days:
        """Days up to the anchor, or from it where it looks ahead."""
        if self.before and self.after:  # "in recent days" reaches back, "these days" either way
            before, after = (0, self.after) if towards is Towards.FUTURE else (self.before, 0)
        else:
            before, after = self.before, self.after
        return anchor - timedelta(before), anchor + timedelta(after or -self.gap)


@dataclass(frozen=True, slots=True)
class Season:
    """As "last summer", "this spring".

    Three months, of the north; a winter is named by the year it ends in.
    """

    season: str
    shift: int | None

    def days(self, anchor: date, towards: Towards) -> Days:
        """Three months."""
        start = SEASONS[self.season]
        began = month_days(anchor.year - (anchor.month < start), start)[0].year
        year = anchor.year if self.shift == 0 else began
        first, last = season_days(self.season, year)
        if self.shift == -1 and last >= anchor:
            return season_days(self.season, year - 1)
        if self.shift == 1 or (self.shift is None and towards is Towards.FUTURE and last < anchor):
            return season_days(self.season, year + 1)
        return first, last


def season_days(season: str, year: int) -> Days:
    """The three months of a season that begins in the year."""
    start = SEASONS[season]
    return month_days(year, start)[0], month_days(year, start + 2)[1]


@dataclass(frozen=True, slots=True)
class Quarter:
    """As "the first quarter", "the second half of this year".

    `parts` 4 or 2 to a year; `years` counts from the anchor's.
    """

    which: int
    parts: int
    years: int | None = None

    def days(self, anchor: date, towards: Towards) -> Days:
        """Three or six months."""
        year = anchor.year + (self.years or 0)
        first, last = quarter_days(year, self.which, self.parts)
        if self.years is None and towards is Towards.PAST and first > anchor:
            return quarter_days(year - 1, self.which, self.parts)
        if self.years is None and towards is Towards.FUTURE and last < anchor:
            return quarter_days(year + 1, self.which, self.parts)
        return first, last


def quarter_days(year: int, which: int, parts: int) -> Days:
    """The days of a year's quarter (parts 4) or half (parts 2), counted from 1."""
    length = 12 // parts
    return month_days(year, length * (which - 1) + 1)[0], month_days(year, length * which)[1]


@dataclass(frozen=True, slots=True)
class Part:
    """As "early March", "mid-2023", "late last year", "the end of the month": a third of what is named."""

    part: str  # early, mid, late
    of: Reading
    due: bool = False  # "by the end of": its last day

    def days(self, anchor: date, towards: Towards) -> Days | None:
        """A third of it, or the last day."""
        side = Towards.NEAREST if isinstance(self.of, Period) else towards
        named = self.of.days(anchor, side)
        if named is None:
            return None
        first, last = named
        if self.due:
            return (first, first) if self.part == "early" else (last, last)
        third = max(1, ((last - first).days + 1) // 3)
        match self.part:
            case "early":
                return first, first + timedelta(third - 1)
            case "mid":
                return first + timedelta(third), last - timedelta(third)
        return last - timedelta(third - 1), last


@dataclass(frozen=True, slots=True)
class Side:
    """As "earlier this month", "later this week": what is behind, or still ahead, of the period that runs."""

    ahead: bool
    of: Period

    def days(self, anchor: date, towards: Towards) -> Days | None:  # noqa: ARG002
        """Part of the period; "earlier" stays before or on the anchor, "later" after or on it."""
        return self.of.days(anchor, Towards.FUTURE if self.ahead else Towards.PAST)


@dataclass(frozen=True, slots=True)
class From:
    """As "July 30 to Aug. 2", "from May to July": from the start of one reading to the end of another."""

    start: Reading
    end: Reading

    def days(self, anchor: date, towards: Towards) -> Days | None:
        """Both ends; the start is the last one before the end."""
        end = self.end.days(anchor, towards)
        start = self.start.days(end[1], Towards.PAST) if end else None
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None


@dataclass(frozen=True, slots=True)
class Moved:
    """As "the eve of 9 May", "Friday week", "a week ago on Monday": so many days from those of another."""

    of: Reading
    by: int

    def days(self, anchor: date, towards: Towards) -> Days | None:
        """As long as the other."""
        named = self.of.days(anchor, towards)
        return (named[0] + timedelta(self.by), named[1] + timedelta(self.by)) if named else None


@dataclass(frozen=True, slots=True)
class Told:
    """As "the same day", "a day earlier", "a week later".

    Counted from what was told before, not from the publication.
    """

    unit: str
    count: int

    def days(self, anchor: date, towards: Towards) -> Days:
        """As `Ago`, from the day that was told."""
        return Ago(self.unit, self.count).days(anchor, towards)

"""The stops of the slider: the record's first day, the first of each month, and its last day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Months:
    """From the record's first day, by the first of each month, to its last day.

    >>> months = Months(date(2017, 6, 15), date(2017, 9, 10))
    >>> [f"{months.day(stop):%m-%d}" for stop in range(months.last + 1)]
    ['06-15', '07-01', '08-01', '09-01', '09-10']
    >>> months.at(date(2017, 8, 20)), months.at(date(2026, 1, 1)), months.at(date(2012, 1, 1))
    (2, 4, 0)
    """

    begins: date
    ends: date

    @property
    def last(self) -> int:
        """The number of the last stop; the first one is 0."""
        ends_after_a_first = self.ends > max(self.begins, self.ends.replace(day=1))
        return _number(self.ends) - _number(self.begins) + ends_after_a_first

    def day(self, stop: int) -> date:
        """The day of a stop; that of the nearest one where there is none so far."""
        if stop <= 0:
            return self.begins
        if stop >= self.last:
            return self.ends
        year, month = divmod(_number(self.begins) + stop, MONTHS)
        return date(year, month + 1, 1)

    def at(self, day: date) -> int:
        """The last stop that is not after the day."""
        return max(0, bisect_right(range(self.last + 1), day, key=self.day) - 1)

    def after(self, day: date) -> int:
        """The first stop that is not before the day; one more than the last where there is none."""
        return bisect_left(range(self.last + 1), day, key=self.day)

    def before(self, day: date) -> date | None:
        """The day of the last stop before this one; None where the record begins."""
        stop = self.after(day) - 1
        return self.day(stop) if stop >= 0 else None


def _number(day: date) -> int:
    return day.year * MONTHS + day.month - 1

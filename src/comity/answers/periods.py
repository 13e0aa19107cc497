"""The calendar's periods that a series counts by: days, ISO weeks, months, quarters, years."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from comity.answers import named

if TYPE_CHECKING:
    from collections.abc import Iterator


class By(StrEnum):
    """How long a period is, the shortest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


LONGEST = {By.DAY: 1, By.WEEK: 7, By.MONTH: 31, By.QUARTER: 92, By.YEAR: 366}
"""Days that a period has at most."""


def read(told: str) -> By:
    """The length of period that a question names; QuestionError suggests a near one."""
    try:
        return By(told.strip().lower())
    except ValueError as error:
        raise named.unknown("period", told, By, near=told.lower()) from error


def begin(day: date, by: By) -> date:
    """The first day of the period that a day lies in."""
    match by:
        case By.DAY:
            return day
        case By.WEEK:
            return day - timedelta(day.weekday())
        case By.MONTH:
            return day.replace(day=1)
        case By.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case By.YEAR:
            return date(day.year, 1, 1)


def between(first: date, last: date, by: By) -> Iterator[date]:
    """The first days of all periods from the one of `first` to the one of `last`."""
    at, end = begin(first, by), begin(last, by)
    while at < end:
        yield at
        # So many days after its first one, a period is over and the next one is not.
        at = begin(at + timedelta(LONGEST[by]), by)
    yield end


def name(begins: date, by: By) -> str:
    """As "2024-05-04", "2024-W18" (ISO 8601), "2024-05", "2024-Q2", "2024"."""
    match by:
        case By.DAY:
            return begins.isoformat()
        case By.WEEK:
            year, week, _ = begins.isocalendar()
            return f"{year:04}-W{week:02}"
        case By.MONTH:
            return f"{begins.year:04}-{begins.month:02}"
        case By.QUARTER:
            return f"{begins.year:04}-Q{(begins.month + 2) // 3}"
        case By.YEAR:
            return f"{begins.year:04}"

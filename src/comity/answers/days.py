"""The days that a question names: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from datetime import date

from comity.errors import QuestionError

_TOLD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def first_day(told: str | date) -> date:
    """The day itself, or the first one of the month or year: "2022-10-04", "2022-10", "2022"."""
    return _days(told)[0]


def last_day(told: str | date) -> date:
    """The day itself, or the last one of the month or year; QuestionError where it is none of these."""
    return _days(told)[1]


def _days(told: str | date) -> tuple[date, date]:
    if isinstance(told, date):
        return told, told
    parts = _TOLD.fullmatch(told.strip())
    advice = f"{told!r} is no day; give one as 2022-10-04, or a month or year as 2022-10 or 2022"
    if parts is None:
        raise QuestionError(advice)
    year, month, day = (int(part or 0) for part in parts.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        first, last = month or 1, month or 12
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError as error:  # calendar's IllegalMonthError is one too
        raise QuestionError(advice) from error

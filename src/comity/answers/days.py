"""The days that a question names: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

from comity.errors import QuestionError

_TOLD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def first_day(told: str | date) -> date:
    """The day itself, or the first one of the month or year: "2022-10-04", "2022-10", "2022"."""
    return _days(told)[0]


def last_day(told: str | date) -> date:
    """The day itself, or the last one of the month or year; QuestionError where it is none of these."""
    return _days(told)[1]


def as_iso(told: str) -> str:
    """The day, month or year with all its digits: "2019-02" for "2019-2"; QuestionError where it is none."""
    first, _ = _days(told)
    digits = {0: 4, 1: 7, 2: 10}[told.count("-")]
    return first.isoformat()[:digits]


def check_order(since: date | None, until: date | None) -> None:
    """Raise QuestionError where the days asked for end before they begin."""
    if since and until and until < since:
        raise QuestionError(f"the days asked for end ({until}) before they begin ({since}); swap the two")


def single_day(told: str | date | None) -> date:
    """The one day that is told, today where none is; QuestionError for a month or year."""
    if told is None:
        return date.today()
    if isinstance(told, datetime):
        return told.date()
    first, last = _days(told)
    if first != last:
        raise QuestionError(f"{told!r} is no single day; give one, as {first.isoformat()}")
    return first


def _days(told: str | date) -> tuple[date, date]:
    if isinstance(told, date):
        return told, told
    parts = _TOLD.fullmatch(told.strip())
    advice = f"{told!r} is no day; give one as 2022-10-04, or a month or year as 2022-10 or 2022"
    if parts is None:
        raise QuestionError(advice)
    year, month, day = parts.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = date(int(year), last_month, int(day or calendar.monthrange(int(year), last_month)[1]))
    except ValueError as error:
        raise QuestionError(advice) from error
    return first, last

"""Which of several days that fit equally well is the likelier one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.dates.readings import DayOfMonth, MonthDay
from comity.pages.dating.article import occurrences
from comity.pages.dating.clues import Clue, lead_date, news_weekday, weekday_of
from comity.pages.dating.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.dates import SpanOfDays
    from comity.pages.dating.article import Article

YEARS = (1, 2, 4)  # after the latest year or event that it tells of
AGES = (2, 7, 31, 92)  # days since the latest day that it tells of
AHEADS = (14, 45, 120)  # days until the first day to come that it names


def of_years(article: Article, events: Sequence[SpanOfDays], today: date) -> Iterator[Clue]:
    """News seldom look back many years without telling of a later one."""
    stated = [
        days.first
        for found in article.expressions
        if (days := found.resolve(None)) and days.first <= today and not article.looks_ahead(found)
    ]
    latest = max([*stated, *(event.first for event in events)], default=None)
    if latest is not None:
        for years in YEARS:
            yield Clue(
                f"it is rather at most {years} years after {latest}, the latest past that it dates",
                0,
                Days.between(latest, latest + timedelta(366 * years)),
            )


def of_days(article: Article) -> Iterator[Clue]:
    """A day without its year is near, the more so the day of the news."""
    told, ahead = Days(), Days()
    for found in article.expressions:
        every = occurrences(found) if isinstance(found.reading, MonthDay | DayOfMonth) else None
        if every is None:
            continue
        if article.tells(found):
            told = told | every
        elif article.looks_ahead(found):
            ahead = ahead | every
    for age in AGES if told else ():
        yield Clue(f"some day that it tells of is rather at most {age} days ago", 0, told.widened(0, age))
    for age in AHEADS if ahead else ():
        yield Clue(f"some day to come is rather at most {age} days ahead", 0, ahead.widened(age, 0))
    first = lead_date(article)
    every = occurrences(first) if first else None
    if first and every is not None:
        yield Clue(f"it tells of “{first.text}”", 0, every)


def of_weekday(article: Article) -> Iterator[Clue]:
    """News are rather of their own day than of the day before."""
    news = news_weekday(article)
    weekday = weekday_of(news) if news else None
    if news and weekday is not None:
        yield Clue(f"it tells of “{news.text}”", 0, Days.weekday(weekday))

"""What the dates that an article names say about the day on which it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.dates import Kind
from comity.dates.readings import Ago, DayOfMonth, Due, Month, MonthDay, Weekday
from comity.dates.words import NUMBERS
from comity.pages.dating.article import anchors, meaning, occurrences
from comity.pages.dating.days import Days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from comity.dates import Expression
    from comity.pages.dating.article import Article

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEAD_AGE = 7  # days by which the day of the news may be past
FOLLOWING = 2  # days for which a story goes on after the first that it tells of
DEADLINE = 45  # days by which a day to come may be ahead
_UNITS = {"hour": 1, "day": 1, "week": 7}
_TERM = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})[ -](?P<u>hour|day|week)s?[’']?"
    r"(?: (?:to [a-z]+|time|notice))?(?: [a-z]+){0,3}[,–— -]{1,4}(?:that is |which is |i\.e\. )?(?:to say )?"
    r"(?:until|till|by|or by)\s+$",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r"\s?\((?:i\.e\. |on )?(?:the )?|,? (?:the )?", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"(?:['’]s)? (?P<noun>(?:[a-z-]+ )?[a-z]{5,})")
_NO_NOUNS = frozenset(
    "night evening morning afternoon after before during local press which their there".split()
)


@dataclass(frozen=True, slots=True)
class Clue:
    """A condition that the day of publication is likely to meet, as a sentence and as the days that meet it.

    `weight` is how far it is trusted: 1 for a habit of newspapers, 2 for a fact that an article may mistake,
    3 for one that it hardly can. A clue without `weight` is a preference among days that fit equally well.
    `days` are the days themselves, or tell which of some days meet it where that is costly to find.
    """

    reason: str
    weight: float
    days: Days | Callable[[Days], Days]

    @property
    def costly(self) -> bool:
        """Whether each day has to be tried."""
        return not isinstance(self.days, Days)

    def among(self, days: Days) -> Days:
        """Those of the days that meet it."""
        return days & self.days if isinstance(self.days, Days) else self.days(days)


def of_article(article: Article, today: date) -> Iterator[Clue]:
    """The clues in the dates that an article names."""
    news = news_weekday(article)
    if news:
        yield _by_news_weekday(news)
    told = lead_date(article)
    if told:
        yield _by_lead_date(told)
    yield from _by_weekday_and_date(article)
    yield from _by_two_names(article)
    yield from _by_act(article, news)
    yield from _by_day_ahead(article)
    yield from _by_months(article)
    yield from _by_term(article, news)
    yield from _by_years(article, today)


def weekday_of(found: Expression) -> int | None:
    """The weekday on which an expression puts something, alone or with its date."""
    match found.reading:
        case Weekday(weekday=weekday, weeks=None, side=None) | MonthDay(weekday=weekday):
            return weekday
    return None


def news_weekday(article: Article) -> Expression | None:
    """The weekday that the first paragraphs tell of as the day of the news.

    It is the first that they tell of, or the latest of the days just after it, but for what had been before.
    """
    told: dict[int, Expression] = {}
    for found in article.expressions:
        weekday = weekday_of(found)
        if weekday is None or found.start >= article.lead or not article.tells(found):
            continue
        if not told or not article.looks_back(found):
            told.setdefault(weekday, found)
    if not told:
        return None
    first = next(iter(told))
    return told[max(told, key=lambda weekday: later if (later := (weekday - first) % 7) <= FOLLOWING else 0)]


def _by_news_weekday(news: Expression) -> Clue:
    weekday = weekday_of(news)
    assert weekday is not None  # noqa: S101  that is how it was chosen
    name = WEEKDAYS[weekday]
    return Clue(
        f"the first paragraphs tell of {name}, so that it was published on a {name} or the day after",
        1,
        Days.weekday(weekday).widened(0, 1),
    )


def lead_date(article: Article) -> Expression | None:
    """The first day that the story's first paragraphs tell of as past, where they name its month."""
    for found in article.expressions:
        if found.start >= article.lead:
            return None
        if found.kind not in (Kind.CALENDAR, Kind.STATED) or not article.tells(found):
            continue
        days = meaning(found, date(2020, 6, 15))
        if days is not None and days.days <= 3:
            return found
    return None


def _by_lead_date(found: Expression) -> Clue:
    reason = f"the first paragraphs tell of “{found.text}”, which was at most a week ago"
    every = occurrences(found)
    if every is not None:
        return Clue(reason, 1.5, every.widened(0, LEAD_AGE))

    def allowed(day: date) -> bool:
        told = meaning(found, day)
        return told is not None and timedelta(0) <= day - told.last <= timedelta(LEAD_AGE)

    return Clue(reason, 1.5, lambda days: days.where(allowed))


def _by_weekday_and_date(article: Article) -> Iterator[Clue]:
    """The "Tuesday, Oct. 4" without its year: only in some years is that day a Tuesday."""
    for found in article.expressions:
        if isinstance(found.reading, MonthDay) and found.reading.weekday is not None:
            weekday, every = found.reading.weekday, Days.month_day(found.reading.month, found.reading.day)
            ahead = article.looks_ahead(found)
            fits = every & Days.weekday(weekday)
            days = fits.widened(364, 0) if ahead else every.until_next(fits, early=1)
            yield Clue(f"“{found.text}” must fall on a {WEEKDAYS[weekday]}", 2, days)


def _by_two_names(article: Article) -> Iterator[Clue]:
    """One day named in two ways side by side: "yesterday (the 5th)", "on Tuesday the 24th"."""
    for one, other in zip(article.expressions, article.expressions[1:], strict=False):
        between = article.text[one.end : other.start]
        by_count = isinstance(one.reading, Ago | Weekday) and isinstance(other.reading, DayOfMonth | MonthDay)
        if not by_count or not _SAME_DAY.fullmatch(between):
            continue
        every = occurrences(other)
        days = anchors(one, every) if every is not None else None
        if days:
            yield Clue(f"“{one.text}” was “{other.text}”", 2.5, days)


def _by_act(article: Article, news: Expression | None) -> Iterator[Clue]:
    """The one weekday and the one day of the month on which the first paragraphs put what happened."""
    told = [found for found in article.expressions if found.start < article.lead and article.tells(found)]
    near = {found.text: found for found in told if isinstance(found.reading, DayOfMonth)}
    dated = {found.text: found for found in told if isinstance(found.reading, MonthDay)}
    days_told = list((near or dated).values())  # "the 21st" is nearer than "September 2"
    if news is None or len(days_told) != 1 or not isinstance(news.reading, Weekday):
        return
    found = days_told[0]
    every = occurrences(found)
    if every is None or (isinstance(found.reading, MonthDay) and found.reading.weekday is not None):
        return
    noun = _NOUN_AFTER.match(article.text, news.end)
    start, end = article.sentence(found.start)
    shared = noun is not None and noun["noun"] not in _NO_NOUNS and noun["noun"] in article.text[start:end]
    weekday = news.reading.weekday
    days = (every & Days.weekday(weekday)).widened(0, LEAD_AGE)
    yield Clue(f"what it tells of “{found.text}” was on a {WEEKDAYS[weekday]}", 1.5 if shared else 0.75, days)


def _by_day_ahead(article: Article) -> Iterator[Clue]:
    """A day still to come, without its year, is near."""
    for found in article.expressions:
        if isinstance(found.reading, MonthDay) and found.start < article.lead and found.deadline:
            every = occurrences(found)
            if every is not None:
                yield Clue(f"“{found.text}” was still to come, and near", 1, every.widened(DEADLINE, 0))
            return


def _by_months(article: Article) -> Iterator[Clue]:
    """A month that is named without its year is not the month of publication, which is "this month"."""
    for found in article.expressions:
        reading = found.reading
        if isinstance(reading, Month) and reading.years is None and article.tells(found):
            others = Days.between(None, None) - Days.month(reading.month)
            yield Clue(f"it names {found.text} as another month than its own", 0.5, others)
            return


def _by_term(article: Article, news: Expression | None) -> Iterator[Clue]:
    """A term and its last day in one sentence: "in six days, by Oct. 10" gives the day it was set."""
    for sentence in article.sentences:
        named = article.named_in(sentence)
        ends = [found for found in named if found.deadline and isinstance(found.reading, MonthDay)]
        every = occurrences(ends[0]) if ends else None
        term = _term(article, named, ends[0]) if ends else None
        if every is None or term is None:
            continue
        end, (said, length) = ends[0], term
        set_on = [found for found in named if isinstance(found.reading, Weekday)] or ([news] if news else [])
        begun = every.shifted(-length)
        weekdays = [weekday for found in set_on if (weekday := weekday_of(found)) is not None]
        if weekdays:
            begun = begun & _joined(map(Days.weekday, weekdays))
        told_on = f", set on {set_on[-1].text}," if weekdays else ""
        yield Clue(f"“{said}”{told_on} must end on “{end.text}”", 3, begun.widened(0, 6))


def _term(article: Article, named: Sequence[Expression], end: Expression) -> tuple[str, int] | None:
    """A term that a sentence gives beside its last day, as its words and in days."""
    for found in named:
        if isinstance(found.reading, Due) and found.reading.unit in _UNITS:
            return found.text, _length(found.reading.count, found.reading.unit)
    stands = _TERM.search(article.text, max(0, end.start - 60), end.start)
    if stands is None:
        return None
    count, unit = stands["n"].lower(), stands["u"].lower()
    return stands[0].strip(" ,"), _length(int(count) if count.isdigit() else NUMBERS[count], unit)


def _length(count: int, unit: str) -> int:
    return -(-count // 24) if unit == "hour" else count * _UNITS[unit]


def _joined(sets: Iterable[Days]) -> Days:
    together = Days()
    for days in sets:
        together = together | days
    return together


def _by_years(article: Article, today: date) -> Iterator[Clue]:
    """The latest stated day, month or year that the article tells of as past, and the earliest of a term."""
    stated = [(found, days) for found in article.expressions if (days := found.resolve(None))]
    past = [
        (days.first, found.text)
        for found, days in stated
        if days.first <= today and not found.deadline and not article.looks_ahead(found)
    ]
    due = [(days.last, found.text) for found, days in stated if found.deadline]
    if past:
        first, text = max(past)
        yield Clue(f"it tells of “{text}” as past", 2, Days.between(first, None))
    if due and (not past or min(due) > max(past)):
        last, text = min(due)
        yield Clue(f"“{text}” was still to come", 1.5, Days.between(None, last))

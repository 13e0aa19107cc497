"""What an article's own words say about the day on which it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.dates import Expression, Kind, Relation, SpanOfDays, find
from comity.dates.readings import Due, Month, MonthDay, Towards, Weekday

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEAD = 3  # paragraphs in which a story tells of its day
DEADLINE = timedelta(45)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plans?|planned|expected|due|scheduled|upcoming|next|target|goals?|until|by|through|"
    r"aims?|hopes?|forecasts?|projected|ahead of|set to|to be)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d”\"’)])[.!?][\"”’)]*\s+(?=[A-Z“\"‘(])|\n\n")


@dataclass(frozen=True, slots=True)
class Clue:
    """A condition that the day of publication is likely to meet, as a sentence and as a test of a day.

    `weight` is how far it is trusted: 1 for a habit of newspapers, 2 for a fact that an article may mistake,
    3 for one that it hardly can.
    """

    reason: str
    weight: float
    allows: Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Article:
    """An article's text, with its sentences and the dates that they name."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    lead: int  # characters of the title and the first paragraphs
    expressions: tuple[Expression, ...]

    @classmethod
    def of(cls, paragraphs: Sequence[str]) -> Article:
        """The article that these paragraphs make, the title among them."""
        text = "\n\n".join(paragraphs)
        breaks = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
        sentences = tuple((start, end) for start, end in pairwise(breaks) if start < end)
        lead = len("\n\n".join(paragraphs[: LEAD + 1]))
        return cls(text, sentences, lead, tuple(find(text)))

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which a character stands."""
        return next(((start, end) for start, end in self.sentences if start <= at < end), (0, len(self.text)))

    def named_in(self, sentence: tuple[int, int]) -> list[Expression]:
        """The dates of a sentence."""
        return [found for found in self.expressions if sentence[0] <= found.start < sentence[1]]

    def looks_ahead(self, found: Expression) -> bool:
        """Whether the sentence of a date speaks of what is to come."""
        start, _ = self.sentence(found.start)
        return found.deadline or bool(_AHEAD.search(self.text[start : found.start]))


def of_article(article: Article, today: date) -> Iterator[Clue]:
    """The clues in the dates that an article names."""
    news = news_weekday(article)
    if news:
        yield _by_news_weekday(news)
    told = lead_date(article)
    if told:
        yield _by_lead_date(told)
    yield from _by_weekday_and_date(article)
    yield from _by_day_ahead(article)
    yield from _by_months(article)
    yield from _by_term(article, news)
    yield from _by_years(article, today)


def news_weekday(article: Article) -> Expression | None:
    """The weekday that the first paragraphs tell of as the day of the news; of several, the latest."""
    told = {
        found.reading.weekday: found
        for found in reversed(article.expressions)
        if found.start < article.lead
        and isinstance(found.reading, Weekday)
        and found.reading.weeks is None
        and found.reading.side is None
        and found.relation is Relation.ON
        and not article.looks_ahead(found)
    }
    if not told:
        return None
    return told[min(told, key=lambda latest: max((latest - other) % 7 for other in told))]


def _by_news_weekday(news: Expression) -> Clue:
    assert isinstance(news.reading, Weekday)  # noqa: S101  that is how it was chosen
    weekday = news.reading.weekday
    name = WEEKDAYS[weekday]
    return Clue(
        f"the first paragraphs tell of {name}, so that it was published on a {name} or the day after",
        1,
        lambda day: (day.weekday() - weekday) % 7 <= 1,
    )


def lead_date(article: Article) -> Expression | None:
    """The first day that the story's first paragraphs tell of as past, where they name its month."""
    for found in article.expressions:
        if found.start >= article.lead:
            return None
        if found.kind not in (Kind.CALENDAR, Kind.STATED) or article.looks_ahead(found):
            continue
        days = found.resolve(SpanOfDays.day(date(2020, 6, 15)))
        if found.relation is Relation.ON and days is not None and days.days <= 3:
            return found
    return None


def _by_lead_date(found: Expression) -> Clue:
    def allows(day: date) -> bool:
        told = found.resolve(SpanOfDays.day(day))
        return told is not None and timedelta(0) <= day - told.last <= timedelta(7)

    return Clue(f"the first paragraphs tell of “{found.text}”, which was at most a week ago", 1.5, allows)


def _by_weekday_and_date(article: Article) -> Iterator[Clue]:
    """The "Tuesday, Oct. 4" without its year: only in some years is that day a Tuesday."""
    for found in article.expressions:
        if not isinstance(found.reading, MonthDay) or found.reading.weekday is None:
            continue
        weekday, reading = found.reading.weekday, found

        def allows(day: date, reading: Expression = reading, weekday: int = weekday) -> bool:
            told = reading.resolve(SpanOfDays.day(day), future=article.looks_ahead(reading))
            return told is not None and told.first.weekday() == weekday

        yield Clue(f"“{found.text}” must fall on a {WEEKDAYS[weekday]}", 2, allows)


def _by_day_ahead(article: Article) -> Iterator[Clue]:
    """A day still to come, without its year, is near."""
    for found in article.expressions:
        if isinstance(found.reading, MonthDay) and found.start < article.lead and found.deadline:
            reading = found.reading

            def allows(day: date, reading: MonthDay = reading) -> bool:
                due = reading.days(day, Towards.FUTURE)
                return due is not None and due[0] - day <= DEADLINE

            yield Clue(f"“{found.text}” was still to come, and near", 1, allows)
            return


def _by_months(article: Article) -> Iterator[Clue]:
    """A month that is named without its year is not the month of publication, which is "this month"."""
    for found in article.expressions:
        reading = found.reading
        if isinstance(reading, Month) and found.relation is Relation.ON and reading.years is None:
            month = reading.month

            def allows(day: date, month: int = month) -> bool:
                return day.month != month

            yield Clue(f"it names {found.text} as another month than its own", 0.5, allows)
            return


def _by_term(article: Article, news: Expression | None) -> Iterator[Clue]:
    """A term and its last day in one sentence: "in six days, by Oct. 10" gives the day it was set."""
    for sentence in article.sentences:
        named = article.named_in(sentence)
        terms = [found for found in named if isinstance(found.reading, Due)]
        ends = [found for found in named if found.deadline and isinstance(found.reading, MonthDay)]
        if not terms or not ends:
            continue
        set_on = [found for found in named if isinstance(found.reading, Weekday)] or ([news] if news else [])
        term, end = terms[0], ends[0]

        def allows(
            day: date,
            term: Expression = term,
            end: Expression = end,
            set_on: Sequence[Expression] = tuple(set_on),
        ) -> bool:
            due = end.resolve(SpanOfDays.day(day))
            told = [days.first for found in set_on if (days := found.resolve(SpanOfDays.day(day)))]
            starts = told or [day - timedelta(back) for back in range(7)]
            counted = (term.resolve(SpanOfDays.day(start)) for start in starts)
            return due is not None and any(days is not None and days.last == due.last for days in counted)

        told_on = f", set on {set_on[-1].text}," if set_on else ""
        yield Clue(f"“{term.text}”{told_on} must end on “{end.text}”", 3, allows)


def _by_years(article: Article, today: date) -> Iterator[Clue]:
    """The latest stated day, month or year that the article tells of as past."""
    latest: tuple[date, str] | None = None
    for found in article.expressions:
        days = found.resolve(None)
        if days is None or days.first > today or article.looks_ahead(found):
            continue
        if latest is None or days.first > latest[0]:
            latest = days.first, found.text
    if latest:
        first, text = latest
        yield Clue(f"it tells of “{text}” as past", 2, lambda day: day >= first)

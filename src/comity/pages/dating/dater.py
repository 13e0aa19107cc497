"""When a page was published: by what it states, else by what its words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from comity.dates import Basis, SpanOfDays, find
from comity.dates.readings import Either, Fixed, MonthDay, Weekday
from comity.pages.dating import bounds, chronicle, preferences, shapes, world
from comity.pages.dating import lines as page_lines
from comity.pages.dating.article import Article
from comity.pages.dating.clues import WEEKDAYS, Clue, of_article
from comity.pages.dating.counts import of_counts
from comity.pages.dating.days import Days
from comity.pages.dating.inference import infer
from comity.pages.dating.offices import of_offices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from comity.pages.dating.lines import Candidate
    from comity.pages.dating.offices import Offices

GUESS = "htmldate"  # a source that looks through the page's code, its lines too
QUOTED = 90  # characters of a line that a reason repeats
ALIKE = 0.4  # share of five-word runs that two tellings of one story have in common
SAME_STORY = 3  # days between two tellings of it
_YEARS = re.compile(r"\d{4}|-\d\d(?!\d)")  # "2019-05-31", "31-May-19"
UPDATED = timedelta(60)  # before a later version


class Told(Protocol):
    """A document of the ledger, as far as it helps to date another."""

    @property
    def text(self) -> str:
        """What it says."""
        ...  # pragma: no cover

    @property
    def published(self) -> SpanOfDays | None:
        """When."""
        ...  # pragma: no cover


@dataclass(frozen=True, slots=True)
class Dating:
    """When a page was published and how that is known; `span` is None where nothing tells."""

    span: SpanOfDays | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dater:
    """Finds publication dates, none later than `today`."""

    gazetteer: Offices
    today: date
    world_events: chronicle.World | None = None

    def date(
        self,
        article: Sequence[str],
        lines: Sequence[str],
        told: Mapping[str, str],
        known: Sequence[Told] = (),
        elsewhere: Sequence[str] = (),
    ) -> Dating:
        """The date of an article (paragraphs) by the page's `lines` about itself and what its metadata told.

        A date that the page states is taken, the metadata's first; a day without its year, or no day at
        all, is inferred from the article, the offices and events that it names, `known` documents that tell
        its story, and the page's lines `elsewhere`, which may speak of other stories. `lines` come nearest to
        the article first.
        """
        paragraphs = [*filter(None, [told.get("title", "")]), *article]
        stated = self._stated(paragraphs, told)
        if stated:
            return stated
        lines = [*_unclear(told), *lines]
        found = page_lines.candidates(lines, article, today=self.today)
        updated = next((candidate for candidate in found if candidate.updated and candidate.whole), None)
        first = [candidate for candidate in found if not candidate.updated and _not_after(candidate, updated)]
        whole = next((candidate for candidate in first if candidate.whole), None)
        partial = next((candidate for candidate in first if not candidate.whole), None)
        certain = partial is not None and partial.day
        if whole and not (certain and partial and partial.score > whole.score + 1):
            return _by_line(whole)
        guessed = self._guessed(paragraphs, told)
        if guessed and not certain:
            return guessed
        if updated and not certain:
            return _by_line(updated)
        article_read = Article.of(paragraphs)
        if partial and partial.dateline:
            article_read = article_read.without(partial.found.text)
        return self._inferred(
            article_read,
            partial=partial,
            updated=updated,
            lines=lines,
            elsewhere=elsewhere,
            known=known,
        )

    def _stated(self, paragraphs: Sequence[str], told: Mapping[str, str]) -> Dating | None:
        """What the metadata, or else the address, states, unless it cannot be."""
        source = told.get("date_from", "metadata")
        told_day = () if source == GUESS else ((told.get("date", ""), source),)
        return self._possible(paragraphs, (*told_day, (shapes.of_address(told) or "", "address")))

    def _guessed(self, paragraphs: Sequence[str], told: Mapping[str, str]) -> Dating | None:
        """The day that was found somewhere in the page's code: better than none."""
        if told.get("date_from") != GUESS:
            return None
        return self._possible(paragraphs, ((told.get("date", ""), GUESS),))

    def _possible(self, paragraphs: Sequence[str], sources: Sequence[tuple[str, str]]) -> Dating | None:
        """The first of the days that sources state which can be."""
        for text, source in sources:
            days = next(
                (days for found in find(shapes.rewritten(text)) if (days := found.resolve(None))), None
            )
            if days is None or days.days > 1 or not date(page_lines.OLDEST, 1, 1) <= days.first <= self.today:
                continue
            later = _told_later(paragraphs, days.first, self.today)
            if later is None:
                return Dating(days, (f"the page's {source} says {days}",))
        return None

    def _inferred(
        self,
        article: Article,
        *,
        partial: Candidate | None,
        updated: Candidate | None,
        lines: Sequence[str],
        elsewhere: Sequence[str],
        known: Sequence[Told],
    ) -> Dating:
        events = self.world_events or chronicle.load()
        must, said = _must(partial)
        either = partial.found.reading if partial else None
        by_events, happened = world.of_world(article, events)
        clues = [
            *of_offices(article, self.gazetteer),
            *bounds.of_page(lines, elsewhere, self.today),
            *(bounds.order(either, lines, elsewhere, article.text) if isinstance(either, Either) else ()),
            *_by_line_weekday(partial),
            *_by_update(updated),
            *_by_known(article, known),
            *by_events,
            *of_counts(article),
            *of_article(article, self.today),
        ]
        likelier = [
            *bounds.nearest(lines, elsewhere),
            *preferences.of_years(article, happened, self.today),
            *(() if partial and partial.day else preferences.of_days(article)),
            *preferences.of_weekday(article),
            *([bounds.usual_order(either)] if isinstance(either, Either) else ()),
        ]
        possible = must & Days.between(None, self.today)
        span, reasons = infer(clues, possible=possible, limited=partial is not None, preferences=likelier)
        return Dating(span, (*said, *reasons))


def _unclear(told: Mapping[str, str]) -> Iterator[str]:
    """The metadata's date as a line, where it leaves the year or the order of its numbers open."""
    stamp = "" if told.get("date_from") == GUESS else told.get("date", "")
    if stamp and not re.match(r"\d{4}-\d\d-\d\d", stamp):
        yield f"published: {stamp}"


def _by_line(candidate: Candidate) -> Dating:
    line = candidate.line.strip()
    days = candidate.found.resolve(None)
    shown = line if len(line) <= QUOTED else f"{line[:QUOTED]}…"
    where = "the article opens with" if candidate.dateline else "the page's line"
    return Dating(days, (f"{where} “{shown}”",))


def _must(partial: Candidate | None) -> tuple[Days, tuple[str, ...]]:
    """The days that a date without its year, or with its numbers in doubt, allows."""
    if partial is None:
        return Days.between(None, None), ("the page says no date",)
    said = partial.found.text
    match partial.found.reading:
        case Either(one=one, other=other):
            return Days.of([one, other]), (f"the page says {said}: {one} or {other}",)
        case MonthDay(month=month, day=day, weekday=None):
            return Days.month_day(month, day), (f"the page says {said} without a year",)
        case MonthDay(month=month, day=day, weekday=int() as weekday):
            days = Days.month_day(month, day) & Days.weekday(weekday)
            return days, (f"the page says {said}, a {WEEKDAYS[weekday]}, without a year",)
        case Fixed(first=first, last=last):
            return Days.between(first, last), (f"the page says {said} without a day",)
    return Days.between(None, None), ("the page says no date but a weekday",)


def _by_line_weekday(partial: Candidate | None) -> Iterator[Clue]:
    """A weekday alone on a line near the article."""
    if partial and isinstance(partial.found.reading, Weekday):
        weekday = partial.found.reading.weekday
        yield Clue(f"the page's line “{partial.line.strip()}”", 1.5, Days.weekday(weekday))


def _not_after(candidate: Candidate, updated: Candidate | None) -> bool:
    """Whether a page may have been published then that was updated on another day."""
    day, later = candidate.whole, updated.whole if updated else None
    return day is None or later is None or day <= later + timedelta(1)


def _by_update(updated: Candidate | None) -> Iterator[Clue]:
    """A later version is mostly some weeks younger."""
    if updated and updated.whole:
        last = updated.whole
        reason = f"it was updated on {last}"
        yield Clue(reason, 3, Days.between(None, last))
        yield Clue(reason, 1.5, Days.between(last - UPDATED, None))


def _told_later(paragraphs: Sequence[str], stated: date, today: date) -> str | None:
    """A day well after the stated one of which the article tells as past: the stated one is another's."""
    if not any(_may_be_later(text, stated) for text in paragraphs):
        return None
    article = Article.of(paragraphs)
    for found in article.expressions:
        days = found.resolve(None)
        if (
            days
            and stated + timedelta(60) < days.first <= today
            and days.days == 1
            and not article.looks_ahead(found)
        ):
            return found.text
    return None


def _may_be_later(text: str, stated: date) -> bool:
    """Does the text name a year from the stated day's on? Asking costs less than reading its dates."""
    return any(len(year) < 4 or int(year) >= stated.year for year in _YEARS.findall(text))


def _by_known(article: Article, known: Sequence[Told]) -> Iterator[Clue]:
    """Other tellings of the story, dated."""
    if not known:
        return
    own = _runs(article.text)
    for other in known:
        if other.published is None or other.published.days > 3 or other.published.basis is Basis.PUBLISHED:
            continue
        theirs = _runs(other.text)
        if own and len(own & theirs) >= ALIKE * min(len(own), len(theirs) or 1):
            near = Days.between(other.published.first, other.published.last).widened(SAME_STORY, SAME_STORY)
            yield Clue(f"the same story was published on {other.published}", 3, near)
            return


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))

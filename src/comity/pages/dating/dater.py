"""When a page was published: by what it states, else by what its words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from comity.dates import Basis, SpanOfDays, find
from comity.dates.readings import Either, MonthDay
from comity.pages.dating import lines as page_lines
from comity.pages.dating import world
from comity.pages.dating.clues import WEEKDAYS, Article, Clue, lead_date, news_weekday, of_article
from comity.pages.dating.inference import infer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from comity.actors.sightings import OfficeNamed, Term
    from comity.pages.dating.lines import Candidate

QUOTED = 90  # characters of a line that a reason repeats
GRACE = timedelta(3)  # a successor is named a little before, a predecessor a little after the day
ALIKE = 0.4  # share of five-word runs that two tellings of one story have in common
SAME_STORY = timedelta(3)
_NO_LONGER = re.compile(
    r"\b(?:former|ex-?|then-?|late|ousted|deposed|outgoing|incoming|predecessor|ex)[\s-]*(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)


class Offices(Protocol):
    """Whatever knows who held which office when; the gazetteer of actors does."""

    def offices_named(self, text: str) -> Sequence[OfficeNamed]:
        """The phrases that give a person an office, and the terms that each may speak of."""
        ...  # pragma: no cover


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
    world_events: world.World | None = None

    def date(
        self,
        article: Sequence[str],
        lines: Sequence[str],
        told: Mapping[str, str],
        known: Sequence[Told] = (),
    ) -> Dating:
        """The date of an article (paragraphs) by the page's `lines` about itself and what its metadata told.

        A date that the page states is taken, the metadata's first; a day without its year, or no day at
        all, is inferred from the article, the offices and events that it names, and `known` documents that
        tell its story.
        """
        paragraphs = [*filter(None, [told.get("title", "")]), *article]
        stated = self._stated(paragraphs, told)
        if stated:
            return stated
        found = page_lines.candidates(lines, article, today=self.today)
        whole = next((candidate for candidate in found if candidate.whole), None)
        partial = next((candidate for candidate in found if not candidate.whole), None)
        if whole and not (partial and partial.score > whole.score + 1):
            return _by_line(whole)
        return self._inferred(paragraphs, partial, lines, known)

    def _stated(self, paragraphs: Sequence[str], told: Mapping[str, str]) -> Dating | None:
        """What the metadata, or else the address, states, unless it cannot be."""
        sources = (
            (told.get("date", ""), told.get("date_from", "metadata")),
            (page_lines.of_address(told), "address"),
        )
        for text, source in sources:
            days = next((days for found in find(text or "") if (days := found.resolve(None))), None)
            if days is None or days.days > 1 or not date(page_lines.OLDEST, 1, 1) <= days.first <= self.today:
                continue
            later = _told_later(paragraphs, days.first, self.today)
            if later is None:
                return Dating(days, (f"the page's {source} says {days}",))
        return None

    def _inferred(
        self,
        paragraphs: Sequence[str],
        partial: Candidate | None,
        lines: Sequence[str],
        known: Sequence[Told],
    ) -> Dating:
        article = Article.of(paragraphs)
        clues = [  # those that leave out most days, and are quickly tested, first
            *self._by_offices(article),
            *_by_copyright(lines),
            *_by_known(article, known),
            *world.of_world(article, self.world_events or world.load()),
            *of_article(article, self.today),
        ]
        must, said = _must(partial)
        news = () if partial else (lead_date(article), news_weekday(article))
        span, reasons = infer(clues, today=self.today, must=must, news=tuple(filter(None, news)))
        return Dating(span, (*said, *reasons))

    def _by_offices(self, article: Article) -> Iterator[Clue]:
        seen = set()
        for named in self.gazetteer.offices_named(article.text):
            key = frozenset((term.person, term.office) for term in named.terms)
            start = named.span.start
            if not named.terms or key in seen or _NO_LONGER.search(article.text[max(0, start - 40) : start]):
                continue
            seen.add(key)
            yield Clue(
                "; or ".join(map(_held, named.terms[:4])),
                2,
                lambda day, terms=named.terms: any(  # type: ignore[misc]
                    term.first - GRACE <= day and (term.last is None or day <= term.last + GRACE)
                    for term in terms
                ),
            )


def _by_line(candidate: Candidate) -> Dating:
    line = candidate.line.strip()
    days = candidate.found.resolve(None)
    shown = line if len(line) <= QUOTED else f"{line[:QUOTED]}…"
    where = "the article opens with" if candidate.dateline else "the page's line"
    return Dating(days, (f"{where} “{shown}”",))


def _must(partial: Candidate | None) -> tuple[Callable[[date], bool] | None, tuple[str, ...]]:
    """The days that a date without its year, or with its numbers in doubt, allows."""
    if partial is None:
        return None, ("the page says no date",)
    reading = partial.found.reading
    if isinstance(reading, Either):
        days = {reading.one, reading.other}
        return days.__contains__, (f"the page says {partial.found.text}: {reading.one} or {reading.other}",)
    assert isinstance(reading, MonthDay)  # noqa: S101  no other day lacks its year

    def fits(day: date) -> bool:
        same = (day.month, day.day) == (reading.month, reading.day)
        return same and (reading.weekday is None or day.weekday() == reading.weekday)

    on = f", a {WEEKDAYS[reading.weekday]}," if reading.weekday is not None else ""
    return fits, (f"the page says {partial.found.text}{on} without a year",)


def _told_later(paragraphs: Sequence[str], stated: date, today: date) -> str | None:
    """A day well after the stated one of which the article tells as past: the stated one is another's."""
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


def _held(term: Term) -> str:
    return f"{term.person} was {term.office} ({term.state}) from {term.first} to {term.last or 'today'}"


_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,30}(?:\d{4}\s*[-–]\s*)?((?:19|20)\d\d)", re.IGNORECASE)


def _by_copyright(lines: Sequence[str]) -> Iterator[Clue]:
    years = [int(match[1]) for line in lines if (match := _COPYRIGHT.search(line))]
    if years:
        latest = date(max(years), 12, 31)
        yield Clue(
            f"the page stood in {latest.year}, as its copyright line says", 1, lambda day: day <= latest
        )


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
            near = SpanOfDays(other.published.first - SAME_STORY, other.published.last + SAME_STORY)
            yield Clue(f"the same story was published on {other.published}", 3, near.contains)
            return


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))

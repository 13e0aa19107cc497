"""What naming the dated events of the world says of a page's date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.dates import Expression, Kind, Relation, SpanOfDays
from comity.dates.readings import Ago
from comity.dates.words import NUMBERS
from comity.pages.dating.article import anchors, meaning
from comity.pages.dating.clues import Clue
from comity.pages.dating.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.pages.dating.article import Article
    from comity.pages.dating.chronicle import Gathering, Happening, Meeting, Series, Usage, World

NEAR = 80  # characters between an event's name and the date that belongs to it
BESIDE = 160  # characters between the count of a war's days and its name
HALF_A_YEAR = timedelta(183)
SEASON = timedelta(150)  # before and after a gathering that is named with its place
REMEMBERED = timedelta(366 * 2)  # so long a month or a "last year" beside an event reaches back
_NOT_YET = re.compile(
    r"\b(?:possible|potential|feared|imminent|planned|looming|threatened|likely|future|any|an|fears? of|"
    r"threat of|risk of|"
    r"prevent|avert|if|would|could|may|might|plans? (?:for|to)|planning)\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"\b(?:since|before|after|over|following|from|despite|amid|during|of|on|by|about|to|condemn\w*|for)\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:met|meets?|meeting|talks|talked|summit|host(?:s|ed|ing)|receiv(?:es|ed|ing)|visit(?:s|ed|ing)?|arrived"
    r"|signed|shook hands|welcom(?:es|ed|ing))\b",
    re.IGNORECASE,
)
SHOWN = 3  # meetings that a reason tells
_COUNTED = (Kind.CALENDAR, Kind.RELATIVE)
_NUMBER = rf"(?P<n>\d{{1,4}}|{'|'.join(NUMBERS)})"
_AFTER = re.compile(
    rf"\b{_NUMBER} (?P<u>day|week|month|year)s? (?:after|since|into|following) (?:[\w’'-]+ ){{0,3}}$",
    re.IGNORECASE,
)
_WAR = r"(?:[\w’'-]+ ){0,4}(?:war|invasion|offensive|operation|fighting|conflict)"
_COUNT_OF_DAYS = re.compile(
    rf"\b(?:(?P<n>\d{{1,4}})(?:st|nd|rd|th) day of {_WAR}|day (?P<m>\d{{1,4}}) of {_WAR})\b", re.IGNORECASE
)
_ANNIVERSARY = re.compile(
    rf"\b(?:{_NUMBER}(?:st|nd|rd|th)?|(?P<first>first)|(?P<second>second)|(?P<third>third)|(?P<fourth>fourth)"
    r"|(?P<fifth>fifth)|(?P<tenth>tenth)) anniversary of (?:[\w’'-]+ ){0,4}$",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_SLACK = {"day": 0, "week": 4, "month": 20, "year": 183}
_LENGTH = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
AROUND = timedelta(12)  # days on either side of an anniversary on which it is spoken of


def of_world(article: Article, world: World) -> tuple[list[Clue], list[SpanOfDays]]:
    """The clues in the events that an article names, and the days of what happened."""
    clues: list[Clue] = []
    happened: list[SpanOfDays] = []
    for happening in world.happenings:
        found = list(_by_happening(article, happening))
        clues += found
        if found:
            happened.append(happening.on)
    for who, meetings in world.met.items():
        clues += _by_meetings(article, who, meetings)
    for gathering in world.gatherings:
        clues += _by_gathering(article, gathering)
    for series in world.series:
        clues += _by_series(article, series)
    for usage in world.usages:
        clues += _by_usage(article, usage)
    return clues, happened


def _by_happening(article: Article, happening: Happening) -> Iterator[Clue]:
    text = article.text
    matches = [
        match
        for match in happening.says.find(text, article.lowered)
        if not _NOT_YET.search(text, max(0, match.start() - 40), match.start())
    ]
    if not matches:
        return
    first = happening.on.first
    yield Clue(f"it speaks of {happening.name} ({happening.on})", 3, Days.between(first, None))
    for match in matches:
        yield from _by_news(article, happening, match)
        yield from _by_count(article, happening, match)
        for found in _near(article, match):
            if found.kind is Kind.CALENDAR and not _fits(
                found, happening.on.last + timedelta(60), happening.on
            ):
                continue  # the date of something else
            reach = _reach(found, happening.on)
            yield Clue(
                f"it puts {happening.name} ({happening.on}) “{found.text}”",
                2,
                lambda days, found=found, reach=reach: (days & reach).where(  # type: ignore[misc]
                    lambda day: _fits(found, day, happening.on)
                ),
            )
    if happening.counted:
        yield from _by_day_of_war(article, happening, matches)


def _by_news(article: Article, happening: Happening, match: re.Match[str]) -> Iterator[Clue]:
    """An event of which the first paragraphs tell on the weekday on which it happened may be the news."""
    if match.start() >= article.lead or _AFTERWARDS.search(
        article.text, max(0, match.start() - 40), match.start()
    ):
        return
    on = Days.of([happening.on.first])
    for found in article.named_in(article.sentence(match.start())):
        days = anchors(found, on) if found.kind is Kind.WEEKDAY else None
        if days:
            yield Clue(f"{happening.name} ({happening.on}) fell on a {happening.on.first:%A}", 1, days)
            return


def _by_count(article: Article, happening: Happening, match: re.Match[str]) -> Iterator[Clue]:
    """The "five days after" before an event, and the "third anniversary of" it."""
    before = article.text[max(0, match.start() - 70) : match.start()]
    counted, anniversary = _AFTER.search(before), _ANNIVERSARY.search(before)
    first = happening.on.first
    if counted and match.start() < article.lead:
        unit = counted["u"].lower()
        count = _number(counted["n"])
        then = first + timedelta(round(count * _LENGTH[unit]))
        slack = timedelta(_SLACK[unit])
        yield Clue(
            f"it tells of what was “{counted[0].strip()}” {happening.name} ({happening.on})",
            2,
            Days.between(then - slack, then + slack + timedelta(2)),
        )
    if anniversary:
        years = next((_ORDINALS[name] for name in _ORDINALS if anniversary[name]), 0) or _number(
            anniversary["n"]
        )
        then = first + timedelta(round(years * 365.25))
        yield Clue(
            f"it speaks of the anniversary of {happening.name} ({happening.on}) after {years} years",
            2,
            Days.between(then - AROUND, then + AROUND),
        )


def _by_day_of_war(
    article: Article, happening: Happening, matches: Sequence[re.Match[str]]
) -> Iterator[Clue]:
    """The 100th day of a war that is named beside it."""
    for counted in _COUNT_OF_DAYS.finditer(article.text):
        if any(abs(match.start() - counted.start()) <= BESIDE for match in matches):
            count = int(counted["n"] or counted["m"])
            day = happening.on.first + timedelta(count - 1)
            reason = f"day {count} of {happening.name} was {day}"
            yield Clue(reason, 1, Days.between(day, day + timedelta(1)))
            yield Clue(reason, 1, Days.of([day]))
            return


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _near(article: Article, match: re.Match[str]) -> Iterator[Expression]:
    """The dates counted from the publication that stand just after, or before, the name of an event."""
    sentence = article.sentence(match.start())
    for found in article.named_in(sentence):
        counted = found.kind in _COUNTED and found.relation in (Relation.ON, Relation.SINCE)
        if counted and (
            0 <= found.start - match.end() <= NEAR // 4 or 0 <= match.start() - found.end <= NEAR // 8
        ):
            yield found


def _reach(found: Expression, on: SpanOfDays) -> Days:
    """The days from which an expression may look back on an event."""
    years = abs(found.reading.count) if isinstance(found.reading, Ago) and found.reading.unit == "year" else 0
    return Days.between(on.first, on.last + REMEMBERED + timedelta(366 * years))


def _fits(found: Expression, day: date, on: SpanOfDays, *, future: bool = False) -> bool:
    told = meaning(found, day, future=future)
    if told is None:
        return False
    if isinstance(found.reading, Ago) and found.reading.unit == "year":  # people round years
        then = day + timedelta(round(365.25 * found.reading.count))
        told = SpanOfDays(then - HALF_A_YEAR, then + HALF_A_YEAR)
    return told.overlaps(on) and (future or told.first <= day)


def _meant(found: Expression, on: SpanOfDays, *, future: bool = False) -> Days:
    """The days on which a text may say the expression and mean one of these days."""
    days = anchors(found, Days.between(on.first, on.last), future=future)
    if days is not None:
        return days
    near = (
        Days.between(on.first - timedelta(366), on.last)
        if future
        else Days.between(on.first, on.last + REMEMBERED)
    )
    return near.where(lambda day: _fits(found, day, on, future=future))


def _by_meetings(article: Article, who: Sequence[str], meetings: Sequence[Meeting]) -> Iterator[Clue]:
    """A date in a sentence that names one of those who met, in a text that names all of them."""
    if not all(name in article.text for name in who):
        return
    names = [re.compile(rf"\b{re.escape(name)}\b") for name in who]
    if not all(name.search(article.text) for name in names):
        return
    for found in article.expressions:
        if found.kind not in (Kind.CALENDAR, Kind.WEEKDAY) or article.looks_ahead(found):
            continue
        start, end = article.sentence(found.start)
        there = sum(1 for name in names if name.search(article.text, start, end))
        # A day with its month is telling beside one of them; a weekday where the news is that they met.
        if found.kind is Kind.WEEKDAY:
            together = (
                there == len(who)
                and found.start < article.lead
                and bool(_MET.search(article.text, start, end))
            )
        else:
            together = there > 0
        meant = [meeting for meeting in meetings if together and _named(found, meeting.on)]
        if meant:
            days = Days()
            for meeting in meant:
                days = days | _meant(found, meeting.on)
            told = "; or ".join(f"{meeting.name} ({meeting.on})" for meeting in meant[:SHOWN])
            yield Clue(f"“{found.text}” is when {told}", 2 if found.kind is Kind.CALENDAR else 1, days)


def _named(found: Expression, on: SpanOfDays) -> bool:
    """Whether an expression that was said on these days names them."""
    days = meaning(found, on.last)
    return days is not None and days.overlaps(on) and days.days <= 3


def _by_gathering(article: Article, gathering: Gathering) -> Iterator[Clue]:
    for match in gathering.says.find(article.text, article.lowered):
        start, end = article.sentence(match.start())
        placed = [edition for edition in gathering.editions if edition[1].search(article.text, start, end)]
        named = article.named_in((start, end))
        looks_back = any(found.kind is Kind.STATED for found in named)
        if placed and len(placed) < len(gathering.editions) and not looks_back:
            days = Days()
            for on, _, _ in placed:
                days = days | Days.between(on.first - SEASON, on.last + SEASON)
            yield Clue(
                f"it names {gathering.name} in {placed[0][2]} ({', '.join(str(on) for on, _, _ in placed)})",
                1.5,
                days,
            )
        dated = [found for found in named if found.kind is Kind.CALENDAR]
        for found in dated[:1]:
            ahead = article.looks_ahead(found)
            days = Days()
            for on, _, _ in gathering.editions:
                shift = timedelta(-30 if ahead else 30)
                if _fits(found, on.last + shift, on, future=ahead):
                    days = days | _meant(found, on, future=ahead)
            if days:  # else it is the date of something else
                yield Clue(f"{gathering.name} took place on “{found.text}”", 1.5, days)
        return


def _by_series(article: Article, series: Series) -> Iterator[Clue]:
    """The highest number that is named: its own day where that is the news, and no day after the next."""
    named: dict[int, re.Match[str]] = {}
    for match in series.says.find(article.text, article.lowered):
        number = _ordinal(match["n"])
        if number in series.days:
            named.setdefault(number, match)
    if not named:
        return
    number = max(named)
    on, before, after = series.days[number], series.days.get(number - 1), series.days.get(number + 1)
    yield Clue(
        f"{series.name} {number} is the latest that it names ({on})",
        2,
        Days.between(before.first if before else None, after.last if after else None),
    )
    match = named[number]
    for found in article.named_in(article.sentence(match.start())):
        days = anchors(found, Days.between(on.first, on.last)) if article.tells(found) else None
        if days and match.start() < article.lead:
            yield Clue(f"{series.name} {number} was on {on}, which is “{found.text}”", 2, days)
            return


_SPELT = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _SPELT.get(word.lower(), 0)


def _by_usage(article: Article, usage: Usage) -> Iterator[Clue]:
    if next(usage.says.find(article.text, article.lowered), None):
        since, until = usage.since, usage.until
        yield Clue(
            f"it writes of {usage.name} ({since or '…'} to {until or '…'})",
            1.5,
            Days.between(since.first if since else None, until.last if until else None),
        )

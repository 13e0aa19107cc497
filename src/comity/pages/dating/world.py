"""Dated events of the world, as world_events.yml lists them, and what naming them says of a page's date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.dates import Expression, Kind, Relation, SpanOfDays
from comity.dates.readings import Ago
from comity.errors import OntologyError, QuestionError
from comity.ontology import yaml_files
from comity.pages.dating.clues import Clue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.pages.dating.clues import Article

FILE = Path(__file__).with_name("world_events.yml")
NEAR = 80  # characters between an event's name and the date that belongs to it
HALF_A_YEAR = timedelta(183)
SEASON = timedelta(150)  # before and after a gathering that is named with its place
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
_COUNTED = (Kind.CALENDAR, Kind.RELATIVE)


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened on known days, and the words by which texts name it: no text does so before."""

    name: str
    on: SpanOfDays
    says: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Persons who met on known days."""

    name: str
    on: SpanOfDays
    who: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """What takes place again and again: its days, and the place of each."""

    name: str
    says: re.Pattern[str]
    editions: tuple[tuple[SpanOfDays, re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class World:
    """All that is known."""

    happenings: tuple[Happening, ...]
    meetings: tuple[Meeting, ...]
    gatherings: tuple[Gathering, ...]


@cache
def load(path: Path = FILE) -> World:
    """The file, validated; OntologyError names the entry that is wrong."""
    content = yaml_files.load(path)
    keys = ("happenings", "meetings", "gatherings")
    yaml_files.check_keys(content, allowed=keys, required=keys, where=str(path))
    return World(
        tuple(
            Happening(entry["name"], _days(entry["on"], where), _words(entry["says"], where))
            for entry, where in _entries(content["happenings"], path, ("name", "on", "says"))
        ),
        tuple(
            Meeting(
                entry["name"],
                _days(entry["on"], where),
                tuple(re.compile(rf"\b{re.escape(name)}\b") for name in entry["who"]),
            )
            for entry, where in _entries(content["meetings"], path, ("name", "on", "who"))
        ),
        tuple(
            Gathering(entry["name"], _words(entry["says"], where), tuple(_editions(entry["editions"], where)))
            for entry, where in _entries(content["gatherings"], path, ("name", "says", "editions"))
        ),
    )


def _entries(entries: Any, path: Path, keys: tuple[str, ...]) -> Iterator[tuple[dict[str, Any], str]]:
    for number, entry in enumerate(entries, start=1):
        named = entry.get("name", number) if isinstance(entry, dict) else number
        where = f"{path}, entry {named}"
        yaml_files.check_keys(entry, allowed=keys, required=keys, where=where)
        yield entry, where


def _editions(entries: dict[Any, str], where: str) -> Iterator[tuple[SpanOfDays, re.Pattern[str], str]]:
    for days, place in entries.items():
        yield (
            _days(days, where),
            re.compile(rf"\b(?:{'|'.join(map(re.escape, place.split(' / ')))})\b"),
            place,
        )


def _days(told: Any, where: str) -> SpanOfDays:
    try:
        return SpanOfDays.parse(str(told))
    except QuestionError as error:
        raise OntologyError(f"{where}: {error}") from error


def _words(patterns: list[str], where: str) -> re.Pattern[str]:
    try:
        return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
    except re.error as error:
        raise OntologyError(f"{where}: {patterns!r} is no pattern: {error}; mend it there") from error


def of_world(article: Article, world: World) -> Iterator[Clue]:
    """The clues in the events that an article names."""
    for happening in world.happenings:
        yield from _by_happening(article, happening)
    for meeting in world.meetings:
        yield from _by_meeting(article, meeting)
    for gathering in world.gatherings:
        yield from _by_gathering(article, gathering)


def _by_happening(article: Article, happening: Happening) -> Iterator[Clue]:
    text = article.text
    matches = [
        match
        for match in happening.says.finditer(text)
        if not _NOT_YET.search(text[max(0, match.start() - 40) : match.start()])
    ]
    if not matches:
        return
    first = happening.on.first
    yield Clue(f"it speaks of {happening.name} ({happening.on})", 3, lambda day: day >= first)
    for match in matches:
        yield from _by_news(article, happening, match)
        for found in _near(article, match):
            if found.kind is Kind.CALENDAR and not _fits(
                found, happening.on.last + timedelta(60), happening.on
            ):
                continue  # the date of something else
            yield Clue(
                f"it puts {happening.name} ({happening.on}) “{found.text}”",
                2,
                lambda day, found=found: _fits(found, day, happening.on),  # type: ignore[misc]
            )


def _by_news(article: Article, happening: Happening, match: re.Match[str]) -> Iterator[Clue]:
    """An event of which the first paragraphs tell on the weekday on which it happened may be the news."""
    if match.start() >= article.lead or _AFTERWARDS.search(
        article.text[max(0, match.start() - 40) : match.start()]
    ):
        return
    for found in article.named_in(article.sentence(match.start())):
        told = found.resolve(SpanOfDays.day(happening.on.first)) if found.kind is Kind.WEEKDAY else None
        if told and told.first == happening.on.first:
            yield Clue(
                f"{happening.name} ({happening.on}) fell on a {told.first:%A}",
                1,
                lambda day, found=found: _fits(found, day, happening.on),  # type: ignore[misc]
            )
            return


def _near(article: Article, match: re.Match[str]) -> Iterator[Expression]:
    """The dates counted from the publication that stand just after, or before, the name of an event."""
    sentence = article.sentence(match.start())
    for found in article.named_in(sentence):
        counted = found.kind in _COUNTED and found.relation in (Relation.ON, Relation.SINCE)
        if counted and (
            0 <= found.start - match.end() <= NEAR // 4 or 0 <= match.start() - found.end <= NEAR // 8
        ):
            yield found


def _fits(found: Expression, day: date, on: SpanOfDays, *, future: bool = False) -> bool:
    told = found.resolve(SpanOfDays.day(day), future)
    if told is None:
        return False
    if isinstance(found.reading, Ago) and found.reading.unit == "year":  # people round years
        then = day + timedelta(round(365.25 * found.reading.count))
        told = SpanOfDays(then - HALF_A_YEAR, then + HALF_A_YEAR)
    return told.overlaps(on) and (future or told.first <= day)


def _by_meeting(article: Article, meeting: Meeting) -> Iterator[Clue]:
    """A date in a sentence that names one of those who met, in a text that names all of them."""
    if not all(name.search(article.text) for name in meeting.who):
        return
    for found in article.expressions:
        if found.kind not in (Kind.CALENDAR, Kind.WEEKDAY) or article.looks_ahead(found):
            continue
        days = found.resolve(SpanOfDays.day(meeting.on.last))
        start, end = article.sentence(found.start)
        # A day with its month is telling beside one of them; a weekday where the news is that they met.
        enough, where = (any, True) if found.kind is Kind.CALENDAR else (all, found.start < article.lead)
        together = where and enough(name.search(article.text, start, end) for name in meeting.who)
        if together and days is not None and days.overlaps(meeting.on) and days.days <= 3:
            yield Clue(
                f"“{found.text}” is when {meeting.name} ({meeting.on})",
                2,
                lambda day, found=found: _fits(found, day, meeting.on),  # type: ignore[misc]
            )


def _by_gathering(article: Article, gathering: Gathering) -> Iterator[Clue]:
    for match in gathering.says.finditer(article.text):
        start, end = article.sentence(match.start())
        sentence = article.text[start:end]
        placed = [(days, place) for days, name, place in gathering.editions if name.search(sentence)]
        looks_back = any(found.kind is Kind.STATED for found in article.named_in((start, end)))
        if placed and len(placed) < len(gathering.editions) and not looks_back:
            place = placed[0][1]
            yield Clue(
                f"it names {gathering.name} in {place} ({', '.join(str(days) for days, _ in placed)})",
                1.5,
                lambda day, placed=placed: any(  # type: ignore[misc]
                    days.first - SEASON <= day <= days.last + SEASON for days, _ in placed
                ),
            )
        dated = [found for found in article.named_in((start, end)) if found.kind is Kind.CALENDAR]
        for found in dated[:1]:
            ahead = article.looks_ahead(found)
            shift = timedelta(-30 if ahead else 30)
            if not any(
                _fits(found, days.last + shift, days, future=ahead) for days, _, _ in gathering.editions
            ):
                continue  # the date of something else
            yield Clue(
                f"{gathering.name} took place on “{found.text}”",
                1.5,
                lambda day, found=found, ahead=ahead: any(  # type: ignore[misc]
                    _fits(found, day, days, future=ahead) for days, _, _ in gathering.editions
                ),
            )
        return

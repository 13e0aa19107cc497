"""Dated events of the world, as world_events.yml lists them: read, checked, and given as records."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.dates import SpanOfDays
from comity.errors import OntologyError, QuestionError
from comity.ontology import yaml_files
from comity.pages.dating.wordings import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = Path(__file__).with_name("world_events.yml")


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened on known days, and the words by which texts name it: no text does so before."""

    name: str
    on: SpanOfDays
    says: Wording
    counted: bool = False  # a war of which the days are counted, the first as the first


@dataclass(frozen=True, slots=True)
class Meeting:
    """Persons who met on known days."""

    name: str
    on: SpanOfDays


@dataclass(frozen=True, slots=True)
class Gathering:
    """What takes place again and again: its days, and the place of each."""

    name: str
    says: Wording
    editions: tuple[tuple[SpanOfDays, re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What is counted: the days of the first, the second; `says` holds the number as group `n`."""

    name: str
    says: Wording
    days: Mapping[int, SpanOfDays]


@dataclass(frozen=True, slots=True)
class Usage:
    """Words that were written in these years alone."""

    name: str
    says: Wording
    since: SpanOfDays | None
    until: SpanOfDays | None


@dataclass(frozen=True, slots=True)
class World:
    """All that is known."""

    happenings: tuple[Happening, ...]
    met: Mapping[tuple[str, ...], tuple[Meeting, ...]]  # by the persons who met
    gatherings: tuple[Gathering, ...]
    series: tuple[Series, ...]
    usages: tuple[Usage, ...]


@cache
def load(path: Path = FILE) -> World:
    """The file, validated; OntologyError names the entry that is wrong or has no source."""
    content = yaml_files.load(path)
    keys = ("happenings", "meetings", "gatherings", "series", "usages")
    yaml_files.check_keys(content, allowed=keys, required=keys, where=str(path))
    return World(
        tuple(
            Happening(
                entry["name"],
                _days(entry["on"], where),
                _words(entry["says"], where),
                bool(entry.get("counted")),
            )
            for entry, where in _entries(content["happenings"], path, ("name", "on", "says"), ("counted",))
        ),
        _meetings(content["meetings"], path),
        tuple(
            Gathering(entry["name"], _words(entry["says"], where), tuple(_editions(entry["editions"], where)))
            for entry, where in _entries(content["gatherings"], path, ("name", "says", "editions"))
        ),
        tuple(
            Series(
                entry["name"],
                _words(entry["says"], where),
                {int(number): _days(days, where) for number, days in entry["days"].items()},
            )
            for entry, where in _entries(content["series"], path, ("name", "says", "days"))
        ),
        tuple(
            Usage(
                entry["name"],
                _words(entry["says"], where, cased=True),
                _days(entry["since"], where) if "since" in entry else None,
                _days(entry["until"], where) if "until" in entry else None,
            )
            for entry, where in _entries(content["usages"], path, ("name", "says"), ("since", "until"))
        ),
    )


def _meetings(entries: Any, path: Path) -> dict[tuple[str, ...], tuple[Meeting, ...]]:
    met: dict[tuple[str, ...], list[Meeting]] = defaultdict(list)
    for entry, where in _entries(entries, path, ("name", "on", "who")):
        met[tuple(sorted(entry["who"]))].append(Meeting(entry["name"], _days(entry["on"], where)))
    return {who: tuple(meetings) for who, meetings in met.items()}


def _entries(
    entries: Any, path: Path, keys: tuple[str, ...], more: tuple[str, ...] = ()
) -> Iterator[tuple[dict[str, Any], str]]:
    """Each entry with where it stands; every one has a source."""
    for number, entry in enumerate(entries, start=1):
        named = entry.get("name", number) if isinstance(entry, dict) else number
        where = f"{path}, entry {named}"
        required = (*keys, "source")
        yaml_files.check_keys(entry, allowed=(*required, *more), required=required, where=where)
        if not str(entry["source"] or "").strip():
            raise OntologyError(f"{where}: the source is empty; name a public one and its date")
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


def _words(patterns: list[str], where: str, *, cased: bool = False) -> Wording:
    try:
        return Wording.of(patterns, cased=cased)
    except re.error as error:
        raise OntologyError(f"{where}: {patterns!r} is no pattern: {error}; mend it there") from error

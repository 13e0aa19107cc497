"""The curated rules: one YAML file a destination under `rules/`, each with dates, conditions and sources.

::

    destination: JPN             # a state's alpha-3 code, or SCH for the Schengen area
    reviewed: 2026-11-22         # when a person last compared it with its sources
    begins: 2012-01-01           # since when it tells everything; left out where it does not
    sources:
      mofa-2014: {title: ..., publisher: ..., date: 2014-11-11, url: ...}
    rules:
    - id: jpn-idn-2014
      passports: [IDN]           # codes, or "*" for everybody
      requirement: visa_free
      days: 15                   # or months: 6; also window: {days: 90, in: 180}, entries: single
      from: 2014-12-01           # a day, month or year; "..2012-01-01": on or before
      to: 2020-03-26             # the last day in force; left out while it holds
      conditions: {biometric: true, registered: true}        # kinds: `conditions.KINDS`
      otherwise: visa_required   # for the others; left out: what the snapshots say
      sources: [mofa-2014]
    suspensions:                 # rules that are not applied for a time
    - {id: ..., passports: [...], suspends: [visa_free], leaves: visa_required, from: ..., to: ..., ...}
    closures:                    # entry barred, whatever the rule
    - {id: ..., passports: "*", bars: covid_ban, from: ..., to: ..., sources: [...]}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.actors import questions
from comity.borders import areas, conditions
from comity.borders.requirement import Overlay, Requirement
from comity.borders.rules import Basis, Closure, Period, Rule, Source, Suspension, Window
from comity.dates import SpanOfDays
from comity.errors import OntologyError, QuestionError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "rules"

_RULE_KEYS = (
    "id",
    "passports",
    "requirement",
    "days",
    "months",
    "window",
    "entries",
    "from",
    "to",
    "conditions",
    "otherwise",
    "online",
    "sources",
    "note",
)
_SUSPENSION_KEYS = ("id", "passports", "suspends", "leaves", "from", "to", "sources", "note")
_CLOSURE_KEYS = ("id", "passports", "bars", "from", "to", "sources", "note")
_ENTRIES = ("single", "double", "multiple")


@dataclass(frozen=True, slots=True)
class Curated:
    """All that is curated about one destination."""

    destination: str
    reviewed: date
    begins: date | None
    rules: tuple[Rule, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    closures: tuple[Closure, ...] = ()


@cache
def curated(destination: str, folder: Path = FOLDER) -> Curated | None:
    """What is curated about a destination; None where nothing is. OntologyError names the file and entry."""
    path = folder / f"{destination}.yml"
    return load(path) if path.is_file() else None


def destinations(folder: Path = FOLDER) -> list[str]:
    """The destinations that have a curated file."""
    return sorted(path.stem for path in folder.glob("*.yml"))


def load(path: Path) -> Curated:
    """One file; OntologyError names the entry that is wrong, and what it must be."""
    content = yaml_files.load(path)
    yaml_files.check_keys(
        content,
        allowed=("destination", "reviewed", "begins", "sources", "rules", "suspensions", "closures"),
        required=("destination", "reviewed", "sources"),
        where=str(path),
    )
    reader = _Reader(path, content)
    return Curated(
        reader.destination,
        reader.day("reviewed"),
        reader.day("begins") if "begins" in content else None,
        tuple(map(reader.rule, reader.entries("rules"))),
        tuple(map(reader.suspension, reader.entries("suspensions"))),
        tuple(map(reader.closure, reader.entries("closures"))),
    )


class _Reader:
    """Reads the entries of one file; every error names the file and the entry."""

    def __init__(self, path: Path, content: dict[str, Any]) -> None:
        self.path = path
        self.content = content
        self.destination = self._code(content["destination"], str(path), areas.AREAS)
        if path.stem != self.destination:
            raise OntologyError(f"{path}: the file of {self.destination} is called {self.destination}.yml")
        if not isinstance(content["sources"], dict):
            raise OntologyError(f"{path}, sources: expected a mapping of names to sources")
        self.sources = {
            name: self._source(entry, f"{path}, source {name}") for name, entry in content["sources"].items()
        }
        self.ids: set[str] = set()

    def entries(self, key: str) -> list[Any]:
        """The entries of one kind; none where the file has none."""
        told = self.content.get(key)
        if not isinstance(told, list | None):
            raise OntologyError(f"{self.path}, {key}: expected a list, found {told!r}")
        return told or []

    def day(self, key: str) -> date:
        value = self.content[key]
        if not isinstance(value, date):
            raise OntologyError(f"{self.path}, {key}: {value!r} is no day; write it as 2012-01-01")
        return value

    def rule(self, entry: Any) -> Rule:
        where = self._where(entry)
        yaml_files.check_keys(
            entry,
            allowed=_RULE_KEYS,
            required=("id", "passports", "requirement", "from", "sources"),
            where=where,
        )
        if "days" in entry and "months" in entry:
            raise OntologyError(f"{where}: a stay is told in days or in months, not in both")
        entries = entry.get("entries")
        if entries is not None and entries not in _ENTRIES:
            raise OntologyError(f"{where}, entries: {entries!r} is none of {', '.join(_ENTRIES)}")
        return Rule(
            id=self._id(entry, where),
            passports=self._passports(entry, where),
            destination=self.destination,
            requirement=self._requirement(entry["requirement"], where),
            period=self._period(entry, where),
            basis=Basis.CURATED,
            days=self._count(entry, "days", where),
            months=self._count(entry, "months", where),
            window=self._window(entry, where),
            entries=entries,
            conditions=conditions.read(entry.get("conditions"), f"{where}, conditions"),
            otherwise=self._requirement(entry["otherwise"], where) if "otherwise" in entry else None,
            online=self._online(entry, where),
            sources=self._sources(entry, where),
            note=entry.get("note", ""),
        )

    def suspension(self, entry: Any) -> Suspension:
        where = self._where(entry)
        required = ("id", "passports", "suspends", "leaves", "from", "sources")
        yaml_files.check_keys(entry, allowed=_SUSPENSION_KEYS, required=required, where=where)
        if not isinstance(entry["suspends"], list):
            raise OntologyError(f"{where}, suspends: expected a list, found {entry['suspends']!r}")
        suspends = frozenset(map(str, entry["suspends"]))
        known = {each.value for each in Requirement} | self.ids
        strange = ", ".join(sorted(suspends - known))
        if strange:
            raise OntologyError(f"{where}, suspends: {strange} is no requirement, and no rule above")
        return Suspension(
            self._id(entry, where),
            self._passports(entry, where),
            self.destination,
            suspends,
            self._requirement(entry["leaves"], where),
            self._period(entry, where),
            self._sources(entry, where),
            entry.get("note", ""),
        )

    def closure(self, entry: Any) -> Closure:
        where = self._where(entry)
        required = ("id", "passports", "bars", "from", "sources")
        yaml_files.check_keys(entry, allowed=_CLOSURE_KEYS, required=required, where=where)
        try:
            bars = Overlay(entry["bars"])
        except ValueError as error:
            raise OntologyError(f"{where}, bars: {error}; known are {', '.join(Overlay)}") from error
        return Closure(
            self._id(entry, where),
            self._passports(entry, where),
            self.destination,
            bars,
            self._period(entry, where),
            Basis.CURATED,
            self._sources(entry, where),
            entry.get("note", ""),
        )

    def _where(self, entry: Any) -> str:
        return f"{self.path}, {entry.get('id', entry) if isinstance(entry, dict) else entry}"

    def _id(self, entry: dict[str, Any], where: str) -> str:
        name = str(entry["id"])
        if not name.startswith(f"{self.destination.lower()}-"):
            raise OntologyError(f"{where}: an id here begins with '{self.destination.lower()}-'")
        if name in self.ids:
            raise OntologyError(f"{where}: the id stands twice; ids are unique")
        self.ids.add(name)
        return name

    def _code(self, told: Any, where: str, besides: Iterable[str] = ()) -> str:
        """A state's code, or one of those besides."""
        try:
            name = questions.load().name(str(told))
        except QuestionError as error:
            raise OntologyError(f"{where}: {error}") from error
        if told in areas.organisations() and told not in besides:
            raise OntologyError(f"{where}: {told} is {name}, no state; name its states one by one")
        return str(told)

    def _passports(self, entry: dict[str, Any], where: str) -> frozenset[str]:
        told = entry["passports"]
        if told == "*":
            return frozenset()
        if not isinstance(told, list) or not told:
            raise OntologyError(f'{where}, passports: expected a list of codes or "*", found {told!r}')
        if len(told) != len(set(map(str, told))):
            twice = sorted({str(code) for code in told if told.count(code) > 1})
            raise OntologyError(f"{where}, passports: {', '.join(twice)} stands twice; keep one")
        return frozenset(self._code(code, f"{where}, passports") for code in told)

    def _requirement(self, told: Any, where: str) -> Requirement:
        try:
            return Requirement(told)
        except ValueError as error:
            raise OntologyError(f"{where}: {error}; known are {', '.join(Requirement)}") from error

    def _period(self, entry: dict[str, Any], where: str) -> Period:
        begins = str(entry["from"])
        try:
            period = Period(
                SpanOfDays.parse(begins.removeprefix("..")),
                SpanOfDays.parse(str(entry["to"])) if "to" in entry else None,
                open=begins.startswith(".."),
            )
        except QuestionError as error:
            raise OntologyError(f"{where}: {error}") from error
        if period.ends is not None and period.ends.last < period.begins.first:
            raise OntologyError(f"{where}: it ends ({entry['to']}) before it begins ({begins})")
        return period

    def _online(self, entry: dict[str, Any], where: str) -> bool | None:
        value = entry.get("online")
        if not isinstance(value, bool | None):
            raise OntologyError(f"{where}, online: {value!r} is neither true nor false")
        return value

    def _window(self, entry: dict[str, Any], where: str) -> Window | None:
        if "window" not in entry:
            return None
        window = entry["window"]
        yaml_files.check_keys(
            window, allowed=("days", "in"), required=("days", "in"), where=f"{where}, window"
        )
        days, span = self._count(window, "days", where), self._count(window, "in", where)
        if days is None or span is None or days > span:
            raise OntologyError(f"{where}, window: {days} days do not fit into {span}")
        return Window(days, span)

    def _count(self, entry: dict[str, Any], key: str, where: str) -> int | None:
        value = entry.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            raise OntologyError(f"{where}, {key}: {value!r} is no number of one or more")
        return value

    def _source(self, entry: Any, where: str) -> Source:
        keys = ("title", "publisher", "date")
        yaml_files.check_keys(entry, allowed=(*keys, "url"), required=keys, where=where)
        return Source(entry["title"], entry["publisher"], str(entry["date"]), entry.get("url"))

    def _sources(self, entry: dict[str, Any], where: str) -> tuple[Source, ...]:
        names: Iterable[str] = entry["sources"]
        if not names or isinstance(names, str):
            raise OntologyError(
                f"{where}, sources: name one or more of those at the head of the file, as a list"
            )
        unknown = [name for name in names if name not in self.sources]
        if unknown:
            raise OntologyError(
                f"{where}, sources: {', '.join(unknown)} is none of those at the head of the file"
            )
        return tuple(self.sources[name] for name in names)

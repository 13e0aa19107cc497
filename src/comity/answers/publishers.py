"""Who publishes: the outlets and agencies of publishers.yml, with their country and who owns them.

What is told here is public fact that a reader can check, no rating: an outlet that is missing, or whose
ownership is opaque or in dispute, is `unknown`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = Path(__file__).with_name("publishers.yml")
KEYS = ("name", "also", "domains", "country", "agency", "ownership")

_COUNTRY = re.compile(r"[A-Z]{3}")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)|^[\w-]+(?:\.[\w-]+)+$", re.IGNORECASE)


class Kind(StrEnum):
    """Who owns a publisher; publishers.yml says what each means."""

    STATE = "state"
    PARTY = "party"
    PUBLIC = "public"
    COOPERATIVE = "cooperative"
    PRIVATE = "private"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose a publisher is, since when, and what says so where it changed."""

    kind: Kind
    since: date | None = None
    source: str = ""
    source_date: date | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet, agency or office that publishes."""

    name: str
    also: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None  # alpha-3
    agency: bool = False
    ownership: tuple[Ownership, ...] = ()  # the oldest first

    def kind(self, day: date | None = None) -> Kind:
        """Who owned it on a day; where none is told, by what is known last."""
        held = [each for each in self.ownership if day is None or each.since is None or each.since <= day]
        return held[-1].kind if held else Kind.UNKNOWN


class Publishers:
    """Publishers by name, in whatever case and with or without "The", and by address."""

    def __init__(self, known: Iterable[Publisher]) -> None:
        self._by_name: dict[str, Publisher] = {}
        self._by_domain: dict[str, Publisher] = {}
        for publisher in known:
            for name in {_key(each) for each in (publisher.name, *publisher.also)}:
                self._tell(self._by_name, name, publisher)
            for domain in publisher.domains:
                self._tell(self._by_domain, domain, publisher)

    @staticmethod
    def _tell(table: dict[str, Publisher], key: str, publisher: Publisher) -> None:
        if key in table:
            raise OntologyError(f"{key!r} names both {table[key].name} and {publisher.name}; leave it to one")
        table[key] = publisher

    def named(self, told: str) -> Publisher | None:
        """The publisher that a page names, by its name or as an address."""
        return self._by_name.get(_key(told)) or (self.at(told) if _ADDRESS.search(told.strip()) else None)

    def at(self, url: str) -> Publisher | None:
        """The publisher of the longest domain that an address lies below.

        >>> load().at("https://www.tass.com/world/1").name
        'TASS'
        """
        try:
            host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
        except ValueError:  # what pages give as addresses need not be any
            return None
        labels = host.split(".")
        below = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self._by_domain[domain] for domain in below if domain in self._by_domain), None)

    def agency(self, told: str) -> Publisher | None:
        """The agency that a dateline or a credit names; None where that is no agency."""
        found = self._by_name.get(_key(told))
        return found if found is not None and found.agency else None


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")


def read(path: Path) -> Publishers:
    """The publishers of a file; OntologyError names the file, the entry and what is wrong with it."""
    entries = yaml_files.load(path)
    if not isinstance(entries, list):
        raise OntologyError(f"{path}: expected a list of publishers; each starts with '- {{name:'")
    try:
        return Publishers([_publisher(entry, f"{path}, entry {at}") for at, entry in enumerate(entries, 1)])
    except OntologyError as error:
        if str(path) in str(error):
            raise
        raise OntologyError(f"{path}: {error}") from error


@cache
def load() -> Publishers:
    """The publishers that come with Comity, read once."""
    return read(FILE)


def _publisher(entry: Any, where: str) -> Publisher:
    yaml_files.check_keys(entry, allowed=KEYS, required=("name",), where=where)
    where = f"{where} ({entry['name']})"
    country, agency = entry.get("country"), entry.get("agency", False)
    if country is not None and not (isinstance(country, str) and _COUNTRY.fullmatch(country)):
        raise OntologyError(f"{where}: country {country!r} is no alpha-3 code, as RUS")
    if not isinstance(agency, bool):
        raise OntologyError(f"{where}: agency is {agency!r}; write true, or leave it out")
    domains = _words(entry, "domains", where)
    for domain in domains:
        if not _DOMAIN.fullmatch(domain):
            raise OntologyError(
                f"{where}: {domain!r} is no domain; write it as example.com, in small letters"
            )
    (name,) = _words({"name": [entry["name"]]}, "name", where)
    also = _words(entry, "also", where)
    return Publisher(name, also, domains, country, agency, _owned(entry.get("ownership"), where))


def _words(entry: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    told = entry.get(key, [])
    if not isinstance(told, list) or not all(isinstance(each, str) and each.strip() for each in told):
        raise OntologyError(
            f"{where}: {key} is {told!r}; write words, those that look like numbers in quotes"
        )
    return tuple(told)


def _owned(told: Any, where: str) -> tuple[Ownership, ...]:
    if told is None:
        return ()
    if isinstance(told, str):
        return (Ownership(_kind(told, where)),)
    if not isinstance(told, list) or not told:
        raise OntologyError(f"{where}: ownership is {told!r}; write a kind, or a list with the oldest first")
    first, *later = told
    yaml_files.check_keys(first, allowed=("kind",), required=("kind",), where=f"{where}, ownership 1")
    owned = [Ownership(_kind(first["kind"], where))]
    for number, each in enumerate(later, 2):
        place = f"{where}, ownership {number}"
        keys = ("kind", "since", "source")
        yaml_files.check_keys(each, allowed=keys, required=keys, where=place)
        source = each["source"]
        yaml_files.check_keys(source, allowed=("title", "date"), required=("title", "date"), where=place)
        since = _day(each["since"], place)
        if owned[-1].since is not None and since <= owned[-1].since:
            raise OntologyError(f"{place}: since {since} does not come after the one before; sort by day")
        owned.append(
            Ownership(_kind(each["kind"], place), since, str(source["title"]), _day(source["date"], place))
        )
    return tuple(owned)


def _kind(told: Any, where: str) -> Kind:
    kinds = [kind.value for kind in Kind if kind is not Kind.UNKNOWN]
    if told not in kinds:
        raise OntologyError(
            f"{where}: ownership {told!r} is none of {', '.join(kinds)}; leave out what is not known"
        )
    return Kind(told)


def _day(told: Any, where: str) -> date:
    if not isinstance(told, date):
        raise OntologyError(f"{where}: {told!r} is no day; write it as 2017-01-19")
    return told

"""The states, organisations, groups and places of the data files, and every string that names one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from comity.actors.terms import days
from comity.actors.wording import SECTORS, plural
from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from comity.dates import SpanOfDays


@dataclass(frozen=True, slots=True)
class State:
    """A state and how it is spoken of."""

    code: str
    alpha2: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    order: str  # of personal names: family_last, family_first, given, any


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, and who belongs to it from when to when (None: still)."""

    code: str
    name: str
    names: tuple[str, ...]
    sector: str
    members: dict[str, tuple[date, date | None]]


@dataclass(frozen=True, slots=True)
class Naming:
    """What a string stands for wherever it is found."""

    code: str
    sector: str
    kind: str  # name, demonym, metonym, organisation, body, place, nothing (covers a lookalike)
    via: str
    plural: bool | None = None
    until: date | None = None  # after this day ...
    then: str | None = None  # ... the sector is this one
    needs_state: bool = False  # means its state only where the text names that otherwise: "Congress"

    def at(self, on: SpanOfDays | None) -> str:
        """The sector on these days."""
        if self.until is not None and self.then is not None and (on is None or on.last > self.until):
            return self.then
        return self.sector


class Atlas:
    """All that the data files tell, by code and by string."""

    def __init__(self, folder: Path) -> None:
        """Read the files; OntologyError names the file and entry that is wrong."""
        self.states: dict[str, State] = {}
        self.organisations: dict[str, Organisation] = {}
        self.namings: dict[str, Naming] = {}
        self._read_places(folder / "places.yml")
        self._read_groups(folder / "groups.yml")
        self._read_organisations(folder / "organisations.yml")
        self._read_states(folder / "states.yml")
        self._check_codes(folder)
        for text, naming in list(self.namings.items()):
            if len(text) > 3 and text != text.upper():
                self.namings.setdefault(text.upper(), naming)

    def _name(self, text: str, naming: Naming) -> None:
        self.namings[text] = naming
        if "'" in text:
            self.namings[text.replace("'", "’")] = naming

    def _read_states(self, path: Path) -> None:
        for code, entry in yaml_files.load(path).items():
            where = f"{path}, {code}"
            yaml_files.check_keys(
                entry,
                allowed=(
                    "alpha2",
                    "name",
                    "also",
                    "former",
                    "adjectives",
                    "nouns",
                    "plurals",
                    "capital",
                    "seats",
                    "shared",
                    "names",
                ),
                required=("alpha2", "name", "adjectives", "capital"),
                where=where,
            )
            names = (entry["name"], *entry.get("also", ()), *entry.get("former", {}))
            adjectives = tuple(entry["adjectives"])
            nouns = tuple(entry.get("nouns", ()))
            self.states[code] = State(
                code,
                entry["alpha2"],
                entry["name"],
                names,
                (*adjectives, *nouns),
                tuple(entry["capital"]),
                entry.get("names", "family_last"),
            )
            for seat_sector, seats in entry.get("seats", {}).items():
                self._check_sector(seat_sector, where)
                for seat in seats:
                    self._name(seat, Naming(code, seat_sector, "metonym", "metonym"))
            for shared_sector, bodies in entry.get("shared", {}).items():
                self._check_sector(shared_sector, where)
                for body in bodies:
                    self._name(body, Naming(code, shared_sector, "metonym", "metonym", needs_state=True))
            for capital in entry["capital"]:
                self._name(capital, Naming(code, "GOV", "metonym", "metonym"))
            for name in names:
                self._name(name, Naming(code, "GOV", "name", "name"))
            self._read_demonyms(code, entry, adjectives, nouns)

    def _read_demonyms(
        self, code: str, entry: dict[str, Any], adjectives: tuple[str, ...], nouns: tuple[str, ...]
    ) -> None:
        adjective = Naming(code, "GOV", "demonym", "demonym")
        people = Naming(code, "CVL", "demonym", "demonym", plural=True)
        plurals = entry.get("plurals")
        if plurals is None:
            takes_s = (word for word in (*adjectives, *nouns) if _takes_s(word))
            plurals = [plural(word) for word in takes_s]
        for word in plurals:
            self._name(word, people)
        for word in nouns:
            self._name(word, replace(people, plural=False))
        for word in adjectives:
            self._name(word, adjective)

    def _read_organisations(self, path: Path) -> None:
        for code, entry in yaml_files.load(path).items():
            where = f"{path}, {code}"
            yaml_files.check_keys(
                entry,
                allowed=("name", "also", "adjectives", "bodies", "seats", "members", "sector"),
                required=("name",),
                where=where,
            )
            sector = entry.get("sector", "IGO")
            self._check_sector(sector, where)
            names = (entry["name"], *entry.get("also", ()))
            members = {
                state: _membership(told, f"{where}, member {state}")
                for state, told in entry.get("members", {}).items()
            }
            self.organisations[code] = Organisation(code, entry["name"], names, sector, members)
            for name in (*names, *entry.get("bodies", ()), *entry.get("seats", ())):
                self._name(name, Naming(code, sector, "organisation", "organisation"))

    def _read_groups(self, path: Path) -> None:
        content = yaml_files.load(path)
        yaml_files.check_keys(content, allowed=("groups", "dated"), required=("groups",), where=str(path))
        for state, sectors in content["groups"].items():
            for sector, names in sectors.items():
                self._check_sector(sector, f"{path}, {state}")
                for name in names:
                    self._name(name, Naming(state, sector, "body", "name"))
        for entry in content.get("dated", ()):
            keys = ("state", "names", "sector", "until", "then")
            where = f"{path}, dated {entry}"
            yaml_files.check_keys(entry, allowed=keys, required=keys, where=where)
            for name in entry["names"]:
                _, until = days(entry["until"], where)
                self._name(
                    name,
                    Naming(entry["state"], entry["sector"], "body", "name", until=until, then=entry["then"]),
                )

    def _read_places(self, path: Path) -> None:
        content = yaml_files.load(path)
        yaml_files.check_keys(content, allowed=("cities", "regions", "adjectives"), where=str(path))
        for kind, states in content.items():
            for state, names in states.items():
                via = "demonym" if kind == "adjectives" else "name"
                for name in names:
                    self._name(name, Naming(state, "GOV", "place", via))

    def _check_codes(self, folder: Path) -> None:
        known = {*self.states, *self.organisations}
        for text, naming in self.namings.items():
            if naming.code not in known:
                raise OntologyError(
                    f"{folder}: {text!r} belongs to {naming.code}, no state or organisation; correct it"
                )
        for organisation in self.organisations.values():
            unknown = sorted(set(organisation.members) - known)
            if unknown:
                raise OntologyError(
                    f"{folder / 'organisations.yml'}, {organisation.code}: no state is {', '.join(unknown)}"
                )

    def _check_sector(self, sector: str, where: str) -> None:
        if sector not in SECTORS:
            raise OntologyError(f"{where}: {sector!r} is no sector; known are {', '.join(sorted(SECTORS))}")


def _takes_s(word: str) -> bool:
    return (
        word[-1] not in "s."
        and not word.endswith(("ese", "ish", "ch", "ss", "ois", "Ivorien"))
        and word not in {"US", "PRC", "Philippine", "Netherlands"}
    )


def _membership(told: object, where: str) -> tuple[date, date | None]:
    since, _, until = str(told).partition("/")
    return days(since, where)[0], days(until, where)[1] if until else None

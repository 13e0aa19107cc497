"""Organisations, armed groups, parties, media, companies and people by name: who they are and whose.

Only `comity who` reads these files: a phrase is looked up as a whole, a running text is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from comity.actors.agents import PLOVER, STATELESS
from comity.actors.automaton import Automaton
from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

Belonging = Literal["body", "person", "people", "unrecognised", "place"]
_BODIES = ("agencies", "armed", "parties", "media", "companies", "societies")
_PLACES: dict[str, Belonging] = {"unrecognised": "unrecognised", "peoples": "place", "regions": "place"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom a name means: a state's code, or IGO, NGO, MNC, IMG, ISM; the sector unless it is a place."""

    code: str
    sector: str | None
    kind: Belonging


class Registry:
    """The files under known/."""

    def __init__(self, folder: Path, codes: Collection[str]) -> None:
        """Read and check them; `codes` are those of states and organisations."""
        self._codes = {*codes, *STATELESS}
        self._entries: dict[str, Entry] = {}
        self._cities(folder / "cities.yml")
        self._places(folder / "places.yml")
        for name in _BODIES:
            self._named(folder / f"{name}.yml", "body")
        self._named(folder / "people.yml", "person")
        self._names = list(self._entries)
        self._automaton = Automaton(self._names)

    def hits(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """The names in the text, none overlapping."""
        for index, start, end in self._automaton.longest(text):
            yield start, end, self._entries[self._names[index]]

    def _add(self, names: Collection[str], entry: Entry, where: str) -> None:
        if entry.code not in self._codes:
            raise OntologyError(f"{where}: {entry.code} is no state or organisation; correct it there")
        if entry.sector is not None and entry.sector not in PLOVER:
            raise OntologyError(
                f"{where}, {entry.code}: {entry.sector!r} is no sector; known are {', '.join(sorted(PLOVER))}"
            )
        for name in map(str, names):
            self._entries[name] = entry
            if "'" in name:
                self._entries[name.replace("'", "’")] = entry

    def _named(self, path: Path, kind: Belonging) -> None:
        for code, sectors in yaml_files.load(path).items():
            for sector, names in sectors.items():
                self._add(names, Entry(code, sector, kind), str(path))

    def _cities(self, path: Path) -> None:
        for code, names in yaml_files.load(path).items():
            self._add(names, Entry(code, None, "place"), str(path))

    def _places(self, path: Path) -> None:
        content = yaml_files.load(path)
        yaml_files.check_keys(content, allowed=_PLACES, required=_PLACES, where=str(path))
        # Who is recognised by few comes last: Karabakh is a region too.
        for kind, belonging in reversed(_PLACES.items()):
            for code, names in content[kind].items():
                self._add(names, Entry(code, None, belonging), f"{path}, {kind}")
                if kind == "peoples":
                    many = [name for name in names if name.endswith("s")]
                    self._add(many, Entry(code, "CVL", "people"), f"{path}, {kind}")

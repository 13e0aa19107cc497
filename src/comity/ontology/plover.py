"""PLOVER 0.8: sixteen types of event in four classes, their modes and contexts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import OntologyError
from comity.ontology.yaml_files import check_keys, load

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class EventType:
    """One type; `goldstein` is its intensity from -10 (conflict) to 10 (cooperation)."""

    name: str
    event_class: int
    gloss: str
    modes: tuple[str, ...]
    cameo: tuple[str, ...]
    goldstein: float
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Plover:
    """The types by name, the names of the classes 1 to 4, the contexts."""

    types: dict[str, EventType]
    classes: dict[int, str]
    contexts: frozenset[str]

    def check(self, type_name: str, mode: str | None, contexts: tuple[str, ...], *, where: str) -> None:
        """Raise OntologyError, naming `where`, unless type, mode and contexts exist."""
        if type_name not in self.types:
            raise OntologyError(
                f"{where}: no type is called {type_name!r}; there are {', '.join(self.types)}"
            )
        modes = self.types[type_name].modes
        if mode is not None and mode not in modes:
            raise OntologyError(
                f"{where}: {type_name} has no mode {mode!r}; it has {', '.join(modes) or 'none'}"
            )
        for context in contexts:
            if context not in self.contexts:
                raise OntologyError(f"{where}: no context is called {context!r}; see contexts in plover.yml")


@cache
def shipped() -> Plover:
    """The types that come with Comity, read once."""
    return read(Path(__file__).with_name("plover.yml"))


def read(path: Traversable) -> Plover:
    """The types as the file gives them; OntologyError names a wrong entry."""
    content = load(path)
    check_keys(
        content,
        allowed=("classes", "types", "contexts"),
        required=("classes", "types", "contexts"),
        where=str(path),
    )
    keys = ("class", "gloss", "cameo", "goldstein", "modes", "symmetric")
    types = {}
    for name, entry in content["types"].items():
        check_keys(entry, allowed=keys, required=keys, where=f"{path}: {name}")
        types[name] = EventType(
            name=name,
            event_class=entry["class"],
            gloss=entry["gloss"],
            modes=tuple(entry["modes"]),
            cameo=tuple(entry["cameo"]),
            goldstein=entry["goldstein"],
            symmetric=entry["symmetric"],
        )
    return Plover(types, content["classes"], frozenset(content["contexts"]))

"""Who may act: states, organisations, offices and their holders, found in texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer, load
    from comity.actors.sightings import Kind, OfficeNamed, Sighting, Term

__all__ = ["Gazetteer", "Kind", "OfficeNamed", "Sighting", "Term", "load"]

_HOMES = {
    "Gazetteer": "gazetteer",
    "load": "gazetteer",
    "Kind": "sightings",
    "OfficeNamed": "sightings",
    "Sighting": "sightings",
    "Term": "sightings",
}


def __getattr__(name: str) -> object:
    # A question that names a state needs the names only, not what finds actors in texts.
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found

"""Who may act: states, organisations, offices and their holders, found in texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.lazily import exported

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer, load
    from comity.actors.resolving import Actor
    from comity.actors.sightings import Kind, OfficeNamed, Sighting, Term

__all__ = ["Actor", "Gazetteer", "Kind", "OfficeNamed", "Sighting", "Term", "load"]

# A question that names a state needs the names only, not what finds actors in texts.
__getattr__ = exported(
    __name__,
    {
        "Actor": "resolving",
        "Gazetteer": "gazetteer",
        "load": "gazetteer",
        "Kind": "sightings",
        "OfficeNamed": "sightings",
        "Sighting": "sightings",
        "Term": "sightings",
    },
)

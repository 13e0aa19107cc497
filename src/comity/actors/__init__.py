"""Who may act: states, organisations, offices and their holders, found in texts."""

from comity.actors.gazetteer import Gazetteer, load
from comity.actors.sightings import Kind, OfficeNamed, Sighting, Term

__all__ = ["Gazetteer", "Kind", "OfficeNamed", "Sighting", "Term", "load"]

"""Whom a short phrase means: "former Prime Minister Abe", "ISIS fighters", "NGO workers from Norway"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.sightings import Sighting
    from comity.dates import SpanOfDays


def resolve(gazetteer: Gazetteer, text: str, on: SpanOfDays | None) -> Sighting | None:
    """The sighting that stands for the whole phrase, or None."""
    found = gazetteer.find(text, on)
    if not found:
        return None
    chosen = found[0]
    if chosen.kind in {"name", "metonym", "place", "demonym"}:
        sector = gazetteer.sector(text)
        if sector is not None:
            chosen = replace(chosen, kind="body", sector=sector, span=Span(0, len(text)), text=text)
    return chosen

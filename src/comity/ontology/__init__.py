"""What counts as an act: PLOVER's types and modes, and the lexicon of predicates that express them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.ontology.lexicon import Entry, Lexicon
    from comity.ontology.loading import Ontology, load
    from comity.ontology.operators import Operators
    from comity.ontology.plover import EventType, Plover

__all__ = ["Entry", "EventType", "Lexicon", "Ontology", "Operators", "Plover", "load"]

_HOMES = {
    "Entry": "lexicon",
    "Lexicon": "lexicon",
    "Ontology": "loading",
    "load": "loading",
    "Operators": "operators",
    "EventType": "plover",
    "Plover": "plover",
}


def __getattr__(name: str) -> object:
    # A question about types or names needs no lexicon.
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found

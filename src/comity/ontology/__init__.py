"""What counts as an act: PLOVER's types and modes, and the lexicon of predicates that express them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.lazily import exported

if TYPE_CHECKING:
    from comity.ontology.lexicon import Entry, Lexicon
    from comity.ontology.loading import Ontology, load
    from comity.ontology.operators import Operators
    from comity.ontology.plover import EventType, Plover

__all__ = ["Entry", "EventType", "Lexicon", "Ontology", "Operators", "Plover", "load"]

# A question about types or names needs no lexicon.
__getattr__ = exported(
    __name__,
    {
        "Entry": "lexicon",
        "Lexicon": "lexicon",
        "Ontology": "loading",
        "load": "loading",
        "Operators": "operators",
        "EventType": "plover",
        "Plover": "plover",
    },
)

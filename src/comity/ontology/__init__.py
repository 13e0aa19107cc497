"""What counts as an act: PLOVER's types and modes, and the lexicon of predicates that express them."""

from comity.ontology.lexicon import Entry, Lexicon
from comity.ontology.loading import Ontology, load
from comity.ontology.operators import Operators
from comity.ontology.plover import EventType, Plover

__all__ = ["Entry", "EventType", "Lexicon", "Ontology", "Operators", "Plover", "load"]

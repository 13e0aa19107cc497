"""Days as far as they are known: spans of days, and the words that name them in a text."""

from comity.dates.expressions import Expression, Kind, Relation, find
from comity.dates.span import Basis, SpanOfDays

__all__ = ["Basis", "Expression", "Kind", "Relation", "SpanOfDays", "find"]

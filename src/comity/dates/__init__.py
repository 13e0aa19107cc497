"""Days as far as they are known: spans of days, and the words that name them in a text."""

from comity.dates.span import Basis, SpanOfDays

__all__ = ["Basis", "SpanOfDays"]

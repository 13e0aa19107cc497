"""Days as far as they are known: spans of days, and the words that name them in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.dates.span import Basis, SpanOfDays
from comity.lazily import exported

if TYPE_CHECKING:
    from comity.dates.expressions import Expression, Kind, Relation, find

__all__ = ["Basis", "Expression", "Kind", "Relation", "SpanOfDays", "find"]

# Records need spans of days; the patterns that find days in a text take a while to compile.
__getattr__ = exported(
    __name__,
    {
        "Expression": "expressions",
        "Kind": "expressions",
        "Relation": "expressions",
        "find": "expressions",
    },
)

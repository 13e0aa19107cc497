"""Days as far as they are known: spans of days, and the words that name them in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.dates.span import Basis, SpanOfDays

if TYPE_CHECKING:
    from comity.dates.expressions import Expression, Kind, Relation, find

__all__ = ["Basis", "Expression", "Kind", "Relation", "SpanOfDays", "find"]

_HOMES = {
    "Expression": "expressions",
    "Kind": "expressions",
    "Relation": "expressions",
    "find": "expressions",
}


def __getattr__(name: str) -> object:
    # Records need spans of days; the patterns that find days in a text take a while to compile.
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found

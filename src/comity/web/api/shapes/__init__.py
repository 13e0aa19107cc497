"""The shapes of what the API answers, for its description; tests prove that answers have them.

Nothing is checked against them while answers are made, and they are loaded when the description is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.web.api.shapes.shape import Shape

MODULES = ("trouble", "ledger", "events", "documents", "measures", "changes", "pairs", "visa", "coding")


def all_shapes() -> dict[str, type[Shape]]:
    """Every shape by its name."""
    from comity.web.api.shapes.shape import Shape

    return {
        name: found
        for module in (import_module(f"{__name__}.{each}") for each in MODULES)
        for name, found in vars(module).items()
        if not name.startswith("_")
        and isinstance(found, type)
        and issubclass(found, Shape)
        and found.__module__ == module.__name__
    }

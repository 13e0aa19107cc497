"""The shapes of what the API answers, for its description; tests prove that answers have them.

Nothing is checked against them while answers are made, and they are loaded when the description is asked for.
"""

from __future__ import annotations

from pydantic import BaseModel

from comity.web.api.shapes import changes, coding, documents, events, ledger, measures, pairs, trouble, visa
from comity.web.api.shapes.shape import Shape

MODULES = (trouble, ledger, events, documents, measures, changes, pairs, visa, coding)


def all_shapes() -> dict[str, type[BaseModel]]:
    """Every shape by its name."""
    return {
        name: found
        for module in MODULES
        for name, found in vars(module).items()
        if not name.startswith("_")
        and isinstance(found, type)
        and issubclass(found, Shape)
        and found.__module__ == module.__name__
    }

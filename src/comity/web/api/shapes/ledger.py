"""What the ledger holds."""

from __future__ import annotations

from comity.web.api.shapes.shape import Code, Shape


class State(Shape):
    """A state."""

    code: Code
    name: str


class States(Shape):
    """Every state, by English name."""

    items: list[State]

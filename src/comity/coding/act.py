"""An act: a predicate with its parties and how settled it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.coding.predicates import Predicate
    from comity.coding.roles import Roles
    from comity.coding.settledness import Settled


@dataclass(slots=True)
class Act:
    """A predicate with all that was found out about it; it is coded where both roles are filled."""

    predicate: Predicate
    base: int  # where the parsed text begins in the document
    settled: Settled
    roles: Roles

    @property
    def position(self) -> int:
        """Where its word stands in the document."""
        return self.base + self.predicate.token.idx

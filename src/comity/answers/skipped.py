"""Pages and sentences that gave nothing, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.ledger import reader

if TYPE_CHECKING:
    from comity.ledger.store import Store
    from comity.records import Skipped


def skipped(store: Store) -> list[Skipped]:
    """All that gave nothing, by stage, reason and name."""
    with store.snapshot() as connection:
        return list(reader.all_skipped(connection))

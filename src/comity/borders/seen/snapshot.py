"""A dated matrix of a public table, wherever it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import polars as pl


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One dated matrix that is yet to be read."""

    day: date
    source: str  # repository@commit, or the file's name
    name: str  # as errors name it
    read: Callable[[], pl.DataFrame]  # columns passport, destination (alpha-3), raw

"""Days as far as they are known: a span with its first day, its last day and its basis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Basis(StrEnum):
    """How a span of days is known."""

    STATED = "stated"
    RELATIVE = "relative"
    INFERRED = "inferred"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, order=True)
class SpanOfDays:
    """From `first` to `last`, both included; raises ValueError where `last` comes before `first`."""

    first: date
    last: date
    basis: Basis = Basis.STATED

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span of days ends before it begins: {self.first} to {self.last}")

"""Made-up journeys for `borders.py`: the same seed gives the same ones, in every process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from comity.borders import conditions
from comity.borders.bulk.compiling import EPOCH
from comity.borders.bulk.engine import Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from comity.borders.bulk.engine import Engine
    from comity.borders.record import Record

STAYS = 8
FACTS: dict[str, list[Any]] = {
    "passport": [None, *conditions.PASSPORTS],
    "registered": [None, True, False],
    "biometric": [None, True, False],
    "purpose": [None, *conditions.PURPOSES],
}
"""What travellers to destinations with conditions say; None is nothing."""

_FIRST, _LAST = (day.toordinal() - EPOCH for day in (date(2017, 6, 1), date(2026, 11, 1)))
_CHUNK = 500_000


@dataclass(frozen=True, slots=True)
class Journeys:
    """Passports and destinations by their places in the engine, and days since 1970."""

    passport: NDArray[np.uint8]
    destination: NDArray[np.uint8]
    day: NDArray[np.int32]

    def first(self, rows: int) -> Journeys:
        """The first of them."""
        return Journeys(self.passport[:rows], self.destination[:rows], self.day[:rows])


def plain(engine: Engine, rows: int) -> Journeys:
    """Any passport, any destination, any day of the snapshots' years."""
    chance = np.random.default_rng(1)
    return Journeys(
        chance.integers(0, len(engine.record.passports), rows, np.uint8),
        chance.integers(0, len(engine.record.destinations), rows, np.uint8),
        chance.integers(_FIRST, _LAST, rows, np.int32),
    )


def conditional(engine: Engine, record: Record, rows: int) -> tuple[Journeys, dict[str, Column]]:
    """To destinations whose rules are curated, where the conditions are; travellers say up to four things."""
    chance = np.random.default_rng(2)
    curated = engine.destinations(sorted(record.curated)).astype(np.uint8)
    journeys = Journeys(
        chance.integers(0, len(engine.record.passports), rows, np.uint8),
        curated[chance.integers(0, len(curated), rows, np.uint8)],
        chance.integers(_FIRST, _LAST, rows, np.int32),
    )
    told = {
        kind: Column(chance.integers(0, len(values), rows, np.uint8), values)
        for kind, values in FACTS.items()
    }
    return journeys, told


def rolling(engine: Engine, rows: int) -> tuple[Journeys, NDArray[np.int32], NDArray[np.int32]]:
    """Into the Schengen area on passports that have 90 days in 180 there, after eight stays in 15 months."""
    chance = np.random.default_rng(3)
    area = int(engine.destinations(["SCH"])[0])
    first_day = date(2022, 1, 1).toordinal() - EPOCH
    every = np.arange(len(engine.record.passports), dtype=np.uint8)
    known = engine.plain(every, np.full(len(every), area), np.full(len(every), first_day))
    windowed = np.array(
        [(each := engine.outcomes[at]) is not None and each.window is not None for at in known.outcome]
    )
    those = every[windowed]
    journeys = Journeys(
        those[chance.integers(0, len(those), rows, np.uint8)],
        np.full(rows, area, np.uint8),
        chance.integers(first_day, _LAST, rows, np.int32),
    )
    first = np.empty((rows, STAYS), np.int32)
    last = np.empty((rows, STAYS), np.int32)
    for start in range(0, rows, _CHUNK):
        part = slice(start, min(start + _CHUNK, rows))
        steps = chance.integers(1, 40, (part.stop - start, 2 * STAYS), np.int32)
        np.cumsum(steps, axis=1, out=steps)
        steps += (journeys.day[part] - 300)[:, None]
        first[part], last[part] = steps[:, 0::2], steps[:, 1::2]
    return journeys, first, last

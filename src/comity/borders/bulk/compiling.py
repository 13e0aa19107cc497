"""The record as arrays: for every passport, destination and day, the number of its case.

The days are cut into epochs, at every day on which anything changes anywhere. Pairs with the same history
are one group: most of the 39,000 pairs share a few thousand histories, so that the table of groups and
epochs fits into a processor's cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from comity.borders import areas, curation
from comity.borders.bulk.cases import Case, template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from comity.borders.record import Pair, Record

EPOCH = date(1970, 1, 1).toordinal()
"""Days are counted from here, as polars and NumPy do."""

UNKNOWN = 0
"""The case of days and pairs of which the record does not tell, and its outcome."""

NEVER = np.iinfo(np.int32).min
"""Since when the record tells of a pair of which it has nothing."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The record as arrays; the first case is that of which the record does not tell."""

    passports: tuple[str, ...]
    destinations: tuple[str, ...]
    first_day: int  # of `epochs`; days since 1970
    epochs: NDArray[np.intp]  # the epoch of each day, of one before all and of one after all changes
    groups: NDArray[np.intp]  # of each pair, passports first: where its row of `table` begins
    begins: NDArray[np.int32]  # of each pair: since when the record tells; or NEVER
    table: NDArray[np.uint16] | NDArray[np.int32]  # the case of each group and epoch
    cases: tuple[Case | None, ...]


def compiled(record: Record, pairs: Iterable[tuple[str, str]] | None = None) -> Compiled:
    """All of a record, or only these pairs of passport and destination: of others it then tells nothing."""
    passports, destinations = _axes(record)
    if pairs is None:
        pairs = product(passports, destinations)
    rows = {code: number * len(destinations) for number, code in enumerate(passports)}
    places = {code: number for number, code in enumerate(destinations)}
    numbers: dict[tuple[Any, ...] | None, int] = {None: 0}
    representatives: list[Pair | None] = [None]
    group_of = np.zeros(len(passports) * len(destinations), np.intp)
    for passport, destination in pairs:
        pair = record.pair(passport, destination)
        number = numbers.setdefault(_history(pair), len(numbers))
        if number == len(representatives):
            representatives.append(pair)
        group_of[rows[passport] + places[destination]] = number
    changes = [_changes(each) for each in representatives]
    days = sorted({day for each in changes for day in each}) or [EPOCH]
    epoch_of = {day: number for number, day in enumerate(days, 1)}
    table = np.zeros((len(representatives), len(days) + 1), np.int32)
    cases: list[Case | None] = [None]
    known: dict[tuple[Any, ...], int] = {}
    for row, each, cuts in zip(table, representatives, changes, strict=True):
        if each is None:
            continue
        for day in cuts:
            case = Case(each, date.fromordinal(day))
            number = known.setdefault(case.key, len(cases))
            if number == len(cases):
                cases.append(case)
            row[epoch_of[day] :] = number
    epochs = np.zeros(days[-1] - days[0] + 2, np.intp)
    epochs[[day - days[0] + 1 for day in days]] = 1
    begins = np.array([cuts[0] - EPOCH if cuts else NEVER for cuts in changes], np.int32)
    return Compiled(
        tuple(passports),
        tuple(destinations),
        days[0] - EPOCH - 1,
        np.cumsum(epochs),
        group_of * (len(days) + 1),
        begins[group_of],
        table.astype(np.uint16).ravel() if len(cases) <= np.iinfo(np.uint16).max else table.ravel(),
        tuple(cases),
    )


def _axes(record: Record) -> tuple[list[str], list[str]]:
    """The passports and destinations of the record, sorted."""
    named: set[str] = set()
    for destination in record.curated:
        file = curation.curated(destination, record.folder)
        if file is not None:
            named.update(*(rule.passports for rule in file.rules))
            named.update(*(each.passports for each in file.suspensions))
            named.update(*(each.passports for each in file.closures))
    passports = named | set(record.passports())
    return sorted(passports), sorted(passports | record.curated | set(areas.AREAS))


def _changes(pair: Pair | None) -> list[int]:
    """The days on which an answer may change, as ordinals."""
    if pair is None or pair.begins is None:
        return []
    finer = (rule.shown_from for rule in pair.shown.rules)
    days = {*pair.changes(), *(day for day in finer if day is not None)}
    return [day.toordinal() for day in sorted(days) if day >= pair.begins]


def _history(pair: Pair) -> tuple[Any, ...] | None:
    """What two pairs must share to be one group; None where nothing is known, nor asked of own citizens."""
    if pair.passport == pair.destination or pair.begins is None:
        return None
    return (
        tuple(
            (template(each, pair), each.requirement, each.days, _days(each.period), each.shown_from)
            for each in pair.shown.rules
        ),
        tuple(_days(each.period) for each in pair.closures),
        tuple((each.id, each.destination, _days(each.period)) for each in pair.rules),
        tuple((each.id, each.destination, _days(each.period)) for each in pair.suspensions),
        pair.reviewed,
    )


def _days(period: Any) -> tuple[Any, ...]:
    begins, ends = period.begins, period.ends
    return begins.first, begins.last, *((ends.first, ends.last) if ends is not None else ())

"""What the stays of many travellers leave of the answers to them, counted as `answer` counts one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from comity.borders.bulk import rolling
from comity.borders.bulk.compiling import EPOCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from comity.borders.bulk.engine import Engine
    from comity.borders.tables.histories import Table
    from comity.borders.tables.travellers import Travellers

    Days = NDArray[np.int32]

NOT_TOLD = np.iinfo(np.int32).min
"""In place of a number that there is not."""

_LAST_OF_ALL = date.max.toordinal() - EPOCH


class StayCounts:
    """Days used and left, the last lawful day (since 1970), days of overstay; and whether they are enough.

    All are arrays. NOT_TOLD stands where a traveller told no stays, and where no last day is set. Where a
    rule has no window, the days of the visit on which the traveller is are counted.
    """

    def __init__(self, engine: Engine, outcome: Days, people: Travellers) -> None:
        rows = len(outcome)
        self.used, self.left, self.last_day, self.overstay = np.full((4, rows), NOT_TOLD, np.int32)
        self.enough = np.ones(rows, np.bool_)
        if people.stays is None:
            return
        days, months, allowed = _lengths(engine)
        wished = np.ones(rows, np.int32) if people.days is None else np.maximum(people.days, 1)
        for table in people.stays.tables():
            at, on = outcome[table.rows], people.day[table.rows]
            within, entry = _entries(table, on)
            balances = engine.rolling(at, table.first, table.last, on)
            windowed = allowed[at] >= 0
            unlawful = balances.last_day == rolling.NO_DAY
            last = np.minimum(balances.last_day, _last_days(entry, days[at], months[at]))
            last[windowed] = np.minimum(last[windowed], _LAST_OF_ALL)
            told = ~unlawful & (last != rolling.UNLIMITED)
            left = np.where(told, np.maximum(last - on + ~within, 0), np.where(unlawful, 0, NOT_TOLD))
            over = np.where(windowed, balances.used - allowed[at], np.where(told, on - last, 0))
            self.used[table.rows] = np.where(windowed, balances.used, np.where(within, on - entry + 1, 0))
            self.left[table.rows] = left
            self.last_day[table.rows] = np.where(told, last, NOT_TOLD)
            self.overstay[table.rows] = np.maximum(over, 0)
            self.enough[table.rows] = ~unlawful & (~told | (on + wished[table.rows] - 1 <= last))


def _lengths(engine: Engine) -> tuple[Days, Days, Days]:
    """Of each rule the longest stay in days or in months (0: not told), and the window's days (-1: none)."""
    told = [
        (0, 0, -1)
        if each is None
        else (each.days or 0, each.months or 0, -1 if each.window is None else each.window.days)
        for each in engine.outcomes
    ]
    days, months, allowed = np.array(told, np.int32).T
    return days, months, allowed


def _entries(table: Table, on: Days) -> tuple[NDArray[np.bool_], Days]:
    """Who is within a stay on the day; and since when, or else the day."""
    there = (table.first <= on[:, None]) & (table.last >= on[:, None])
    within: NDArray[np.bool_] = np.logical_or.reduce(there, axis=1)
    entry: Days = np.where(there, table.first, NOT_TOLD).max(axis=1)
    return within, np.where(within, entry, on)


def _last_days(entry: Days, days: Days, months: Days) -> Days:
    """The last days of the longest stays from entry on; UNLIMITED where neither days nor months are told."""
    day = entry.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    later = month + months
    lengths = (later + 1).astype("datetime64[D]") - later.astype("datetime64[D]")
    of_month = np.minimum(day - month.astype("datetime64[D]"), lengths - 1)
    after_months = (later.astype("datetime64[D]") + of_month).astype(np.int64) - 1
    found: Days = np.select([days > 0, months > 0], [entry + days - 1, after_months], rolling.UNLIMITED)
    return found.astype(np.int32)

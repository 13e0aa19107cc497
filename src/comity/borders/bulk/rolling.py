"""Stays in a rolling window, for many travellers at once: `stays.balance` over arrays.

The window of the last lawful day begins on the n-th day of absence, counted back from the day before entry,
where n is the window's days less those allowed (see `stays`). Each stay that ends on that day or later moves
it back by its own length; the stays are looked at from the latest to the earliest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from comity.borders.bulk.blocks import BLOCK, in_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Days = NDArray[np.int32]

NO_STAY = -(2**28)
"""First and last day of a stay that is not there, to fill up rows with fewer stays."""

STILL = 2**28
"""The last day of a stay that goes on."""

NO_DAY = -(2**30)
"""The last lawful day where not even the day itself is lawful."""

UNLIMITED = 2**29
"""The last lawful day where the window limits nothing."""


@dataclass(frozen=True, slots=True)
class Balances:
    """How travellers stand; each array has a row for each of them."""

    used: Days
    left: Days
    last_day: Days  # since 1970, or NO_DAY, or UNLIMITED

    @classmethod
    def empty(cls, rows: int) -> Balances:
        """Room for those of so many travellers."""
        return cls(np.empty(rows, np.int32), np.empty(rows, np.int32), np.empty(rows, np.int32))

    def part(self, block: slice) -> Balances:
        """Those of a block of rows, in the same memory."""
        return Balances(self.used[block], self.left[block], self.last_day[block])


def balances(
    first: Days, last: Days, on: Days, days: Days | int, span: Days | int, *, threads: int | None = None
) -> Balances:
    """As `stays.balance`, for n travellers with k stays each.

    `first` and `last` are [n, k] days since 1970, each row in order of `first`, with NO_STAY anywhere for
    stays that are not there and STILL for a last day that has not come; a day of two stays counts once.
    `on` is [n]; `days` and `span` are the window, one for all or [n].
    """
    rows, stays = first.shape
    found = Balances.empty(rows)

    def work(blocks: Iterator[slice]) -> None:
        kernel = Kernel(stays, min(rows, BLOCK))
        for block in blocks:
            kernel.take(first[block], last[block], on[block])
            kernel.count(
                days if isinstance(days, int) else days[block],
                span if isinstance(span, int) else span[block],
                found.part(block),
            )

    in_blocks(rows, work, threads)
    return found


class Kernel:
    """Counts a block at a time, in columns that are kept from block to block."""

    def __init__(self, stays: int, rows: int) -> None:
        self._columns = np.empty((2, stays, rows), np.int32)
        self._scratch = np.empty((6, rows), np.int32)
        self._flags = np.empty((3, rows), np.bool_)

    def take(self, first: Days, last: Days, on: Days) -> None:
        """Load a block of stays as columns: first days, after all earlier stays, and days after the last."""
        self.on, rows = on, len(on)
        self.first, self.after = self._columns[:, :, :rows]
        np.copyto(self.first, first.T)
        np.add(last.T, 1, out=self.after)
        reached = self._scratch[0, :rows]
        reached.fill(NO_STAY)
        for entry, after in zip(self.first, self.after, strict=True):
            np.maximum(entry, reached, out=entry)
            np.maximum(reached, after, out=reached)

    def count(self, days: Days | int, span: Days | int, found: Balances) -> None:
        """The balances of the block."""
        on, used, begins = self.on, found.used, found.last_day
        start, tomorrow, until, length, behind, _ = self._scratch[:, : len(on)]
        there, entered, staying = self._flags[:, : len(on)]
        np.subtract(on, span, out=start)
        np.add(start, days, out=begins)  # of the window of the last lawful day, were there no stay
        np.add(start, 1, out=start)
        np.add(on, 1, out=tomorrow)
        used.fill(0)
        there.fill(False)
        for entry, after in zip(self.first[::-1], self.after[::-1], strict=True):
            np.minimum(after, tomorrow, out=until)
            np.maximum(entry, start, out=length)
            np.subtract(until, length, out=length)
            np.maximum(length, 0, out=length)
            np.add(used, length, out=used)

            np.less_equal(entry, on, out=entered)
            np.equal(until, tomorrow, out=staying)
            np.logical_and(entered, staying, out=staying)
            np.logical_or(there, staying, out=there)

            np.minimum(after, on, out=until)
            np.subtract(until, entry, out=length)
            np.maximum(length, 0, out=length)
            np.subtract(begins, until, out=behind)
            np.right_shift(behind, 31, out=behind)  # all bits where the stay ends behind `begins`, else none
            np.bitwise_and(length, behind, out=length)
            np.subtract(begins, length, out=begins)
        _close(found, on, days, span, there)


def _close(found: Balances, on: Days, days: Days | int, span: Days | int, there: NDArray[np.bool_]) -> None:
    """From the first day of its window to the last lawful day, and the days left."""
    last_day, left = found.last_day, found.left
    np.add(last_day, span, out=last_day)
    np.subtract(last_day, 1, out=last_day)
    unlimited = np.less_equal(span, days)
    if np.any(unlimited):
        np.copyto(last_day, UNLIMITED, where=unlimited)
    np.subtract(last_day, on, out=left)
    np.add(left, 1, out=left)
    np.subtract(left, there, out=left)
    np.maximum(left, 0, out=left)
    np.copyto(last_day, NO_DAY, where=np.less(last_day, on))

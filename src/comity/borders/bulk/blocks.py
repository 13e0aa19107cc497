"""Long arrays in blocks that fit into a processor's cache, over a few threads.

NumPy lets go of Python's lock while it works on a block, so that two threads keep two cores busy; and what
one operation writes is still in the cache when the next one reads it.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOCK = 32768
"""Rows of a block: in smaller ones threads wait for Python's lock, larger ones leave the cache."""

WORTH = 262_144
"""Rows from which on a second thread is worth starting."""


def in_blocks(rows: int, work: Callable[[Iterator[slice]], None], threads: int | None = None) -> None:
    """Call `work` with the blocks of its share of the rows, once a thread (None: one a processor)."""
    count = threads or _processors()
    if count == 1 or rows < WORTH:
        work(_blocks(0, rows))
        return
    cuts = [rows * number // count for number in range(count + 1)]
    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(work, _blocks(*cuts[at : at + 2])) for at in range(count)]:
            done.result()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _blocks(first: int, end: int) -> Iterator[slice]:
    for start in range(first, end, BLOCK):
        yield slice(start, min(start + BLOCK, end))

"""Seconds, memory and processors, as `borders.py` and what it compares with measure them."""

from __future__ import annotations

import os
import resource
import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def peak() -> float:
    """The most memory that this process has held so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def processors() -> int:
    """How many there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def least(repeat: int, work: Callable[[], T]) -> tuple[float, T]:
    """The least seconds of several runs, and the last result."""
    seconds = []
    for _ in range(repeat):
        begun = time.perf_counter()
        found = work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds), found

"""Times checks of who may cross: look-ups, rules with conditions, and rolling stays of eight each.

    python benchmarks/borders.py [--checks 10000000] [--verify 1000000] [--repeat 3] [--json]

Beside the engine: the record's own answer in plain Python (on the journeys that are verified, in as many
processes as there are processors, and said so), a polars as-of join and DuckDB's ASOF join. Each runs in a
process of its own and its memory is that process's highest, the journeys included. The engine's answers to
the first `--verify` journeys of each kind are held against the record's, and all of them against the joins'.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

import borders_joins
import borders_journeys
import borders_oracle
from borders_clock import least, peak, processors
from comity.borders.bulk.engine import Engine
from comity.borders.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

KINDS = ("plain", "conditional", "rolling")
AIMS = {"plain": 100e6, "conditional": 30e6, "rolling": 15e6}  # checks a second, on two cores
MEMORY_AIM = 2_000  # megabytes
JOINS = tuple(borders_joins.JOINS)


def measure(kind: str, rows: int, repeat: int, folder: str) -> dict[str, Any]:
    """The engine alone: seconds of compiling, of the first run, of the quickest; memory and answers."""
    record = Record()
    compiling, engine = least(1, lambda: Engine.compiled(record))
    if kind == "plain":
        made = borders_journeys.plain(engine, rows)
        work = lambda: engine.plain(made.passport, made.destination, made.day).needed  # noqa: E731
    elif kind == "conditional":
        made, told = borders_journeys.conditional(engine, record, rows)
        work = lambda: engine.conditional(made.passport, made.destination, made.day, told).needed  # noqa: E731
    else:
        made, first, last = borders_journeys.rolling(engine, rows)

        def work() -> Any:
            outcome = engine.plain(made.passport, made.destination, made.day).outcome
            return engine.rolling(outcome, first, last, made.day).used

    first_run, _ = least(1, work)
    seconds, found = least(repeat, work)
    path = Path(folder) / f"engine-{kind}.npy"
    np.save(path, found.astype(np.int32))
    return {
        "seconds": seconds,
        "first_seconds": first_run,
        "compile_seconds": compiling,
        "megabytes": peak(),
        "path": str(path),
    }


def apart(function: Callable[..., T], *given: Any) -> T:
    """What a function gives in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, given)


def verified(kind: str, rows: int) -> dict[str, Any]:
    """How the engine's answers to the first journeys agree with the record's, and what these took."""
    count = processors()
    cuts = [rows * number // count for number in range(count + 1)]
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        parts = [(kind, rows, (cuts[at], cuts[at + 1])) for at in range(count)]
        found = pool.starmap(borders_oracle.run, parts)
    return {
        "agreed": sum(each.agreed for each in found),
        "different": sum(each.different for each in found),
        "example": next((each.example for each in found if each.example), ""),
        "checks_per_second": rows / max(each.seconds for each in found),
        "processes": count,
    }


def compare(rows: int, verify: int, repeat: int) -> dict[str, Any]:
    """All figures of all kinds."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            told = apart(measure, kind, rows, repeat, folder)
            answers = np.load(told.pop("path"))
            told["checks_per_second"] = rows / told["seconds"]
            figures[kind] = {"engine": told}
            for join in JOINS:
                seconds, megabytes, path = apart(borders_joins.run, join, kind, rows, min(repeat, 2), folder)
                figures[kind][join] = {
                    "seconds": seconds,
                    "checks_per_second": rows / seconds,
                    "megabytes": megabytes,
                    "same": bool(np.array_equal(answers, np.load(path))),
                }
            figures[kind]["python"] = verified(kind, min(verify, rows))
    return figures


def show(figures: dict[str, Any], rows: int) -> None:
    """The figures as a table."""
    for kind, found in figures.items():
        engine, python = found["engine"], found["python"]
        print(f"{kind}: {rows:,} checks, {processors()} processors; the aim is {AIMS[kind]:,.0f} checks/s")
        print(f"  {'':<16}{'checks/s':>15}{'engine is':>14}{'peak MB':>9}")
        print(f"  {'engine':<16}{engine['checks_per_second']:>15,.0f}{'':>14}{engine['megabytes']:>9,.0f}")
        for join in JOINS:
            other = found[join]
            ratio = engine["checks_per_second"] / other["checks_per_second"]
            agree = "" if other["same"] else "  OTHER ANSWERS"
            print(
                f"  {join + ' as-of join':<16}{other['checks_per_second']:>15,.0f}{ratio:>10,.0f} x"
                f"{other['megabytes']:>11,.0f}{agree}"
            )
        ratio = engine["checks_per_second"] / python["checks_per_second"]
        print(
            f"  {'plain Python':<16}{python['checks_per_second']:>15,.0f}{ratio:>10,.0f} x"
            f"   ({python['processes']} processes, extrapolated from the verified ones)"
        )
        print(
            f"  compiling {engine['compile_seconds']:.1f} s, the first run {engine['first_seconds']:.2f} s;"
            f" of {python['agreed'] + python['different']:,} verified, {python['different']:,} differ"
            f"{': ' + python['example'] if python['example'] else ''}"
        )


def main() -> int:
    """Measure and print; 1 where engine and oracle, or engine and joins, disagree."""
    options = argparse.ArgumentParser(description="Checks of who may cross, in millions a second.")
    options.add_argument("--checks", type=int, default=10_000_000, help="of each kind (default 10,000,000)")
    options.add_argument("--verify", type=int, default=1_000_000, help="of each kind (default 1,000,000)")
    options.add_argument(
        "--repeat", type=int, default=3, help="the quickest of so many runs counts (default 3)"
    )
    options.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = options.parse_args()
    if importlib.util.find_spec("duckdb") is None:
        options.error("DuckDB is compared with, and is not here; install it by: pip install 'comity[bench]'")
    figures = compare(chosen.checks, chosen.verify, chosen.repeat)
    if chosen.json:
        machine = {"python": platform.python_version(), "system": platform.platform()}
        print(json.dumps({**machine, "checks": chosen.checks, "kinds": figures}))
    else:
        show(figures, chosen.checks)
    wrong = [
        kind
        for kind, found in figures.items()
        if found["python"]["different"] or not all(found[join]["same"] for join in JOINS)
    ]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

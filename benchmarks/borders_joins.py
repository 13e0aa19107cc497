"""What `borders.py` compares with: as-of joins of polars and DuckDB with the record as a table of dated rows.

The record is laid out as a join wants it: a row for each pair and each day on which its case changes, with
what an ordinary traveller is answered; and for travellers who say something a second table, a row for each
case and each combination of what they may say. Making these tables is not counted, nor is loading the
journeys; sorting them, which the join of polars asks for, is. Of rolling stays the joins count the days used,
not the days left nor the last lawful day, which take one step for each stay.
"""

from __future__ import annotations

import importlib
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

import borders_journeys
from borders_clock import least, peak, processors
from borders_journeys import FACTS, STAYS
from comity.borders.bulk.engine import Column, Engine
from comity.borders.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from borders_journeys import Journeys

ALWAYS = -100_000
"""A day before all others."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The record as dated rows, and what is answered to travellers who say something."""

    dated: pl.DataFrame  # passport, destination, day, case, needed, allowed, span
    told: pl.DataFrame  # case, told, needed_told


def tables(engine: Engine) -> Tables:
    """The tables of a record."""
    record = engine.record
    epochs = int(record.epochs[-1]) + 1
    cases = record.table.reshape(-1, epochs)
    changed = np.ones(cases.shape, np.bool_)
    changed[:, 1:] = cases[:, 1:] != cases[:, :-1]
    group, epoch = np.nonzero(changed)
    days = np.searchsorted(record.epochs, np.arange(epochs)) + record.first_day
    days[0] = ALWAYS
    stretches = pl.DataFrame(
        {"group": group, "day": days[epoch].astype(np.int32), "case": cases[group, epoch]}
    )
    passport, destination = np.divmod(np.arange(len(record.groups)), len(record.destinations))
    pairs = pl.DataFrame(
        {
            "passport": passport.astype(np.uint8),
            "destination": destination.astype(np.uint8),
            "group": record.groups // epochs,
        }
    )
    dated = pairs.join(stretches, on="group").drop("group").sort("day", "passport", "destination")
    answers = engine.plain(*(dated[name].to_numpy() for name in ("passport", "destination", "day")))
    windows = [None if each is None else each.window for each in engine.outcomes]
    allowed, span = (
        np.array([getattr(each, name, -1) for each in windows], np.int32) for name in ("days", "span")
    )
    dated = dated.with_columns(
        pl.Series("needed", answers.needed),
        pl.Series("allowed", allowed[answers.outcome]),
        pl.Series("span", span[answers.outcome]),
    )
    return Tables(dated, _told(engine, dated))


def _told(engine: Engine, dated: pl.DataFrame) -> pl.DataFrame:
    """For each case and combination of what is said, whether a visa is needed."""
    first = dated.group_by("case", maintain_order=True).first().sort("case")
    combinations = np.array(list(product(*(range(len(values)) for values in FACTS.values()))), np.uint8)
    count = len(combinations)
    columns = {
        kind: Column(np.tile(combinations[:, at], len(first)), values)
        for at, (kind, values) in enumerate(FACTS.items())
    }
    passport, destination, day = (
        first[name].to_numpy().repeat(count) for name in ("passport", "destination", "day")
    )
    answers = engine.conditional(passport, destination, day, columns)
    return pl.DataFrame(
        {
            "case": first["case"].to_numpy().repeat(count),
            "told": np.tile(np.arange(count, dtype=np.int32), len(first)),
            "needed_told": answers.needed,
        }
    )


def _frame(journeys: Journeys, columns: dict[str, Any]) -> pl.DataFrame:
    named = {"passport": journeys.passport, "destination": journeys.destination, "day": journeys.day}
    return pl.DataFrame({**named, **columns}).with_row_index("row")


def journeys_of(kind: str, engine: Engine, record: Record, rows: int) -> pl.DataFrame:
    """The journeys of a kind as a frame."""
    if kind == "plain":
        return _frame(borders_journeys.plain(engine, rows), {})
    if kind == "conditional":
        journeys, told = borders_journeys.conditional(engine, record, rows)
        return _frame(journeys, {f"said_{name}": column.codes for name, column in told.items()})
    journeys, first, last = borders_journeys.rolling(engine, rows)
    stays = {f"first_{at}": first[:, at].copy() for at in range(STAYS)}
    return _frame(journeys, {**stays, **{f"last_{at}": last[:, at].copy() for at in range(STAYS)}})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a join: what is timed, and what it answered, in the order of the journeys."""

    ask: Callable[[], object]
    answers: Callable[[], NDArray[np.int32]]


def in_polars(kind: str, frame: pl.DataFrame, made: Tables) -> Asked:
    """The question to polars."""
    query = (
        frame.lazy()
        .sort("day")
        .join_asof(made.dated.lazy(), on="day", by=["passport", "destination"], check_sortedness=False)
    )
    if kind == "plain":
        answer = pl.col("needed")
    elif kind == "conditional":
        number = pl.lit(0, pl.Int32)
        for name, values in FACTS.items():
            number = number * len(values) + pl.col(f"said_{name}").cast(pl.Int32)
        query = query.with_columns(told=number).join(made.told.lazy(), on=["case", "told"], how="left")
        answer = pl.col("needed_told")
    else:
        begins = pl.col("day") - pl.col("span") + 1
        used = pl.sum_horizontal(
            (
                pl.min_horizontal(f"last_{at}", "day") - pl.max_horizontal(pl.col(f"first_{at}"), begins) + 1
            ).clip(0)
            for at in range(STAYS)
        )
        answer = pl.when(pl.col("span") > 0).then(used).otherwise(-1)
    query = query.select("row", answer.cast(pl.Int32).alias("answer"))

    def answers() -> NDArray[np.int32]:
        return query.sort("row").collect()["answer"].to_numpy()

    return Asked(query.collect, answers)


def in_duckdb(kind: str, frame: pl.DataFrame, made: Tables) -> Asked:
    """The question to DuckDB, all in its memory."""
    base = importlib.import_module("duckdb").connect()  # of the extra `bench`
    base.execute(f"SET threads = {processors()}")
    with tempfile.TemporaryDirectory() as folder:
        for name, table in (("journeys", frame), ("dated", made.dated), ("told", made.told)):
            path = Path(folder) / f"{name}.parquet"
            table.write_parquet(path, compression="uncompressed")
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{path}')")
    source = (
        "journeys j ASOF LEFT JOIN dated d"
        " ON j.passport = d.passport AND j.destination = d.destination AND j.day >= d.day"
    )
    number = "0"
    for name, values in FACTS.items():
        number = f"({number}) * {len(values)} + said_{name}::INTEGER"
    days = " + ".join(
        f"greatest(0, least(last_{at}, j.day) - greatest(first_{at}, j.day - span + 1) + 1)"
        for at in range(STAYS)
    )
    query = {
        "plain": f"SELECT row, needed AS answer FROM {source}",
        "conditional": f"SELECT row, needed_told AS answer FROM {source}"
        f" LEFT JOIN told t ON t.case = d.case AND t.told = {number}",
        "rolling": f"SELECT row, CASE WHEN span > 0 THEN {days} ELSE -1 END AS answer FROM {source}",
    }[kind]

    def answers() -> NDArray[np.int32]:
        found = base.execute("SELECT answer FROM answers ORDER BY row").fetchnumpy()["answer"]
        return np.asarray(found).astype(np.int32)

    return Asked(lambda: base.execute(f"CREATE OR REPLACE TABLE answers AS {query}"), answers)


JOINS: dict[str, Callable[[str, pl.DataFrame, Tables], Asked]] = {"polars": in_polars, "duckdb": in_duckdb}


def run(join: str, kind: str, rows: int, repeat: int, folder: str) -> tuple[float, float, str]:
    """In a process of its own: the least seconds, the peak in megabytes, and the file of the answers."""
    record = Record()
    engine = Engine.compiled(record)
    asked = JOINS[join](kind, journeys_of(kind, engine, record, rows), tables(engine))
    seconds, _ = least(repeat, asked.ask)
    highest = peak()
    path = Path(folder) / f"{join}-{kind}.npy"
    np.save(path, asked.answers())
    return seconds, highest, str(path)

"""Many journeys at once: a table in, the same table with answers out.

Each row is answered as `answer` answers one journey. A row that cannot be answered keeps its place and says
why under `problem`; only a table that is no table of journeys at all is refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from comity.borders.bulk.compiling import NEVER
from comity.borders.bulk.engine import NO, UNTOLD, YES, Engine
from comity.borders.tables import travellers
from comity.borders.tables.batches import ROWS, Batches, write
from comity.borders.tables.counting import NOT_TOLD, StayCounts
from comity.errors import RecordError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from comity.borders.record import Record

ANSWERED: dict[str, pl.DataType] = {
    "needed": pl.String(),  # yes, no, depends
    "requirement": pl.String(),
    "allowed_days": pl.Int32(),  # the longest stay that is granted
    "conditions": pl.String(),  # of the rule, in words
    "question": pl.String(),  # what to ask where it depends on that
    "barred": pl.Boolean(),  # entry is barred, whatever the rule
    "used_days": pl.Int32(),
    "left_days": pl.Int32(),
    "last_day": pl.Date(),
    "overstay_days": pl.Int32(),
    "rule": pl.String(),
    "basis": pl.String(),
    "problem": pl.String(),
}
"""The columns of an answer; all but the last are null where there is a problem."""

FEW = 2_000
"""Pairs for which it does not pay to compile the whole record."""

_NEEDED = pl.Series(["no", "yes", "depends", None])

_engines: WeakKeyDictionary[Record, tuple[Engine, frozenset[tuple[str, str]] | None]] = WeakKeyDictionary()


def check(frame: pl.DataFrame | pl.LazyFrame, record: Record) -> pl.DataFrame:
    """The journeys with the columns of `ANSWERED` beside them.

    Columns: passport and destination (codes or names), on (or date); where there are such, days (that one
    wishes to stay), stays (text or lists of structs, see `histories`), and the kinds of condition, of which
    that of the passport's type is called passport_type. RecordError where a needed column is missing, one
    has values of no use at all, or one is called as those of the answer are.
    """
    frame = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    travellers.columns(frame.columns)
    taken = [column for column in ANSWERED if column in frame.columns]
    if taken:
        raise RecordError(
            f"the table has a column {', '.join(map(repr, taken))} already, as the answers have;"
            " rename it or leave it out"
        )
    parts = [_answered(part, record) for part in frame.iter_slices(ROWS)] or [_answered(frame, record)]
    return pl.concat(parts)


@dataclass(frozen=True, slots=True)
class Report:
    """What a file of journeys came to."""

    out: Path
    journeys: int
    no: int
    yes: int
    depends: int
    problems: int

    def __str__(self) -> str:
        """As a line."""
        return (
            f"{self.out}: {self.journeys:,} journeys; visa needed {self.yes:,}, not needed {self.no:,},"
            f" depends {self.depends:,}, not answered {self.problems:,}"
        )


def check_file(path: str | os.PathLike[str], out: str | os.PathLike[str], record: Record) -> Report:
    """As `check`, from file to file, with memory for some hundred thousand rows at a time.

    Formats by the names' endings: .csv, .parquet, .jsonl (or .ndjson). The answers come whole or not at all.
    RecordError names the file and what is wrong with it.
    """
    batches = Batches(Path(path))
    travellers.columns(list(batches.schema), str(path))
    counts: Counter[str | None] = Counter()

    def answered() -> Iterator[pl.DataFrame]:
        for batch in batches:
            found = check(batch, record)
            for value, count in found["needed"].value_counts().iter_rows():
                counts[value] += count
            yield found

    write(answered, check(pl.DataFrame(schema=batches.schema), record).schema, Path(out), source=Path(path))
    return Report(Path(out), counts.total(), counts["no"], counts["yes"], counts["depends"], counts[None])


def _engine(record: Record, pairs: set[tuple[str, str]]) -> Engine:
    """An engine that knows these pairs: the last one if it does, else a new one."""
    engine, known = _engines.get(record, (None, frozenset[tuple[str, str]]()))
    if engine is None or (known is not None and not pairs <= known):
        wanted = None if known is None or len(known | pairs) > FEW else known | pairs
        engine, known = Engine.compiled(record, wanted), wanted
        _engines[record] = engine, known
    return engine


def _answered(frame: pl.DataFrame, record: Record) -> pl.DataFrame:
    people = travellers.read(frame, record)
    engine = _engine(record, people.pairs())
    passport = engine.passports(people.passport.codes)[people.passport.numbers]
    destination = engine.destinations(people.destination.codes)[people.destination.numbers]
    answers = engine.conditional(passport, destination, people.day, people.facts, days=people.days)
    counted = StayCounts(engine, answers.outcome, people)
    needed = answers.needed
    needed[(needed == NO) & ~counted.enough] = YES
    own, other = people.passport.column, people.destination.column
    begins = engine.record.begins[
        np.maximum(passport, 0).astype(np.int64) * len(engine.record.destinations)
        + np.maximum(destination, 0)
    ]
    told = pl.DataFrame(
        {
            "needed": _NEEDED.gather(pl.Series(needed, dtype=pl.UInt32)),
            **_of_outcomes(engine).select(pl.all().gather(pl.Series(answers.outcome))).to_dict(),
            **{
                name: pl.Series(numbers, dtype=pl.Int32).replace(NOT_TOLD, None)
                for name, numbers in (
                    ("used_days", counted.used),
                    ("left_days", counted.left),
                    ("last_day", counted.last_day),
                    ("overstay_days", counted.overstay),
                )
            },
            "own": own,
            "other": other,
            "untold": needed == UNTOLD,
            "begins": pl.Series(begins, dtype=pl.Int32).replace(NEVER, None),
            "wrong": people.problem,
        }
    )
    told = told.with_columns(
        pl.coalesce("wrong", _unknown()).alias("problem"),
        pl.col("last_day").cast(pl.Date),
        pl.when(pl.col("rule_after").is_null())
        .then(pl.col("rule"))
        .otherwise(
            pl.concat_str("rule", pl.concat_str("own", pl.lit("-"), "other").str.to_lowercase(), "rule_after")
        )
        .alias("rule"),
    )
    answered = [
        pl.when(pl.col("problem").is_null()).then(pl.col(name)).cast(dtype).alias(name)
        if name != "problem"
        else pl.col(name)
        for name, dtype in ANSWERED.items()
    ]
    return frame.hstack(told.select(answered))


def _unknown() -> pl.Expr:
    """Why the record tells nothing of a row."""
    return (
        pl.when(~pl.col("untold"))
        .then(None)
        .when(pl.col("own") == pl.col("other"))
        .then(pl.format("{} asks its own citizens for no visa", "own"))
        .when(pl.col("begins").is_null())
        .then(pl.format("the record has nothing of {} passports for {}", "own", "other"))
        .otherwise(
            pl.format(
                "the record of {} passports for {} begins on {}; ask for that day or a later one",
                "own",
                "other",
                pl.col("begins").cast(pl.Date).cast(pl.String),
            )
        )
    )


def _of_outcomes(engine: Engine) -> pl.DataFrame:
    """What each outcome says, a row an outcome."""
    rows: list[tuple[object, ...]] = []
    for outcome in engine.outcomes:
        if outcome is None:
            rows.append((None,) * 8)
            continue
        rule, pair, after = outcome.rule.partition("{pair}")
        rows.append(
            (
                outcome.requirement.value,
                outcome.stay,
                "; ".join(outcome.conditions) or None,
                " ".join(outcome.questions) or None,
                outcome.barred,
                outcome.basis.value,
                rule,
                after if pair else None,
            )
        )
    names = ("requirement", "allowed_days", "conditions", "question", "barred", "basis", "rule", "rule_after")
    kinds = {**ANSWERED, "rule_after": pl.String()}
    return pl.DataFrame(rows, schema={name: kinds[name] for name in names}, orient="row")

"""Where snapshots lie: in clones of a repository, folders of dated files, single files, a Parquet history."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from comity.borders.seen import clones, codes, matrices
from comity.borders.seen.snapshot import Snapshot
from comity.errors import InputError, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HISTORY_COLUMNS = ("date", "passport", "destination", "raw", "commit", "source")
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")


def find(path: Path) -> Iterator[Snapshot]:
    """The snapshots under a path, in no order.

    A clone gives those of its whole history. A folder gives its CSV files whose names begin with a day
    (2024-12-04-matrix-iso2.csv) and what the clones and Parquet histories in it give; its other files are no
    snapshots. InputError says what is missing where there is none.
    """
    if not path.exists():
        raise InputError(
            f"{path}: no such file or folder; give a clone, a folder of dated CSV files or one of them"
        )
    found = False
    for snapshot in clones.find(path) if clones.is_clone(path) else _find(path):
        found = True
        yield snapshot
    if not found:
        raise InputError(
            f"{path}: no snapshot found; give a clone of the repository with its history, a folder of CSV"
            " files whose names begin with their day (2024-12-04-...csv), or a Parquet history"
        )


def _find(path: Path) -> Iterator[Snapshot]:
    if path.is_dir():
        for each in _listed(path):
            yield from _inside(each)
    elif path.suffix.lower() == ".parquet":
        yield from _history(path)
    else:
        yield _file(path)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as problem:
        raise InputError(f"{folder}: cannot be read ({problem.strerror}); check its permissions") from problem


def _inside(path: Path) -> Iterator[Snapshot]:

    if path.is_dir():
        if clones.is_clone(path):
            yield from clones.find(path)
    elif path.suffix.lower() == ".csv" and _DATED.match(path.name):
        yield _file(path)
    elif path.suffix.lower() == ".parquet" and set(HISTORY_COLUMNS) <= _columns(path):
        yield from _history(path)


def _file(path: Path) -> Snapshot:
    dated = _DATED.match(path.name)
    if dated is None:
        raise InputError(
            f"{path}: nothing says of which day the file is; let its name begin with the day, as"
            f" 2024-12-04-{path.name}"
        )
    try:
        day = date.fromisoformat(dated[1])
    except ValueError as problem:
        raise InputError(f"{path}: {dated[1]} is no day ({problem}); correct the file's name") from problem

    def read() -> pl.DataFrame:
        try:
            return matrices.read(path.read_bytes(), str(path))
        except OSError as problem:
            raise InputError(
                f"{path}: cannot be read ({problem.strerror}); check its permissions"
            ) from problem

    return Snapshot(day, path.name, str(path), read)


def _columns(path: Path) -> set[str]:
    try:
        return set(pl.read_parquet_schema(path))
    except (OSError, pl.exceptions.PolarsError) as problem:
        raise InputError(f"{path}: cannot be read as Parquet ({problem}); fetch it again") from problem


def _history(path: Path) -> Iterator[Snapshot]:
    """Snapshots that somebody collected into one table; only what was published (`raw`) is taken from it."""
    lacks = sorted(set(HISTORY_COLUMNS) - _columns(path))
    if lacks:
        raise InputError(
            f"{path}: column {', '.join(lacks)} is missing; a history has the columns"
            f" {', '.join(HISTORY_COLUMNS)}"
        )
    # Categories take a tenth of the memory of texts; those of one snapshot at a time become texts.
    history = pl.read_parquet(path, columns=list(HISTORY_COLUMNS)).with_columns(
        pl.col("date").cast(pl.Date), pl.col(HISTORY_COLUMNS[1:]).cast(pl.Categorical)
    )
    empty = history.filter(pl.any_horizontal(pl.all().is_null()))
    if empty.height:
        raise RecordError(
            f"{path}: a value is missing in the row {empty.row(0, named=True)}; correct the file"
        )
    for part in history.partition_by("date", "source", "commit", maintain_order=True):
        day, source, commit = (part[column][0] for column in ("date", "source", "commit"))
        name = f"{path}, {source}@{commit}"
        yield Snapshot(day, f"{source}@{commit}", name, lambda part=part, name=name: _whole(part, name))  # type: ignore[misc]


def _whole(part: pl.DataFrame, name: str) -> pl.DataFrame:
    """One snapshot of a history, checked to be a whole square without or with its diagonal."""
    known = codes.by_name()
    part = part.with_columns(pl.col("passport", "destination", "raw").cast(pl.String))
    sides = {}
    for side in ("passport", "destination"):
        unknown = part.filter(~pl.col(side).is_in(list(known)))
        if unknown.height:
            raise RecordError(f"{name}: unknown {side} {unknown[side][0]!r}; it must be an ISO 3166-1 code")
        sides[side] = pl.col(side).replace_strict(known, return_dtype=matrices.CODES)
    cells = part.select(**sides, raw="raw")
    _check_square(cells, name)
    return cells


def _check_square(cells: pl.DataFrame, name: str) -> None:
    passports, destinations = (set(cells[side].unique()) for side in ("passport", "destination"))
    matrices.check_same(passports, destinations, name)
    twice = cells.filter(cells.select("passport", "destination").is_duplicated())
    if twice.height:
        row = twice.row(0)
        raise RecordError(f"{name}: {row[0]} to {row[1]} is given more than once; {matrices.MEND}")
    others = cells.filter(pl.col("passport") != pl.col("destination")).height
    if others != len(passports) * (len(passports) - 1):
        lacks = cells.group_by("passport").len().sort("len", "passport").row(0)
        raise RecordError(
            f"{name}: {lacks[0]} has {lacks[1]} destinations of {len(passports) - 1}; {matrices.MEND}"
        )


def find_all(paths: Sequence[Path]) -> list[Snapshot]:
    """The snapshots of all paths, ordered by day; of one day in the order in which they were found."""
    return sorted((snapshot for path in paths for snapshot in find(path)), key=lambda each: each.day)

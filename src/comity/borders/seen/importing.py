"""The visa record's first layer, built from published snapshots and written as one Parquet file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import polars as pl

from comity.borders.seen import encodings, files, intervals
from comity.errors import InputError, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from comity.borders.seen.snapshot import Snapshot


class Progress(Protocol):
    """Told of each snapshot that was read."""

    def __call__(self, done: int, expected: int, name: str) -> None:
        """How many snapshots are done, of how many, and the one at hand."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import found and wrote."""

    snapshots: int  # that are observations
    first_day: date
    newest_day: date
    duplicates: tuple[
        str, ...
    ]  # snapshots that repeat an earlier one, or that a better one of their day replaces
    passports: int
    intervals: int
    doubtful: int
    bytes: int

    def __str__(self) -> str:
        """What was done, in one line and one for each snapshot that is no observation."""
        done = (
            f"{self.snapshots} snapshots from {self.first_day} to {self.newest_day}:"
            f" {self.intervals:,} intervals of {self.passports} passports, {self.doubtful:,} doubtful"
        )
        return "\n".join([done, *(f"left out: {each}" for each in self.duplicates)])


@dataclass(frozen=True, slots=True)
class _Observation:
    """A snapshot as it was read."""

    day: date
    source: str
    name: str
    encoding: encodings.Encoding
    content: bytes  # a hash of what was published, whatever the order of its rows and columns
    shown: pl.DataFrame


def import_record(
    path: Path | Sequence[Path],
    out: Path,
    *,
    leave_out: Sequence[str] = (),
    progress: Progress | None = None,
) -> Report:
    """Build the record of what snapshots showed, and write it to `out` whole or not at all.

    `path` is a clone of a repository of snapshots with its history, a folder of dated CSV files (or of
    clones), one dated CSV file or a Parquet history; several paths are read as one. The file has a row an
    interval, with the columns of `intervals.build`.

    - A content that was published before is no new observation: it does not make anything seen for longer.
    - Of several contents of one day the one with the finer encoding counts, of equals the one that was found
      last.
    - A passport that has been shown once must be in every later snapshot.

    `leave_out` names commits or files, or parts of their names, that are not read.

    RecordError names the file, row, column and value that cannot be read, InputError what else is wrong with
    `path` or `out`; then `out` is as it was.
    """
    paths = [path] if isinstance(path, str | os.PathLike) else [*path]
    found = files.find_all([Path(each) for each in paths])
    if not found:
        raise InputError(
            "no path was given to import from; give a clone, a folder of dated CSV files or one of them"
        )
    found, left = _without(found, leave_out)
    observations = []
    for done, snapshot in enumerate(found, 1):
        observations.append(_observe(snapshot))
        if progress is not None:
            progress(done, len(found), snapshot.name)
    kept, duplicates = _distinct(observations)
    _check_none_lost(kept)
    record = intervals.build([(each.day, each.source, each.shown) for each in kept])
    size = _write(record, Path(out))
    return Report(
        snapshots=len(kept),
        first_day=kept[0].day,
        newest_day=kept[-1].day,
        duplicates=(*left, *duplicates),
        passports=record["passport"].n_unique(),
        intervals=record.height,
        doubtful=record["doubtful"].count(),
        bytes=size,
    )


def _without(found: list[Snapshot], leave_out: Sequence[str]) -> tuple[list[Snapshot], list[str]]:
    """The snapshots that are read, and a line for each that somebody asked to leave out."""
    for told in leave_out:
        if not any(told in each.name or told in each.source for each in found):
            raise InputError(f"--leave-out {told}: no snapshot has that in its name or commit; correct it")
    kept = [each for each in found if not any(told in each.name or told in each.source for told in leave_out)]
    if not kept:
        raise InputError("all snapshots were left out; leave out fewer")
    return kept, [f"{each.name} ({each.day}): as was asked" for each in found if each not in kept]


def _observe(snapshot: Snapshot) -> _Observation:
    cells = snapshot.read()
    encoding = encodings.encoding_of(set(cells["raw"].unique()), snapshot.day, snapshot.name)
    shown = encodings.decode(cells, encoding, snapshot.name)
    others = cells.filter(pl.col("passport") != pl.col("destination")).sort("passport", "destination")
    states = ",".join(others["passport"].unique().sort())
    content = hashlib.sha256("\n".join([states, *others["raw"]]).encode()).digest()
    return _Observation(snapshot.day, snapshot.source, snapshot.name, encoding, content, shown)


def _distinct(observations: Iterable[_Observation]) -> tuple[list[_Observation], list[str]]:
    """One observation a day, each with a new content; and why the others are none."""
    days: dict[date, _Observation] = {}
    duplicates = []
    for each in observations:
        other = days.get(each.day)
        if other is None or each.encoding.fineness >= other.encoding.fineness:
            days[each.day] = each
        if other is not None:
            left = other if days[each.day] is each else each
            duplicates.append(f"{left.name} ({left.day}): of the same day as {days[each.day].name}")
    first: dict[bytes, _Observation] = {}
    for each in days.values():
        if each.content in first:
            same = first[each.content]
            duplicates.append(f"{each.name} ({each.day}): the same as {same.name} ({same.day})")
        else:
            first[each.content] = each
    return list(first.values()), duplicates


def _check_none_lost(observations: Iterable[_Observation]) -> None:
    before: set[str] = set()
    for each in observations:
        states = set(each.shown["passport"].unique())
        if before - states:
            raise RecordError(
                f"{each.name}: neither row nor column for {', '.join(sorted(before - states))}, which earlier"
                " snapshots have; complete the file, or leave it out and import the others"
            )
        before = states


def _write(record: pl.DataFrame, out: Path) -> int:
    """Write beside `out`, then put it in its place; the size in bytes."""
    beside: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
        os.close(handle)
        beside = Path(name)
        record.write_parquet(beside, compression="zstd", compression_level=19)
        beside.chmod(0o644)
        size = beside.stat().st_size
        beside.replace(out)
    except OSError as problem:
        raise InputError(
            f"{out}: the record cannot be written ({problem.strerror}); choose another place or make room"
        ) from problem
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
    return size

"""Tables in files, read and written some hundred thousand rows at a time: CSV, Parquet, JSON lines."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
from polars.io.plugins import register_io_source

from comity.errors import InputError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS = 262_144
"""Rows of a batch."""

T = TypeVar("T")

_INFERRED_FROM = 10_000  # lines of a file of JSON lines that tell its columns


class Batches:
    """The rows of a file, in batches; the cells of CSV are all text. RecordError where it is no such file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        scan = _of_ending(path, _SCANS)
        if not path.is_file():
            raise RecordError(f"{path}: there is no such file; check the path")
        try:
            self._rows = scan(path)
            self.schema = self._rows.collect_schema()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise self._unread(error) from error

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """The batches, in order."""
        try:
            yield from self._rows.collect_batches(chunk_size=ROWS, maintain_order=True)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise self._unread(error) from error

    def _unread(self, error: Exception) -> RecordError:
        reason = " ".join(str(error).split("\n\n", maxsplit=1)[0].split()) or type(error).__name__
        if isinstance(error, pl.exceptions.NoDataError) or self.path.stat().st_size == 0:
            reason = "it is empty; its first row names the columns"
        return RecordError(f"{self.path}: cannot be read as {self.path.suffix.removeprefix('.')}: {reason}")


def write(
    batches: Callable[[], Iterator[pl.DataFrame]], schema: pl.Schema, out: Path, *, source: Path
) -> None:
    """Write batches of one schema to a file, whole or not at all; InputError where that cannot be done."""
    sink = _of_ending(out, _SINKS)
    if out.exists() and out.samefile(source):
        raise InputError(f"{out}: the answers would take the place of the journeys; name another file")
    nested = [name for name, dtype in schema.items() if dtype.is_nested()]
    if nested and out.suffix == ".csv":
        raise InputError(
            f"{out}: CSV has no place for the lists of the column {', '.join(nested)};"
            " write .parquet or .jsonl"
        )

    def rows(*_: Any) -> Iterator[pl.DataFrame]:
        return batches()

    try:
        handle, name = tempfile.mkstemp(suffix=out.suffix, prefix=f".{out.stem}-", dir=out.parent)
    except OSError as error:
        raise InputError(f"{out}: cannot be written: {error.strerror}; choose another folder") from error
    os.close(handle)
    try:
        sink(register_io_source(rows, schema=schema), name)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(out)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(f"{out}: cannot be written: {error}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found


def _scan_csv(path: Path) -> pl.LazyFrame:
    return pl.scan_csv(path, infer_schema=False, glob=False)


def _scan_parquet(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path, glob=False)


def _scan_lines(path: Path) -> pl.LazyFrame:
    return pl.scan_ndjson(path, infer_schema_length=_INFERRED_FROM)


def _sink_csv(frame: pl.LazyFrame, name: str) -> None:
    frame.sink_csv(name)


def _sink_parquet(frame: pl.LazyFrame, name: str) -> None:
    frame.sink_parquet(name)


def _sink_lines(frame: pl.LazyFrame, name: str) -> None:
    frame.sink_ndjson(name)


_SCANS: dict[str, Callable[[Path], pl.LazyFrame]] = {
    ".csv": _scan_csv,
    ".parquet": _scan_parquet,
    ".jsonl": _scan_lines,
    ".ndjson": _scan_lines,
}
_SINKS: dict[str, Callable[[pl.LazyFrame, str], None]] = {
    ".csv": _sink_csv,
    ".parquet": _sink_parquet,
    ".jsonl": _sink_lines,
    ".ndjson": _sink_lines,
}


def _of_ending(path: Path, known: dict[str, T]) -> T:
    if path.suffix not in known:
        raise InputError(
            f"{path}: tables end in {', '.join(known)}, not in {path.suffix or 'nothing'!r};"
            " name it so, or convert it"
        )
    return known[path.suffix]

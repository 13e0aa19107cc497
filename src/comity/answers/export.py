"""The ledger as files: JSON lines, CSV, Parquet."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from comity.answers import contract
from comity.answers.contract import Format, Kind
from comity.errors import InputError, LedgerError
from comity.ledger import measured, reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from comity.answers.contract import Record
    from comity.ledger.store import Store


def records(store: Store, kind: Kind) -> Iterator[Record]:
    """Every event or measure by date, or every document by name, as the contracts have them."""
    with store.snapshot() as connection:
        if kind is Kind.DOCUMENTS:
            for document in reader.all_documents(connection):
                yield contract.document_record(document)
            return
        if kind is Kind.MEASURES:
            for measure in measured.all_measures(connection):
                yield contract.measure_record(measure)
            return
        for some in reader.in_parts(reader.all_events(connection)):
            evidence = reader.evidence(connection, [event.id for event in some])
            for event in some:
                yield contract.event_record(event, evidence[event.id])


def line(record: Record) -> str:
    """The record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False)


def write(store: Store, kind: Kind, form: Format, out: Path | None) -> int:
    """Write all records to a file, or to standard output where `out` is None; how many there were.

    A file appears whole or not at all. InputError where Parquet has no file to go to; LedgerError where
    nothing can be written there.
    """
    if form is Format.PARQUET:
        if out is None:
            raise InputError("Parquet is not for a terminal or a pipe; name a file with --out")
        return _write_parquet(store, kind, out)
    lines = _csv_lines(store, kind) if form is Format.CSV else map(line, records(store, kind))
    if out is None:
        return _write_lines(lines, sys.stdout) - (form is Format.CSV)
    with _whole(out) as beside, beside.open("w", encoding="utf-8", newline="") as stream:
        return _write_lines(lines, stream) - (form is Format.CSV)


def _write_lines(lines: Iterable[str], stream: TextIO) -> int:
    count = 0
    for count, told in enumerate(lines, start=1):  # noqa: B007 (the count is what is wanted)
        stream.write(told + "\n")
    return count


def _csv_lines(store: Store, kind: Kind) -> Iterator[str]:
    import csv
    import io

    yield ",".join(COLUMNS[kind])
    for record in records(store, kind):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="").writerow(_flat(value) for value in record.values())
        yield buffer.getvalue()


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else value


def _write_parquet(store: Store, kind: Kind, out: Path) -> int:
    import polars

    frame = polars.DataFrame(list(records(store, kind)), schema=_schema(kind))
    with _whole(out) as beside:
        frame.write_parquet(beside)
    return frame.height


def _schema(kind: Kind) -> dict[str, Any]:
    """Named types, so that an empty ledger gives the same columns as a full one."""
    import polars as pl

    texts = pl.List(pl.String)
    party = pl.List(
        pl.Struct({"code": pl.String, "sector": pl.String, "text": pl.String, "person": pl.String})
    )
    source: dict[str, Any] = {
        **dict.fromkeys(("document", "published", "publisher", "quote"), pl.String),
        **dict.fromkeys(("start", "end"), pl.Int64),
        "attribution": texts,
    }
    step = dict.fromkeys(("date", "date_basis", "status", "event", "value", "deadline", "due"), pl.String)
    special = {
        **dict.fromkeys(("contexts", "actors", "recipients", "responds_to"), texts),
        **dict.fromkeys(("actor_detail", "recipient_detail"), party),
        **dict.fromkeys(("symmetric", "disputed", "mutual"), pl.Boolean),
        "history": pl.List(pl.Struct(step)),
        "sources_independent": pl.Int64,
        "sources": pl.List(pl.Struct(source)),
        "confidence": pl.Float64,
    }
    return {column: special.get(column, pl.String) for column in COLUMNS[kind]}


COLUMNS = {
    Kind.EVENTS: (
        "id",
        "type",
        "mode",
        "contexts",
        "status",
        "date_start",
        "date_end",
        "date_basis",
        "actors",
        "recipients",
        "symmetric",
        "deadline",
        "actor_detail",
        "recipient_detail",
        "responds_to",
        "sources_independent",
        "disputed",
        "sources",
        "confidence",
        "coder",
    ),
    Kind.DOCUMENTS: (
        "id",
        "name",
        "title",
        "publisher",
        "published",
        "published_basis",
        "language",
        "copies_of",
    ),
    Kind.MEASURES: (
        "id",
        "kind",
        "name",
        "issuer",
        "subject",
        "mutual",
        "value",
        "status",
        "valid_from",
        "valid_to",
        "history",
    ),
}


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A path beside `out` that takes its place once all is written."""
    beside = out.with_name(out.name + ".part")
    try:
        yield beside
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise LedgerError(
            f"{out} cannot be written ({error.strerror}); choose another place with --out"
        ) from error

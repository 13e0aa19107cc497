"""The coder and the actors alone: records in, records out, without a ledger."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from comity import ids
from comity.dates import Basis, SpanOfDays
from comity.errors import RecordError
from comity.records import Block, Document, Mention, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Record = dict[str, Any]

CODED = ("id", "text", "date")
PAIRED = ("id", "text", "source", "target")


def records(lines: Iterable[str], keys: tuple[str, ...]) -> Iterator[Record | RecordError]:
    """The JSON objects of these lines; in the place of a line that is none, or lacks a key, the error."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _record(line, keys, number)
        except RecordError as error:
            yield error


def _record(line: str, keys: tuple[str, ...], number: int) -> Record:
    wanted = "{" + ", ".join(f'"{key}"' for key in keys) + "}"
    try:
        record = json.loads(line)
    except ValueError as error:
        raise RecordError(f"line {number} is no JSON ({error}); each line is an object {wanted}") from error
    if not isinstance(record, dict):
        raise RecordError(f"line {number} is no JSON object; each line is an object {wanted}")
    missing = [key for key in keys if key not in record and key != "date"]
    if missing:
        raise RecordError(f"line {number} lacks {', '.join(missing)}; each line is an object {wanted}")
    if not isinstance(record["text"], str):
        raise RecordError(f"line {number}: its text is no string; each line is an object {wanted}")
    try:
        record["date"] = date.fromisoformat(record["date"][:10]) if record.get("date") else None
    except (TypeError, ValueError) as error:
        raise RecordError(
            f"line {number}: the date {record['date']!r} is none; give one as 2022-10-04, or null"
        ) from error
    return record


def mentions(record: Record) -> Iterator[tuple[Mention, str]]:
    """The mentions in the record's text, coded as an article published on its date; and the text."""
    from comity.pipeline import coder

    document = _document(record)
    for found in coder().code([document]):
        if isinstance(found, Mention):
            yield found, document.text


def _document(record: Record) -> Document:
    text, on = record["text"], record["date"]
    blocks, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(part, Role.ARTICLE, ("given",), Span(start, start + len(part))))
        start += len(part) + 2
    return Document(
        id=ids.of_parts(record["id"], text),
        name=str(record["id"]),
        text=text,
        blocks=tuple(blocks),
        language="en",
        published=on and SpanOfDays(on, on, Basis.STATED),
        published_reasons=("given",),
    )


def pair(record: Record) -> Record:
    """The most likely type of what the marked source does to the marked target, with all types ranked."""
    from comity.pipeline import coder

    ranking = coder().pair(record["text"], record["source"], record["target"])
    best, probability = ranking[0]
    return {
        "id": record["id"],
        "type": best,
        "probability": probability,
        "ranking": [{"type": name, "probability": share} for name, share in ranking],
    }


def who(record: Record) -> Record:
    """Whom the record's text names on its date; null where nobody known."""
    from comity import actors

    on = record["date"]
    found = actors.load().resolve(record["text"], on and SpanOfDays(on, on, Basis.STATED))
    return {
        "id": record["id"],
        "code": found and found.code,
        "sector": found and found.sector,
        "person": found and found.person,
        "office": found and found.office,
    }

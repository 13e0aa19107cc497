"""What a batch of pages gave, written in one transaction; its mentions then wait for `merging.settle`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from comity.ledger import merging, rows
from comity.ledger.reader import in_parts
from comity.ledger.schema import (
    CURRENT_READING,
    bands,
    documents,
    mention_answers,
    mention_pairs,
    mentions,
    page_names,
    pages,
    readings,
    runs,
    skipped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from comity.records import Document, Mention, Page, Skipped


@dataclass(slots=True)
class Batch:
    """Pages and what they gave. A page in `coded` is read by this run; the others are merely named."""

    pages: list[Page] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    bands: dict[str, Sequence[str]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def run(connection: Connection, coder: str, *, started: str) -> int:
    """The key of this coder's run; its first use is when it started."""
    question = select(runs.c.key).where(runs.c.coder == coder)
    known: int | None = connection.execute(question).scalar_one_or_none()
    if known is not None:
        return known
    return _inserted(connection.execute(insert(runs).values(coder=coder, started=started)))


def known_pages(connection: Connection, ids: Iterable[str], coder: str) -> set[str]:
    """Those of these pages whose newest reading is by this coder."""
    question = (
        select(readings.c.page)
        .join(runs, runs.c.key == readings.c.run)
        .where(CURRENT_READING, runs.c.coder == coder, readings.c.page.in_(list(ids)))
    )
    return set(connection.execute(question).scalars())


def write(connection: Connection, batch: Batch, *, run: int) -> None:
    """Write the batch in the caller's transaction; `merging.settle` makes events of it."""
    _write_pages(connection, batch.pages)
    new_readings, touched = _begin_readings(connection, list(dict.fromkeys(batch.coded)), run)
    _write_documents(connection, batch, new_readings)
    touched |= _write_mentions(connection, batch, new_readings)
    _write_skipped(connection, batch, new_readings)
    merging.wait(connection, touched)


def _inserted(result: Any) -> int:
    key: int = result.inserted_primary_key[0]
    return key


def _write_pages(connection: Connection, read: Sequence[Page]) -> None:
    ids, names = {page.id for page in read}, page_names.c
    known = set(connection.execute(select(pages.c.id).where(pages.c.id.in_(ids))).scalars())
    named = {
        (page, name)
        for page, name in connection.execute(select(names.page, names.name).where(names.page.in_(ids)))
    }
    fresh = {page.id: page for page in reversed(read) if page.id not in known}
    called = {(page.id, page.name): page for page in reversed(read) if (page.id, page.name) not in named}
    _insert_all(
        connection,
        pages,
        [{"id": page.id, "form": page.form.value, "size": len(page.data)} for page in fresh.values()],
    )
    _insert_all(
        connection,
        page_names,
        [{"page": page.id, "name": page.name, "origin": page.origin} for page in called.values()],
    )
    # What could not be read under these names before has now been read.
    for some in in_parts(sorted({name for _, name in called})):
        connection.execute(delete(skipped).where(skipped.c.reading.is_(None), skipped.c.name.in_(some)))


def _begin_readings(
    connection: Connection, coded: Sequence[str], run: int
) -> tuple[dict[str, int], set[int]]:
    """Make this run's readings of the pages the current ones; the new ones by page, and what that changes."""
    found = connection.execute(select(readings).where(readings.c.page.in_(coded))).all()
    own = {row.page: row for row in found if row.run == run}
    others = [row.key for row in found if row.current and row.run != run]
    again = [row.key for row in own.values() if not row.current]
    for keys, current in ((others, False), (again, True)):
        if keys:
            connection.execute(update(readings).where(readings.c.key.in_(keys)).values(current=current))
    changed = select(mentions.c.key).where(mentions.c.reading.in_([*others, *again]))
    touched = set(connection.execute(changed).scalars()) if others or again else set()
    fresh = [page for page in coded if page not in own]
    _insert_all(connection, readings, [{"page": page, "run": run, "current": True} for page in fresh])
    made = select(readings.c.page, readings.c.key).where(readings.c.run == run, readings.c.page.in_(fresh))
    return {row.page: row.key for row in connection.execute(made)}, touched


def _insert_all(connection: Connection, table: Table, told: Sequence[Mapping[str, Any]]) -> None:
    if told:
        connection.execute(insert(table), told)


def _write_documents(connection: Connection, batch: Batch, reading: Mapping[str, int]) -> None:
    fresh = [document for document in batch.documents if document.id in reading]
    _insert_all(
        connection, documents, [rows.document_row(document, reading[document.id]) for document in fresh]
    )
    _insert_all(
        connection,
        bands,
        [
            {"band": band, "reading": reading[document.id]}
            for document in fresh
            for band in dict.fromkeys(batch.bands.get(document.id, ()))
        ],
    )


def _write_mentions(connection: Connection, batch: Batch, reading: Mapping[str, int]) -> set[int]:
    texts = {document.id: document.text for document in batch.documents}
    told = list({mention.id: mention for mention in batch.mentions if mention.document in reading}.values())
    if not told:
        return set()
    _insert_all(
        connection,
        mentions,
        [rows.mention_row(mention, reading[mention.document], texts[mention.document]) for mention in told],
    )
    made = select(mentions.c.id, mentions.c.key).where(mentions.c.reading.in_(set(reading.values())))
    keys = {row.id: row.key for row in connection.execute(made)}
    _insert_all(
        connection,
        mention_pairs,
        [
            {
                "one": one,
                "other": other,
                "type": mention.type,
                "first": mention.days.first,
                "last": mention.days.last,
                "mention": keys[mention.id],
            }
            for mention in told
            for one, other in sorted(rows.pairs(mention))
        ],
    )
    _insert_all(
        connection,
        mention_answers,
        [
            {"mention": keys[mention.id], "answers": answered}
            for mention in told
            for answered in dict.fromkeys(mention.responds_to)
        ],
    )
    return set(keys.values())


def _write_skipped(connection: Connection, batch: Batch, reading: Mapping[str, int]) -> None:
    rows_of_pages = []
    for each in dict.fromkeys(batch.skipped):
        told = {"name": each.name, "stage": each.stage, "reason": each.reason, "detail": each.detail}
        if each.page in reading:
            rows_of_pages.append({**told, "reading": reading[each.page]})
        elif not each.page and not _is_told(connection, told):
            connection.execute(insert(skipped).values(told))
    _insert_all(connection, skipped, rows_of_pages)


def _is_told(connection: Connection, told: Mapping[str, str]) -> bool:
    same = [skipped.c[name] == value for name, value in told.items()]
    return (
        connection.execute(select(skipped.c.key).where(skipped.c.reading.is_(None), *same)).first()
        is not None
    )

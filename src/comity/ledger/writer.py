"""What a batch of pages gave, written in one transaction together with the events that it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from comity.ledger import merging, rows
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

    from sqlalchemy import Connection

    from comity.ledger.merging import Merge
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


def write(connection: Connection, batch: Batch, *, run: int, merge: Merge) -> None:
    """Write the batch and merge anew the events it touches, all in the caller's transaction."""
    _write_pages(connection, batch.pages)
    touched: set[int] = set()
    new_readings: dict[str, int] = {}
    for page in dict.fromkeys(batch.coded):
        reading, is_new, others = _begin_reading(connection, page, run)
        touched |= others
        if is_new:
            new_readings[page] = reading
    _write_documents(connection, batch, new_readings)
    touched |= _write_mentions(connection, batch, new_readings)
    _write_skipped(connection, batch, new_readings)
    merging.merge_again(connection, touched, run=run, merge=merge)


def _inserted(result: Any) -> int:
    key: int = result.inserted_primary_key[0]
    return key


def _write_pages(connection: Connection, read: Sequence[Page]) -> None:
    known = set(connection.execute(select(pages.c.id).where(pages.c.id.in_({p.id for p in read}))).scalars())
    names = page_names.c
    named = {
        (page, name)
        for page, name in connection.execute(
            select(names.page, names.name).where(names.page.in_({p.id for p in read}))
        )
    }
    for page in read:
        if page.id not in known:
            known.add(page.id)
            connection.execute(insert(pages).values(id=page.id, form=page.form.value, size=len(page.data)))
        if (page.id, page.name) not in named:
            named.add((page.id, page.name))
            connection.execute(insert(page_names).values(page=page.id, name=page.name, origin=page.origin))
            # What could not be read under this name before has now been read.
            connection.execute(
                delete(skipped).where(skipped.c.reading.is_(None), skipped.c.name == page.name)
            )


def _begin_reading(connection: Connection, page: str, run: int) -> tuple[int, bool, set[int]]:
    """Make this run's reading of the page the current one: its key, is it new, the mentions that change."""
    found = connection.execute(select(readings).where(readings.c.page == page)).all()
    others = [row.key for row in found if row.current and row.run != run]
    own = next((row for row in found if row.run == run), None)
    changed = set(others) | ({own.key} if own is not None and not own.current else set())
    if others:
        connection.execute(update(readings).where(readings.c.key.in_(others)).values(current=False))
    touched = set(
        connection.execute(select(mentions.c.key).where(mentions.c.reading.in_(changed))).scalars()
        if changed
        else ()
    )
    if own is None:
        made = connection.execute(insert(readings).values(page=page, run=run, current=True))
        return _inserted(made), True, touched
    connection.execute(update(readings).where(readings.c.key == own.key).values(current=True))
    return own.key, False, touched


def _write_documents(connection: Connection, batch: Batch, reading: Mapping[str, int]) -> None:
    fresh = [document for document in batch.documents if document.id in reading]
    if fresh:
        connection.execute(
            insert(documents), [rows.document_row(document, reading[document.id]) for document in fresh]
        )
    signed = [
        {"band": band, "reading": reading[document.id]}
        for document in fresh
        for band in dict.fromkeys(batch.bands.get(document.id, ()))
    ]
    if signed:
        connection.execute(insert(bands), signed)


def _write_mentions(connection: Connection, batch: Batch, reading: Mapping[str, int]) -> set[int]:
    texts = {document.id: document.text for document in batch.documents}
    touched: set[int] = set()
    seen: set[str] = set()
    for mention in batch.mentions:
        if mention.document not in reading or mention.id in seen:
            continue
        seen.add(mention.id)
        row = rows.mention_row(mention, reading[mention.document], texts[mention.document])
        key = _inserted(connection.execute(insert(mentions).values(row)))
        touched.add(key)
        apart = [
            {
                "one": one,
                "other": other,
                "type": mention.type,
                "first": mention.days.first,
                "last": mention.days.last,
                "mention": key,
            }
            for one, other in sorted(rows.pairs(mention))
        ]
        if apart:
            connection.execute(insert(mention_pairs), apart)
        answers = [{"mention": key, "answers": answered} for answered in dict.fromkeys(mention.responds_to)]
        if answers:
            connection.execute(insert(mention_answers), answers)
    return touched


def _write_skipped(connection: Connection, batch: Batch, reading: Mapping[str, int]) -> None:
    rows_of_pages = []
    for each in dict.fromkeys(batch.skipped):
        told = {"name": each.name, "stage": each.stage, "reason": each.reason, "detail": each.detail}
        if each.page in reading:
            rows_of_pages.append({**told, "reading": reading[each.page]})
        elif not each.page and not _is_told(connection, told):
            connection.execute(insert(skipped).values(told))
    if rows_of_pages:
        connection.execute(insert(skipped), rows_of_pages)


def _is_told(connection: Connection, told: Mapping[str, str]) -> bool:
    same = [skipped.c[name] == value for name, value in told.items()]
    return (
        connection.execute(select(skipped.c.key).where(skipped.c.reading.is_(None), *same)).first()
        is not None
    )

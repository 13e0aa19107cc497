"""Long lists a part at a time: what comes next after a key, never how many rows to leap over.

Each function gives at most `limit` of what follows `after`, the key of the last one that was had. So what
is written between two parts neither repeats nor hides what was there before and has stayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import or_, select, tuple_

from comity.ledger import reader, rows
from comity.ledger.schema import (
    CURRENT_READING,
    documents,
    event_dyads,
    events,
    mentions,
    readings,
    skipped,
)
from comity.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Connection

    from comity.ledger.choosing import Chosen
    from comity.records import Document, Event, Mention


class Quoted(NamedTuple):
    """A mention with the document that it stands in."""

    mention: Mention
    name: str
    text: str


def events_after(
    connection: Connection,
    after: tuple[date, str] | None,
    chosen: Chosen,
    *,
    party: str | None = None,
    limit: int,
    newest_first: bool = False,
) -> list[Event]:
    """Events of the whole ledger, or of one state or organisation on either side, by first day and id."""
    first, name = events.c.first, events.c.id
    order = (first.desc(), name.desc()) if newest_first else (first, name)
    question = select(events).where(*chosen.conditions(of_all=True)).order_by(*order).limit(limit)
    if after is not None:
        pair, here = tuple_(first, name), tuple_(*after)
        # The day is told alone as well: indexes are found by it.
        if newest_first:
            question = question.where(first <= after[0], pair < here)
        else:
            question = question.where(first >= after[0], pair > here)
    if party is not None:
        way = event_dyads.c
        its = select(way.event).where(
            way.event == events.c.key, or_(way.actor == party, way.recipient == party)
        )
        question = question.where(its.correlate(events).exists())
    return [rows.event(row) for row in connection.execute(question)]


def documents_after(
    connection: Connection, after: tuple[str, str] | None, chosen: Chosen, *, limit: int
) -> list[Document]:
    """Documents by name and id: published in the days that are chosen; types and statuses they have none."""
    told = documents.c
    question = select(told.reading).join(readings, readings.c.key == told.reading).where(CURRENT_READING)
    if after is not None:
        question = question.where(tuple_(told.name, told.id) > tuple_(*after))
    if chosen.since is not None:
        question = question.where(told.published_last >= chosen.since)
    if chosen.until is not None:
        question = question.where(told.published_first <= chosen.until)
    if chosen.publisher is not None:
        question = question.where(told.publisher == chosen.publisher)
    if chosen.telling:
        question = question.where(told.text.icontains(chosen.telling, autoescape=True))
    # Keys first: texts are long, and sorting would carry them along.
    keys = list(connection.execute(question.order_by(told.name, told.id).limit(limit)).scalars())
    found = [
        rows.document(row)
        for some in reader.in_parts(keys)
        for row in connection.execute(select(documents).where(told.reading.in_(some)))
    ]
    return sorted(found, key=lambda document: (document.name, document.id))


def mentions_after(
    connection: Connection,
    after: str | None,
    chosen: Chosen,
    *,
    document: str | None = None,
    limit: int,
) -> list[Quoted]:
    """Mentions by id: all, or those of the document with this id.

    An id stays where a page is read anew, which its place among the rows does not.
    """
    told = mentions.c
    question = (
        select(mentions, documents.c.name, documents.c.text)
        .join(documents, documents.c.reading == told.reading)
        .join(readings, readings.c.key == told.reading)
        .where(CURRENT_READING)
    )
    if after is not None:
        question = question.where(told.id > after)
    if chosen.since is not None:
        question = question.where(told.last >= chosen.since)
    if chosen.until is not None:
        question = question.where(told.first <= chosen.until)
    if chosen.types:
        question = question.where(told.type.in_(chosen.types))
    if chosen.statuses:
        question = question.where(told.status.in_(chosen.statuses))
    if chosen.publisher is not None:
        question = question.where(documents.c.publisher == chosen.publisher)
    if document is not None:
        question = question.where(documents.c.id == document)
    found = connection.execute(question.order_by(told.id).limit(limit))
    return [Quoted(rows.mention(row), row.name, row.text) for row in found]


def skipped_after(
    connection: Connection,
    after: int | None,
    *,
    stages: Sequence[str] = (),
    reasons: Sequence[str] = (),
    limit: int,
) -> list[tuple[int, Skipped]]:
    """What gave nothing and why, with its key, in the order in which it was written."""
    question = (
        select(skipped, readings.c.page)
        .outerjoin(readings, readings.c.key == skipped.c.reading)
        .where(or_(skipped.c.reading.is_(None), CURRENT_READING))
    )
    if after is not None:
        question = question.where(skipped.c.key > after)
    if stages:
        question = question.where(skipped.c.stage.in_(stages))
    if reasons:
        question = question.where(skipped.c.reason.in_(reasons))
    found = connection.execute(question.order_by(skipped.c.key).limit(limit))
    return [(row.key, Skipped(row.name, row.stage, row.reason, row.detail, row.page or "")) for row in found]

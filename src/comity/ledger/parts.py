"""Long lists a part at a time: what comes next after a key, never how many rows to leap over.

Each function gives at most `limit` of what follows `after`, the key of the last one that was had. So what
is written between two parts neither repeats nor hides what was there before and has stayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, or_, select, tuple_

from comity.ledger import reader, rows
from comity.ledger.schema import (
    CURRENT_READING,
    documents,
    events,
    measures,
    mentions,
    readings,
    skipped,
)
from comity.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from comity.ledger.choosing import Chosen
    from comity.records import Document, Event, Measure, Mention

    ByDay = tuple[date, str]
    """A first day and an id."""


class Quoted(NamedTuple):
    """A mention by its key, with the document that it stands in."""

    key: int
    mention: Mention
    name: str
    text: str


def _beyond(
    first: ColumnElement[date], name: ColumnElement[str], after: ByDay | None, *, newest_first: bool
) -> list[ColumnElement[bool]]:
    """What comes after a day and an id. The day is told alone as well, as an index is found by."""
    if after is None:
        return []
    pair, here = tuple_(first, name), tuple_(*after)
    if newest_first:
        return [first <= after[0], pair < here]
    return [first >= after[0], pair > here]


def events_after(
    connection: Connection,
    after: ByDay | None,
    chosen: Chosen,
    *,
    limit: int,
    newest_first: bool = False,
) -> list[Event]:
    """Events of the whole ledger, by first day and id."""
    first, name = events.c.first, events.c.id
    order = (first.desc(), name.desc()) if newest_first else (first, name)
    beyond = _beyond(first, name, after, newest_first=newest_first)
    question = select(events).where(*chosen.conditions(), *beyond).order_by(*order).limit(limit)
    return [rows.event(row) for row in connection.execute(question)]


def measures_after(
    connection: Connection,
    after: ByDay | None,
    *,
    limit: int,
    kinds: Sequence[str] = (),
    issuer: str | None = None,
    subject: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Measure]:
    """Measures by the first day of their steps and id: of these kinds and this issuer or party."""
    first, name = measures.c.first, measures.c.id
    question = select(measures).where(*_beyond(first, name, after, newest_first=False))
    if kinds:
        question = question.where(measures.c.kind.in_(kinds))
    if issuer is not None:
        question = question.where(measures.c.issuer == issuer)
    if subject is not None:
        # The column has who issued it, so that who it is towards is the other one of the pair.
        other = and_(
            measures.c.issuer != subject, or_(measures.c.one == subject, measures.c.other == subject)
        )
        question = question.where(other)
    if since is not None:
        question = question.where(measures.c.last >= since)
    if until is not None:
        question = question.where(first <= until)
    ordered = question.order_by(first, name).limit(limit)
    return [rows.measure(row) for row in connection.execute(ordered)]


def documents_after(
    connection: Connection,
    after: tuple[str, str] | None,
    *,
    limit: int,
    since: date | None = None,
    until: date | None = None,
    publisher: str | None = None,
    telling: str = "",
) -> list[Document]:
    """Documents by name and id: published in these days by this publisher, with these words in their text."""
    told = documents.c
    question = select(told.reading).join(readings, readings.c.key == told.reading).where(CURRENT_READING)
    if after is not None:
        question = question.where(tuple_(told.name, told.id) > tuple_(*after))
    if since is not None:
        question = question.where(told.published_last >= since)
    if until is not None:
        question = question.where(told.published_first <= until)
    if publisher is not None:
        question = question.where(told.publisher == publisher)
    if telling:
        question = question.where(told.text.icontains(telling, autoescape=True))
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
    after: int | None,
    *,
    limit: int,
    since: date | None = None,
    until: date | None = None,
    types: Sequence[str] = (),
    statuses: Sequence[str] = (),
    publisher: str | None = None,
    document: str | None = None,
) -> list[Quoted]:
    """Mentions in the order in which they were written."""
    question = (
        select(mentions, documents.c.name, documents.c.text)
        .join(documents, documents.c.reading == mentions.c.reading)
        .join(readings, readings.c.key == mentions.c.reading)
        .where(CURRENT_READING)
    )
    if after is not None:
        question = question.where(mentions.c.key > after)
    if since is not None:
        question = question.where(mentions.c.last >= since)
    if until is not None:
        question = question.where(mentions.c.first <= until)
    if types:
        question = question.where(mentions.c.type.in_(types))
    if statuses:
        question = question.where(mentions.c.status.in_(statuses))
    if publisher is not None:
        question = question.where(documents.c.publisher == publisher)
    if document is not None:
        question = question.where(documents.c.id == document)
    found = connection.execute(question.order_by(mentions.c.key).limit(limit))
    return [Quoted(row.key, rows.mention(row), row.name, row.text) for row in found]


def skipped_after(
    connection: Connection,
    after: int | None,
    *,
    limit: int,
    stages: Sequence[str] = (),
    reasons: Sequence[str] = (),
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

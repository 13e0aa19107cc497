"""Which events a change of mentions touches, and how they are merged anew.

Two mentions can be of one event only where they share a type and a pair of states and their days lie near
each other, so what a batch can change is found by going from mention to mention along these, and along
answers. What is found so is closed: merging it alone gives what merging the whole ledger would give.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from comity.ledger import rows
from comity.ledger.reader import in_parts
from comity.ledger.schema import (
    CURRENT_EVENT,
    CURRENT_READING,
    documents,
    event_answers,
    event_dyads,
    event_mentions,
    events,
    mention_answers,
    mention_pairs,
    mentions,
    readings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from comity.records import Document, Event, Mention

    Merge = Callable[[Sequence[Mention], Sequence[Document]], Iterable[Event]]

NEAR = timedelta(days=31)
"""Mentions whose days lie further apart are never one event."""


def merge_again(connection: Connection, touched: set[int], *, run: int, merge: Merge) -> None:
    """Replace the events that these mentions, by key, take part in or could take part in."""
    if not touched:
        return
    reached = _reach(connection, touched)
    current = {row.key: row for row in _current_mentions(connection, reached)}
    texts = _documents(connection, {row.reading for row in current.values()})
    found = sorted((rows.mention(row) for row in current.values()), key=lambda mention: mention.id)
    merged = {event.id: event for event in merge(found, sorted(texts, key=lambda document: document.id))}
    keys = {row.id: key for key, row in current.items()}
    _replace(
        connection,
        _events_holding(connection, reached),
        merged,
        keys,
        run=run,
        superseded=reached - set(current),
    )


def _reach(connection: Connection, touched: set[int]) -> set[int]:
    reached: set[int] = set()
    looked: dict[tuple[str, str, str], list[tuple[date, date]]] = {}
    frontier = set(touched)
    while frontier:
        reached |= frontier
        ways = list(_rows_with(connection, mention_pairs.c.mention, frontier))
        beyond = _linked_by_answer(connection, frontier)
        for way in ways:
            first, last = way.first - NEAR, way.last + NEAR
            spans = looked.setdefault((way.one, way.other, way.type), [])
            if any(before <= first and last <= after for before, after in spans):
                continue
            spans.append((first, last))
            question = select(mention_pairs.c.mention).where(
                mention_pairs.c.one == way.one,
                mention_pairs.c.other == way.other,
                mention_pairs.c.type == way.type,
                mention_pairs.c.first <= last,
                mention_pairs.c.last >= first,
            )
            beyond |= set(connection.execute(question).scalars())
        frontier = beyond - reached
    return reached


def _linked_by_answer(connection: Connection, keys: set[int]) -> set[int]:
    found: set[int] = set()
    for part in in_parts(sorted(keys)):
        answered = (
            select(mentions.c.key)
            .join(mention_answers, mention_answers.c.answers == mentions.c.id)
            .where(mention_answers.c.mention.in_(part))
        )
        answering = (
            select(mention_answers.c.mention)
            .join(mentions, mention_answers.c.answers == mentions.c.id)
            .where(mentions.c.key.in_(part))
        )
        found |= {*connection.execute(answered).scalars(), *connection.execute(answering).scalars()}
    return found


def _current_mentions(connection: Connection, keys: set[int]) -> Iterator[Any]:
    for part in in_parts(sorted(keys)):
        question = (
            select(mentions)
            .join(readings, readings.c.key == mentions.c.reading)
            .where(CURRENT_READING, mentions.c.key.in_(part))
        )
        yield from connection.execute(question)


def _documents(connection: Connection, carrying: set[int]) -> list[Document]:
    """The documents of these readings, and the originals of those that are copies."""
    found = [rows.document(row) for row in _rows_with(connection, documents.c.reading, carrying)]
    known = {document.id for document in found}
    missing = {document.copies_of for document in found if document.copies_of} - known
    for part in in_parts(sorted(missing)):
        question = (
            select(documents)
            .join(readings, readings.c.key == documents.c.reading)
            .where(CURRENT_READING, documents.c.id.in_(part))
        )
        found.extend(rows.document(row) for row in connection.execute(question))
    return found


def _rows_with(connection: Connection, column: ColumnElement[int], keys: Iterable[int]) -> Iterator[Any]:
    table: Any = column.table
    for part in in_parts(sorted(keys)):
        yield from connection.execute(select(table).where(column.in_(part)))


def _events_holding(connection: Connection, keys: set[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for part in in_parts(sorted(keys)):
        question = (
            select(events)
            .join(event_mentions, event_mentions.c.event == events.c.key)
            .where(CURRENT_EVENT, event_mentions.c.mention.in_(part))
        )
        found.update((row.key, row) for row in connection.execute(question))
    return found


def _replace(
    connection: Connection,
    before: dict[int, Any],
    merged: dict[str, Event],
    keys: dict[str, int],
    *,
    run: int,
    superseded: set[int],
) -> None:
    resting = _events_on(connection, superseded)
    fresh = dict(merged)
    gone, kept = [], []  # events that no longer hold: deleted, or kept as what an older run told
    for key, row in before.items():
        if key in resting:
            kept.append(key)
        elif row.id in fresh and rows.event(row) == fresh[row.id]:
            del fresh[row.id]
        else:
            gone.append(key)
    for some in in_parts(kept):
        connection.execute(update(events).where(events.c.key.in_(some)).values(superseded_by=run))
    for some in in_parts(gone):
        for column in (event_dyads.c.event, event_mentions.c.event, event_answers.c.event, events.c.key):
            connection.execute(delete(column.table).where(column.in_(some)))
    _insert_events(connection, sorted(fresh.values(), key=lambda each: (each.days.first, each.id)), keys)


def _events_on(connection: Connection, told: set[int]) -> set[int]:
    """The events that rest on any of these mentions."""
    found: set[int] = set()
    for some in in_parts(sorted(told)):
        question = select(event_mentions.c.event).where(event_mentions.c.mention.in_(some))
        found |= set(connection.execute(question).scalars())
    return found


def _insert_events(connection: Connection, fresh: Sequence[Event], mention_keys: dict[str, int]) -> None:
    if not fresh:
        return
    connection.execute(insert(events), [rows.event_row(each) for each in fresh])
    keys: dict[str, int] = {}
    for some in in_parts(each.id for each in fresh):
        made = select(events.c.id, events.c.key).where(CURRENT_EVENT, events.c.id.in_(some))
        keys.update((name, key) for name, key in connection.execute(made))
    parts = (
        (
            event_dyads,
            [
                {"actor": actor, "recipient": recipient, "first": each.days.first, "event": keys[each.id]}
                for each in fresh
                for actor, recipient in rows.dyads(each)
            ],
        ),
        (
            event_mentions,
            [
                {"event": keys[each.id], "position": position, "mention": mention_keys[mention]}
                for each in fresh
                for position, mention in enumerate(each.mentions)
            ],
        ),
        (
            event_answers,
            [
                {"event": keys[each.id], "answers": answered}
                for each in fresh
                for answered in dict.fromkeys(each.responds_to)
            ],
        ),
    )
    for table, told in parts:
        if told:
            connection.execute(insert(table), told)

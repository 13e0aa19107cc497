"""Which events a change of mentions touches, and how they are merged anew.

What changed waits in the ledger until it is settled, so that a killed run loses nothing.

Two mentions can be of one event only where they share a type and a pair of states and their days lie near
each other, so what a batch can change is found by going from mention to mention along these, and along
answers. What is found so is closed: merging it alone gives what merging the whole ledger would give.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from comity.ledger import following, rows
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
    unmerged,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from comity.ledger.store import Store
    from comity.records import Document, Event, Mention

    Merge = Callable[[Sequence[Mention], Sequence[Document]], Iterable[Event]]

NEAR = timedelta(days=31)
"""Mentions whose days lie further apart are never one event."""

SETTLED_AT_ONCE = 200
"""Waiting mentions in one transaction: what they reach is in memory at once."""


def wait(connection: Connection, touched: Iterable[int]) -> None:
    """Have these mentions, by key, settled when next `settle` is called."""
    ways = mention_pairs.c
    for some in in_parts(sorted(touched)):
        waiting = select(unmerged.c.mention).where(unmerged.c.mention.in_(some))
        fresh = select(ways.one, ways.other, ways.type, ways.mention).distinct()
        fresh = fresh.where(ways.mention.in_(some), ways.mention.not_in(waiting))
        connection.execute(insert(unmerged).from_select(list(unmerged.c), fresh))


def settle(store: Store, *, run: int, merge: Merge) -> None:
    """Merge anew what waits: a few hundred mentions and all that they reach, a transaction each."""
    alike = select(unmerged.c.mention).order_by(*unmerged.primary_key).limit(SETTLED_AT_ONCE)
    while True:
        with store.transaction() as connection:
            some = set(connection.execute(alike).scalars())
            if not some:
                return
            for settled in in_parts(sorted(_merge_again(connection, some, run=run, merge=merge))):
                connection.execute(delete(unmerged).where(unmerged.c.mention.in_(settled)))


def _merge_again(connection: Connection, touched: set[int], *, run: int, merge: Merge) -> set[int]:
    """Replace the events that these mentions take part in or could take part in; all mentions reached."""
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
    return reached


def _reach(connection: Connection, touched: set[int]) -> set[int]:
    reached: set[int] = set()
    chains = _Chains(connection)
    frontier = set(touched)
    while frontier:
        reached |= frontier
        beyond = _linked_by_answer(connection, frontier)
        for way in _rows_with(connection, mention_pairs.c.mention, frontier):
            beyond.update(chains.take(way))
        frontier = beyond - reached
    return reached


class _Chains:
    """Mentions of one type and pair, each near the next in time; a chain is taken once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._chains: dict[tuple[str, str, str], dict[int, list[int]]] = {}

    def take(self, way: Any) -> list[int]:
        """The chain that this row of `mention_pairs` is in; nothing the second time."""
        alike = way.one, way.other, way.type
        if alike not in self._chains:
            self._chains[alike] = self._linked(*alike)
        chain = self._chains[alike][way.mention]
        taken = chain.copy()
        chain.clear()
        return taken

    def _linked(self, one: str, other: str, kind: str) -> dict[int, list[int]]:
        ways = mention_pairs.c
        question = select(ways.mention, ways.first, ways.last).where(
            ways.one == one, ways.other == other, ways.type == kind
        )
        chains: dict[int, list[int]] = {}
        chain: list[int] = []
        end = date.min
        for mention, first, last in self._connection.execute(question.order_by(ways.first)):
            if first - end > NEAR:
                chain = []
            chain.append(mention)
            chains[mention] = chain
            end = max(end, last)
        return chains


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
    changed = [*(rows.event(before[key]) for key in (*kept, *gone)), *fresh.values()]
    following.wait(connection, {pair for each in changed for pair in rows.dyads(each)})
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

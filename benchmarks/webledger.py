"""A made-up ledger of the size that the web pages are measured with: 20,000 documents of five events each.

    python benchmarks/webledger.py PLACE [EVENTS]

The events and their states are those of `startup.py`, with the sentences of `measures.py`, so that measures
follow from them; the busiest pair has some 4,600 of 100,000. Each five stand in one document of about 2,000
characters, under one of sixty outlets' names.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Table, insert

from comity import ids, pipeline
from comity.ledger import rows, schema
from comity.ledger.store import Store
from comity.records import Block, Document, Role, Span
from measures import TOLD
from startup import documents_with_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.records import Event, Mention

    Made = tuple[Document, list[Mention], list[Event]]

EVENTS = 100_000
IN_A_DOCUMENT = 5
A_BATCH = 500
OUTLETS = 60
AROUND = (
    "Officials spoke to reporters after the meeting and took few questions. The matter had been on the table "
    "for weeks, and neither side had said in public what it would settle for. People who know the talks said "
    "that more was to come, though nobody would name a day for it. "
)
"""Prose without an act, as stands between the sentences that tell one."""


def documents(count: int, chance: random.Random) -> list[Made]:
    """Made-up documents that tell `count` events, five each, with the mentions and the events."""
    single = documents_with_events(count, chance, TOLD)
    made = []
    for number, first in enumerate(range(0, count, IN_A_DOCUMENT)):
        told = single[first : first + IN_A_DOCUMENT]
        name = f"{number % 97:02}/{number:06}.txt"
        made.append(_document(name, f"Outlet {chance.randrange(OUTLETS) + 1}", told))
    return made


def _document(name: str, publisher: str, told: Sequence[tuple[Document, Mention, Event]]) -> Made:
    blocks, mentions, events, start = [], [], [], 0
    page = ids.of_parts("made-up", name)
    for document, mention, event in told:
        text = document.text + " " + AROUND.rstrip()
        blocks.append(Block(text, Role.ARTICLE, ("prose",), Span(start, start + len(text))))
        moved = _moved(mention, start, page)
        mentions.append(moved)
        events.append(replace(event, mentions=(moved.id,)))
        start += len(text) + 2
    whole = "\n\n".join(block.text for block in blocks)
    published = max((mention.days for mention in mentions), key=lambda days: days.first)
    return (
        Document(page, name, whole, tuple(blocks), publisher=publisher, language="en", published=published),
        mentions,
        events,
    )


def _moved(mention: Mention, by: int, page: str) -> Mention:
    def span(told: Span) -> Span:
        return Span(told.start + by, told.end + by)

    return replace(
        mention,
        id=ids.of_parts(page, by),
        document=page,
        sentence=span(mention.sentence),
        quote=span(mention.quote),
        predicate=span(mention.predicate),
        actors=tuple(replace(party, span=span(party.span)) for party in mention.actors),
        recipients=tuple(replace(party, span=span(party.span)) for party in mention.recipients),
    )


def fill(store: Store, count: int = EVENTS) -> None:
    """Write them as the writer would, many at once, and follow their measures."""
    made = documents(count, random.Random(0))
    with store.transaction() as connection:
        run = {"key": 1, "coder": "made-up", "started": "2025-01-01T00:00:00+00:00"}
        connection.execute(insert(schema.runs).values(run))
    for first in range(0, len(made), A_BATCH):
        with store.transaction() as connection:
            for table, told in _tables(made[first : first + A_BATCH], first).items():
                connection.execute(insert(table), told)
    pipeline.follow_all(store)


def _tables(some: Sequence[Made], before: int) -> dict[Table, list[dict[str, object]]]:
    """The rows of each table; keys go on from those of the documents and events before."""
    found: dict[Table, list[dict[str, object]]] = {
        table: []
        for table in (
            schema.pages,
            schema.page_names,
            schema.readings,
            schema.documents,
            schema.mentions,
            schema.mention_pairs,
            schema.events,
            schema.event_dyads,
            schema.event_mentions,
        )
    }
    for reading, (document, mentions, events) in enumerate(some, before + 1):
        page = document.id
        found[schema.pages].append({"id": page, "form": "text", "size": len(document.text)})
        origin = f"/made-up/{document.name}"
        found[schema.page_names].append({"page": page, "name": document.name, "origin": origin})
        found[schema.readings].append({"key": reading, "page": page, "run": 1, "current": True})
        found[schema.documents].append(rows.document_row(document, reading))
        first_key = (reading - 1) * IN_A_DOCUMENT + 1
        for key, (mention, event) in enumerate(zip(mentions, events, strict=True), first_key):
            found[schema.mentions].append({**rows.mention_row(mention, reading, document.text), "key": key})
            days = {"first": mention.days.first, "last": mention.days.last}
            found[schema.mention_pairs].extend(
                {"one": one, "other": other, "type": mention.type, "mention": key, **days}
                for one, other in rows.pairs(mention)
            )
            found[schema.events].append({**rows.event_row(event), "key": key})
            found[schema.event_dyads].extend(
                {"actor": actor, "recipient": recipient, "first": event.days.first, "event": key}
                for actor, recipient in rows.dyads(event)
            )
            found[schema.event_mentions].append({"event": key, "position": 0, "mention": key})
    return found


def main() -> None:
    """Make one at the place that is told."""
    with Store(sys.argv[1], write=True) as store:
        fill(store, int(sys.argv[2]) if len(sys.argv) > 2 else EVENTS)


if __name__ == "__main__":
    main()

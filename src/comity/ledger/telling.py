"""The documents behind an event, and the measures that it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from comity.ledger import measured, rows
from comity.ledger.schema import CURRENT_EVENT, documents, event_mentions, events, mentions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from comity.records import Document, Event, Measure


def documents_telling(connection: Connection, event: str) -> dict[str, Document]:
    """The documents of an event's mentions, by id, as they stood when the mentions were coded.

    While a newer reading of a page waits to be merged, an event still goes by the older one, and so do the
    places in its text.
    """
    readings = (
        select(mentions.c.reading)
        .join(event_mentions, event_mentions.c.mention == mentions.c.key)
        .join(events, events.c.key == event_mentions.c.event)
        .where(CURRENT_EVENT, events.c.id == event)
    )
    question = select(documents).where(documents.c.reading.in_(readings)).order_by(documents.c.id)
    return {row.id: rows.document(row) for row in connection.execute(question)}


def measures_moved(connection: Connection, event: Event) -> list[Measure]:
    """The measures of which a step goes back to this event, by the day of their first step."""
    pairs = {tuple(sorted(pair)) for pair in rows.dyads(event)}
    found = [
        measure
        for one, other in sorted(pairs)
        for measure in measured.measures_between(connection, one, other)
        if any(step.event == event.id for step in measure.history)
    ]
    return sorted(found, key=lambda measure: (measure.history[0].days.first, measure.id))

"""Measures and what they are followed from: the events of a pair with the sentences that tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from comity.ledger import reader, rows
from comity.ledger.schema import CURRENT_EVENT, documents, event_mentions, events, measures, mentions, unfit
from comity.records import Telling, Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection, Select

    from comity.dates import SpanOfDays
    from comity.records import Measure, Unfit

TELLINGS = 5
"""As many sentences of an event as measures look at."""


def told_between(connection: Connection, one: str, other: str) -> list[Told]:
    """The events of two states in both directions, by date, each with the sentences that tell it best."""
    found = reader.events_between(connection, one, other)
    tellings: dict[str, list[Telling]] = {}
    texts: dict[int, tuple[str, SpanOfDays | None]] = {}
    for some in reader.in_parts(event.id for event in found):
        question = (
            select(events.c.id, mentions.c.reading, mentions.c.data)
            .join(event_mentions, event_mentions.c.event == events.c.key)
            .join(mentions, mentions.c.key == event_mentions.c.mention)
            .where(CURRENT_EVENT, events.c.id.in_(some), event_mentions.c.position < TELLINGS)
            .order_by(events.c.id, event_mentions.c.position)
        )
        told = list(connection.execute(question))
        unknown = {row.reading for row in told} - set(texts)
        for part in reader.in_parts(sorted(unknown)):
            columns = documents.c
            carrying: Select[Any] = select(
                columns.reading,
                columns.text,
                columns.published_first,
                columns.published_last,
                columns.published_basis,
            ).where(columns.reading.in_(part))
            texts.update(
                (row.reading, (row.text, rows.published(row))) for row in connection.execute(carrying)
            )
        for event, reading, data in told:
            text, published = texts[reading]
            (first, last), (begins, ends) = data["sentence"], data["quote"]
            tellings.setdefault(event, []).append(
                Telling(data["document"], text[first:last], text[begins:ends], data["rule"], text, published)
            )
    return [Told(event, tuple(tellings.get(event.id, ()))) for event in found]


def measures_between(connection: Connection, one: str, other: str) -> list[Measure]:
    """The measures between two states, in both directions, the oldest first."""
    first, second = sorted((one, other))
    question = select(measures).where(measures.c.one == first, measures.c.other == second)
    ordered = question.order_by(measures.c.first, measures.c.id)
    return [rows.measure(row) for row in connection.execute(ordered)]


def all_measures(
    connection: Connection,
    *,
    kinds: Sequence[str] = (),
    issuer: str | None = None,
    party: str | None = None,
    since: date | None = None,
) -> Iterator[Measure]:
    """Measures by date: of these kinds, of one issuer, with one party, with a step on `since` or later."""
    question = select(measures).order_by(measures.c.first, measures.c.id)
    if kinds:
        question = question.where(measures.c.kind.in_(kinds))
    if issuer is not None:
        question = question.where(measures.c.issuer == issuer)
    if party is not None:
        question = question.where(or_(measures.c.one == party, measures.c.other == party))
    if since is not None:
        question = question.where(measures.c.last >= since)
    for row in connection.execute(question.execution_options(yield_per=reader.AT_ONCE)):
        yield rows.measure(row)


def measures_by_prefix(connection: Connection, prefix: str, *, limit: int = 10) -> list[Measure]:
    """The measures whose id begins so; at most `limit`."""
    question = (
        select(measures)
        .where(measures.c.id >= prefix, measures.c.id < prefix + "\uffff")
        .order_by(measures.c.id)
        .limit(limit)
    )
    return [rows.measure(row) for row in connection.execute(question)]


def unfit_between(connection: Connection, one: str, other: str) -> list[Unfit]:
    """The events between two states that fit no state of a measure."""
    first, second = sorted((one, other))
    question = select(unfit).where(unfit.c.one == first, unfit.c.other == second).order_by(unfit.c.key)
    return [rows.unfit(row) for row in connection.execute(question)]

"""What the ledger holds, as records. Each function looks at the newest readings only, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, distinct, func, or_, select

from comity.ledger import rows
from comity.ledger.choosing import Chosen
from comity.ledger.schema import (
    CURRENT_EVENT,
    CURRENT_READING,
    bands,
    documents,
    event_answers,
    event_dyads,
    event_mentions,
    events,
    mentions,
    page_names,
    pages,
    readings,
    skipped,
)
from comity.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection, Row, Select

    from comity.dates import SpanOfDays
    from comity.records import Document, Event, Mention

T = TypeVar("T")

AT_ONCE = 400
"""As many as one question to the database names, or one answer brings."""

NEAREST = 10
"""Texts that a new one is compared with."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention with the document that holds it."""

    mention: Mention
    quote: str
    document: str  # its name
    publisher: str | None
    published: SpanOfDays | None
    copies_of: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The words that show an event, who said so, and the document that has them."""

    quote: str
    attribution: tuple[str, ...]
    document: str  # its name
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the ledger holds."""

    pages: int
    documents: int
    mentions: int
    events: int


def in_parts(all_of: Iterable[T]) -> Iterator[list[T]]:
    """Ids, or what they name, a few hundred at a time: as many as one question may name."""
    left = iter(all_of)
    while part := list(islice(left, AT_ONCE)):
        yield part


def events_between(
    connection: Connection,
    one: str,
    other: str,
    *,
    since: date | None = None,
    until: date | None = None,
    types: Sequence[str] = (),
    statuses: Sequence[str] = (),
    telling: str = "",
) -> list[Event]:
    """The events of two states in both directions that touch the days asked for, by date.

    `telling`: only those of which a document tells that has this in its text, in whatever case.
    """
    chosen = Chosen(since, until, types, statuses, telling=telling)
    question = select(events).where(*chosen.conditions(), events.c.key.in_(between(one, other, until)))
    ordered = sorted(connection.execute(question), key=lambda row: (row.first, row.last, row.id))
    return [rows.event(row) for row in ordered]


def between(one: str, other: str, until: date | None = None) -> Select[tuple[int]]:
    """The keys of all events of two states, in both directions, that begin by a day."""
    found = event_dyads.c
    either = or_(
        and_(found.actor == one, found.recipient == other), and_(found.actor == other, found.recipient == one)
    )
    question = select(found.event).where(either)
    return question if until is None else question.where(found.first <= until)


def best_shown(connection: Connection, ids: Iterable[str]) -> dict[str, Shown]:
    """How each of these events is shown best."""
    shown: dict[str, Shown] = {}
    for some in in_parts(ids):
        question = (
            select(
                events.c.id,
                mentions.c.quote,
                mentions.c.data["attribution"],
                documents.c.name,
                documents.c.publisher,
            )
            .join(event_mentions, event_mentions.c.event == events.c.key)
            .join(mentions, mentions.c.key == event_mentions.c.mention)
            .join(documents, documents.c.reading == mentions.c.reading)
            .where(CURRENT_EVENT, event_mentions.c.position == 0, events.c.id.in_(some))
        )
        for event, quote, attribution, document, publisher in connection.execute(question):
            shown[event] = Shown(quote, tuple(attribution), document, publisher)
    return shown


def all_dyads(connection: Connection) -> list[tuple[str, str]]:
    """Every actor and recipient that have a current event."""
    question = (
        select(event_dyads.c.actor, event_dyads.c.recipient)
        .join(events, events.c.key == event_dyads.c.event)
        .where(CURRENT_EVENT)
        .distinct()
    )
    return [(actor, recipient) for actor, recipient in connection.execute(question)]


def all_events(connection: Connection) -> Iterator[Event]:
    """Every event, by date."""
    question = select(events).where(CURRENT_EVENT).order_by(events.c.first, events.c.id)
    for row in connection.execute(question.execution_options(yield_per=AT_ONCE)):
        yield rows.event(row)


def events_by_id(connection: Connection, ids: Iterable[str]) -> list[Event]:
    """The events with these ids, as far as they exist, by date."""
    found = [
        rows.event(row)
        for some in in_parts(sorted(set(ids)))
        for row in connection.execute(select(events).where(CURRENT_EVENT, events.c.id.in_(some)))
    ]
    return sorted(found, key=lambda event: (event.days.first, event.id))


def events_by_prefix(connection: Connection, prefix: str, *, limit: int = 10) -> list[Event]:
    """The events whose id begins so; at most `limit`."""
    question = (
        select(events)
        .where(CURRENT_EVENT, events.c.id >= prefix, events.c.id < prefix + "\uffff")
        .order_by(events.c.id)
        .limit(limit)
    )
    return [rows.event(row) for row in connection.execute(question)]


def events_of_mentions(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """For each of these mentions, the event it is evidence of."""
    found: dict[str, str] = {}
    for some in in_parts(sorted(set(ids))):
        question = (
            select(mentions.c.id, events.c.id)
            .join(event_mentions, event_mentions.c.mention == mentions.c.key)
            .join(events, events.c.key == event_mentions.c.event)
            .where(CURRENT_EVENT, mentions.c.id.in_(some))
        )
        found.update((mention, event) for mention, event in connection.execute(question))
    return found


def events_answering(connection: Connection, event: str) -> list[Event]:
    """The events that are said to answer this one."""
    question = (
        select(events)
        .join(event_answers, event_answers.c.event == events.c.key)
        .where(CURRENT_EVENT, event_answers.c.answers == event)
        .order_by(events.c.first, events.c.id)
    )
    return [rows.event(row) for row in connection.execute(question)]


def evidence(connection: Connection, ids: Iterable[str]) -> dict[str, list[Evidence]]:
    """The mentions of each of these events, the best first."""
    gathered: dict[str, list[Evidence]] = {}
    for some in in_parts(ids):
        question = (
            select(
                events.c.id.label("event"),
                mentions,
                documents.c.name,
                documents.c.publisher,
                documents.c.published_first,
                documents.c.published_last,
                documents.c.published_basis,
                documents.c.copies_of,
            )
            .join(event_mentions, event_mentions.c.event == events.c.key)
            .join(mentions, mentions.c.key == event_mentions.c.mention)
            .join(documents, documents.c.reading == mentions.c.reading)
            .where(CURRENT_EVENT, events.c.id.in_(some))
            .order_by(events.c.id, event_mentions.c.position)
        )
        for row in connection.execute(question):
            gathered.setdefault(row.event, []).append(
                Evidence(
                    rows.mention(row),
                    row.quote,
                    row.name,
                    row.publisher,
                    rows.published(row),
                    row.copies_of,
                )
            )
    return gathered


def _current_documents() -> Select[tuple[object, ...]]:
    return select(documents).join(readings, readings.c.key == documents.c.reading).where(CURRENT_READING)


def all_documents(connection: Connection) -> Iterator[Document]:
    """Every document, by name."""
    question = _current_documents().order_by(documents.c.name, documents.c.id)
    for row in connection.execute(question.execution_options(yield_per=AT_ONCE)):
        yield rows.document(row)


def originals_with(connection: Connection, told: Sequence[str]) -> list[Document]:
    """The documents, copies left out, that share a MinHash band with these; the ones read first, first."""
    if not told:
        return []
    # The bands first and the documents then: in one question SQLite would begin with all originals.
    sharing = select(bands.c.reading).where(bands.c.band.in_(list(told))).group_by(bands.c.reading)
    most_first = connection.execute(sharing.order_by(func.count().desc(), bands.c.reading)).scalars()
    order = {reading: at for at, reading in enumerate(most_first)}
    found: list[Row[Any]] = []
    for some in in_parts(order):
        question = _current_documents().where(documents.c.reading.in_(some), documents.c.copies_of.is_(None))
        found.extend(connection.execute(question))
        if len(found) >= NEAREST:
            break
    nearest = sorted(found, key=lambda row: order[row.reading])[:NEAREST]
    return [rows.document(row) for row in nearest]


def document(connection: Connection, page: str) -> Document | None:
    """The document of the page with this id; None where the page gave none."""
    row = connection.execute(_current_documents().where(documents.c.id == page)).one_or_none()
    return row and rows.document(row)


def copies(connection: Connection, page: str) -> list[str]:
    """The names of the documents that carry the text of this one."""
    question = _current_documents().where(documents.c.copies_of == page).order_by(documents.c.name)
    return [row.name for row in connection.execute(question)]


def document_mentions(connection: Connection, page: str) -> list[Mention]:
    """What was coded in the document of this page, in the order of the text."""
    question = (
        select(mentions)
        .join(readings, readings.c.key == mentions.c.reading)
        .where(CURRENT_READING, readings.c.page == page)
    )
    found = [rows.mention(row) for row in connection.execute(question)]
    return sorted(found, key=lambda mention: (mention.predicate, mention.id))


def pages_named(connection: Connection, name: str) -> dict[str, list[str]]:
    """The pages, by id, of this name, else this id, else whose name ends so, else has it; with all names."""
    names = page_names.c
    ends_so, has_it = (ask(name, autoescape=True) for ask in (names.name.endswith, names.name.contains))
    for told in (names.name == name, names.page == name, or_(ends_so, names.page.startswith(name)), has_it):
        question = select(names.page, names.name).where(told).order_by(names.page, names.name)
        found: dict[str, list[str]] = {}
        for page, called in connection.execute(question):
            found.setdefault(page, []).append(called)
        if found:
            return found
    return {}


def names_of(connection: Connection, page: str) -> list[tuple[str, str]]:
    """Every name and origin that this page was read under."""
    question = select(page_names.c.name, page_names.c.origin).where(page_names.c.page == page)
    return [(name, origin) for name, origin in connection.execute(question.order_by(page_names.c.name))]


def some_names(connection: Connection, *, limit: int = 5000) -> list[str]:
    """Names of pages, for suggestions."""
    return list(connection.execute(select(page_names.c.name).distinct().limit(limit)).scalars())


def all_skipped(connection: Connection, *, page: str | None = None) -> Iterator[Skipped]:
    """What gave nothing and why, by stage, reason and name; of one page where its id is given."""
    question = (
        select(skipped, readings.c.page)
        .outerjoin(readings, readings.c.key == skipped.c.reading)
        .where(or_(skipped.c.reading.is_(None), CURRENT_READING))
        .order_by(skipped.c.stage, skipped.c.reason, skipped.c.name, skipped.c.key)
    )
    if page is not None:
        question = question.where(readings.c.page == page)
    for row in connection.execute(question.execution_options(yield_per=AT_ONCE)):
        yield Skipped(row.name, row.stage, row.reason, row.detail, row.page or "")


def totals(connection: Connection) -> Totals:
    """How much the ledger holds, in its newest readings."""
    coded = select(func.count()).select_from(mentions).join(readings, readings.c.key == mentions.c.reading)
    kept = select(func.count()).select_from(documents).join(readings, readings.c.key == documents.c.reading)
    return Totals(
        pages=connection.execute(select(func.count()).select_from(pages)).scalar_one(),
        documents=connection.execute(kept.where(CURRENT_READING)).scalar_one(),
        mentions=connection.execute(coded.where(CURRENT_READING)).scalar_one(),
        events=connection.execute(select(func.count()).select_from(events).where(CURRENT_EVENT)).scalar_one(),
    )


def is_party(connection: Connection, code: str) -> bool:
    """Whether any event is by this actor."""
    question = select(event_dyads.c.event).where(event_dyads.c.actor == code).limit(1)
    return connection.execute(question).first() is not None


def busiest_dyads(connection: Connection, code: str, *, limit: int = 5) -> list[tuple[str, str]]:
    """With whom this state has the most events, for what to ask instead of a question without answer."""
    found = event_dyads.c
    counted = func.count(distinct(found.event))
    question = (
        select(found.actor, found.recipient)
        .join(events, events.c.key == found.event)
        .where(
            CURRENT_EVENT, found.actor != found.recipient, or_(found.actor == code, found.recipient == code)
        )
        .group_by(found.actor, found.recipient)
        .order_by(counted.desc(), found.actor, found.recipient)
        .limit(limit)
    )
    return [(actor, recipient) for actor, recipient in connection.execute(question)]

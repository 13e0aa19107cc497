"""Records to rows of the ledger and back: compact JSON, nothing lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from comity.dates import Basis, SpanOfDays
from comity.records import (
    Block,
    Contradiction,
    Document,
    Event,
    Measure,
    Mention,
    Party,
    Role,
    Source,
    Span,
    State,
    Status,
    Step,
    Unfit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

JsonOfDays = list[str]


def _packed_days(days: SpanOfDays | None) -> JsonOfDays | None:
    return [days.first.isoformat(), days.last.isoformat(), days.basis.value] if days else None


def _days(packed: JsonOfDays | None) -> SpanOfDays | None:
    if packed is None:
        return None
    first, last, basis = packed
    return SpanOfDays(date.fromisoformat(first), date.fromisoformat(last), Basis(basis))


def _packed_party(party: Party) -> list[Any]:
    span = party.span
    return [party.code, party.sector, span.start, span.end, party.text, party.via, party.person, party.office]


def _party(packed: list[Any]) -> Party:
    code, sector, start, end, text, via, person, office = packed
    return Party(code, sector, Span(start, end), text, via, person, office)


def _packed_span(span: Span) -> list[int]:
    return [span.start, span.end]


def document_row(document: Document, reading: int) -> dict[str, Any]:
    """The row of `documents` that holds this document."""
    published = document.published
    return {
        "reading": reading,
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "language": document.language,
        "published_first": published and published.first,
        "published_last": published and published.last,
        "published_basis": published and published.basis.value,
        "copies_of": document.copies_of,
        "text": document.text,
        "data": {
            "blocks": [_packed_block(block, document.text) for block in document.blocks],
            "author": document.author,
            "url": document.url,
            "published_reasons": list(document.published_reasons),
        },
    }


def _packed_block(block: Block, text: str) -> list[Any]:
    # An article block's words stand in the document's text already.
    kept = block.span is not None and block.span.of(text) == block.text
    return [
        block.role.value,
        None if kept else block.text,
        block.span and _packed_span(block.span),
        list(block.reasons),
    ]


def document(row: Row[Any]) -> Document:
    """The document that a row of `documents` holds."""
    data = row.data
    return Document(
        id=row.id,
        name=row.name,
        text=row.text,
        blocks=tuple(_block(packed, row.text) for packed in data["blocks"]),
        title=row.title,
        publisher=row.publisher,
        author=data["author"],
        url=data["url"],
        language=row.language,
        published=published(row),
        published_reasons=tuple(data["published_reasons"]),
        copies_of=row.copies_of,
    )


def published(row: Row[Any]) -> SpanOfDays | None:
    """The publication date in a row with the `published_...` columns."""
    if row.published_first is None:
        return None
    return SpanOfDays(row.published_first, row.published_last, Basis(row.published_basis))


def _block(packed: list[Any], text: str) -> Block:
    role, words, where, reasons = packed
    span = Span(*where) if where else None
    if words is None:
        words = span.of(text) if span else ""
    return Block(words, Role(role), tuple(reasons), span)


def mention_row(mention: Mention, reading: int, text: str) -> dict[str, Any]:
    """The row of `mentions` that holds this mention of a document with this text."""
    return {
        "id": mention.id,
        "reading": reading,
        "type": mention.type,
        "mode": mention.mode,
        "status": mention.status.value,
        "first": mention.days.first,
        "last": mention.days.last,
        "quote": mention.quote.of(text),
        "data": {
            "document": mention.document,
            "sentence": _packed_span(mention.sentence),
            "quote": _packed_span(mention.quote),
            "predicate": _packed_span(mention.predicate),
            "actors": [_packed_party(party) for party in mention.actors],
            "recipients": [_packed_party(party) for party in mention.recipients],
            "contexts": list(mention.contexts),
            "basis": mention.days.basis.value,
            "symmetric": mention.symmetric,
            "deadline": _packed_days(mention.deadline),
            "attribution": list(mention.attribution),
            "responds_to": list(mention.responds_to),
            "title": mention.title,
            "confidence": mention.confidence,
            "coder": mention.coder,
            "rule": mention.rule,
            "dissent": mention.dissent,
        },
    }


def mention(row: Row[Any]) -> Mention:
    """The mention that a row of `mentions` holds."""
    data = row.data
    return Mention(
        id=row.id,
        document=data["document"],
        sentence=Span(*data["sentence"]),
        quote=Span(*data["quote"]),
        predicate=Span(*data["predicate"]),
        actors=tuple(_party(packed) for packed in data["actors"]),
        recipients=tuple(_party(packed) for packed in data["recipients"]),
        type=row.type,
        mode=row.mode,
        contexts=tuple(data["contexts"]),
        status=Status(row.status),
        days=SpanOfDays(row.first, row.last, Basis(data["basis"])),
        symmetric=data["symmetric"],
        deadline=_days(data["deadline"]),
        attribution=tuple(data["attribution"]),
        responds_to=tuple(data["responds_to"]),
        title=data["title"],
        confidence=data["confidence"],
        coder=data["coder"],
        rule=data["rule"],
        dissent=data.get("dissent", ""),
    )


def pairs(mention: Mention) -> set[tuple[str, str]]:
    """Each two codes that stand on the two sides of a mention, in alphabetical order.

    A code stands with itself only where it is alone: a talk's sides are the same states, and would otherwise
    bring together all talks that a state had with anybody.
    """
    found = {
        (min(actor.code, recipient.code), max(actor.code, recipient.code))
        for actor in mention.actors
        for recipient in mention.recipients
    }
    return {pair for pair in found if pair[0] != pair[1]} or found


def event_row(event: Event) -> dict[str, Any]:
    """The row of `events` that holds this event."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "first": event.days.first,
        "last": event.days.last,
        "basis": event.days.basis.value,
        "coder": event.coder,
        "data": {
            "contexts": list(event.contexts),
            "actors": list(event.actors),
            "recipients": list(event.recipients),
            "mentions": list(event.mentions),
            "symmetric": event.symmetric,
            "deadline": _packed_days(event.deadline),
            "responds_to": list(event.responds_to),
            "statuses": [[status.value, said_by] for status, said_by in event.statuses],
            "sources_independent": event.sources_independent,
            "disputed": event.disputed,
            "confidence": event.confidence,
            "sources": [[source.documents, source.credits] for source in event.sources],
            "contradictions": [[each.what, each.values] for each in event.contradictions],
        },
    }


def event(row: Row[Any]) -> Event:
    """The event that a row of `events` holds."""
    data = row.data
    return Event(
        id=row.id,
        type=row.type,
        mode=row.mode,
        contexts=tuple(data["contexts"]),
        status=Status(row.status),
        days=SpanOfDays(row.first, row.last, Basis(row.basis)),
        actors=tuple(data["actors"]),
        recipients=tuple(data["recipients"]),
        mentions=tuple(data["mentions"]),
        symmetric=data["symmetric"],
        deadline=_days(data["deadline"]),
        responds_to=tuple(data["responds_to"]),
        statuses=tuple((Status(status), said_by) for status, said_by in data["statuses"]),
        sources_independent=data["sources_independent"],
        disputed=data["disputed"],
        confidence=data["confidence"],
        coder=row.coder,
        # Events that were merged before these were kept have neither.
        sources=tuple(Source(tuple(told), tuple(named)) for told, named in data.get("sources", ())),
        contradictions=tuple(_contradiction(*packed) for packed in data.get("contradictions", ())),
    )


def _contradiction(what: str, values: list[Any]) -> Contradiction:
    return Contradiction(what, tuple((value, tuple(said_by)) for value, said_by in values))


def dyads(event: Event) -> Iterable[tuple[str, str]]:
    """The ordered pairs under which a timeline finds this event."""
    if event.symmetric:
        everyone = sorted({*event.actors, *event.recipients})
        return [(one, other) for one in everyone for other in everyone if one != other]
    return sorted({(actor, recipient) for actor in event.actors for recipient in event.recipients})


def measure_row(measure: Measure) -> dict[str, Any]:
    """The row of `measures` that holds this measure."""
    one, other = sorted((measure.issuer, measure.subject))
    return {
        "id": measure.id,
        "one": one,
        "other": other,
        "kind": measure.kind,
        "issuer": measure.issuer,
        "first": measure.history[0].days.first,
        "last": measure.history[-1].days.last,
        "data": {
            "subject": measure.subject,
            "mutual": measure.mutual,
            "name": measure.name,
            "heard": measure.heard.isoformat(),
            "history": [
                [
                    _packed_days(step.days),
                    step.state.value,
                    step.event,
                    step.value,
                    _packed_days(step.deadline),
                    step.shown,
                    _packed_days(step.due),
                ]
                for step in measure.history
            ],
        },
    }


def measure(row: Row[Any]) -> Measure:
    """The measure that a row of `measures` holds."""
    data = row.data
    return Measure(
        id=row.id,
        kind=row.kind,
        issuer=row.issuer,
        subject=data["subject"],
        mutual=data["mutual"],
        name=data["name"],
        history=tuple(_step(packed) for packed in data["history"]),
        heard=date.fromisoformat(data["heard"]),
    )


def _step(packed: list[Any]) -> Step:
    days, state, event, value, deadline, shown, due = packed
    known = _days(days)
    assert known is not None  # noqa: S101 (every step has its days)
    words = shown and (shown[0], shown[1])
    return Step(known, State(state), event, value, _days(deadline), words, _days(due))


def unfit_row(unfit: Unfit) -> dict[str, Any]:
    """The row of `unfit` that holds this report."""
    one, other = sorted((unfit.issuer, unfit.subject))
    data = [unfit.event, unfit.kind, unfit.issuer, unfit.subject, unfit.name, unfit.reason]
    return {"one": one, "other": other, "data": data}


def unfit(row: Row[Any]) -> Unfit:
    """The report that a row of `unfit` holds."""
    return Unfit(*row.data)

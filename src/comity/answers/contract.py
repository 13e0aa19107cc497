"""Records as the contracts of the exports have them: plain mappings, keys in a fixed order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.dates import SpanOfDays
    from comity.ledger.reader import Evidence
    from comity.records import Document, Event, Measure, Mention, Party, Skipped, Span, Step

Record = dict[str, Any]


class Kind(StrEnum):
    """What is exported."""

    EVENTS = "events"
    DOCUMENTS = "documents"
    MEASURES = "measures"


class Format(StrEnum):
    """How it is written. In CSV, lists and mappings are JSON text."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def _iso(days: SpanOfDays | None) -> str | None:
    return days.last.isoformat() if days else None


def event_record(event: Event, evidence: Sequence[Evidence]) -> Record:
    """An event with its sources, the best first.

    `start` and `end` count characters of the source document's text; `deadline` is its last day.
    """
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status.value,
        "date_start": event.days.first.isoformat(),
        "date_end": event.days.last.isoformat(),
        "date_basis": event.days.basis.value,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "symmetric": event.symmetric,
        "deadline": _iso(event.deadline),
        "actor_detail": _parties(party for each in evidence for party in each.mention.actors),
        "recipient_detail": _parties(party for each in evidence for party in each.mention.recipients),
        "responds_to": list(event.responds_to),
        "sources_independent": event.sources_independent,
        "disputed": event.disputed,
        "sources": [_source(each) for each in evidence],
        "confidence": event.confidence,
        "coder": event.coder,
    }


def measure_record(measure: Measure) -> Record:
    """A measure with its history. Days that are not known to the day are written FIRST/LAST, or 2025-01."""
    began, ended = measure.began, measure.ended
    return {
        "id": measure.id,
        "kind": measure.kind,
        "name": measure.name,
        "issuer": measure.issuer,
        "subject": measure.subject,
        "mutual": measure.mutual,
        "value": measure.value,
        "status": measure.state.value,
        "valid_from": str(began) if began else None,
        "valid_to": str(ended) if ended else None,
        "history": [_step(step) for step in measure.history],
    }


def _step(step: Step) -> Record:
    return {
        "date": str(step.days),
        "date_basis": step.days.basis.value,
        "status": step.state.value,
        "event": step.event,
        "value": step.value,
        "deadline": _iso(step.deadline),
        "due": str(step.due) if step.due else None,
    }


def _parties(parties: Iterable[Party]) -> list[Record]:
    told = [
        {"code": party.code, "sector": party.sector, "text": party.text, "person": party.person}
        for party in parties
    ]
    return [each for place, each in enumerate(told) if each not in told[:place]]


def _source(evidence: Evidence) -> Record:
    mention = evidence.mention
    return {
        "document": evidence.document,
        "published": published(evidence.published),
        "publisher": evidence.publisher,
        "quote": evidence.quote,
        "start": mention.quote.start,
        "end": mention.quote.end,
        "attribution": list(mention.attribution),
    }


def published(days: SpanOfDays | None) -> str | None:
    """A day, or "first/last" where the publication date is known as a span only."""
    if days is None:
        return None
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first}/{days.last}"


def document_record(document: Document) -> Record:
    """A document without its text."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "published": published(document.published),
        "published_basis": document.published and document.published.basis.value,
        "language": document.language,
        "copies_of": document.copies_of,
    }


def mention_record(mention: Mention, text: str) -> Record:
    """A mention of a document with this text, as `comity code` prints it.

    `date` is the day, or "first/last"; each of the `spans` is [start, end] in characters of the text,
    those of actors and recipients in their order. A party that the story implies has the predicate's span.
    """
    return {
        "id": mention.id,
        "type": mention.type,
        "mode": mention.mode,
        "contexts": list(mention.contexts),
        "status": mention.status.value,
        "date": published(mention.days),
        "date_start": mention.days.first.isoformat(),
        "date_end": mention.days.last.isoformat(),
        "date_basis": mention.days.basis.value,
        "actors": [party.code for party in mention.actors],
        "recipients": [party.code for party in mention.recipients],
        "symmetric": mention.symmetric,
        "deadline": _iso(mention.deadline),
        "actor_detail": _parties(mention.actors),
        "recipient_detail": _parties(mention.recipients),
        "responds_to": list(mention.responds_to),
        "quote": mention.quote.of(text),
        "start": mention.quote.start,
        "end": mention.quote.end,
        "predicate": mention.predicate.of(text),
        "spans": {
            "sentence": _characters(mention.sentence),
            "quote": _characters(mention.quote),
            "predicate": _characters(mention.predicate),
            "actors": [_characters(party.span) for party in mention.actors],
            "recipients": [_characters(party.span) for party in mention.recipients],
        },
        "attribution": list(mention.attribution),
        "confidence": mention.confidence,
        "coder": mention.coder,
        "rule": mention.rule,
        "dissent": mention.dissent,
    }


def _characters(span: Span) -> list[int]:
    return [span.start, span.end]


def skipped_record(skipped: Skipped) -> Record:
    """A page or sentence that gave nothing."""
    return {
        "name": skipped.name,
        "stage": skipped.stage,
        "reason": skipped.reason,
        "detail": skipped.detail,
        "page": skipped.page or None,
    }

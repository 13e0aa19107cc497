"""One event with all that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers import contract
from comity.errors import QuestionError
from comity.ledger import reader

if TYPE_CHECKING:
    from comity.ledger.reader import Evidence
    from comity.ledger.store import Store
    from comity.records import Event


@dataclass(frozen=True, slots=True)
class InSentence:
    """A mention, with the sentence that it stands in and where in the sentence its quote begins."""

    evidence: Evidence
    sentence: str
    quote_at: int


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event, its evidence with the best first, what it answers and what answers it."""

    event: Event
    shown: tuple[InSentence, ...]
    answers: tuple[Event, ...]
    answered_by: tuple[Event, ...]

    def record(self) -> dict[str, Any]:
        """As the contract of the events has it, with each source's sentence and status."""
        record = contract.event_record(self.event, [each.evidence for each in self.shown])
        for source, each in zip(record["sources"], self.shown, strict=True):
            source["sentence"] = each.sentence
            source["status"] = each.evidence.mention.status.value
            source["rule"] = each.evidence.mention.rule
            source["dissent"] = each.evidence.mention.dissent
        record["answered_by"] = [event.id for event in self.answered_by]
        return record


def event(store: Store, told: str) -> EventDetail:
    """The event whose id begins so; QuestionError where there is none, or more than one."""
    with store.snapshot() as connection:
        found = reader.events_by_prefix(connection, told.casefold()) if told else []
        if not found:
            raise QuestionError(
                f"no event has an id that begins with {told!r}; ids stand at the end of each timeline line"
            )
        if len(found) > 1:
            ids = ", ".join(each.id for each in found)
            raise QuestionError(f"{told!r} begins several ids: {ids}; give more of the one you mean")
        (event,) = found
        evidence = reader.evidence(connection, [event.id])[event.id]
        pages = sorted({each.mention.document for each in evidence})
        texts = {page: document.text for page in pages if (document := reader.document(connection, page))}
        return EventDetail(
            event,
            tuple(_shown(each, texts[each.mention.document]) for each in evidence),
            tuple(reader.events_by_id(connection, event.responds_to)),
            tuple(reader.events_answering(connection, event.id)),
        )


def _shown(evidence: Evidence, text: str) -> InSentence:
    sentence, quote = evidence.mention.sentence, evidence.mention.quote
    return InSentence(evidence, sentence.of(text), quote.start - sentence.start)

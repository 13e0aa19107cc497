"""One event with all that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers import contract, named, trust
from comity.ledger import reader, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.answers.trust import Trust
    from comity.ledger.reader import Evidence
    from comity.ledger.store import Store
    from comity.records import Document, Event, Measure


@dataclass(frozen=True, slots=True)
class InSentence:
    """A mention, with the sentence that it stands in and where in the sentence its quote begins."""

    evidence: Evidence
    sentence: str
    quote_at: int


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event, its evidence with the best first, what it answers and what answers it, and who tells it.

    Beside it stand the documents of the evidence, by id, and the measures of which a step goes back to it.
    """

    event: Event
    shown: tuple[InSentence, ...]
    answers: tuple[Event, ...]
    answered_by: tuple[Event, ...]
    trust: Trust
    documents: Mapping[str, Document]
    measures: tuple[Measure, ...]

    def record(self) -> dict[str, Any]:
        """As the contract of the events has it, with each source's sentence and status.

        Then who tells it: `sources_by_kind` counts independent sources by who owns them, `told_by` has each
        with what is known of it, and `contradictions` each value with the sources that tell it.
        """
        record = contract.event_record(self.event, [each.evidence for each in self.shown])
        for source, each in zip(record["sources"], self.shown, strict=True):
            source["sentence"] = each.sentence
            source["status"] = each.evidence.mention.status.value
            source["rule"] = each.evidence.mention.rule
            source["dissent"] = each.evidence.mention.dissent
        record["answered_by"] = [event.id for event in self.answered_by]
        told = self.trust
        record["first_reported"] = contract.published(told.first_reported)
        record["last_reported"] = contract.published(told.last_reported)
        record["sources_by_kind"] = {kind.value: number for kind, number in told.by_kind.items()}
        record["told_by"] = [teller.record() for teller in told.tellers]
        record["contradictions"] = [each.record() for each in told.disagreements]
        return record


def event(store: Store, told: str) -> EventDetail:
    """The event whose id begins so; QuestionError where there is none, or more than one."""
    with store.snapshot() as connection:
        found = reader.events_by_prefix(connection, told.casefold()) if told else []
        event = named.only(found, "event", told, where="ids stand at the end of each timeline line")
        evidence = reader.evidence(connection, [event.id])[event.id]
        documents = telling.documents_telling(connection, event.id)
        return EventDetail(
            event,
            tuple(_shown(each, documents[each.mention.document].text) for each in evidence),
            tuple(reader.events_by_id(connection, event.responds_to)),
            tuple(reader.events_answering(connection, event.id)),
            trust.of(event, evidence, documents.values()),
            documents,
            tuple(telling.measures_moved(connection, event)),
        )


def _shown(evidence: Evidence, text: str) -> InSentence:
    sentence, quote = evidence.mention.sentence, evidence.mention.quote
    return InSentence(evidence, sentence.of(text), quote.start - sentence.start)

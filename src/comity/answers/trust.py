"""Who tells an event, and where they disagree: counts and kinds that a reader can check, no score.

Independent sources are those that merging found: copies, one publisher's texts and one agency's are one
source. What kind each is comes from publishers.yml.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers import publishers
from comity.answers.publishers import Kind
from comity.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.answers.publishers import Publisher, Publishers
    from comity.dates import SpanOfDays
    from comity.ledger.reader import Evidence
    from comity.records import Contradiction, Document, Event


@dataclass(frozen=True, slots=True)
class Teller:
    """An independent source, by the agency whose text it is, else by the publisher that had it first."""

    name: str
    kind: Kind
    country: str | None  # alpha-3
    of_party: bool  # its country is one of the event's actors or recipients
    carried_by: tuple[str, ...]  # who else shows it
    documents: tuple[str, ...]  # names

    def record(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "country": self.country,
            "party_to_matter": self.of_party,
            "carried_by": list(self.carried_by),
            "documents": list(self.documents),
        }


@dataclass(frozen=True, slots=True)
class Value:
    """One side of a contradiction: what is told, by which sources, and who told them."""

    value: str
    sources: tuple[str, ...]
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources tell differently: "status", "day", or what is counted ("diplomat")."""

    what: str
    values: tuple[Value, ...]

    def record(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "what": self.what,
            "values": [
                {"value": each.value, "sources": list(each.sources), "said_by": list(each.said_by)}
                for each in self.values
            ],
        }


@dataclass(frozen=True, slots=True)
class Trust:
    """Who tells an event, from when to when, and where they disagree."""

    first_reported: SpanOfDays | None  # publication days, copies included
    last_reported: SpanOfDays | None
    tellers: tuple[Teller, ...]  # in the order in which they first reported it
    disagreements: tuple[Disagreement, ...]

    @property
    def by_kind(self) -> Mapping[Kind, int]:
        """How many independent sources of each kind there are, kinds without any left out."""
        counted = Counter(teller.kind for teller in self.tellers)
        return {kind: counted[kind] for kind in Kind if counted[kind]}


def of(
    event: Event,
    evidence: Sequence[Evidence],
    documents: Iterable[Document],
    known: Publishers | None = None,
) -> Trust:
    """Who tells an event, by its evidence and the documents that hold it."""
    held = {document.id: document for document in documents}
    reported = [document.published for document in held.values() if document.published is not None]
    look = _Look(event, held, known)
    told = event.sources or tuple(_as_documents(held.values()))
    tellers = [look.teller(source) for source in told]
    source_of = {document: at for at, source in enumerate(told) for document in source.documents}
    mentions = {each.mention.id: each.mention for each in evidence}

    def disagreement(found: Contradiction) -> Disagreement:
        values = []
        for value, ids in found.values:
            said = [mentions[each] for each in ids if each in mentions]
            places = sorted({source_of[each.document] for each in said if each.document in source_of})
            attributed = dict.fromkeys(each.attribution[0] for each in said if each.attribution)
            values.append(Value(value, tuple(tellers[at].name for at in places), tuple(attributed)))
        return Disagreement(found.what, tuple(values))

    return Trust(
        min(reported, key=lambda days: (days.first, days.last), default=None),
        max(reported, key=lambda days: (days.last, days.first), default=None),
        tuple(tellers),
        tuple(disagreement(found) for found in event.contradictions),
    )


def _as_documents(documents: Iterable[Document]) -> Iterable[Source]:
    """The sources of an event that an older Comity merged, as far as copies show them."""
    groups: dict[str, list[str]] = {}
    for document in documents:
        groups.setdefault(document.copies_of or document.id, []).append(document.id)
    return [Source(tuple(told)) for told in groups.values()]


class _Look:
    """Looks sources up; the list of publishers is read when a source first names one."""

    def __init__(self, event: Event, held: Mapping[str, Document], known: Publishers | None) -> None:
        self._parties = {*event.actors, *event.recipients}
        self._held = held
        self._known = known

    def teller(self, source: Source) -> Teller:
        """A source with whose text it is, and who else carries it."""
        documents = [self._held[each] for each in source.documents if each in self._held]
        outlets = [self._outlet(document) for document in documents]
        shown = [
            publisher.name if publisher is not None else document.publisher or document.name
            for document, publisher in zip(documents, outlets, strict=True)
        ]
        publisher = self._agency(source) or next(iter(outlets), None)
        name = publisher.name if publisher is not None else next(iter(shown), "unknown")
        published = next((document.published for document in documents if document.published), None)
        day = published.first if published is not None else None
        return Teller(
            name=name,
            kind=publisher.kind(day) if publisher is not None else Kind.UNKNOWN,
            country=publisher.country if publisher is not None else None,
            of_party=publisher is not None and publisher.country in self._parties,
            carried_by=tuple(each for each in dict.fromkeys(shown) if each != name),
            documents=tuple(document.name for document in documents),
        )

    def _agency(self, source: Source) -> Publisher | None:
        named = (self._publishers().agency(name) for name in source.credits)
        return next((agency for agency in named if agency is not None), None)

    def _outlet(self, document: Document) -> Publisher | None:
        found = self._publishers().named(document.publisher) if document.publisher else None
        return found or (self._publishers().at(document.url) if document.url else None)

    def _publishers(self) -> Publishers:
        self._known = self._known or publishers.load()
        return self._known

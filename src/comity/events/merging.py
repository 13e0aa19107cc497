"""Mentions in, events out: gathered within each document, then across documents, then told as one.

What comes out depends on the mentions and documents alone, not on their order; and since only mentions with
a type, a pair of parties and days within `same.NEAR` in common are ever one event, merging the mentions
reached in this way gives what merging all would give.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from comity import ids
from comity.dates import Basis
from comity.events import gathering
from comity.events.dispute import contradictions
from comity.events.happening import Happening, day_order
from comity.events.sources import Sources
from comity.records import SETTLED_FIRST, Event, Source, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from comity.dates import SpanOfDays
    from comity.records import Document, Mention

DAMPED = 0.5
"""What a further independent source counts beside the first: sources are rarely quite independent."""
SUREST = 0.99
DOUBTED = 0.75
"""What a denial leaves of the confidence."""


def merge(mentions: Iterable[Mention], documents: Iterable[Document]) -> Iterator[Event]:
    """The events that these mentions tell of, by date; every mention is evidence of exactly one.

    `documents` are those that the mentions stand in; ValueError names one that is missing. An event's id
    comes from its founding mention, the first in the document that was published first, so it stays as it
    is when later documents tell of the same.
    """
    known = {document.id: document for document in documents}
    each = {mention.id: mention for mention in mentions}
    for mention in each.values():
        if mention.document not in known:
            raise ValueError(
                f"mention {mention.id} stands in document {mention.document}, which is not given; "
                "pass the documents of all mentions"
            )
    sources = Sources(known)
    by_document: dict[str, list[Mention]] = {}
    for mention in each.values():
        by_document.setdefault(mention.document, []).append(mention)
    tellings = []
    for name, told in by_document.items():
        published = _older(known, name, sources.root(name))
        tellings += gathering.within_document(Happening.of(m, known[name], published) for m in told)

    def order(telling: Happening) -> tuple[object, ...]:
        return min(_founding(mention, known) for mention in telling.mentions)

    happenings = gathering.across_documents(tellings, order)
    composed = [_Composed(happening.mentions, known, sources) for happening in happenings]
    event_of = {mention.id: one.id for one in composed for mention in one.mentions}
    events = [one.event(happening, event_of) for one, happening in zip(composed, happenings, strict=True)]
    yield from sorted(events, key=lambda event: (event.days.first, event.days.last, event.id))


def _older(known: Mapping[str, Document], document: str, root: str) -> SpanOfDays | None:
    """The publication date of the text that this document carries, where it says more than its own."""
    own, original = known[document].published, known[root].published if root in known else None
    if own is None or original is None or original.days >= own.days or not own.contains(original):
        return None
    return original.known(Basis.PUBLISHED)


def _founding(mention: Mention, known: Mapping[str, Document]) -> tuple[object, ...]:
    """The order of founding: the first published, then by place.

    Which of two like texts is the copy depends on which was read first, so it decides nothing here.
    """
    document = known[mention.document]
    span = document.published
    return (
        span.first if span else date.max,
        span.last if span else date.max,
        document.id,
        mention.predicate,
        mention.id,
    )


class _Composed:
    """The evidence of one event, put in order and weighed."""

    def __init__(self, mentions: Sequence[Mention], known: Mapping[str, Document], sources: Sources) -> None:
        self._known = known
        self.founder = min(mentions, key=lambda mention: _founding(mention, known))
        self.status = _settled(mentions)
        self.mentions = sorted(mentions, key=self._best_first)
        self.sources = sources.of(mentions)
        self.told_by = self._told_by(sources)
        self.id = _id(self.founder)

    def _told_by(self, sources: Sources) -> tuple[Source, ...]:
        """The independent sources, in the order in which they first reported it."""
        told: dict[str, list[str]] = {}
        for mention in sorted(self.mentions, key=lambda mention: _founding(mention, self._known)):
            documents = told.setdefault(self.sources[mention.document], [])
            if mention.document not in documents:
                documents.append(mention.document)
        return tuple(
            Source(
                tuple(documents),
                tuple(dict.fromkeys(name for each in documents for name in sources.credits(each))),
            )
            for documents in told.values()
        )

    def _best_first(self, mention: Mention) -> tuple[object, ...]:
        return (
            mention.status is not self.status,
            mention.title,
            day_order(mention.days)[0],
            -mention.confidence,
            _founding(mention, self._known),
        )

    def event(self, happening: Happening, event_of: Mapping[str, str]) -> Event:
        """The event, with `event_of` giving the event of each mention."""
        mentions = self.mentions
        against = contradictions(mentions, self._known, self.sources)
        actors, recipients = happening.actors, happening.recipients
        if happening.symmetric:
            actors = recipients = happening.everyone
        answered = {event_of[one] for mention in mentions for one in mention.responds_to if one in event_of}
        return Event(
            id=self.id,
            type=happening.type,
            mode=happening.mode,
            contexts=tuple(sorted({context for mention in mentions for context in mention.contexts})),
            status=self.status,
            days=self._days(),
            actors=tuple(sorted(actors)),
            recipients=tuple(sorted(recipients)),
            mentions=tuple(mention.id for mention in mentions),
            symmetric=happening.symmetric,
            deadline=self._deadline(),
            responds_to=tuple(sorted(answered - {self.id})),
            statuses=self._statuses(),
            sources_independent=len(set(self.sources.values())),
            disputed=bool(against),
            confidence=self._confidence(denied=any(found.what == "status" for found in against)),
            coder=", ".join(sorted({mention.coder for mention in mentions})),
            sources=self.told_by,
            contradictions=against,
        )

    def _days(self) -> SpanOfDays:
        """The best known days of those that tell the status; where they tell none, of the others."""
        support: dict[SpanOfDays, set[str]] = {}
        for mention in self.mentions:
            support.setdefault(mention.days, set()).add(self.sources[mention.document])

        def order(mention: Mention) -> tuple[object, ...]:
            undated, length, basis = day_order(mention.days)
            others = -len(support[mention.days])
            if undated:
                # It happened before it was first told, as far as it is known when that was.
                published = self._known[mention.document].published
                basis, others = day_order(published)[-1] if published else len(Basis), 0
            return undated, mention.status is not self.status, length, basis, others, mention.days

        return min(self.mentions, key=order).days

    def _deadline(self) -> SpanOfDays | None:
        """The best known deadline; of several as well known the first."""
        told = [mention.deadline for mention in self.mentions if mention.deadline is not None]
        return min(told, key=lambda days: (day_order(days), days), default=None)

    def _statuses(self) -> tuple[tuple[Status, str], ...]:
        best: dict[Status, str] = {}
        for mention in self.mentions:
            best.setdefault(mention.status, mention.id)
        return tuple((status, best[status]) for status in SETTLED_FIRST if status in best)

    def _confidence(self, *, denied: bool) -> float:
        """At least one source is right: noisy-or, with the further sources damped."""
        surest: dict[str, float] = {}
        for mention in self.mentions:
            source = self.sources[mention.document]
            surest[source] = max(surest.get(source, 0.0), mention.confidence)
        first, *others = sorted(surest.values(), reverse=True)
        doubt = 1 - first
        for confidence in others:
            doubt *= 1 - DAMPED * confidence
        return round(min(SUREST, 1 - doubt) * (DOUBTED if denied else 1), 3)


def _settled(mentions: Sequence[Mention]) -> Status:
    """The most settled status that the articles tell; headlines speak where no article does."""
    told = {mention.status for mention in mentions if not mention.title} or {m.status for m in mentions}
    return min(told, key=SETTLED_FIRST.index)


def _id(founder: Mention) -> str:
    """An event's id, of what its founding mention says and where: another coder that finds it keeps it."""
    sides = [",".join(sorted(p.code for p in side)) for side in (founder.actors, founder.recipients)]
    place = founder.document, founder.predicate.start
    return ids.of_parts("event", *place, founder.type, *sides, founder.days.first, founder.days.last)

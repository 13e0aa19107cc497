"""The coder: documents in, mentions out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity import dates, ids
from comity.coding import attribution, pairs, parsing, replies, topics
from comity.coding.acts import Acts
from comity.coding.discourse import Discourse
from comity.coding.parties import Parties
from comity.coding.predicates import Predicates
from comity.coding.times import Clock
from comity.records import Mention, Role, Skipped, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

    from comity.actors import Gazetteer, Sighting
    from comity.coding.act import Act
    from comity.dates import SpanOfDays
    from comity.ontology import Ontology
    from comity.records import Document

CODER = "comity-rules-0.1"
HEADLINE_DAYS = 5  # what an article tells within so many days of its headline's act is that act
HEADLINE_TRUST = 0.8  # of what the same words would have in the article


class Coder:
    """Codes documents by the lexicon: deterministic, no state between documents."""

    def __init__(self, gazetteer: Gazetteer, ontology: Ontology, name: str = CODER) -> None:
        self.gazetteer = gazetteer
        self.name = name
        self._ontology = ontology
        self._predicates = Predicates(ontology.lexicon, ontology.operators)

    def code(self, documents: Iterable[Document]) -> Iterator[Mention | Skipped]:
        """The mentions of each document in order of its text, and what gave none with the reason."""
        for document in documents:
            yield from self._document(document)

    def pair(self, text: str, source: str, target: str) -> list[tuple[str, float]]:
        """Each PLOVER type with its share, the likeliest first; see `pairs.rank`."""
        return pairs.rank(self, self._ontology, text, source, target)

    def acts(self, discourse: Discourse, dates: Sequence[Span] = ()) -> Acts:
        """A finder of acts for one document."""
        return Acts(self._predicates, self._ontology, discourse, dates)

    def _document(self, document: Document) -> Iterator[Mention | Skipped]:
        sightings = self.gazetteer.find(document.text, document.published)
        codes = {sighting.code for sighting in sightings if sighting.code}
        if len(codes) < 2:
            yield Skipped(document.name, "code", "no two states", f"names {_listed(codes)}", document.id)
        elif topics.is_sports_page(document.text):
            yield Skipped(document.name, "code", "sport", "", document.id)
        else:
            yield from _Coding(self, document, sightings).run()


class _Coding:
    """The coding of one document."""

    def __init__(self, coder: Coder, document: Document, sightings: list[Sighting]) -> None:
        self._coder = coder
        self._document = document
        self._sightings = sightings
        self._expressions = dates.find(document.text)
        self._discourse = Discourse(sightings, home=_home(document, sightings))
        named = [Span(expression.start, expression.end) for expression in self._expressions]
        self._acts = coder.acts(self._discourse, named)

    def run(self) -> Iterator[Mention | Skipped]:
        title: list[Mention] = []
        body: list[Mention] = []
        for doc, base, is_title in _parsed(self._document, self._sightings):
            parties = Parties(doc, base, self._discourse, self._coder.gazetteer)
            clock = Clock(doc, base, self._expressions, self._document.published)
            for sentence in doc.sents:
                for result in self._sentence(sentence, base, parties, clock, told=body):
                    if isinstance(result, Skipped):
                        yield result
                    elif is_title:
                        title.append(_of_title(result))
                    else:
                        body.append(result)
        yield from (mention for mention in title if not _told_again(mention, body))
        yield from body

    def _sentence(
        self, sentence: Sentence, base: int, parties: Parties, clock: Clock, *, told: Sequence[Mention]
    ) -> Iterator[Mention | Skipped]:
        reason = topics.aside(sentence.text)
        acts = [] if reason else self._acts.find(sentence, base, parties)
        span = Span(base + sentence.start_char, base + sentence.end_char)
        coded = [(act, list(self._mentions(act, span, clock))) for act in acts]
        clock.hear(sentence)
        found = _answering(coded, told)
        yield from found
        if not found and len(parties.states_in(sentence)) > 1:
            why = reason or _why(acts)
            yield Skipped(self._document.name, "code", why, sentence.text, self._document.id)

    def _mentions(self, act: Act, sentence: Span, clock: Clock) -> Iterator[Mention]:
        settled = act.settled
        if settled.status is None or not act.roles.complete:
            return
        times = clock.times(act.predicate, settled)
        if times is None:
            return
        for days in times.days:
            if not topics.is_history(days, self._document.published):
                yield self._mention(act, settled.status, days, times.deadline, sentence)

    def _mention(
        self, act: Act, status: Status, days: SpanOfDays, deadline: SpanOfDays | None, sentence: Span
    ) -> Mention:
        base = act.base
        predicate, found = act.predicate, act.roles
        entry = predicate.entry
        words = [predicate.token.i, *predicate.consumed]
        first, last = predicate.token.doc[min(words)], predicate.token.doc[max(words)]
        shown = Span(base + first.idx, base + last.idx + len(last))
        inside = [
            p.span
            for p in (*found.actors, *found.recipients)
            if sentence.start <= p.span.start < sentence.end
        ]
        quote = Span(
            min(shown.start, *(s.start for s in inside), shown.end),
            max(shown.end, *(s.end for s in inside), 0),
        )
        codes = [",".join(sorted(p.code for p in side)) for side in (found.actors, found.recipients)]
        return Mention(
            id=ids.of_parts(
                self._coder.name, self._document.id, shown.start, entry.type, *codes, days.first, days.last
            ),
            document=self._document.id,
            sentence=sentence,
            quote=quote,
            predicate=shown,
            actors=found.actors,
            recipients=found.recipients,
            type=entry.type,
            mode=entry.mode,
            contexts=entry.contexts,
            status=status,
            days=days,
            symmetric=found.symmetric,
            deadline=deadline,
            attribution=attribution.chain(predicate.token, act.settled.speech),
            confidence=_confidence(act),
            coder=self._coder.name,
            rule=" ".join((entry.act, predicate.kind, *act.settled.marks)),
        )


def _parsed(document: Document, sightings: list[Sighting]) -> Iterator[tuple[Doc, int, bool]]:
    """The blocks of the article: parse, offset in the document, whether it is the title."""
    chosen: list[tuple[Span, bool, str]] = []
    for block in document.blocks:
        if block.span is None:
            continue
        is_title, start, text = block.role is Role.TITLE, block.span.start, block.text
        if is_title:
            names = [Span(s.span.start - start, s.span.end - start) for s in sightings]
            text = parsing.sentence_case(text, names)
        opening = 0 if is_title else parsing.dateline(text)
        chosen.append((Span(start + opening, block.span.end), is_title, text[opening:]))
    docs = parsing.parse(text for _, _, text in chosen)
    for (span, is_title, _), doc in zip(chosen, docs, strict=True):
        yield doc, span.start, is_title


def _of_title(mention: Mention) -> Mention:
    return replace(mention, title=True, confidence=round(mention.confidence * HEADLINE_TRUST, 3))


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes)) or "none"


def _confidence(act: Act) -> float:
    """How sure the rules are; each construction that leaves room for error takes its share."""
    sure = 0.92
    if act.predicate.kind == "noun" and act.predicate.carrier is None:
        sure *= 0.92
    if act.roles.lent:
        sure *= 0.75
    for party in (*act.roles.actors, *act.roles.recipients):
        if party.via in ("coreference", "context"):
            sure *= 0.9
        elif party.via in ("garbled", "place"):
            sure *= 0.85
    if act.settled.status in (Status.HYPOTHETICAL, Status.DENIED):
        sure *= 0.85
    return round(sure, 3)


def _answering(coded: list[tuple[Act, list[Mention]]], before: Sequence[Mention]) -> list[Mention]:
    """The sentence's mentions, each with the ids of those it is said to answer, also of those told before."""
    by_position = {act.predicate.token.i: mentions for act, mentions in coded if mentions}
    tokens = {act.predicate.token.i: act.predicate.token for act, mentions in coded if mentions}
    answers: dict[int, list[str]] = {}
    for answer, answered in replies.answered(tokens):
        answers.setdefault(answer, []).extend(mention.id for mention in by_position[answered])
    for position, token in tokens.items():
        if position not in answers and replies.answers_before(token):
            provoked = (replies.provoking(mention, before) for mention in by_position[position])
            answers[position] = [mention.id for mention in provoked if mention is not None]
    return [
        replace(mention, responds_to=tuple(answers.get(position, ())))
        for position, mentions in by_position.items()
        for mention in mentions
    ]


def _told_again(headline: Mention, body: list[Mention]) -> bool:
    """Does the article tell what its headline tells, at about the same time?"""
    sides = {party.code for party in (*headline.actors, *headline.recipients)}
    return any(
        mention.type == headline.type
        and sides <= {party.code for party in (*mention.actors, *mention.recipients)}
        and abs((mention.days.first - headline.days.first).days) <= HEADLINE_DAYS
        for mention in body
    )


def _why(acts: list[Act]) -> str:
    if not acts:
        return "no act in the lexicon"
    if any(act.settled.status is not None and act.roles.complete for act in acts):
        return "history"
    if all(act.settled.status is None for act in acts):
        return "only spoken of, not done"
    return "no two parties of one act"


def _home(document: Document, sightings: list[Sighting]) -> str | None:
    """The state whose city opens the article: "TOKYO (agency) - ..."."""
    body = next((b for b in document.blocks if b.role is Role.ARTICLE and b.span is not None), None)
    if body is None or body.span is None:
        return None
    for sighting in sightings:
        if body.span.start <= sighting.span.start < body.span.start + 20:
            following = document.text[sighting.span.end : sighting.span.end + 40]
            if any(mark in following.split(".")[0] + following[:30] for mark in ("—", "–", " - ", "(", ":")):
                return sighting.code
    return None

"""The coder: documents in, mentions out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from comity import dates, ids
from comity.coding import attribution, openings, pairs, parsing, replies, topics
from comity.coding.act import Act
from comity.coding.acts import Acts
from comity.coding.discourse import Discourse
from comity.coding.openings import Opening
from comity.coding.parties import Parties
from comity.coding.predicates import Predicates
from comity.coding.sieve import PARSED, Reason, Sieve
from comity.coding.times import Clock
from comity.records import Mention, Role, Skipped, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

    from comity.actors import Gazetteer, Sighting
    from comity.coding.judging import Panel
    from comity.coding.openings import Joined
    from comity.coding.sieve import Stretch
    from comity.dates import SpanOfDays
    from comity.ontology import Ontology
    from comity.records import Document

CODER = "comity-0.2"
RULES_CODER = "comity-rules-0.2"
AT_ONCE = 32  # documents: enough for the parser to work in full batches
NO_ACT = "no act in the lexicon"
HEADLINE_DAYS = 5  # what an article tells within so many days of its headline's act is that act
HEADLINE_TRUST = 0.8  # of what the same words would have in the article


class Coder:
    """Codes documents by the lexicon and, where there is a panel, by what its judge reads in what was found.

    Deterministic; no state between documents.
    """

    def __init__(self, gazetteer: Gazetteer, ontology: Ontology, panel: Panel | None = None) -> None:
        self.gazetteer = gazetteer
        self.name = RULES_CODER if panel is None else CODER
        self._panel = panel
        self._ontology = ontology
        self._predicates = Predicates(ontology.lexicon, ontology.operators)
        parsed = PARSED if panel is None else PARSED | {Reason.STATES}
        self.sieve = Sieve(ontology.lexicon, gazetteer.wording, parsed)

    def code(self, documents: Iterable[Document]) -> Iterator[Mention | Skipped]:
        """The mentions of each document in order of its text, and what gave none with the reason.

        Some documents are taken at once, so that the parser gets all their sentences together.
        """
        coming = iter(documents)
        while some := list(islice(coming, AT_ONCE)):
            found = self.found(some)
            if self._panel is not None:
                yield from self._panel.settle(some, list(found))
            else:
                yield from (one for one in found if not isinstance(one, Opening))

    def found(self, documents: Sequence[Document]) -> Iterator[Mention | Opening | Skipped]:
        """What the rules find and, for a panel, what they leave open."""
        codings = [self._coding(document) for document in documents]
        docs = parsing.parse(text for coding in codings for text in coding.texts)
        for coding in codings:
            yield from coding.run(docs)

    def pairs(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text with a pair marked as <s>…</s> and <t>…</t> the types, the likeliest first."""
        if self._panel is not None:
            return self._panel.pairs(texts)
        return [self.pair(text, "", "") for text in texts]

    def pair(self, text: str, source: str, target: str) -> list[tuple[str, float]]:
        """Each PLOVER type with its share, the likeliest first; see `pairs.rank`."""
        return pairs.rank(self, self._ontology, text, source, target)

    def openings(self, sentence: Sentence, base: int, parties: Parties, acts: Sequence[Act]) -> list[Joined]:
        """What a panel is asked about besides the acts of the sentence."""
        if self._panel is None:
            return []
        return list(openings.find(sentence, base, parties, acts, self._ontology.operators))

    def acts(self, discourse: Discourse, dates: Sequence[Span] = ()) -> Acts:
        """A finder of acts for one document."""
        return Acts(self._predicates, self._ontology, discourse, dates)

    def _coding(self, document: Document) -> _Coding | _Nothing:
        sightings = self.gazetteer.find(document.text, document.published)
        codes = {sighting.code for sighting in sightings if sighting.code}
        if len(codes) < 2:
            return _Nothing(document, "no two states", f"names {_listed(codes)}")
        if topics.is_sports_page(document.text):
            return _Nothing(document, "sport")
        return _Coding(self, document, sightings)


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A document that gives nothing, and why."""

    document: Document
    reason: str
    detail: str = ""
    texts: tuple[str, ...] = ()

    def run(self, docs: Iterator[Doc]) -> Iterator[Skipped]:
        del docs
        yield Skipped(self.document.name, "code", self.reason, self.detail, self.document.id)


class _Coding:
    """The coding of one document."""

    def __init__(self, coder: Coder, document: Document, sightings: list[Sighting]) -> None:
        self._coder = coder
        self._document = document
        self._stretches = coder.sieve.stretches(document, sightings)
        self._discourse = Discourse(sightings, home=_home(document, sightings))

    @property
    def texts(self) -> list[str]:
        """What is to be parsed."""
        return [stretch.text for stretch in self._stretches if stretch.parsed]

    def run(self, docs: Iterator[Doc]) -> Iterator[Mention | Opening | Skipped]:
        """The mentions and openings, with the parses of the texts."""
        title: list[Mention] = []
        body: list[Mention] = []
        self._expressions = dates.find(self._document.text) if self.texts else []
        named = [Span(expression.start, expression.end) for expression in self._expressions]
        self._acts = self._coder.acts(self._discourse, named)
        for stretch in self._stretches:
            if not stretch.parsed:
                yield from self._unparsed(stretch)
                continue
            doc, base = next(docs), stretch.start
            parties = Parties(doc, base, self._discourse, self._coder.gazetteer)
            clock = Clock(doc, base, self._expressions, self._document.published)
            for sentence in doc.sents:
                said = parties.text[sentence.start_char : sentence.end_char]
                for result in self._sentence(sentence, said, stretch, parties, clock, told=body):
                    if not isinstance(result, Mention):
                        yield result
                    elif stretch.is_title:
                        title.append(_of_title(result))
                    else:
                        body.append(result)
        yield from (mention for mention in title if not _told_again(mention, body))
        yield from body

    def _unparsed(self, stretch: Stretch) -> Iterator[Skipped]:
        for sentence in stretch.sentences:
            text = sentence.span.of(self._document.text)
            aside = topics.aside(text) if sentence.reason is Reason.ASIDE else ""
            if not aside:
                self._acts.pass_over()
            if len(sentence.states) > 1:
                yield Skipped(self._document.name, "code", aside or NO_ACT, text, self._document.id)

    def _sentence(
        self,
        sentence: Sentence,
        text: str,
        stretch: Stretch,
        parties: Parties,
        clock: Clock,
        *,
        told: Sequence[Mention],
    ) -> Iterator[Mention | Opening | Skipped]:
        base = stretch.start
        span = Span(base + sentence.start_char, base + sentence.end_char)
        reason, acts = topics.aside(text), list[Act]()
        if not reason and stretch.may_act(span):
            acts = self._acts.find(sentence, base, parties)
        elif not reason:
            self._acts.listen(sentence, base, parties)
            self._acts.pass_over()
        coded = [(act, list(self._mentions(act, span, clock))) for act in acts]
        if not reason and not stretch.is_title:
            for joined in self._coder.openings(sentence, base, parties, acts):
                for mention in self._mentions(joined.act, span, clock):
                    yield Opening(mention, joined.hints, joined.states)
        clock.hear(sentence)
        found = _answering(coded, told)
        yield from found
        if not found and len(parties.states_in(sentence)) > 1:
            why = reason or _why(acts)
            yield Skipped(self._document.name, "code", why, text, self._document.id)

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
            attribution=attribution.chain(predicate.token, (*act.settled.denials, *act.settled.speech)),
            confidence=_confidence(act),
            coder=self._coder.name,
            rule=" ".join((entry.act, predicate.kind, *act.settled.marks)),
        )


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
        return NO_ACT
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

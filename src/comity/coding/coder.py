"""The coder: documents in, mentions out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from comity import dates, ids
from comity.coding import attribution, grammar, parsing, replies, roles, topics
from comity.coding.discourse import STATE_KINDS, Discourse
from comity.coding.parties import Parties
from comity.coding.predicates import Predicates, effects_of
from comity.coding.settledness import is_speech, settle
from comity.coding.times import Clock
from comity.records import Mention, Role, Skipped, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

    from comity.actors import Gazetteer, Sighting
    from comity.coding.predicates import Predicate
    from comity.coding.roles import Roles
    from comity.coding.settledness import Settled
    from comity.dates import Expression, SpanOfDays
    from comity.ontology import Ontology
    from comity.records import Block, Document, Party

CODER = "comity-rules-0.1"
HEADLINE_DAYS = 5  # what an article tells within so many days of its headline's act is that act


class Coder:
    """Codes documents by the lexicon: deterministic, no state between documents."""

    def __init__(self, gazetteer: Gazetteer, ontology: Ontology, name: str = CODER) -> None:
        self._gazetteer = gazetteer
        self._ontology = ontology
        self._predicates = Predicates(ontology.lexicon, ontology.operators)
        self.name = name

    def code(self, documents: Iterable[Document]) -> Iterator[Mention | Skipped]:
        """The mentions of each document in order of its text, and what gave none with the reason."""
        for document in documents:
            yield from self._document(document)

    def _document(self, document: Document) -> Iterator[Mention | Skipped]:
        sightings = self._gazetteer.find(document.text, document.published)
        codes = {s.code for s in sightings if s.code}
        if len(codes) < 2:
            yield Skipped(document.name, "code", "no two states", f"names {_listed(codes)}", document.id)
            return
        if topics.is_sports_page(document.text):
            yield Skipped(document.name, "code", "sport", "", document.id)
            return
        coding = _Coding(self, document, sightings, dates.find(document.text))
        yield from coding.run()

    def _sentences(self, document: Document, sightings: list[Sighting]) -> Iterator[tuple[Doc, int, bool]]:
        """The parsed blocks that may hold an act: parse, offset in the document, whether it is the title."""
        chosen: list[tuple[Block, str]] = []
        for block in document.blocks:
            if block.span is None:
                continue
            text = block.text
            if block.role is Role.TITLE:
                names = [
                    Span(s.span.start - block.span.start, s.span.end - block.span.start) for s in sightings
                ]
                text = parsing.sentence_case(text, names)
            chosen.append((block, text))
        for (block, _), doc in zip(chosen, parsing.parse(text for _, text in chosen), strict=True):
            yield doc, block.span.start if block.span else 0, block.role is Role.TITLE


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes)) or "none"


# Prepositions that open the ground, time or occasion of an act rather than what it is done to.
_CIRCUMSTANCES = frozenset("in after over for following amid before since by despite upon during".split())


@dataclass(slots=True)
class _Act:
    """A predicate of the sentence at hand with all that was found out about it."""

    predicate: Predicate
    base: int  # where the parsed text begins in the document
    settled: Settled
    roles: Roles
    mentions: list[Mention] = field(default_factory=list)


class _Coding:
    """The coding of one document."""

    def __init__(
        self, coder: Coder, document: Document, sightings: list[Sighting], expressions: list[Expression]
    ) -> None:
        self._coder = coder
        self._document = document
        self._sightings = sightings
        self._expressions = expressions
        self._discourse = Discourse(sightings, home=_home(document, sightings))
        self._last_dyad: Roles | None = None
        self._speaker: tuple[Party, ...] = ()

    def run(self) -> Iterator[Mention | Skipped]:
        title: list[Mention] = []
        body: list[Mention] = []
        for doc, base, is_title in self._coder._sentences(self._document, self._sightings):
            parties = Parties(doc, base, self._discourse, self._coder._gazetteer)
            clock = Clock(self._expressions, base, self._document.published)
            for sentence in doc.sents:
                for result in self._sentence(sentence, base, parties, clock):
                    if isinstance(result, Skipped):
                        yield result
                    elif is_title:
                        title.append(
                            replace(result, title=True, confidence=round(result.confidence * 0.8, 3))
                        )
                    else:
                        body.append(result)
        yield from (mention for mention in title if not _told_again(mention, body))
        yield from body

    def _sentence(
        self, sentence: Sentence, base: int, parties: Parties, clock: Clock
    ) -> Iterator[Mention | Skipped]:
        span = Span(base + sentence.start_char, base + sentence.end_char)
        text = sentence.text
        named = {
            s.code
            for token in sentence
            if (s := parties.sighting(token)) is not None and s.kind in STATE_KINDS
        }
        reason = "sport" if topics.is_sport(text) else "fiction" if topics.is_fiction(text) else ""
        acts: list[_Act] = []
        if not reason:
            self._listen(sentence, base, parties)
            acts = self._acts(sentence, base, parties)
            for act in acts:
                act.mentions = list(self._mentions(act, span, clock))
        found = _answering(acts)
        yield from found
        if not found and len(named) > 1:
            yield Skipped(self._document.name, "code", reason or _why(acts), text, self._document.id)

    def _listen(self, sentence: Sentence, base: int, parties: Parties) -> None:
        """Take in the subjects, so that pronouns find them, and who is speaking."""
        speaking = [t for t in sentence if t.pos_ == "VERB" and is_speech(t) and grammar.own_subjects(t)]
        for token in sentence:
            if self._is_doer(token):
                self._discourse.hear_subject(base + token.idx, parties.acting([token]))
            elif token.dep_ == "dobj" and token.head.lemma_.lower() in grammar.OBJECT_CONTROL:
                self._discourse.hear_subject(base + token.idx, parties.acting([token]))
        main = [subject for subject in grammar.own_subjects(sentence.root) if self._is_doer(subject)]
        self._discourse.hear_subject(base + sentence.end_char, parties.acting(main))
        for verb in speaking:
            if heard := parties.acting(grammar.own_subjects(verb)):
                self._speaker = heard
        parties.listen(self._speaker)

    def _is_doer(self, token: Token) -> bool:
        """A subject that a later "it" may mean: no relative pronoun, and no act ("the invasion of ...")."""
        if token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ in grammar.RELATIVE:
            return False
        return token.lemma_.lower() not in self._coder._ontology.lexicon.nouns

    def _acts(self, sentence: Sentence, base: int, parties: Parties) -> list[_Act]:
        predicates = self._coder._predicates.find(sentence)
        operators = self._coder._ontology.operators
        told: list[tuple[Predicate, Roles]] = []
        for predicate in predicates:
            if not self._is_date(base + predicate.token.idx):
                told.append(_best(predicate, parties))
        governing = {
            predicate.token.i: predicate
            for predicate, found in told
            if found.recipients or effects_of(predicate.token, operators) != "transparent"
        }
        acts = [_Act(p, base, settle(p, governing, operators), found) for p, found in told]
        standing = [act for act in acts if act.settled.status is not None]
        for act in standing:
            if not act.roles.complete:
                act.roles = self._completed(act, standing, parties)
        for act in standing:
            if act.roles.complete and not act.roles.lent:
                self._last_dyad = act.roles
        return acts

    def _is_date(self, position: int) -> bool:
        """Does a date stand here? "March" is no march."""
        return any(expression.start <= position < expression.end for expression in self._expressions)

    def _completed(self, act: _Act, standing: list[_Act], parties: Parties) -> Roles:
        """Fill what the clause leaves out from the act above it, its speaker, or what "this" refers to."""
        token = act.predicate.token
        if act.settled.status in (Status.DENIED, Status.HYPOTHETICAL):
            return act.roles
        for other in standing:
            if other is act or not other.roles.complete or other.roles.lent:
                continue
            if _is_circumstance(token, other.predicate.token) or _shares_subject(act, other):
                lent = roles.lend(act.roles, other.roles)
                if lent.complete:
                    return lent
        if (
            act.predicate.kind == "verb"
            and act.roles.recipients
            and not act.roles.actors
            and grammar.is_passive(token)
        ):
            speakers = parties.acting(attribution.speakers(act.settled.speech)) or _bystander(act, parties)
            others = tuple(p for p in speakers if p.code not in act.roles.codes)
            if others:
                return replace(act.roles, actors=others[:1], lent=True)
        if act.predicate.kind == "verb" and act.roles.recipients and not act.roles.actors:
            return self._official(act, parties)
        if act.roles.actors and not act.roles.recipients and _refers_back(act.predicate):
            return self._referring(act)
        return act.roles

    def _official(self, act: _Act, parties: Parties) -> Roles:
        """An official or a body without its state ("the deputy speaker") is of the other side of the story's pair."""
        pair = self._discourse.pair(act.base + act.predicate.token.idx)
        here = act.roles.codes
        if len(here) != 1 or not here < set(pair):
            return act.roles
        for subject in grammar.subjects(act.predicate.token):
            unnamed = parties.official(subject, next(code for code in pair if code not in here))
            if unnamed is not None:
                return replace(act.roles, actors=(unnamed,), lent=True)
        return act.roles

    def _referring(self, act: _Act) -> Roles:
        """Whom "condemned the move" means: the other side of the last act, else who last did anything."""
        if self._last_dyad is not None:
            lent = roles.lend(act.roles, self._last_dyad)
            if lent.complete:
                return lent
        opening = act.base + act.predicate.token.sent.start_char
        mover = self._discourse.subject_before(opening, states_only=True)[:1]
        if mover and mover[0].code not in act.roles.codes:
            return replace(act.roles, recipients=mover, lent=True)
        return act.roles

    def _mentions(self, act: _Act, sentence: Span, clock: Clock) -> Iterator[Mention]:
        settled, found = act.settled, act.roles
        if settled.status is None or not found.complete:
            return
        times = clock.times(act.predicate, settled)
        if times is None:
            return
        for days in times.days:
            if topics.is_history(days, self._document.published):
                continue
            yield self._mention(act, settled.status, days, times.deadline, sentence)

    def _mention(
        self, act: _Act, status: Status, days: SpanOfDays, deadline: SpanOfDays | None, sentence: Span
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


def _bystander(act: _Act, parties: Parties) -> tuple[Party, ...]:
    """Who ordered what a passive leaves open: whoever speaks in the sentence."""
    for token in act.predicate.token.sent:
        if is_speech(token) and (heard := parties.acting(grammar.own_subjects(token))):
            return heard
    return ()


def _best(predicate: Predicate, parties: Parties) -> tuple[Predicate, Roles]:
    """The word by the most specific entry under which both roles are filled; else by the most specific one."""
    first = roles.assign(predicate, parties)
    if first.complete:
        return predicate, first
    for other in predicate.others:
        found = roles.assign(other, parties)
        if found.complete:
            return other, found
    return predicate, first


def _confidence(act: _Act) -> float:
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


def _is_circumstance(token: Token, act: Token) -> bool:
    """Does the word stand in a circumstance of the act: "in retaliation for ...", "for detaining", "after ..."?

    What is the act's own object ("welcomed the decision to reopen") has its own two sides.
    """
    current = token
    while current.dep_ != "ROOT" and current.i != act.i:
        if current.dep_ in ("advcl", "agent") or _opens_circumstance(current):
            return act.is_ancestor(current) or current.head.i in {t.i for t in act.conjuncts}
        current = current.head
    return False


def _opens_circumstance(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in _CIRCUMSTANCES
    return any(child.dep_ == "mark" and child.lower_ in _CIRCUMSTANCES for child in token.children)


def _shares_subject(act: _Act, other: _Act) -> bool:
    """Is it coordinated with the other act and done by the same ("called it absurd and lodged a protest")?"""
    one, another = (a.predicate.carrier or a.predicate.token for a in (act, other))
    joined = one.i in {t.i for t in another.conjuncts}
    return (
        joined
        and bool(act.roles.actors)
        and {p.code for p in act.roles.actors} == {p.code for p in other.roles.actors}
    )


def _refers_back(predicate: Predicate) -> bool:
    """Does its object point to what was told ("these acts", "the decision", "it")?"""
    if predicate.kind != "verb":
        return False
    for held in grammar.objects(predicate.token):
        if held.lower_ in ("it", "this", "that", "them"):
            return True
        if any(child.lower_ in ("this", "these", "those", "such", "the") for child in held.children):
            return True
    return False


def _answering(acts: list[_Act]) -> list[Mention]:
    """The sentence's mentions, each with the ids of those it is said to answer."""
    coded = {act.predicate.token.i: act for act in acts if act.mentions}
    tokens: dict[int, Token] = {position: act.predicate.token for position, act in coded.items()}
    answers: dict[int, list[str]] = {}
    for answer, answered in replies.answered(tokens):
        answers.setdefault(answer, []).extend(mention.id for mention in coded[answered].mentions)
    return [
        replace(mention, responds_to=tuple(answers.get(position, ())))
        for position, act in coded.items()
        for mention in act.mentions
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


def _why(acts: list[_Act]) -> str:
    if not acts:
        return "no act in the lexicon"
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
            if any(dash in following.split(".")[0] + following[:30] for dash in ("—", "–", " - ", "(")):
                return sighting.code
    return None

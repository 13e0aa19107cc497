"""Acts: the predicates of a sentence with their parties and how settled they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.coding import attribution, grammar, roles
from comity.coding.predicates import effects_of
from comity.coding.reference import MISSIONS
from comity.coding.roles import Roles
from comity.coding.settledness import is_speech, settle
from comity.records import Party, Span, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from comity.coding.discourse import Discourse
    from comity.coding.parties import Parties
    from comity.coding.predicates import Predicate, Predicates
    from comity.coding.settledness import Settled
    from comity.ontology import Entry, Ontology

_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "IGO", "SPY", "COP"})
_FOREIGN = frozenset({"expel", "withdraw", "deport"})  # modes that are only ever done to another state
_DIPLOMATIC = frozenset({"expel", "disapprove", "deport", "withdraw", "discontinue"})
_BETWEEN = frozenset("border crossing embassy consulate sanction embargo tie relation talk treaty".split())
_YIELDED = {"CONCEDE": "yield", "RETREAT": "yield", "AID": "assist", "COOPERATE": "assist"}
_REFUSALS = frozenset({("will", "not"), ("will", "n't"), ("wo", "n't"), ("will", "n’t"), ("will", "never")})
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
_FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
# What somebody else has said or done before it can be rejected, condemned or welcomed.
_SAID_BEFORE = frozenset(
    "accusation allegation claim charge demand request offer proposal decision move step remark comment statement "
    "concern regret dismay alarm outrage protest ruling announcement measure criticism threat ultimatum invitation report action act plan call".split()
)
# Prepositions that open the ground, time or occasion of an act rather than what it is done to.
_CIRCUMSTANCES = frozenset("in after over for following amid before since by despite upon during".split())


@dataclass(slots=True)
class Act:
    """A predicate with all that was found out about it; an act is coded where both roles are filled."""

    predicate: Predicate
    base: int  # where the parsed text begins in the document
    settled: Settled
    roles: Roles


class Acts:
    """Finds the acts of a document's sentences in order, and remembers what later sentences refer to."""

    def __init__(
        self, predicates: Predicates, ontology: Ontology, discourse: Discourse, dates: Sequence[Span] = ()
    ) -> None:
        self._predicates = predicates
        self._ontology = ontology
        self._discourse = discourse
        self._dates = dates  # where the document names a date: "March" is no march
        self._lead: Roles | None = None  # the first act told: what "the move" is to others
        self._lead_type = ""
        self._last_dyad: Roles | None = None
        self._recent: tuple[str, ...] = ()  # the two sides of the sentence before
        self._speaker: tuple[Party, ...] = ()

    def find(self, sentence: Sentence, base: int, parties: Parties) -> list[Act]:
        """The acts of the sentence, complete or not."""
        self._listen(sentence, base, parties)
        operators = self._ontology.operators
        told = [
            _best(predicate, parties)
            for predicate in self._predicates.find(sentence)
            if not self._is_date(base + predicate.token.idx)
        ]
        governing = {
            predicate.token.i: predicate
            for predicate, found in told
            if found.recipients or effects_of(predicate.token, operators) is None
        }
        told = _judged(told)
        acts = [Act(p, base, settle(p, governing, operators), found) for p, found in told]
        acts = [_the_same(act, acts) for act in acts]
        acts = [_refused(act) for act in acts]
        standing = [act for act in acts if act.settled.status is not None]
        for act in standing:
            if not act.roles.complete:
                act.roles = self._completed(act, standing, parties)
        self._recent = ()
        for act in standing:
            if act.roles.complete and not act.roles.lent:
                self._last_dyad = act.roles
                if self._lead is None:
                    self._lead, self._lead_type = act.roles, act.predicate.entry.type
                self._recent = tuple(sorted(act.roles.codes)) if len(act.roles.codes) == 2 else ()
        return acts

    def _is_date(self, position: int) -> bool:
        return any(date.start <= position < date.end for date in self._dates)

    def _listen(self, sentence: Sentence, base: int, parties: Parties) -> None:
        """Take in the subjects, so that pronouns find them, and who is speaking."""
        speaking = [t for t in sentence if t.pos_ == "VERB" and is_speech(t) and grammar.own_subjects(t)]
        for token in sentence:
            asked = token.dep_ == "dobj" and token.head.lemma_.lower() in grammar.OBJECT_CONTROL
            if asked or self._is_doer(token) or _is_other_than_person(token, parties):
                self._discourse.hear_subject(base + token.idx, parties.acting([token]))
        main = [subject for subject in grammar.own_subjects(sentence.root) if self._is_doer(subject)]
        self._discourse.hear_subject(base + sentence.end_char, parties.acting(main))
        for verb in speaking:
            if heard := parties.acting(grammar.own_subjects(verb)):
                self._speaker = heard
        parties.listen(self._speaker, self._recent)

    def _is_doer(self, token: Token) -> bool:
        """A subject that a later "it" may mean: no relative pronoun, and no act ("the invasion of ...")."""
        if token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ in grammar.RELATIVE:
            return False
        return token.lemma_.lower() not in self._ontology.lexicon.nouns

    def _completed(self, act: Act, standing: list[Act], parties: Parties) -> Roles:
        """Fill what the clause leaves out from the act above it, its speaker, or what the story is about."""
        found = act.roles
        if act.settled.status in (Status.DENIED, Status.HYPOTHETICAL):
            return found
        lent = _borrowed(act, standing)
        if lent is not None:
            return lent
        if act.predicate.kind == "verb" and found.recipients and not found.actors:
            passive = grammar.is_passive(act.predicate.token)
            return self._ordered(act, parties) if passive else self._official(act, parties)
        if found.actors and act.predicate.entry.type == "AGREE" and len(found.codes) == 1:
            return _promised(act, parties)
        if found.actors and not found.recipients and _implies_another(act):
            return self._implied(act, standing)
        if not found.codes and self._last_dyad is not None and _is_envoy_called(act):
            return replace(self._last_dyad, lent=True)
        return found

    def _judged_side(self, act: Act, standing: list[Act], lead: Roles) -> tuple[Party, ...]:
        """Who did what others condemn: the lead's actor, or, where it is not the lead's act, whom the lead answers."""
        objects = {held.i for held in grammar.objects(act.predicate.token)}
        named = [other.predicate.entry.type for other in standing if other.predicate.token.i in objects]
        if act.predicate.entry.type == "ACCUSE" and named and named[0] != self._lead_type:
            return lead.recipients[:1]
        return lead.actors[:1]

    def _ordered(self, act: Act, parties: Parties) -> Roles:
        """A passive leaves open who did it: whoever reports it, speaks in the sentence, or is the story's other side."""
        speakers = parties.acting(attribution.speakers(act.settled.speech)) or _bystander(act, parties)
        others = tuple(party for party in speakers if party.code not in act.roles.codes)
        if others:
            return replace(act.roles, actors=others[:1], lent=True)
        codes = act.roles.codes
        if act.predicate.entry.mode not in _DIPLOMATIC or len(codes) != 1:
            return act.roles
        other = self._discourse.counterpart(act.base + act.predicate.token.idx, next(iter(codes)))
        return replace(act.roles, actors=(_unsaid(act, other),), lent=True) if other else act.roles

    def _official(self, act: Act, parties: Parties) -> Roles:
        """An official whose state is left open is of the dateline's, or else of the other side of the story's pair."""
        pair = self._discourse.pair(act.base + act.predicate.token.idx)
        here = act.roles.codes
        if len(here) != 1 or not here < set(pair):
            return act.roles
        other = next(code for code in pair if code not in here)
        if self._discourse.home in here:
            return self._own_mission(act, other)
        for subject in grammar.subjects(act.predicate.token):
            unnamed = parties.official(subject, other)
            if unnamed is not None:
                return replace(act.roles, actors=(unnamed,), lent=True)
        return act.roles

    def _own_mission(self, act: Act, other: str) -> Roles:
        """What "the minister" does to the mission of the dateline's own state, it does to the other side."""
        words = {word for held in grammar.objects(act.predicate.token) for word in grammar.phrase_words(held)}
        if words.isdisjoint(MISSIONS):
            return act.roles
        return Roles(act.roles.recipients, (_unsaid(act, other),), lent=True)

    def _implied(self, act: Act, standing: list[Act]) -> Roles:
        """Whom "rejected the claim" or "recalled its ambassador" means: the other side of the last act or of the story."""
        found = act.roles
        codes = {party.code for party in found.actors}
        for beside in standing:  # "A broke with C, and B recalled its envoy"
            alike = beside.roles.complete and not beside.roles.lent and codes.isdisjoint(beside.roles.codes)
            if alike and beside.predicate.entry.type == act.predicate.entry.type:
                return replace(found, recipients=beside.roles.recipients, lent=True)
        if self._last_dyad is not None and act.predicate.entry.mode not in _FOREIGN:
            lent = roles.lend(found, self._last_dyad)
            if lent.complete:
                return lent
            lead = self._lead or self._last_dyad
            if codes.isdisjoint(lead.codes) and act.predicate.entry.type in _JUDGING:
                judged = lead.actors if lead.symmetric else self._judged_side(act, standing, lead)
                return replace(found, recipients=judged, lent=True)
        if len(codes) == 1:
            position = act.base + act.predicate.token.idx
            other = self._discourse.counterpart(position, next(iter(codes)))
            if other is not None:
                return replace(found, recipients=(_unsaid(act, other),), lent=True)
        opening = act.base + act.predicate.token.sent.start_char
        mover = self._discourse.subject_before(opening, states_only=True)[:1]
        if mover and mover[0].code not in codes and mover[0].sector != "IGO":
            return replace(found, recipients=mover, lent=True)
        return found


def _is_envoy_called(act: Act) -> bool:
    """Is it "the ambassador was summoned", where the story tells whose and by whom?"""
    entry, token = act.predicate.entry, act.predicate.token
    if entry.mode != "disapprove" or act.predicate.kind != "verb" or not grammar.is_passive(token):
        return False
    return any(not MISSIONS.isdisjoint(grammar.phrase_words(held)) for held in grammar.objects(token))


def _promised(act: Act, parties: Parties) -> Roles:
    """Who reports that another agreed is whom it agreed with: "Ghana said Togo had agreed to take them back"."""
    found = act.roles
    speakers = parties.acting(attribution.speakers(act.settled.speech))
    others = tuple(party for party in speakers if party.code not in found.codes)[:1]
    if not others:
        return found
    return Roles((*found.actors, *others), (*found.actors, *others), symmetric=True, lent=True)


def _unsaid(act: Act, code: str) -> Party:
    """A party that the clause implies: its words are the predicate's own."""
    token = act.predicate.token
    span = Span(act.base + token.idx, act.base + token.idx + len(token))
    return Party(code, "GOV", span, token.text, "context")


def _borrowed(act: Act, standing: list[Act]) -> Roles | None:
    """The missing side from another act of the sentence in whose circumstances this one stands, or the reverse."""
    token = act.predicate.token
    near = [other for other in standing if other is not act and _belongs(act, other)]
    for other in near:
        if other.roles.complete and not other.roles.lent:
            lent = roles.lend(act.roles, other.roles)
            if lent.complete:
                return lent
    for other in standing:
        apart = not act.roles.recipients and not other.roles.recipients and len(other.roles.codes) == 1
        joined = other in near or _is_circumstance(other.predicate.token, token)
        if (
            other is not act
            and apart
            and joined
            and act.roles.actors
            and other.roles.codes != act.roles.codes
        ):
            return replace(act.roles, recipients=other.roles.actors, lent=True)
    return None


def _belongs(act: Act, other: Act) -> bool:
    return _is_circumstance(act.predicate.token, other.predicate.token) or _shares_subject(act, other)


def _the_same(act: Act, acts: list[Act]) -> Act:
    """Whoever "took the same step" did what the sentence's other act is."""
    heads = grammar.objects(act.predicate.token) if act.predicate.kind == "verb" else ()
    if not any(child.lower_ == "same" for held in heads for child in held.children):
        return act
    for other in acts:
        if other is not act and other.roles.complete and other.settled.status is not None:
            return replace(act, predicate=replace(act.predicate, entry=other.predicate.entry))
    return act


def _refused(act: Act) -> Act:
    """Whoever "will not lift the embargo" refuses to: the act is a REJECT, and it is done."""
    marks, entry = act.settled.marks, act.predicate.entry
    if entry.type == "AGREE" and act.settled.status is Status.DENIED and _is_renewal(act):
        ended = replace(
            entry, type="SANCTION", mode="discontinue", act=f"ended by {entry.act}", symmetric=False
        )
        return _as_done(act, ended)
    mode = _YIELDED.get(entry.type)
    if mode is None or act.settled.status is not Status.DENIED or marks[-2:] not in _REFUSALS:
        return act
    refused = replace(entry, type="REJECT", mode=mode, act=f"refused {entry.act}")
    return _as_done(act, refused)


def _is_renewal(act: Act) -> bool:
    return act.predicate.token.lemma_.lower() in ("renew", "extend", "prolong")


def _as_done(act: Act, entry: Entry) -> Act:
    predicate = replace(act.predicate, entry=entry)
    return replace(act, predicate=predicate, settled=replace(act.settled, status=Status.ACTUAL))


def _judged(told: list[tuple[Predicate, Roles]]) -> list[tuple[Predicate, Roles]]:
    """Who condemns, rejects or welcomes an act means whoever did it, not whom it was done to."""
    by_position = {predicate.token.i: found for predicate, found in told}
    judged = []
    for predicate, found in told:
        done = [
            by_position[held.i]
            for held in (grammar.objects(predicate.token) if predicate.kind == "verb" else ())
            if held.i in by_position and predicate.entry.type in _JUDGING
        ]
        for other in done[:1]:
            found = _turned_on_doer(found, other)
        judged.append((predicate, found))
    return judged


def _turned_on_doer(judgement: Roles, done: Roles) -> Roles:
    judges = {party.code for party in judgement.actors}
    doers = tuple(party for party in done.actors if party.code not in judges)
    if doers:
        return replace(judgement, recipients=doers)
    suffering = {party.code for party in done.recipients}
    if suffering and suffering >= {party.code for party in judgement.recipients}:
        return replace(judgement, recipients=())
    return judgement


def _is_other_than_person(token: Token, parties: Parties) -> bool:
    """After "the president criticised Ghana for ...", "it" is Ghana, not the president."""
    if token.dep_ != "dobj" or token.pos_ != "PROPN":
        return False
    subjects = parties.acting(grammar.own_subjects(token.head))
    return bool(subjects) and all(party.person is not None for party in subjects)


def _bystander(act: Act, parties: Parties) -> tuple[Party, ...]:
    """Who ordered what a passive leaves open: whoever speaks in the sentence."""
    for token in act.predicate.token.sent:
        if is_speech(token) and (heard := parties.acting(grammar.own_subjects(token))):
            return heard
    return ()


def _best(predicate: Predicate, parties: Parties) -> tuple[Predicate, Roles]:
    """The word by the most specific entry that fills both roles; else by the most specific one."""
    first = roles.assign(predicate, parties)
    if first.complete:
        return predicate, first
    for other in predicate.others:
        found = roles.assign(other, parties)
        if found.complete:
            return other, found
    return predicate, first


def _is_circumstance(token: Token, act: Token) -> bool:
    """Does the word stand in a circumstance of the act: "in retaliation for", "after ..."?

    What is the act's own object ("welcomed the decision to reopen") has its own two sides.
    """
    current = token
    while act.dep_ == "xcomp":
        act = act.head  # "began to pull out after ...": the circumstance hangs on the first verb
    while current.dep_ != "ROOT" and current.i != act.i:
        if current.dep_ in ("advcl", "agent") or _opens_circumstance(current):
            return act.is_ancestor(current) or current.head.i in {t.i for t in act.conjuncts}
        current = current.head
    return False


def _opens_circumstance(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in _CIRCUMSTANCES
    return any(child.dep_ == "mark" and child.lower_ in _CIRCUMSTANCES for child in token.children)


def _shares_subject(act: Act, other: Act) -> bool:
    """Is it coordinated with the other act and done by the same ("called it absurd and lodged a protest")?"""
    one, another = (a.predicate.carrier or a.predicate.token for a in (act, other))
    joined = one.i in {t.i for t in another.conjuncts}
    friendly = act.predicate.entry.type in _FRIENDLY
    return (
        joined
        and friendly == (other.predicate.entry.type in _FRIENDLY)
        and bool(act.roles.actors)
        and {p.code for p in act.roles.actors} == {p.code for p in other.roles.actors}
    )


def _implies_another(act: Act) -> bool:
    """Does the act need another side that the clause need not name: a claim rejected, an ambassador recalled?"""
    predicate = act.predicate
    if not {party.sector for party in act.roles.actors} & _OFFICIAL:
        return False
    if predicate.entry.mode in _FOREIGN:
        return True
    if predicate.entry.type == "ASSAULT":
        return predicate.kind == "verb" and any(party.sector == "MIL" for party in act.roles.actors)
    heads = grammar.objects(predicate.token) if predicate.kind == "verb" else [predicate.token]
    for held in heads:
        words = grammar.phrase_words(held)
        if any(child.dep_ == "poss" and child.pos_ != "PRON" for child in held.children):
            continue  # somebody's, whose state nobody tells
        if held.lower_ in ("it", "this", "that", "them") or not words.isdisjoint(_SAID_BEFORE | _BETWEEN):
            return True
        if any(child.lower_ in ("this", "these", "those", "such", "that", "the") for child in held.children):
            return predicate.kind == "verb" or not words.isdisjoint(_BETWEEN)
    return False

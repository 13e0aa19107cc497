"""The side that a clause leaves out: from the sentence's other acts, who speaks, and the story.

A party that comes from the story has the predicate's own words as its span and `via` "context".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.coding import attribution, grammar, roles
from comity.coding.reference import MISSIONS
from comity.coding.roles import Roles
from comity.coding.settledness import is_speech
from comity.coding.turns import JUDGING
from comity.records import Party, Span, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from comity.coding.act import Act
    from comity.coding.discourse import Discourse
    from comity.coding.parties import Parties

_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "IGO", "SPY", "COP"})
_FOREIGN = frozenset({"expel", "withdraw", "deport"})  # modes that are only ever done to another state
_DIPLOMATIC = frozenset({"expel", "disapprove", "deport", "withdraw", "discontinue"})
_BETWEEN = frozenset("border crossing embassy consulate sanction embargo tie relation talk treaty".split())
_OUTWARD = frozenset({"ACCUSE", "THREATEN", "REJECT", "REQUEST"})  # words that somebody must hear
_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
# What somebody else has said or done before it can be rejected, condemned or welcomed.
_SAID_BEFORE = frozenset(
    "accusation allegation claim charge demand request offer proposal decision move step remark comment "
    "statement concern regret dismay alarm outrage protest ruling announcement measure criticism threat "
    "ultimatum invitation report action act plan call".split()
)
# Prepositions that open the ground, time or occasion of an act rather than what it is done to.
_CIRCUMSTANCES = grammar.GROUNDS | {"in", "for", "by", "upon"}


class Completion:
    """Remembers the acts of a document in order and completes those of the next sentence."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._lead: Act | None = None  # the first act told: what "the move" is to others
        self.last: Act | None = None  # the last act that named both its sides
        self.recent: tuple[str, ...] = ()  # the two sides of the sentence before, if it had two

    def remember(self, acts: Sequence[Act]) -> None:
        """Take in a sentence's acts."""
        self.recent = ()
        for act in acts:
            if not act.roles.complete or act.roles.lent:
                continue
            self._lead = self._lead or act
            self.last = act
            self.recent = tuple(sorted(act.roles.codes)) if len(act.roles.codes) == 2 else ()

    def of(self, act: Act, standing: Sequence[Act], parties: Parties) -> Roles:
        """The act's roles with what the clause leaves out filled in, where that can be told."""
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
        if found.actors and not found.recipients and act.predicate.entry.type in _VIOLENT:
            found = _told_by_its_victim(act, parties)
        if found.actors and not found.recipients and _implies_another(act) and not _is_at_home(act, parties):
            return self._implied(act, standing)
        if not found.codes and self.last is not None and _is_envoy_called(act):
            return replace(self.last.roles, lent=True)
        return found

    def _judged(self, act: Act, standing: Sequence[Act], lead: Act) -> tuple[Party, ...]:
        """Who did what others condemn: the lead's actor, or whom the lead answers if it is another act."""
        if lead.roles.symmetric:
            return lead.roles.actors
        objects = {held.i for held in grammar.objects(act.predicate.token)}
        named = [other.predicate.entry.type for other in standing if other.predicate.token.i in objects]
        if act.predicate.entry.type == "ACCUSE" and named and named[0] != lead.predicate.entry.type:
            return lead.roles.recipients[:1]
        return lead.roles.actors[:1]

    def _ordered(self, act: Act, parties: Parties) -> Roles:
        """Who did what a passive leaves open: whoever reports it or speaks, else the story's other side."""
        if act.predicate.entry.type in _VIOLENT:
            return act.roles  # who tells of violence is not who does it
        speakers = parties.acting(attribution.speakers(act.settled.speech)) or _bystander(act, parties)
        others = tuple(party for party in speakers if party.code not in act.roles.codes)
        if others:
            return replace(act.roles, actors=others[:1], lent=True)
        codes = act.roles.codes
        if act.predicate.entry.mode not in _DIPLOMATIC or len(codes) != 1:
            return act.roles
        other = self._discourse.counterpart(act.position, next(iter(codes)))
        return replace(act.roles, actors=(_unsaid(act, other),), lent=True) if other else act.roles

    def _official(self, act: Act, parties: Parties) -> Roles:
        """An official whose state is left open is of the dateline's, or else of the story's other side."""
        pair = self._discourse.pair(act.position)
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

    def _implied(self, act: Act, standing: Sequence[Act]) -> Roles:
        """Whom "rejected the claim" means: the other side of the last act, or of the story."""
        found = act.roles
        codes = {party.code for party in found.actors}
        for beside in standing:  # "A broke with C, and B recalled its envoy"
            alike = beside.roles.complete and not beside.roles.lent and codes.isdisjoint(beside.roles.codes)
            if alike and beside.predicate.entry.type == act.predicate.entry.type:
                return replace(found, recipients=beside.roles.recipients, lent=True)
        if self.last is not None and _is_penalty(act, self.last) and codes.isdisjoint(self.last.roles.codes):
            return replace(found, recipients=self.last.roles.actors, lent=True)
        if self.last is not None and act.predicate.entry.mode not in _FOREIGN:
            lent = roles.lend(found, self.last.roles)
            if lent.complete:
                return lent
        lead = self._lead
        judging = act.predicate.entry.type in JUDGING and act.predicate.entry.mode not in _FOREIGN
        if lead is not None and judging and codes.isdisjoint(lead.roles.codes):
            return replace(found, recipients=self._judged(act, standing, lead), lent=True)
        other = self._discourse.counterpart(act.position, next(iter(codes))) if len(codes) == 1 else None
        if other is not None:
            return replace(found, recipients=(_unsaid(act, other),), lent=True)
        opening = act.base + act.predicate.token.sent.start_char
        mover = self._discourse.subject_before(opening, states_only=True)[:1]
        if mover and mover[0].code not in codes and mover[0].sector != "IGO":
            return replace(found, recipients=mover, lent=True)
        return found


def _is_penalty(act: Act, before: Act) -> bool:
    """Is it done for the violence told before, so to whoever did that?"""
    return act.predicate.entry.type == "SANCTION" and before.predicate.entry.type in _VIOLENT


def _is_envoy_called(act: Act) -> bool:
    """Is it "the ambassador was summoned", where the story tells whose and by whom?"""
    entry, token = act.predicate.entry, act.predicate.token
    if entry.mode != "disapprove" or act.predicate.kind != "verb" or not grammar.is_passive(token):
        return False
    return any(not MISSIONS.isdisjoint(grammar.phrase_words(held)) for held in grammar.objects(token))


def _told_by_its_victim(act: Act, parties: Parties) -> Roles:
    """Whose "its villages" are that another is said to have shelled: theirs who say so."""
    owned = any(
        child.dep_ == "poss" for held in grammar.objects(act.predicate.token) for child in held.children
    )
    speakers = parties.acting(attribution.speakers(act.settled.speech)) if owned else ()
    others = tuple(party for party in speakers if party.code not in act.roles.codes)[:1]
    return replace(act.roles, recipients=others, lent=True) if others else act.roles


def _is_at_home(act: Act, parties: Parties) -> bool:
    """Is it done to the actor's own citizens?"""
    named = parties.named(grammar.objects(act.predicate.token)) if act.predicate.kind == "verb" else ()
    own = {party.code for party in act.roles.actors}
    return any(party.code in own and party.sector == "CVL" and party.via != "coreference" for party in named)


def _promised(act: Act, parties: Parties) -> Roles:
    """Who reports that another agreed is whom it agreed with: "Ghana said Togo had agreed to it"."""
    found = act.roles
    speakers = parties.acting(attribution.speakers(act.settled.speech))
    others = tuple(party for party in speakers if party.code not in found.codes)[:1]
    if not others:
        return found
    return Roles((*found.actors, *others), (*found.actors, *others), symmetric=True, lent=True)


def _unsaid(act: Act, code: str) -> Party:
    """A party that the clause implies: its words are the predicate's own."""
    token = act.predicate.token
    span = Span(act.position, act.position + len(token))
    return Party(code, "GOV", span, token.text, "context")


def _borrowed(act: Act, standing: Sequence[Act]) -> Roles | None:
    """The missing side, from an act of the sentence that this one is a circumstance of, or the reverse."""
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
    if _is_circumstance(act.predicate.token, other.predicate.token):
        return True
    return _shares_subject(act, other) and _implies_another(act)


def _bystander(act: Act, parties: Parties) -> tuple[Party, ...]:
    """Who ordered what a passive leaves open: whoever speaks in the sentence."""
    for token in act.predicate.token.sent:
        if is_speech(token) and (heard := parties.acting(grammar.own_subjects(token))):
            return heard
    return ()


def _is_circumstance(token: Token, act: Token) -> bool:
    """Does the word stand in a circumstance of the act: "in retaliation for", "after ..."?

    What is the act's own object ("welcomed the decision to reopen") has its own two sides.
    """
    current = token
    while act.dep_ == "xcomp":
        act = act.head  # "began to pull out after ...": the circumstance hangs on the first verb
    if act.dep_ == "pcomp" and act.head.head.lemma_.lower() in grammar.REPLIES:
        act = act.head.head  # "responded to the arrest by expelling"
    while current.dep_ != "ROOT" and current.i != act.i:
        if current.dep_ in ("advcl", "agent") or _opens_circumstance(current):
            return act.is_ancestor(current) or current.head.i in {t.i for t in act.conjuncts}
        current = current.head
    return False


def _opens_circumstance(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ in _CIRCUMSTANCES or token.head.lemma_.lower() in grammar.REPLIES
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
    """Does the act need another side that the clause need not name ("rejected the claim")?"""
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
    return predicate.kind == "verb" and predicate.entry.type in _OUTWARD

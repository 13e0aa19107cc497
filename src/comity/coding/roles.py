"""Roles: who acts and whom it is done to, from one predicate and its arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.coding.discourse import POWERS
from comity.coding.predicates import fillers
from comity.coding.reference import MISSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from comity.coding.parties import Parties
    from comity.coding.predicates import Predicate
    from comity.records import Party

# What mostly opens a ground ("sanctions over the war"), and the types for which it does not.
_HEARD_AT = {"over": ("MOBILIZE",), "about": ("ACCUSE",), "after": ()}
_SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_BARE = re.compile(r"(?:[A-Z][\w.'’-]*|of|the|and|for|on|\W)(?: (?:[A-Z][\w.'’-]*|of|the|and|for|on))*")
_WHOLE = frozenset("government people president leader leadership side".split())
_ENDED_BY_DOER = frozenset("withdrawal pullout pullback retreat departure end halt cessation stop".split())
_TOGETHER = ("with", "between", "among")  # how a third side joins two that are named already
# What a pair ends or reopens is its own: "Chad and Niger scrapped the deal".
_BETWEEN_TWO = {
    "SANCTION": frozenset("deal agreement treaty pact accord talk negotiation relation tie".split()),
    "CONCEDE": frozenset("border crossing frontier relation tie".split()),
}
_SUFFERED = frozenset({"expel", "arrest", "deport", "release", "abduct"})
_MUTUAL_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties in each role; either may be empty where the clause does not say."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    symmetric: bool = False
    lent: bool = False  # a role was filled from outside the clause

    @property
    def complete(self) -> bool:
        """Are there two different parties?"""
        return bool(self.actors and self.recipients) and len(self.codes) > 1

    @property
    def codes(self) -> frozenset[str]:
        """Everybody's codes."""
        return frozenset(party.code for party in (*self.actors, *self.recipients))


def assign(predicate: Predicate, parties: Parties) -> Roles:
    """The roles that the predicate's own clause fills."""
    if predicate.entry.symmetric:
        return _sides(predicate, parties)
    if predicate.entry.type == "REQUEST" and _is_own_wish(predicate):
        return Roles((), ())
    if predicate.kind == "noun" and predicate.entry.type == "REQUEST":
        verb = grammar.done_at(predicate.token)
        if verb is not None:
            return _done_at_request(predicate, verb, parties)
    actors = _actors(predicate, parties)
    recipients = _recipients(predicate, parties, actors)
    if actors and all(party.via == "coreference" for party in actors):
        actors, recipients = _another(predicate, parties, actors, recipients)
    if predicate.entry.type == "PROTEST":
        return _crowd(predicate, parties, actors, recipients)
    if (
        len(actors) > 1
        and not recipients
        and _is_mutual(predicate, sides=parties.are_sides(actors), pair=len(actors) == 2)
    ):
        return Roles(actors, actors, symmetric=True)
    if not actors and len(recipients) > 1 and predicate.kind == "noun":
        return _divided(predicate, recipients)
    return Roles(actors, recipients)


def _is_own_wish(predicate: Predicate) -> bool:
    """Is it "wants to give a signal", which asks nobody to do anything?"""
    token = predicate.token
    if predicate.kind != "verb" or token.lemma_.lower() not in ("want", "ask", "demand", "hope", "wish"):
        return False
    below = grammar.clauses(token)
    own = all(grammar.is_infinitive(verb) and not grammar.own_subjects(verb) for verb in below)
    return bool(below) and own and not grammar.objects(token)


def _crowd(
    predicate: Predicate, parties: Parties, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> Roles:
    """Where citizens rally they are of that place; whom they rally against is elsewhere."""
    against = tuple(party for party in recipients if party.via != "place")
    if actors:
        return Roles(actors, tuple(party for party in against if party not in actors))
    around = predicate.carrier or predicate.token
    suffering = {party.code for party in against}
    here = [party for party in parties.places_in(around.sent) if party.code not in suffering]
    return Roles(tuple(replace(party, sector="CVL") for party in here[:1]), against)


def _done_at_request(predicate: Predicate, verb: Token, parties: Parties) -> Roles:
    """Whoever does something "at the request of" another was asked to."""
    asking = parties.modifiers(predicate.token) or parties.acting(
        grammar.prepositional(predicate.token, ("of", "from", "by"))
    )
    codes = frozenset(party.code for party in asking)
    asked = parties.acting(grammar.subjects(verb) or grammar.surface_subjects(verb), excluding=codes)
    return Roles(asking, tuple(party for party in asked if party.code not in codes))


def _is_mutual(predicate: Predicate, *, sides: bool, pair: bool) -> bool:
    """Do several actors without a recipient act upon one another ("reopened their border", "each other")?

    "Recalled their ambassadors" does so only where they are the two `sides` of the story, "scrapped the
    deal" where they are a `pair`.
    """
    token = predicate.carrier or predicate.token
    if predicate.entry.type in _MUTUAL_TYPES or grammar.is_reciprocal(token):
        return True
    between = _BETWEEN_TWO.get(predicate.entry.type, frozenset())
    for held in grammar.objects(token):
        if pair and not between.isdisjoint(grammar.phrase_words(held)):
            return True
        shared = {word.lower_ for word in held.children} & {"their", "mutual", "shared", "common", "joint"}
        if shared and (sides or MISSIONS.isdisjoint(grammar.phrase_words(held))):
            return True
    return False


def _another(
    predicate: Predicate, parties: Parties, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Whoever "it" is in "it expelled the Indian attaches", it is not India."""
    near = tuple(slot for slot in predicate.entry.recipient if slot != "clause")
    told = _recipients(predicate, parties, (), near)
    named = frozenset(party.code for party in told if party.via != "coreference" and party.sector != "CVL")
    if predicate.kind != "verb" or named.isdisjoint(party.code for party in actors):
        return actors, recipients
    others = parties.acting(grammar.subjects(predicate.token), excluding=named)
    return (others, told) if others else (actors, recipients)


def _divided(predicate: Predicate, named: tuple[Party, ...]) -> Roles:
    """Who acts in "the lifting of American sanctions on Syria": whose they are."""
    heads = fillers(predicate.token, "object", predicate.kind)
    owner = next((p for head in heads for p in parties_before(head, named)), None)
    if owner is None:
        return Roles((), named)
    return Roles((owner,), tuple(party for party in named if party.code != owner.code))


def parties_before(head: Token, named: tuple[Party, ...]) -> list[Party]:
    """Those of the parties whose words end with this noun: its possessors and adjectives."""
    return [party for party in named if party.text.endswith(head.text)]


def _actors(predicate: Predicate, parties: Parties) -> tuple[Party, ...]:
    wanted = predicate.entry.sectors
    for slot in predicate.entry.actor:
        found = _acting(predicate, slot, parties)
        if wanted:
            found = tuple(party for party in found if party.sector in wanted)
        if found:
            return found
    return ()


def _acting(predicate: Predicate, slot: str, parties: Parties) -> tuple[Party, ...]:
    token = predicate.token
    if slot != "subject":
        return parties.affected(fillers(token, slot, predicate.kind))
    if predicate.kind == "verb":
        named = parties.acting(grammar.subjects(token)) or parties.acting(grammar.subjects_above(token))
        return _merged(named, parties.acting(grammar.companions(token))) if named else ()
    if predicate.kind == "adjective":
        return parties.acting(grammar.surface_subjects(token.head if token.dep_ == "acomp" else token))
    return _noun_actors(predicate, parties)


def _noun_actors(predicate: Predicate, parties: Parties) -> tuple[Party, ...]:
    """Whose act a noun names: "Russia's invasion", "the expulsion by Japan", "Japan launched a raid"."""
    token = predicate.token
    found = parties.modifiers(token)
    if found and not _suffers(predicate):
        return found
    agents = grammar.prepositional(token, ("by",))
    for inner in grammar.prepositional(token, ("of",)):
        agents += grammar.prepositional(inner, ("by",))  # "the expulsion of its envoy by X"
    found = parties.acting(agents)
    if found:
        return found
    if predicate.carrier is not None:
        if predicate.reversed:
            sources = [
                t for held in (token, predicate.carrier) for t in grammar.prepositional(held, ("by", "from"))
            ]
            return parties.acting(sources)
        return parties.acting(grammar.subjects(predicate.carrier))
    if _suffers(predicate):
        return ()
    undergoing = {party.code for party in parties.affected(grammar.prepositional(token, ("of",)))}
    lent = parties.acting(grammar.doers(token))
    return tuple(party for party in lent if party.code not in undergoing)


def _suffers(predicate: Predicate) -> bool:
    """Is the possessor whom it is done to: "the ambassador's expulsion", "his arrest"?"""
    if predicate.kind != "noun" or predicate.entry.mode not in _SUFFERED:
        return False
    owner = next((child for child in predicate.token.children if child.dep_ == "poss"), None)
    return owner is not None and (
        owner.pos_ == "PRON" or owner.lemma_.lower() in MISSIONS or owner.tag_ == "NN"
    )


def _recipients(
    predicate: Predicate, parties: Parties, actors: tuple[Party, ...], slots: tuple[str, ...] = ()
) -> tuple[Party, ...]:
    acting = {party.code for party in actors}
    if predicate.reversed and predicate.carrier is not None:
        found = parties.affected(grammar.surface_subjects(predicate.carrier))
        if others := tuple(party for party in found if party.code not in acting):
            return others
    if _suffers(predicate):
        found = parties.modifiers(predicate.token)
        if others := tuple(party for party in found if party.code not in acting):
            return others
    for slot in slots or predicate.entry.recipient:
        if predicate.entry.type not in _HEARD_AT.get(slot, (predicate.entry.type,)):
            continue
        heads = _heads(predicate, slot)
        found = _found(predicate, slot, list(heads), parties, frozenset(acting))
        if slot == "object" and found and found[0].code in acting and _is_own_citizen(found[0]):
            return ()
        others = tuple(p for p in found if p.code not in acting)
        if predicate.entry.type != "REQUEST":  # whoever is asked is no mere forum
            others = tuple(p for p in others if not _is_forum(p, heads))
        if predicate.entry.type == "SANCTION":
            others = tuple(p for p in others if not _is_ground(p, heads))
        if slot != predicate.entry.recipient[0] or slot == "object":
            others = _without_places(others, predicate.entry.type)
        if others:
            return _nearest(others, slot)
    return ()


def _found(
    predicate: Predicate, slot: str, heads: list[Token], parties: Parties, acting: frozenset[str]
) -> tuple[Party, ...]:
    """The parties of a slot: of a ground only whom it names itself, of what is judged first whose it is."""
    if slot == "for":
        if predicate.entry.type == "REQUEST" and (named := parties.named(_ending(heads))):
            return named
        bodies = all(head.lemma_.lower() in _WHOLE for head in heads)
        return parties.acting(heads) if bodies else parties.named(heads)
    if slot == "object" and predicate.entry.type in _SPOKEN and (owners := parties.named(heads)):
        return owners
    return parties.affected(heads, excluding=acting)


def _ending(heads: list[Token]) -> list[Token]:
    """Who is to leave or stop in "called for the withdrawal of its troops", "for an end to the raids"."""
    endings = [head for head in heads if head.lemma_.lower() in _ENDED_BY_DOER]
    return [inner for head in endings for inner in grammar.prepositional(head, ("by", "of", "to"))]


def _without_places(parties: tuple[Party, ...], act: str) -> tuple[Party, ...]:
    """Where it happens is whom it is done to only where nobody else is named and it is more than words."""
    elsewhere = tuple(party for party in parties if party.via != "place")
    return elsewhere if elsewhere or act in _SPOKEN else parties


def _is_forum(party: Party, heads: Iterable[Token]) -> bool:
    """Is an organisation only where it is done: "complained to the Security Council"?"""
    if party.sector != "IGO" or party.code in POWERS or not _BARE.fullmatch(party.text):
        return False
    return not any(head.dep_ in ("dobj", "nsubjpass") and head.text in party.text for head in heads)


def _is_ground(party: Party, heads: Iterable[Token]) -> bool:
    """Is the party only what it is done over: "imposed sanctions over Crimea"?"""
    for head in heads:
        for word in head.subtree:
            if word.dep_ == "prep" and word.lower_ in grammar.GROUNDS:
                before = word.doc[head.left_edge.i : word.i].text
                behind = word.doc[word.i + 1 : word.right_edge.i + 1].text
                if party.text in behind and party.text not in before:
                    return True
    return False


def _is_own_citizen(party: Party) -> bool:
    """What a state does to its own citizens near a border is its own affair."""
    return party.sector == "CVL" and party.via == "demonym"


def _heads(predicate: Predicate, slot: str) -> Iterable[Token]:
    token = predicate.token
    if slot != "clause":
        heads = fillers(token, slot, predicate.kind)
        if slot == "object" and predicate.kind == "verb" and not grammar.is_passive(token):
            heads = heads + grammar.adjacent(token)
        if predicate.carrier is not None and slot not in ("subject", "object"):
            heads = heads + [h for h in fillers(predicate.carrier, slot, "verb") if h not in heads]
            if slot == "to":
                heads += grammar.datives(predicate.carrier)
        return heads
    found: list[Token] = []
    below = [*grammar.clauses(token), *grammar.purposes(token)]
    deeper = [inner for verb in below for inner in (*grammar.clauses(verb), *grammar.purposes(verb))]
    for verb in (*below, *deeper):
        found += grammar.own_subjects(verb)
    for verb in (*below, *deeper):
        found += [*grammar.datives(verb), *grammar.objects(verb), *grammar.prepositional(verb)]
    return found


def _nearest(parties: tuple[Party, ...], slot: str) -> tuple[Party, ...]:
    """Of an object that names several, those that one phrase coordinates; else the first."""
    first = parties[0]
    if slot == "clause":
        return (first,)
    return tuple(party for party in parties if abs(party.span.start - first.span.start) < 200)


def _sides(predicate: Predicate, parties: Parties) -> Roles:
    """Talks, agreements: everybody who takes part; both sides are actors."""
    token = predicate.token
    subjects = _actors(predicate, parties)
    between = parties.affected(fillers(token, "between", predicate.kind))
    if len(between) > 1:
        return Roles(between, between, symmetric=True)
    slots = _TOGETHER if len(subjects) > 1 else predicate.entry.recipient
    partners = _recipients(predicate, parties, subjects, slots) or (
        _recipients(predicate, parties, subjects, ("clause",))
        if "clause" in predicate.entry.recipient
        else ()
    )
    if predicate.kind == "noun" and len(subjects) < 2 and not partners:
        held = parties.modifiers(token)
        subjects = held if len(held) > 1 else subjects
    if not subjects and predicate.kind == "verb":
        before = _merged(*(parties.modifiers(head) for head in grammar.objects(token)))
        subjects = before if len(before) > 1 else ()  # "Polish-Lithuanian talks were held"
    if not subjects:
        return Roles((), partners)
    everybody = _merged(subjects, partners)
    if len(everybody) == 2:
        return Roles(everybody, everybody, symmetric=True)
    if partners:
        return Roles(subjects, partners, symmetric=True)
    return Roles(everybody, everybody, symmetric=True)


def _merged(*groups: tuple[Party, ...]) -> tuple[Party, ...]:
    kept: dict[str, Party] = {}
    for group in groups:
        for party in group:
            kept.setdefault(party.code, party)
    return tuple(kept.values())


def lend(roles: Roles, dyad: Roles) -> Roles:
    """Fill an empty role from another act of the same sentence: whoever of its two sides is not yet here.

    "in retaliation for the expulsion of a Japanese diplomat" has only Japan; the act it answers has Russia.
    """
    here = roles.codes
    if any(party.via == "place" for party in (*roles.actors, *roles.recipients)):
        return roles
    if len(dyad.codes) != 2 or len(here) != 1 or not here <= dyad.codes:
        return roles
    other = tuple(p for p in (*dyad.actors, *dyad.recipients) if p.code not in here)[:1]
    if roles.symmetric:
        everybody = _merged(roles.actors, roles.recipients, other)
        return Roles(everybody, everybody, symmetric=True, lent=True)
    if roles.actors and not roles.recipients:
        return Roles(roles.actors, other, lent=True)
    if roles.recipients and not roles.actors:
        return Roles(other, roles.recipients, lent=True)
    return roles

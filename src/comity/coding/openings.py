"""Openings: two actors joined by a clause of which the lexicon makes no act; the judge is asked about them.

Still only what one clause says: the predicate of an opening is the word by which the parse joins the two, the
one acting stands on its subject's side, the other below it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations
from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.coding.act import Act
from comity.coding.predicates import Predicate
from comity.coding.roles import Roles
from comity.coding.settledness import settle
from comity.ontology import Entry
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from comity.coding.parties import Parties
    from comity.ontology import Operators
    from comity.records import Mention, Party

OPEN = "open"  # the type of a mention whose type the judge is to tell
MOST_STATES = 3  # in sentences that list more, hardly any pair was ever right
_ENTRY = Entry(
    act="judged", type=OPEN, mode=None, contexts=(), verbs=(), nouns=(), adjectives=(), where={}, unless={},
    actor=(), recipient=(), sectors=frozenset(), symmetric=False, status=None, absorbs=False, example="",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """A mention without a type, and what its clause tells about whether there is one."""

    mention: Mention
    hints: frozenset[str]  # types that the lexicon would give a word of the sentence
    states: int  # how many actors the sentence names


@dataclass(frozen=True, slots=True)
class Joined:
    """An act without a type, and what its opening tells besides."""

    act: Act
    hints: frozenset[str]
    states: int


def find(
    sentence: Sentence, base: int, parties: Parties, acts: Sequence[Act], operators: Operators
) -> Iterator[Joined]:
    """The pairs of the sentence's actors between whom the rules found no act, each with what joins them."""
    named = list(_named(sentence, parties))
    if len(named) > MOST_STATES:
        return
    taken = {pair for act in acts if _stands(act) for pair in _pairs(act.roles)}
    governing = {act.predicate.token.i: act.predicate for act in acts}
    hints = frozenset(act.predicate.entry.type for act in acts)
    for (one, actor), (other, recipient) in permutations(named, 2):
        if (actor.code, recipient.code) in taken:
            continue
        token = _joint(one, other)
        if token is None:
            continue
        subject, backwards = _is_subject(one, token), _is_subject(other, token)
        if not subject and not _is_worth_asking(len(named), backwards=backwards, hinted=bool(hints)):
            continue
        predicate = Predicate(token, _ENTRY, "verb" if token.pos_ in ("VERB", "AUX") else "noun")
        settled = settle(predicate, governing, operators)
        if settled.status is None:
            settled = replace(settled, status=Status.HYPOTHETICAL)  # asked for, feared, spoken of
        yield Joined(Act(predicate, base, settled, Roles((actor,), (recipient,))), hints, len(named))


def _is_worth_asking(states: int, *, backwards: bool, hinted: bool) -> bool:
    """Of pairs whose first is no subject; the others are right once in a hundred times."""
    return states < 3 or (hinted and not backwards)


def _named(sentence: Sentence, parties: Parties) -> Iterator[tuple[Token, Party]]:
    """Each actor of the sentence with the word that names it: by name, or as the subject of a verb."""
    seen: set[str] = set()
    for token, party in parties.sighted(sentence):
        if party.code not in seen:
            seen.add(party.code)
            yield token, party
    for token in sentence:
        if token.dep_ in ("nsubj", "nsubjpass") and token.lower_ not in grammar.RELATIVE:
            for party in parties.acting([token]):
                if party.code not in seen and party.via == "coreference":
                    seen.add(party.code)
                    yield token, party


def _stands(act: Act) -> bool:
    return act.settled.status is not None and act.roles.complete


def _pairs(roles: Roles) -> Iterator[tuple[str, str]]:
    for actor in roles.actors:
        for recipient in roles.recipients:
            yield actor.code, recipient.code
            if roles.symmetric:
                yield recipient.code, actor.code


def _joint(one: Token, other: Token) -> Token | None:
    """The lowest word above both; of two that are listed together, the verb above them."""
    above = [one, *one.ancestors]
    places = {token.i for token in above}
    token = next((t for t in (other, *other.ancestors) if t.i in places), None)
    if token is None:
        return None
    if token.i in (one.i, other.i):
        if not (one in other.conjuncts or other.is_ancestor(one) or one.is_ancestor(other)):
            return None
        token = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), token)
        if token.i in (one.i, other.i):
            return None
    while token.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") and token.head.i != token.i:
        token = token.head
    return token


def _is_subject(token: Token, verb: Token) -> bool:
    """Does the word stand on the side of the verb's subject, or of an agent?"""
    current = token
    while current.i != verb.i and current.head.i not in (verb.i, current.i):
        current = current.head
    passive = grammar.is_passive(verb) if verb.pos_ in ("VERB", "AUX") else False
    if current.dep_ == "agent":
        return True
    if current.dep_ in ("nsubj", "csubj"):
        return True
    if current.dep_ == "poss" or (current.i < verb.i and current.dep_ in ("amod", "compound", "nmod")):
        return verb.pos_ not in ("VERB", "AUX")
    if current.dep_ == "nsubjpass":
        return not passive
    above = [head.i for head in grammar.subjects(verb)] if verb.pos_ in ("VERB", "AUX") else []
    return token.i in above

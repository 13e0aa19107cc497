"""What an act is said to answer: "in retaliation for the expulsion of ...", "responded by expelling"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.coding.grammar import REPLIES
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from comity.records import Mention

HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "THREATEN", "ACCUSE", "PROTEST"})
_OPENING = frozenset({"for", "to", "against", "over", "after"})
_BARE = frozenset({"retaliation", "response", "reprisal", "reply", "answer", "return", "kind", "reciprocity"})
_POINTING = frozenset("this that it these move step decision measure action announcement order".split())


def answered(sentence_predicates: Mapping[int, Token]) -> list[tuple[int, int]]:
    """Pairs (answer, answered) of predicate positions, where the sentence states it."""
    pairs = []
    for position, token in sentence_predicates.items():
        reply = _reply_above(token)
        if reply is None:
            continue
        answer = _act_of(reply, sentence_predicates, position)
        if answer is not None:
            pairs.append((answer, position))
    return pairs


def answers_before(token: Token) -> bool:
    """Is the act an answer to what was told before: "responded by expelling", "in return, it expelled"?"""
    verbs, answering = [token], grammar.means_to(token)
    if answering is not None:
        if answering.lemma_.lower() in REPLIES and not _answers_a_thing(answering):
            return True
        verbs.append(answering)
    replies = (
        held
        for verb in verbs
        for preposition in verb.children
        if preposition.lower_ in ("in", "as")
        for held in preposition.children
        if held.lemma_.lower() in _BARE
    )
    return any(not _answers_a_thing(reply) for reply in replies)


def provoking(answer: Mention, before: Sequence[Mention]) -> Mention | None:
    """The latest hostile act told before that went the other way."""
    actors, recipients = ({party.code for party in side} for side in (answer.actors, answer.recipients))
    for mention in reversed(before):
        acting = {party.code for party in mention.actors}
        suffering = {party.code for party in mention.recipients}
        if (
            mention.type in HOSTILE
            and mention.status in (Status.ACTUAL, Status.ANNOUNCED)
            and mention.days.first <= answer.days.last
            and acting & recipients
            and suffering & actors
        ):
            return mention
    return None


def _answers_a_thing(reply: Token) -> bool:
    """Does it say what is answered, by more than "the move"?"""
    for child in reply.children:
        if child.dep_ == "prep" and child.lower_ in _OPENING:
            return not any(held.lemma_.lower() in _POINTING for held in child.children)
    return False


def _reply_above(token: Token) -> Token | None:
    """The word of replying whose complement holds this act."""
    # Of "for the sanctions that Japan imposed" it is the sanctions that stand below the reply.
    current = token.head if token.dep_ in ("relcl", "acl") else token
    for _ in range(8):
        head = current.head
        if current.dep_ in ("pobj", "pcomp", "dobj", "conj", "prep", "dative") or head.pos_ == "ADP":
            if head.lemma_.lower() in REPLIES and (current.lower_ in _OPENING or current.dep_ == "dobj"):
                return head
            current = head
            continue
        return None
    return None


def _act_of(reply: Token, predicates: Mapping[int, Token], answered_position: int) -> int | None:
    """The act that is the reply: below the verb ("responded by expelling"), else above the noun."""
    if reply.pos_ == "VERB":
        for child in reply.subtree:
            if (
                child.i in predicates
                and child.i != answered_position
                and not predicates[answered_position].is_ancestor(child)
            ):
                return child.i
    for ancestor in reply.ancestors:
        if ancestor.i in predicates:
            return ancestor.i
    for ancestor in reply.ancestors:
        for child in ancestor.children:
            if (
                child.i in predicates
                and child.i != answered_position
                and child.dep_ in ("dobj", "nsubjpass", "nsubj")
            ):
                return child.i
    return None

"""Who says so, and through whom: the chain of attribution, nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.coding import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

_CITING = frozenset({"cite", "quote"})
# What is cited as a source; whatever else is, is a reason ("citing Tokyo's sanctions").
_SOURCES = frozenset(
    """agency aide analyst briefing broadcaster cable channel communique correspondent daily data
    diplomat document embassy figure government intelligence interview journalist lawmaker letter
    medium media memo minister ministry network news newspaper office officer official outlet paper
    person people police post press record report reporter service source spokesman spokesperson
    spokeswoman statement television website witness""".split()
)
LONGEST = 120  # characters of one link


def chain(predicate: Token, speech: Sequence[Token]) -> tuple[str, ...]:
    """The speakers above the predicate, then "according to", "citing": the words as they stand."""
    links: list[str] = []
    for verb in speech:
        links += [_words(subject) for subject in grammar.surface_subjects(verb)[:1]]
        links += [_words(source) for source in _cited(verb)]
    links += [_words(source) for source in _according(predicate)]
    kept: list[str] = []
    for link in links:
        if link and link not in kept:
            kept.append(link)
    return tuple(kept)


def speakers(speech: Sequence[Token]) -> list[Token]:
    """The heads of those who speak, nearest first."""
    return [subject for verb in speech for subject in grammar.surface_subjects(verb)]


def _according(predicate: Token) -> Iterator[Token]:
    for token in predicate.sent:
        if token.lower_ == "according":
            for child in token.children:
                yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _cited(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.lemma_.lower() in _CITING and child.dep_ in ("advcl", "prep", "acl"):
            yield from (
                inner for inner in child.children if inner.dep_ in ("dobj", "pobj") and _is_source(inner)
            )


def _is_source(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in _SOURCES


def _words(head: Token) -> str:
    """The noun phrase without its relative clauses and appositions of length."""
    tokens = [t for t in head.subtree if not _in_clause(t, head)]
    if not tokens:
        return head.text
    first, last = tokens[0], tokens[-1]
    text = head.doc.text[first.idx : last.idx + len(last)].strip(" ,“”\"'")
    return text if len(text) <= LONGEST else head.doc.text[first.idx : head.idx + len(head)][-LONGEST:]


def _in_clause(token: Token, head: Token) -> bool:
    current = token
    while current.i != head.i:
        if current.dep_ in ("relcl", "acl", "appos", "punct") and (
            current.dep_ != "punct" or current.i > head.i
        ):
            return True
        current = current.head
    return False

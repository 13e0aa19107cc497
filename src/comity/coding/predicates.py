"""Predicates: the words of a sentence that the lexicon knows as an act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.coding import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Span, Token

    from comity.ontology import Entry, Lexicon, Operators

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """An act that a sentence may hold: the word, the entry, and the verb that carries a noun ("held talks")."""

    token: Token
    entry: Entry
    kind: str  # verb, noun, adjective
    carrier: Token | None = None  # light verb of a noun
    reversed: bool = False  # the carrier's subject is the one it is done to
    consumed: tuple[int, ...] = ()  # tokens that are part of it and no acts of their own


class Predicates:
    """Finds the predicates of a sentence; where several entries fit a word, the most specific one holds."""

    def __init__(self, lexicon: Lexicon, operators: Operators) -> None:
        self._lexicon = lexicon
        self._operators = operators

    def find(self, sentence: Span) -> list[Predicate]:
        """The predicates in order, none inside another's words."""
        found = [p for token in sentence if (p := self._at(token)) is not None]
        consumed = {position for predicate in found for position in predicate.consumed}
        return [predicate for predicate in found if predicate.token.i not in consumed]

    def possible(self, words: Iterable[str]) -> bool:
        """Could a text with these lower-case words hold an act? Cheap; used before the parse."""
        return any(word in self._lexicon.verbs or word in self._lexicon.nouns for word in words)

    def _at(self, token: Token) -> Predicate | None:
        if token.pos_ == "VERB" or token.tag_.startswith("VB"):
            return self._verb(token)
        if token.pos_ == "ADJ" or token.tag_ in ("JJ", "VBN"):
            return self._adjective(token)
        if token.tag_ in NOUN_TAGS:
            return self._noun(token)
        return None

    def _verb(self, token: Token) -> Predicate | None:
        if token.dep_ in ("amod", "aux", "auxpass", "compound"):
            return None
        listed = self._lexicon.verbs.get(token.lemma_.lower(), ())
        fitting = [
            entry
            for particle, entry in listed
            if (not particle or _has_particle(token, particle)) and fits(token, entry, "verb")
        ]
        if not fitting:
            return None
        entry = most_specific(fitting, token)
        return Predicate(token, entry, "verb", consumed=_object_words(token, entry))

    def _adjective(self, token: Token) -> Predicate | None:
        if token.dep_ not in ("acomp", "attr", "conj", "ROOT", "oprd", "advcl"):
            return None
        fitting = [
            e for e in self._lexicon.adjectives.get(token.lemma_.lower(), ()) if fits(token, e, "adjective")
        ]
        if not fitting:
            return None
        return Predicate(token, most_specific(fitting, token), "adjective")

    def _noun(self, token: Token) -> Predicate | None:
        if token.dep_ in ("compound", "nmod", "poss", "amod"):
            return None
        fitting = [entry for entry in self._noun_entries(token) if fits(token, entry, "noun")]
        if not fitting:
            return None
        entry = most_specific(fitting, token)
        carrier, turned = self._carrier(token)
        return Predicate(token, entry, "noun", carrier, turned)

    def _noun_entries(self, token: Token) -> Iterator[Entry]:
        lemma = token.lemma_.lower()
        names = [lemma, token.lower_] if token.lower_ != lemma else [lemma]
        before = [t for t in token.lefts if t.dep_ in ("compound", "amod", "nmod")]
        names += [f"{t.lemma_.lower()} {lemma}" for t in before] + [f"{t.lower_}-{lemma}" for t in before]
        seen: set[str] = set()
        for name in names:
            for entry in self._lexicon.nouns.get(name, ()):
                if entry.act not in seen:
                    seen.add(entry.act)
                    yield entry

    def _carrier(self, noun: Token) -> tuple[Token | None, bool]:
        """The verb that lends the noun its subject, and whether it turns the roles round."""
        token = noun
        while token.dep_ == "conj" or (token.dep_ == "pobj" and token.head.head.lemma_ in grammar.QUANTITIES):
            token = token.head if token.dep_ == "conj" else token.head.head
        verb = token.head
        if token.dep_ == "pobj" and verb.head.lower_ == "part" and verb.head.head.pos_ == "VERB":
            return verb.head.head, False  # "took part in talks"
        if token.dep_ == "pobj" and verb.head.pos_ == "VERB":
            name = f"{verb.head.lemma_.lower()} {verb.lower_}"
            if name in self._operators.reversed:
                return verb.head, True
            return (verb.head, False) if name in self._operators.light else (None, False)
        if verb.pos_ not in ("VERB", "AUX") or token.dep_ not in ("dobj", "nsubjpass", "attr", "nsubj"):
            return None, False
        lemma = verb.lemma_.lower()
        names = [
            lemma,
            *(f"{lemma} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "prep")),
        ]
        if token.dep_ in ("dobj", "nsubjpass"):
            if any(name in self._operators.light for name in names):
                return verb, False
            if token.dep_ == "dobj" and any(name in self._operators.reversed for name in names):
                return verb, True
        return None, False


def most_specific(entries: list[Entry], token: Token) -> Entry:
    """The entry that asks for most; of equals, the one whose verb has a particle, then the first."""
    return max(entries, key=lambda entry: (entry.specificity, _words(entry, token)))


def _words(entry: Entry, token: Token) -> int:
    heads = (*entry.verbs, *entry.nouns, *entry.adjectives)
    lemma = token.lemma_.lower()
    return max((name.count(" ") + name.count("-") for name in heads if lemma in name), default=0)


def _has_particle(verb: Token, particle: str) -> bool:
    words = particle.split()
    for child in verb.children:
        if child.lower_ == words[0] and child.dep_ in ("prt", "prep", "advmod", "agent", "mark", "acomp"):
            rest = [token.lower_ for token in verb.doc[child.i + 1 : child.i + len(words)]]
            if rest == words[1:]:
                return True
    following = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 1 + len(words)]]
    return following == words


def fits(token: Token, entry: Entry, kind: str) -> bool:
    """Do the entry's conditions hold for this word?"""
    return all(_holds(token, slot, words, kind) for slot, words in entry.where.items()) and not any(
        _holds(token, slot, words, kind) for slot, words in entry.unless.items()
    )


def _holds(token: Token, slot: str, words: Iterable[str], kind: str) -> bool:
    wanted = frozenset(words)
    if slot == "phrase":
        text = " ".join(t.lower_ for t in token.sent)
        return any(f" {phrase} " in f" {text} " for phrase in wanted)
    if slot == "clause":
        return any(
            t.lemma_.lower() in wanted
            for clause in grammar.clauses(token)
            for t in grammar.with_conjuncts(clause)
        )
    return any(not wanted.isdisjoint(grammar.phrase_words(head)) for head in fillers(token, slot, kind))


def fillers(token: Token, slot: str, kind: str) -> list[Token]:
    """The heads that fill a slot of this predicate; see the lexicon's docstring for the slots."""
    match slot:
        case "subject":
            return grammar.owners(token) if kind == "noun" else grammar.surface_subjects(token)
        case "object":
            if kind == "noun":
                return grammar.prepositional(token, ("of",))
            return grammar.objects(token)
    found = grammar.prepositional(token, (slot,))
    if slot == "to" and kind == "verb":
        found = grammar.datives(token) + found
    if kind == "verb":
        for held in grammar.objects(token):
            found += [head for head in grammar.prepositional(held, (slot,)) if head not in found]
    elif kind == "noun" and token.dep_ in ("dobj", "nsubjpass"):
        found += [head for head in grammar.prepositional(token.head, (slot,)) if head not in found]
    return found


def _object_words(verb: Token, entry: Entry) -> tuple[int, ...]:
    """The object of "impose sanctions": part of the predicate, no act of its own."""
    wanted = entry.where.get("object")
    if not wanted:
        return ()
    return tuple(
        token.i
        for held in grammar.objects(verb)
        for token in grammar.with_conjuncts(held)
        if not wanted.isdisjoint(grammar.phrase_words(token))
    )


def effects_of(token: Token, operators: Operators) -> str | None:
    """What this governing word does to an act below it; None where the operators do not list it."""
    table: Mapping[str, str]
    if token.pos_ in ("VERB", "AUX"):
        table = operators.verbs
        named = [
            f"{token.lemma_.lower()} {child.lower_}"
            for child in token.children
            if child.dep_ in ("prt", "prep")
        ]
        for name in named:
            if name in table:
                return table[name]
    elif token.pos_ == "ADJ":
        table = operators.adjectives
    else:
        table = operators.nouns
    return table.get(token.lemma_.lower())

"""Predicates: the words of a sentence that the lexicon knows as an act."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from comity.coding import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Span, Token

    from comity.ontology import Entry, Lexicon, Operators

# Verbs that ask with "to" ("told him to go") and only report with "that" ("told him that he had gone").
TELLING = frozenset({"tell", "warn", "inform", "advise", "remind", "convince", "persuade"})
_BETWEEN = re.compile(r"[ -]")
_CARRYING = frozenset({"in", "into", "to", "for", "with", "under", "from"})  # "engage in", "come under"
# How a particle hangs on its verb, where the parse sees it.
_PARTICLES = frozenset({"prt", "prep", "advmod", "agent", "mark", "acomp"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """An act that a sentence may hold: the word, the entry, the verb that carries a noun ("held talks")."""

    token: Token
    entry: Entry
    kind: str  # verb, noun, adjective
    carrier: Token | None = None  # light verb of a noun
    reversed: bool = False  # the carrier's subject is the one it is done to
    consumed: tuple[int, ...] = ()  # tokens that are part of it and no acts of their own
    # The same word by less specific entries, should this one find no parties.
    others: tuple[Predicate, ...] = ()


class Predicates:
    """Finds the predicates of a sentence, each word by the most specific entry that fits it."""

    def __init__(self, lexicon: Lexicon, operators: Operators) -> None:
        self._lexicon = lexicon
        self._operators = operators
        self._heads = {part for name in lexicon.nouns for part in _endings(name)}

    def find(self, sentence: Span) -> list[Predicate]:
        """The predicates in order, none inside another's words."""
        found = [p for token in sentence if (p := self._at(token)) is not None]
        consumed = {position for predicate in found for position in predicate.consumed}
        return [predicate for predicate in found if predicate.token.i not in consumed]

    def _at(self, token: Token) -> Predicate | None:
        lemma, lexicon = token.lemma_.lower(), self._lexicon
        is_noun = lemma in self._heads or token.lower_ in lexicon.nouns
        if not is_noun and lemma not in lexicon.verbs and lemma not in lexicon.adjectives:
            return None
        tag, part = token.tag_, token.pos_
        if part == "VERB" or tag.startswith("VB"):
            found = self._verbs(token)
        elif part == "ADJ" or tag in ("JJ", "VBN"):
            found = self._adjectives(token)
        elif is_noun and tag in NOUN_TAGS:
            found = self._nouns(token)
        else:
            return None
        if not found:
            return None
        return replace(found[0], others=tuple(found[1:]))

    def _verbs(self, token: Token) -> list[Predicate]:
        if token.dep_ in ("amod", "aux", "auxpass", "compound"):
            return []
        listed = self._lexicon.verbs.get(token.lemma_.lower(), ())
        named = [(len(p.split()), entry) for p, entry in listed if not p or _has_particle(token, p)]
        return [
            Predicate(token, entry, "verb", consumed=_object_words(token, entry))
            for entry in _fitting(token, named, "verb")
        ]

    def _adjectives(self, token: Token) -> list[Predicate]:
        if token.dep_ not in ("acomp", "attr", "conj", "ROOT", "oprd", "advcl"):
            return []
        named = [(0, entry) for entry in self._lexicon.adjectives.get(token.lemma_.lower(), ())]
        return [Predicate(token, entry, "adjective") for entry in _fitting(token, named, "adjective")]

    def _nouns(self, token: Token) -> list[Predicate]:
        if token.dep_ in ("compound", "nmod", "poss", "amod"):
            return []
        entries = _fitting(token, self._noun_entries(token), "noun")
        if not entries:
            return []
        clause = self._relative_carrier(token)
        carrier, turned = self._carrier(token) if clause is None else (clause, False)
        return [Predicate(token, entry, "noun", carrier, turned) for entry in entries]

    def _noun_entries(self, token: Token) -> list[tuple[int, Entry]]:
        """The entries of the noun and of its compounds ("air strike"), with their words beyond one."""
        lemma = token.lemma_.lower()
        before = [t for t in token.lefts if t.dep_ in ("compound", "amod", "nmod")]
        names = {lemma: 0, token.lower_: 0}
        names |= {f"{t.lemma_.lower()} {lemma}": 1 for t in before}
        names |= {f"{t.lower_}-{lemma}": 1 for t in before}
        found = {
            entry.act: (more, entry)
            for name, more in names.items()
            for entry in self._lexicon.nouns.get(name, ())
        }
        return list(found.values())

    def _relative_carrier(self, noun: Token) -> Token | None:
        """The light verb of a clause behind the noun: "laid" of "the sanctions that Britain laid on it"."""
        for clause in noun.children:
            light = clause.dep_ == "relcl" and clause.lemma_.lower() in self._operators.light
            if light and not grammar.is_passive(clause) and noun in grammar.objects(clause):
                return clause
        return None

    def _carrier(self, noun: Token) -> tuple[Token | None, bool]:
        """The verb that lends the noun its subject, and whether it turns the roles round."""
        token = noun
        while token.dep_ == "conj" or (token.dep_ == "pobj" and token.head.head.lemma_ in grammar.QUANTITIES):
            token = token.head if token.dep_ == "conj" else token.head.head
        verb = token.head
        if token.dep_ == "pobj" and verb.head.lower_ == "part" and verb.head.head.pos_ == "VERB":
            return verb.head.head, False  # "took part in talks"
        if (
            token.dep_ == "pobj"
            and verb.lower_ == "in"
            and any(c.lower_ == "part" for c in verb.head.children)
        ):
            return verb.head, False
        if token.dep_ == "pobj" and verb.head.pos_ == "VERB" and verb.lower_ in _CARRYING:
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
        if token.dep_ == "dobj" and any(c.dep_ == "dobj" and c.i < token.i for c in verb.children):
            return None, False  # a second object is a mistake of the parse
        if token.dep_ in ("dobj", "nsubjpass"):
            if any(name in self._operators.light for name in names):
                return verb, False
            if token.dep_ == "dobj" and any(name in self._operators.reversed for name in names):
                return verb, True
        return None, False


def _endings(name: str) -> Iterator[str]:
    """The name of a noun and the ends of it that may be a token of its own: "air strike" and "strike"."""
    yield name
    yield from (name[found.end() :] for found in _BETWEEN.finditer(name))


def _fitting(token: Token, named: Iterable[tuple[int, Entry]], kind: str) -> list[Entry]:
    """The entries whose conditions hold, the most specific first; of equals, the one with more words."""
    slots = _Slots(token, kind)
    fit = [(entry.specificity, more, entry) for more, entry in named if slots.fit(entry)]
    return [entry for _, _, entry in sorted(fit, key=lambda found: found[:2], reverse=True)]


def _has_particle(verb: Token, particle: str) -> bool:
    first, *rest = particle.split()
    for name, position in _followers(verb):
        if name == first:
            behind = verb.doc[position + 1 : position + 1 + len(rest)] if rest else ()
            if [token.lower_ for token in behind] == rest:
                return True
    return False


@lru_cache(maxsize=grammar.REMEMBERED)
def _followers(verb: Token) -> tuple[tuple[str, int], ...]:
    """The words that may be the verb's particle or its first word, each with its position."""
    found = [(child.lower_, child.i) for child in verb.children if child.dep_ in _PARTICLES]
    if verb.i + 1 < len(verb.doc):
        found.append((verb.nbor().lower_, verb.i + 1))
    return tuple(found)


def fits(token: Token, entry: Entry, kind: str) -> bool:
    """Do the entry's conditions hold for this word?"""
    return _Slots(token, kind).fit(entry)


class _Slots:
    """What stands in the slots of one word, each worked out once for all entries of the word."""

    def __init__(self, token: Token, kind: str) -> None:
        self._token = token
        self._kind = kind
        self._words: dict[str, frozenset[str] | None] = {}
        self._clause = ""

    def fit(self, entry: Entry) -> bool:
        """Do the entry's conditions hold?"""
        for slot, wanted in entry.where.items():
            if not self._holds(slot, wanted):
                return False
        return not any(self._holds(slot, unwanted) for slot, unwanted in entry.unless.items())

    def _holds(self, slot: str, wanted: frozenset[str]) -> bool:
        if slot == "phrase":
            self._clause = self._clause or f" {_clause_words(self._token)} "
            return any(f" {phrase} " in self._clause for phrase in wanted)
        if slot not in self._words:
            self._words[slot] = self._found(slot)
        words = self._words[slot]
        return words is not None and ("*" in wanted or not wanted.isdisjoint(words))

    def _found(self, slot: str) -> frozenset[str] | None:
        """The words by which a condition may know what fills the slot; None where nothing does."""
        token = self._token
        if slot == "clause":
            clauses = grammar.clauses(token)
            if token.lemma_ in TELLING:
                clauses = [clause for clause in clauses if grammar.is_infinitive(clause)]
            below = [verb for clause in clauses for verb in grammar.with_conjuncts(clause)]
            return frozenset(verb.lemma_.lower() for verb in below) if below else None
        heads = fillers(token, slot, self._kind)
        return frozenset().union(*map(grammar.phrase_words, heads)) if heads else None


@lru_cache(maxsize=grammar.REMEMBERED)
def _clause_words(token: Token) -> str:
    """The words of the clause that holds the token, lower-case, single-spaced."""
    verb = token
    while verb.dep_ != "ROOT" and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    return " ".join(t.lower_ for t in token.doc[verb.left_edge.i : verb.right_edge.i + 1])


def fillers(token: Token, slot: str, kind: str) -> list[Token]:
    """The heads that fill a slot of this predicate; see the lexicon's docstring for the slots."""
    match slot:
        case "subject":
            return grammar.doers(token) if kind == "noun" else grammar.surface_subjects(token)
        case "object":
            if kind == "noun":
                return grammar.prepositional(token, ("of",)) + [
                    c for c in token.children if c.dep_ == "compound"
                ]
            return grammar.objects(token)
        case "speaker":
            return grammar.speakers(token)
    found = grammar.prepositional(token, (slot,))
    if slot == "to" and kind == "verb":
        found = grammar.datives(token) + found
    if kind == "verb":
        held = [one for first in grammar.objects(token) for one in grammar.with_conjuncts(first)]
        for one in held:  # the parse hangs on the last object what belongs to the verb
            found += [head for head in grammar.prepositional(one, (slot,)) if head not in found]
    if slot in ("with", "between"):
        for sought in grammar.prepositional(token, ("for",)):
            found += grammar.prepositional(sought, (slot,))  # "called for talks with Peru"
    if kind == "noun":
        for agent in grammar.prepositional(token, ("by",)):
            found += grammar.prepositional(agent, (slot,))  # "a visit by the king to Oman"
    if kind == "noun" and token.dep_ in ("dobj", "nsubjpass") and slot not in ("in", "at"):
        found += [head for head in grammar.prepositional(token.head, (slot,)) if head not in found]
    return [head for head in found if not grammar.is_absolute(head)]


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
        following = token.doc[token.i + 1 : token.i + 2].text.lower()
        named = [f"{token.lemma_.lower()} {following}"]
        named += [f"{token.lemma_.lower()} {child.lower_}" for child in token.children if child.dep_ == "prt"]
        for name in named:
            if name in table:
                return table[name]
    elif token.pos_ == "ADJ":
        table = operators.adjectives
    else:
        table = operators.nouns
    return table.get(token.lemma_.lower())

"""Which acts of the lexicon a sentence's words make possible, told without a parse.

A word stands for every lemma that spaCy's rules may give it, whatever its part of speech, and an entry is
possible where each of its conditions finds one of its words: whatever the rules would find is possible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from comity.coding import parsing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from comity.ontology import Entry, Lexicon

_WORD = re.compile(r"[^\W_]+")
_PARTS = ("verb", "noun", "adj", "adv")
_CITIZEN = "citizen"  # stands for any people in a condition
# Slots that need no word of their own; every other one is a preposition.
_SLOTS = frozenset({"subject", "object", "speaker", "clause", "phrase", "to"})
KNOWN_FORMS = 100_000  # kept; a corpus of a million pages must not fill the memory


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence as they stand, and with all their possible lemmas."""

    text: str  # single-spaced, lower-case, blanks around it
    all: frozenset[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where one of the words is there, all the words of one of the groups, or one of the phrases."""

    words: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()
    phrases: tuple[str, ...] = ()
    openings: frozenset[str] = frozenset()  # the first words of the phrases

    def holds(self, words: Words) -> bool:
        """Can it be met by these words?"""
        if not self.words.isdisjoint(words.all):
            return True
        if any(group <= words.all for group in self.groups):
            return True
        if self.openings.isdisjoint(words.all):
            return False
        return any(phrase in words.text for phrase in self.phrases)

    @property
    def asked(self) -> frozenset[str]:
        """Every word that it asks for by its lemma."""
        return self.words.union(self.openings, *self.groups)


class PossibleActs:
    """Knows by a sentence's words whether an entry of the lexicon can hold in it."""

    def __init__(self, lexicon: Lexicon, others: Iterable[str] = ()) -> None:
        """`others` are words that `words` is to find too."""
        self._conditions = dict(_by_head(lexicon))
        needed = {condition for ways in self._conditions.values() for way in ways for condition in way}
        self._wanted = frozenset(self._conditions).union(others, *(each.asked for each in needed))
        self._forms: dict[str, frozenset[str]] = {}

    def words(self, text: str) -> Words:
        """The words of the text; of their possible lemmas those that any entry asks for."""
        known = self._forms
        found: set[str] = set()
        forms = _forms(text)
        for form in forms:
            lemmas = known.get(form)
            found |= lemmas if lemmas is not None else self._learn(form)
        return Words(f" {' '.join(forms)} ", frozenset(found))

    def any(self, words: Words) -> bool:
        """Can one of these words be an act's predicate, with the others to fill its conditions?"""
        for head in words.all & self._conditions.keys():
            for conditions in self._conditions[head]:
                if all(condition.holds(words) for condition in conditions):
                    return True
        return False

    def _learn(self, form: str) -> frozenset[str]:
        if len(self._forms) >= KNOWN_FORMS:
            self._forms.clear()
        found = self._forms[form] = self._wanted.intersection(self._lemmas(form))
        return found

    def _lemmas(self, form: str) -> Iterator[str]:
        yield form
        rules, exceptions = self._tables
        for part in _PARTS:
            yield from exceptions[part].get(form, ())
            for ending, instead in rules[part]:
                if form.endswith(ending):
                    yield form.removesuffix(ending) + instead

    @cached_property
    def _tables(self) -> tuple[Mapping[str, list[list[str]]], Mapping[str, Mapping[str, list[str]]]]:
        lookups = getattr(parsing.model().get_pipe("lemmatizer"), "lookups")  # noqa: B009 (typed as a callable)
        rules, exceptions = lookups.get_table("lemma_rules"), lookups.get_table("lemma_exc")
        return {part: rules.get(part, []) for part in _PARTS}, {part: exceptions[part] for part in _PARTS}


def _forms(text: str) -> list[str]:
    """The words as the parser cuts them."""
    return _WORD.findall(text.lower().replace("cannot", "can not"))


def _by_head(lexicon: Lexicon) -> Iterator[tuple[str, tuple[tuple[Condition, ...], ...]]]:
    """For each last word of a predicate what else must be there, in one of several ways."""
    found: dict[str, set[tuple[Condition, ...]]] = {}
    for head, verbs in lexicon.verbs.items():
        for particle, entry in verbs:
            _add(found, head, entry, particle)
    for kind in (lexicon.nouns, lexicon.adjectives):
        for head, entries in kind.items():
            for entry in entries:
                _add(found, head, entry, "")
    for head, ways in found.items():
        yield head, ((),) if () in ways else tuple(ways)


def _add(found: dict[str, set[tuple[Condition, ...]]], predicate: str, entry: Entry, particle: str) -> None:
    *before, head = _forms(predicate)
    needed = [Condition(frozenset({word})) for word in before]
    if particle:
        needed.append(_phrases([particle]))
    for slot, wanted in entry.where.items():
        if slot not in _SLOTS:
            needed.append(Condition(frozenset({slot})))
        if "*" not in wanted and _CITIZEN not in wanted:
            needed.append(_phrases(wanted) if slot == "phrase" else _lemmas(wanted))
    needed.sort(key=lambda condition: len(condition.phrases))  # the quickest first
    found.setdefault(head, set()).add(tuple(needed))


def _phrases(wanted: Iterable[str]) -> Condition:
    cut = [_forms(phrase) for phrase in sorted(wanted)]
    phrases = tuple(dict.fromkeys(f" {' '.join(words)} " for words in cut))
    return Condition(phrases=phrases, openings=frozenset(words[0] for words in cut))


def _lemmas(wanted: Iterable[str]) -> Condition:
    cut = [frozenset(_forms(lemma)) for lemma in sorted(wanted)]
    single = frozenset(word for words in cut if len(words) == 1 for word in words)
    return Condition(single, tuple(words for words in cut if len(words) > 1 and words.isdisjoint(single)))

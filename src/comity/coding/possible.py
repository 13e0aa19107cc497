"""Which acts of the lexicon a sentence's words make possible, told without a parse.

A word stands for every lemma that spaCy's rules may give it, whatever its part of speech, and an entry is
possible where each of its conditions finds one of its words: whatever the rules would find is possible.
"""

from __future__ import annotations

import re
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

Condition = frozenset[str]  # holds where one of these words is there


class PossibleActs:
    """Knows by a sentence's words whether an entry of the lexicon can hold in it."""

    def __init__(self, lexicon: Lexicon, others: Iterable[str] = ()) -> None:
        """`others` are words that `words` is to find too."""
        self._conditions = dict(_by_head(lexicon))
        wanted = {
            word for found in self._conditions.values() for each in found for one in each for word in one
        }
        self._wanted = frozenset({*self._conditions, *wanted, *others})
        self._forms: dict[str, frozenset[str]] = {}

    def words(self, text: str) -> frozenset[str]:
        """The words of the text, and their possible lemmas, as far as any entry asks for them."""
        known = self._forms
        found: set[str] = set()
        for form in _WORD.findall(text.lower()):
            lemmas = known.get(form)
            found |= lemmas if lemmas is not None else self._learn(form)
        return frozenset(found)

    def any(self, words: frozenset[str]) -> bool:
        """Can one of these words be an act's predicate, with the others to fill its conditions?"""
        for head in words & self._conditions.keys():
            for conditions in self._conditions[head]:
                if not any(condition.isdisjoint(words) for condition in conditions):
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


def _by_head(lexicon: Lexicon) -> Iterator[tuple[str, tuple[tuple[Condition, ...], ...]]]:
    """For each last word of a predicate what else must be there, in one of several ways."""
    found: dict[str, set[tuple[Condition, ...]]] = {}
    for head, verbs in lexicon.verbs.items():
        for particle, entry in verbs:
            _add(found, head, entry, particle.split()[:1])
    for kind in (lexicon.nouns, lexicon.adjectives):
        for head, entries in kind.items():
            for entry in entries:
                _add(found, head, entry, ())
    for head, ways in found.items():
        yield head, ((),) if () in ways else tuple(ways)


def _add(
    found: dict[str, set[tuple[Condition, ...]]], predicate: str, entry: Entry, particle: Iterable[str]
) -> None:
    *before, head = _WORD.findall(predicate)
    needed = {frozenset({word}) for word in (*before, *particle)}
    for slot, wanted in entry.where.items():
        if slot not in _SLOTS:
            needed.add(frozenset({slot}))
        if "*" not in wanted and _CITIZEN not in wanted:
            needed.add(frozenset(_WORD.findall(words)[-1] for words in wanted))
    found.setdefault(head, set()).add(tuple(sorted(needed, key=len)))

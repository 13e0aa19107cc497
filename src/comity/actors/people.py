"""Holders of offices: who is meant by a name, at a date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.actors.spelling import folded, plain, short_forms
from comity.actors.terms import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.actors.sightings import Term
    from comity.dates import SpanOfDays

ALIKE = 62  # of 100: how alike a garbled name must be to the one holder who fits
SAME = 85  # where no date narrows the holders down


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds or held offices, the terms in order."""

    name: str
    state: str
    terms: tuple[Term, ...]
    short: frozenset[str]  # folded words by which the person is called

    def at(self, on: SpanOfDays | None, role: str | None = None) -> Term | None:
        """The term in force on these days: that of the role if there is one, else the weightiest."""
        terms = [term for term in self.terms if term.overlaps(on)]
        if not terms:
            return None
        return min(terms, key=lambda term: (term.role != role, ROLES.index(term.role)))


class People:
    """All holders, by full name, by short name and by office."""

    def __init__(
        self,
        holdings: Iterable[tuple[Term, tuple[str, ...]]],
        orders: Mapping[str, str],
        famous: Iterable[str],
    ) -> None:
        """`orders` tells each state's order of names; `famous` the short names that need no introduction."""
        terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
        names: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._offices: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term, also in holdings:
            key = (term.state, folded(term.person))
            terms[key].append(term)
            names[key].update((term.person, *also))
            self._offices[term.state, term.role].append(term)
        self.full: dict[str, list[Person]] = defaultdict(list)
        self.short: dict[str, list[Person]] = defaultdict(list)
        self.words: set[str] = set()
        for (state, key), held in terms.items():
            self._add(state, key, held, names[state, key], orders.get(state, "family_last"))
        self.famous = frozenset(map(folded, famous))

    def _add(self, state: str, key: str, held: list[Term], names: set[str], order: str) -> None:
        calls = set()
        for name in (held[0].person, *names):
            words = name.split()
            calls.update(map(folded, short_forms(name, order) if len(words) > 1 else [name]))
            self.words.update(map(folded, words))
        person = Person(
            held[0].person, state, tuple(sorted(held, key=lambda term: term.first)), frozenset(calls)
        )
        for spelt in {written for name in names for written in _spellings(name)} | {key}:
            if person not in self.full[spelt]:
                self.full[spelt].append(person)
        for call in calls:
            self.short[call].append(person)

    def holders(self, state: str, role: str, on: SpanOfDays | None) -> list[Term]:
        """The terms in this office on these days."""
        return [term for term in self._offices.get((state, role), ()) if term.overlaps(on)]

    def alike(self, written: str, state: str, role: str, on: SpanOfDays | None) -> Term | None:
        """The one holder whose name a garbled name may stand for, or None where none or several fit."""
        scores: dict[str, tuple[float, Term]] = {}
        for term in self.holders(state, role, on):
            score = likeness(written, term.person)
            if score >= (SAME if on is None else ALIKE) and score > scores.get(term.person, (0.0, term))[0]:
                scores[term.person] = (score, term)
        if len(scores) != 1:
            return None
        return next(iter(scores.values()))[1]


def likeness(written: str, name: str) -> float:
    """How alike two names are, of 100: as a whole, or, of the same number of words, word by word.

    >>> likeness("Taro Nono", "Taro Kono") > 80
    True
    """
    from rapidfuzz import fuzz

    one, other = plain(written), plain(name)
    if " " not in one:
        return max(fuzz.ratio(one, word) for word in other.split())
    return max(fuzz.ratio(one, other), fuzz.ratio(" ".join(reversed(one.split())), other))


def _spellings(name: str) -> Iterable[str]:
    words = name.split()
    yield folded(name)
    without = [word for word in words if len(word.rstrip(".")) > 1]
    if len(without) >= 2:
        yield folded(" ".join(without))
        bare = [
            word.partition("-")[2] if word.lower().startswith(("al-", "el-")) else word for word in without
        ]
        yield folded(" ".join(bare))

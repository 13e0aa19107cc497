"""Holders of offices: who is meant by a name, at a date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.actors.spelling import folded, plain, short_forms, spellings
from comity.actors.terms import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.actors.sightings import Term
    from comity.actors.tokens import Token
    from comity.dates import SpanOfDays

ALIKE = 62  # of 100: how alike a garbled name must be to the one holder who fits
STANDS_OUT = 15  # so much more than any other holder, where no date narrows them down


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

    def held(self, role: str | None, on: SpanOfDays | None = None) -> bool:
        """Whether the person held such an office on these days."""
        return any(term.role == role and term.overlaps(on) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the folded names and the written words under which they are looked up."""

    person: Person
    keys: frozenset[str]
    words: frozenset[str]


def holders(holdings: Iterable[tuple[Term, tuple[str, ...]]], orders: Mapping[str, str]) -> list[Holder]:
    """The persons of these terms and their other names; `orders` tells each state's order of names."""
    terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term, also in holdings:
        holder = (term.state, folded(term.person))
        terms[holder].append(term)
        names[holder].update((term.person, *also))
    return [
        _holder(held, names[holder], orders.get(holder[0], "family_last")) for holder, held in terms.items()
    ]


def _holder(held: list[Term], names: set[str], order: str) -> Holder:
    calls: set[str] = set()
    keys: set[str] = set()
    for name in names:
        words = name.split()
        calls.update(map(folded, short_forms(name, order) if len(words) > 1 else words))
        keys.update(spellings(name))
    held.sort(key=lambda term: term.first)
    person = Person(held[0].person, held[0].state, tuple(held), frozenset(calls))
    return Holder(person, frozenset(keys), frozenset(word for name in names for word in name.split()))


class People:
    """All holders, by full name, by short name and by office."""

    def __init__(self, known: Iterable[Holder], famous: Iterable[str]) -> None:
        """`famous` are the short names that need no introduction."""
        self._full: dict[str, list[Person]] = defaultdict(list)
        self._short: dict[str, list[Person]] = defaultdict(list)
        self._offices: dict[tuple[str, str], list[tuple[Term, Person]]] = defaultdict(list)
        self.written: set[str] = set()
        for holder in known:
            self.written.update(holder.words)
            for key in holder.keys:
                self._full[key].append(holder.person)
            for call in holder.person.short:
                self._short[call].append(holder.person)
            for term in holder.person.terms:
                self._offices[term.state, term.role].append((term, holder.person))
        self._openings = {key[:3] for key in self._full}
        self._known_by = frozenset(map(folded, famous))

    def named(
        self, written: Sequence[str], state: str | None, role: str | None, on: SpanOfDays | None
    ) -> Person | None:
        """The holder with this full name, of this state where one is given."""
        if len(written) < 2:
            return None
        key = folded(" ".join(word for word in written if len(word) > 1))
        people = [person for person in self._full.get(key, ()) if state in {None, person.state}]
        return self.fitting(people, role, on)

    def called(
        self, written: Sequence[str], state: str, role: str | None, on: SpanOfDays | None
    ) -> Person | None:
        """The holder of this state who is called so for short."""
        people = [person for person in self.short_for(written) if person.state == state]
        return self.fitting(people, role, on)

    def short_for(self, written: Sequence[str]) -> list[Person]:
        """All holders who are called so for short."""
        return self._short.get(folded(" ".join(written)), [])

    def is_famous(self, written: Sequence[str]) -> bool:
        """Whether the short name needs no introduction."""
        return folded(" ".join(written)) in self._known_by

    def begins_with(self, run: Sequence[Token], on: SpanOfDays | None = None) -> tuple[Person, int] | None:
        """The person whose full name begins this run of words, and how many words it has."""
        if len(run) < 2 or folded(f"{run[0].text} {run[1].text}")[:3] not in self._openings:
            return None
        for size in range(len(run), 1, -1):
            person = self.named([token.text for token in run[:size]], None, None, on)
            if person is not None:
                return person, size
        return None

    def fitting(self, people: Sequence[Person], role: str | None, on: SpanOfDays | None) -> Person | None:
        """The one of several namesakes who fits the role and the days; None where several do."""
        if len(people) <= 1:
            return people[0] if people else None
        in_role = [person for person in people if role and person.held(role, on)]
        in_office = [person for person in people if person.at(on)]
        had_role = [person for person in people if role and person.held(role)]
        for candidates in (in_role, in_office, had_role):
            if len(candidates) == 1:
                return candidates[0]
        return None if role is None else (in_role or in_office or list(people))[0]

    def alike(self, written: str, state: str, role: str, on: SpanOfDays | None) -> Person | None:
        """The one holder whose name a garbled name may stand for; None where none or several fit."""
        persons = {
            term.person: person for term, person in self._offices.get((state, role), ()) if term.overlaps(on)
        }
        ranked = sorted(((likeness(written, name), name) for name in persons), reverse=True)
        if not ranked or ranked[0][0] < ALIKE:
            return None
        too_near = ranked[0][0] - STANDS_OUT if on is None else ALIKE
        return None if len(ranked) > 1 and ranked[1][0] >= too_near else persons[ranked[0][1]]


def likeness(written: str, name: str) -> float:
    """How alike two names are, of 100: as a whole in either order, or one word to its likest word.

    >>> likeness("Taro Nono", "Taro Kono") > 80
    True
    """
    from rapidfuzz import fuzz

    one, other = plain(written), plain(name)
    if " " not in one:
        return max(fuzz.ratio(one, word) for word in other.split())
    return max(fuzz.ratio(one, other), fuzz.ratio(" ".join(reversed(one.split())), other))

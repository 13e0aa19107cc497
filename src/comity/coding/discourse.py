"""Who has been spoken of so far in a document: whom "it" and "the two sides" may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.actors import Sighting
    from comity.records import Party

STATE_KINDS = frozenset({"name", "demonym", "metonym", "body", "person", "organisation"})
POWERS = frozenset({"EUR", "NAT"})
REACH = 1200  # characters back over which a pronoun still finds its antecedent: some eight sentences


def _may_be_side(sighting: Sighting) -> bool:
    """States are the sides of a story; of organisations only those that act as one power."""
    return sighting.kind != "organisation" or sighting.code in POWERS


@dataclass(slots=True)
class Discourse:
    """The memory of one document, filled as its sentences are coded in order; positions are its offsets."""

    sightings: Sequence[Sighting]
    home: str | None = None  # the state whose capital the dateline names
    _starts: list[int] = field(default_factory=list)
    _subjects: list[tuple[int, tuple[Party, ...]]] = field(default_factory=list)
    _nouns: dict[str, tuple[int, Party]] = field(default_factory=dict)
    _persons: list[tuple[int, Party]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [sighting.span.start for sighting in self.sightings]

    def hear_subject(self, position: int, parties: tuple[Party, ...]) -> None:
        """A subject: what the next "it" or "they" most likely means."""
        if parties:
            self._subjects.append((position, parties))

    def hear_noun(self, position: int, lemma: str, party: Party) -> None:
        """A noun with its state ("a Japanese diplomat"): what "the diplomat" will mean."""
        self._nouns[lemma] = (position, party)
        if party.person:
            self._persons.append((position, party))

    def subject_before(
        self, position: int, *, states_only: bool = False, excluding: frozenset[str] = frozenset()
    ) -> tuple[Party, ...]:
        """The last subject before a position that names no excluded state; no person where `states_only`."""
        for start, parties in reversed(self._subjects):
            if start >= position:
                continue
            if position - start > REACH:
                break
            if any(party.code in excluding for party in parties):
                continue
            if states_only:
                bodies = tuple(party for party in parties if party.person is None)
                if not bodies:
                    continue
                return bodies
            return parties
        return ()

    def group_before(self, position: int, size: int) -> tuple[str, ...]:
        """The states of the last subject that named so many together, sorted."""
        for start, parties in reversed(self._subjects):
            codes = {party.code for party in parties}
            if start < position and position - start <= REACH and len(codes) == size:
                return tuple(sorted(codes))
        return ()

    def person_subject_before(self, position: int, excluding: frozenset[str]) -> Party | None:
        """The last subject before a position that is a person of no excluded state."""
        for start, parties in reversed(self._subjects):
            if start < position and position - start <= REACH:
                for party in parties:
                    if party.person is not None and party.code not in excluding:
                        return party
        return None

    def person_before(self, position: int) -> Sighting | None:
        """The last person named before a position."""
        for sighting in self._before(position):
            if sighting.kind == "person":
                return sighting
        return None

    def body_before(self, position: int, words: str, excluding: frozenset[str]) -> Sighting | None:
        """The last body whose name ends so: "the ministry" after "the Turkish foreign ministry"."""
        for sighting in self._before(position):
            if sighting.code in excluding:
                continue
            if sighting.kind in ("body", "organisation") and sighting.text.lower().endswith(words):
                return sighting
        return None

    def organisation_before(self, position: int) -> Sighting | None:
        """The last organisation named before a position: "the bloc", "the alliance"."""
        for sighting in self._before(position):
            if sighting.kind == "organisation":
                return sighting
        return None

    def noun_before(self, position: int, lemma: str) -> Party | None:
        """The last party that this noun named."""
        start, party = self._nouns.get(lemma, (-1, None))
        return party if party is not None and 0 <= start < position <= start + 2 * REACH else None

    def both(self, position: int) -> tuple[str, ...]:
        """The two states that "both sides" means: those last named together, or those of the story."""
        recent, pair = self.group_before(position, 2), self.pair(position)
        if not recent or not pair or recent == pair:
            return recent or pair
        counts = Counter(sighting.code for sighting in self._before(position))
        rarest = min(counts[code] for code in recent), min(counts[code] for code in pair)
        return pair if rarest[1] >= 2 * rarest[0] else recent

    def counterpart(self, position: int, actor: str) -> str | None:
        """Whom an actor deals with at this point of the story; None where the story does not tell."""
        pair = self.pair(position)
        if actor in pair:
            return next(code for code in pair if code != actor)
        return None

    def pair(self, position: int) -> tuple[str, ...]:
        """The two states that the document is most about up to this position; else in the whole document."""
        for stretch in (self._before(position), list(self.sightings)):
            counts = Counter(s.code for s in stretch if s.kind in STATE_KINDS and _may_be_side(s))
            ranked = [code for code, _ in counts.most_common(2)]
            if len(ranked) == 2:
                return tuple(sorted(ranked))
        return ()

    def _before(self, position: int) -> list[Sighting]:
        return list(reversed(self.sightings[: bisect_left(self._starts, position)]))

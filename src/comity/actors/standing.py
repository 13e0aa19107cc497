"""Persons named without their state: in full, by title and family name, or by a name known by now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.actors.introductions import Said, introduce
from comity.actors.spelling import PARTICLES, folded
from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.introductions import Introductions
    from comity.actors.people import Person
    from comity.actors.sightings import Sighting
    from comity.actors.tokens import Words
    from comity.actors.wording import HeadHit
    from comity.dates import SpanOfDays

_CIVIL = frozenset({"mr", "mrs", "ms", "dr"})


class Standing:
    """Finds the persons of one text who stand outside the phrases of states."""

    def __init__(
        self, gazetteer: Gazetteer, words: Words, introductions: Introductions, on: SpanOfDays | None
    ) -> None:
        """`introductions` hold who was named beside a state."""
        self._people = gazetteer.people
        self._words = words
        self._introductions = introductions
        self._on = on

    def sightings(self, taken: set[int], codes: set[str]) -> list[Sighting]:
        """The persons outside the `taken` characters; `codes` are the states that the text names."""
        found: list[Sighting] = []
        rest: list[int] = []
        tokens = self._words.tokens
        index = 0
        while index < len(tokens):
            token = tokens[index]
            full = None
            free = token.start not in taken
            nameable = free and token.nameable
            if nameable:
                full = self._people.begins_with(self._words.run(index, known=self._people.written), self._on)
            if full is not None:
                person, size = full
                found.append(self._full(person, index, size))
                index += size
                continue
            if nameable or (free and token.text.lower() in PARTICLES):
                rest.append(index)
            index += 1
        done = -1
        for index in rest:
            short = self._short(index, codes, taken) if index > done else None
            if short is not None:
                sighting, size = short
                found.append(sighting)
                done = index + size - 1
        return found

    def _full(self, person: Person, index: int, size: int) -> Sighting:
        first, last = self._words.tokens[index], self._words.tokens[index + size - 1]
        title = self._title(index)
        return self._sight(person, title, Span(first.start, last.end))

    def _title(self, index: int) -> HeadHit | None:
        title = self._words.title_before(index)
        return None if title is None or title.phrase in _CIVIL else title

    def _sight(self, person: Person, title: HeadHit | None, name: Span) -> Sighting:
        """The person in the words of the title and the name."""
        text = self._words.text
        start, said = name.start, Said()
        if title is not None:
            start = title.start
            role = "other" if self._words.is_deputy(title) else title.head.role
            said = Said(role, text[start : title.end], title.head.sector)
            self._introductions.note(Span(start, name.end), person, role)
        said = replace(said, former=self._words.is_former(start))
        introduction = introduce(person, self._on, said, "office", name)
        self._introductions.add(introduction)
        return introduction.sighting(Span(start, name.end), text)

    def _short(self, index: int, codes: set[str], taken: set[int]) -> tuple[Sighting, int] | None:
        """The person whom one or two words name: introduced, titled or famous."""
        words = self._words
        title = self._title(index)
        civil = title is None and words.title_before(index) is not None
        sizes = (3, 2, 1) if words.tokens[index].text.lower() in PARTICLES else (2, 1)
        for size in sizes:
            last = index + size - 1
            if last >= len(words.tokens) or words.tokens[last].start in taken:
                continue
            if not all(words.joined(at, at + 1) for at in range(index, last)):
                continue
            if title is None and not civil and not self._is_free(index, last):
                continue
            written = [token.text for token in words.tokens[index : last + 1]]
            name = Span(words.tokens[index].start, words.tokens[last].end)
            introduction = self._introductions.called(folded(" ".join(written)), name.start)
            if introduction is not None:
                start = title.start if title else name.start
                return introduction.sighting(Span(start, name.end), words.text), size
            person = self._titled(written, title, codes) or self._famous(written)
            if person is not None:
                return self._sight(person, title, name), size
        return None

    def _is_free(self, first: int, last: int) -> bool:
        """Whether no other part of a name stands before or after these words."""
        words, tokens = self._words, self._words.tokens
        if words.in_headline(tokens[first].start):
            return True
        if first and words.joined(first - 1, first):
            before = tokens[first - 1]
            inside = before.nameable and before.start not in words.blocked and before.start not in words.heads
            if inside and not self._begins_sentence(before.start):
                return False
        if last + 1 < len(tokens) and words.text[tokens[last].end : tokens[last + 1].start] == " ":
            following = tokens[last + 1]
            return not following.nameable or following.start in words.heads
        return True

    def _begins_sentence(self, start: int) -> bool:
        before = self._words.text[max(0, start - 4) : start].rstrip(" “\"'‘")
        return not before or before[-1] in ".!?\n:"

    def _titled(self, written: list[str], title: HeadHit | None, codes: set[str]) -> Person | None:
        """The holder of the title who is called so, if the days or the text leave only one."""
        if title is None or title.head.role in {None, "other"}:
            return None
        role = title.head.role
        people = [person for person in self._people.short_for(written) if person.held(role)]
        at = [person for person in people if person.held(role, self._on)]
        near = [person for person in at if person.state in codes]
        famous = [person for person in at if self._people.is_famous(written)]
        for candidates in (at, near, famous, people):
            if len({person.state for person in candidates}) == 1:
                return self._people.fitting(candidates, role, self._on) or candidates[0]
        return None

    def _famous(self, written: list[str]) -> Person | None:
        if not self._people.is_famous(written):
            return None
        people = self._people.short_for(written)
        at = [person for person in people if person.at(self._on)]
        one = self._people.fitting(at, None, self._on) or self._people.fitting(people, None, self._on)
        return one or next(iter(at or people), None)

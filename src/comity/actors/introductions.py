"""Persons named beside a state and a title: "Russian Foreign Minister Sergei Lavrov"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.actors.phrases import is_group
from comity.actors.sightings import OfficeNamed, Sighting
from comity.actors.spelling import folded, short_forms
from comity.actors.terms import ROLES
from comity.actors.tokens import ABBREVIATIONS, SPACES
from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.hits import Hit
    from comity.actors.people import Person
    from comity.actors.phrases import Phrase
    from comity.actors.tokens import Token, Words
    from comity.dates import SpanOfDays

_GARBLE = frozenset(ROLES) - {"other", "ambassador", "spokesperson"}  # offices of one holder
_ELDERS = frozenset({"GOV", "LEG"})  # out of office, their holders are of the elite


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person as first named: later in the text the short name is enough."""

    person: str
    code: str
    sector: str
    via: str
    office: str | None
    start: int
    end: int
    former: bool = False
    known: Person | None = None

    def sighting(self, span: Span, text: str) -> Sighting:
        """The sighting of the person in these words of the text."""
        return Sighting(
            span, span.of(text), self.code, self.sector, "person", self.via,
            person=self.person, office=self.office, plural=False, former=self.former,
        )  # fmt: skip


def past(sector: str) -> str:
    """The sector of somebody who has left an office of this sector."""
    return "ELI" if sector in _ELDERS else sector


@dataclass(frozen=True, slots=True)
class Said:
    """What the text itself says of a person's office; a sector only where it gives a title."""

    role: str | None = None
    office: str | None = None
    sector: str | None = None
    former: bool = False


def introduce(person: Person, on: SpanOfDays | None, said: Said, via: str, span: Span) -> Introduction:
    """The holder of an office, as of these days; where no term of theirs fits, as the text says."""
    term = person.at(on, said.role)
    if term is not None and not said.former:
        return Introduction(
            person.name,
            person.state,
            term.sector,
            via,
            said.office or term.office,
            span.start,
            span.end,
            False,
            person,
        )
    left = said.sector is None and on is not None and person.terms[0].first <= on.last
    former = said.former or (term is None and left)
    sector = past(said.sector or person.terms[-1].sector) if former or said.sector is None else said.sector
    return Introduction(
        person.name, person.state, sector, via, said.office, span.start, span.end, former, person
    )


class Introductions:
    """The persons that one text has introduced so far."""

    def __init__(self, gazetteer: Gazetteer, words: Words, on: SpanOfDays | None) -> None:
        """`on` are the days of which the text speaks."""
        self._people = gazetteer.people
        self._states = gazetteer.atlas.states
        self._words = words
        self._on = on
        self._known: dict[str, Introduction] = {}
        self.offices: list[OfficeNamed] = []

    def add(self, introduction: Introduction) -> None:
        """Let later mentions by the short name find this person."""
        if introduction.known is not None:
            calls = introduction.known.short
        else:
            state = self._states.get(introduction.code)
            order = "any" if state and state.order != "family_last" else "family_last"
            calls = frozenset(map(folded, short_forms(introduction.person, order)))
        for call in calls:
            self._known.setdefault(call, introduction)

    def called(self, key: str, start: int) -> Introduction | None:
        """Who is called so at this place: office holders anywhere in the text, others once introduced."""
        introduction = self._known.get(key)
        if introduction is None or (introduction.known is None and introduction.start > start):
            return None
        return introduction

    def note(self, span: Span, person: Person, role: str | None) -> None:
        """Keep that the text gives this title to this person."""
        fitting = tuple(term for term in person.terms if role in {None, "other", term.role})
        if fitting:
            self.offices.append(OfficeNamed(span.of(self._words.text), span, fitting))

    def beside(self, hit: Hit, phrase: Phrase) -> Introduction | None:
        """The person whose name follows the state and title: "Russian President Putin"."""
        head = phrase.heads[-1]
        if head.head.plural:
            return None
        run, apposed = self._run(phrase.end)
        if not run:
            return None
        role = head.head.role
        if role is not None and self._words.is_deputy(head):
            role = "other"
        found = self._holder(run, hit.naming.code, role, garbled=not apposed)
        if found is None:
            return self._unknown(run, hit, phrase, apposed=apposed)
        person, size, via = found
        span = Span(run[0].start, run[size - 1].end)
        self.note(Span(head.start, span.end), person, role)
        sector = phrase.sector if head.head.role else None
        said = Said(role, phrase.office, sector, phrase.former)
        return introduce(person, self._on, said, via or hit.naming.via, span)

    def possessed(self, hit: Hit, begin: int) -> Introduction | None:
        """The known person whose name follows a state's: "Russia's Putin", "Japan's Taro Kono"."""
        if begin == hit.end and hit.naming.kind != "demonym":
            return None
        run, apposed = self._run(begin)
        found = None if apposed or not run else self._holder(run, hit.naming.code, None, garbled=False)
        if found is None:
            return None
        person, size, _ = found
        span = Span(run[0].start, run[size - 1].end)
        return introduce(person, self._on, Said(), hit.naming.via, span)

    def _run(self, end: int) -> tuple[list[Token], bool]:
        """The words of the name that follows, and whether a comma stands before it."""
        words = self._words
        index = words.index(end)
        if index >= len(words.tokens):
            return [], False
        gap = words.text[end : words.tokens[index].start]
        dotted = gap == ". " and words.text[max(0, end - 4) : end].rpartition(" ")[2].lower() in ABBREVIATIONS
        if gap not in SPACES and gap != ", " and not dotted:
            return [], False
        return words.run(index, known=self._people.written), gap == ", "

    def _holder(
        self, run: list[Token], code: str, role: str | None, *, garbled: bool
    ) -> tuple[Person, int, str] | None:
        """The holder of an office of that state who begins the run, the name's length, "garbled" if so."""
        for size in range(len(run), 0, -1):
            written = [token.text for token in run[:size]]
            person = self._people.named(written, code, role, self._on)
            if person is None and (size == len(run) or self._words.in_headline(run[0].start)):
                person = self._people.called(written, code, role, self._on)
            if person is not None:
                return person, size, ""
        if not garbled or role not in _GARBLE:
            return None
        for size in range(min(len(run), 4), 0, -1):
            person = self._people.alike(" ".join(token.text for token in run[:size]), code, role, self._on)
            if person is not None:
                return person, size, "garbled"
        return None

    def _unknown(self, run: list[Token], hit: Hit, phrase: Phrase, *, apposed: bool) -> Introduction | None:
        """Somebody who holds none of the offices we know, as the text names them."""
        head, end = phrase.heads[-1], run[-1].end
        closes = self._words.text[end : end + 1] in {",", ".", ")", ""}
        if self._words.in_headline(run[0].start) or (apposed and not (closes and len(run) > 1)):
            return None
        if len(run) == 1 and (head.head.role is None or len(run[0].text) < 3):
            return None
        sector = hit.naming.at(self._on) if is_group(hit.naming, head) else phrase.sector
        sector = past(sector) if phrase.former else sector
        name = self._words.text[run[0].start : end]
        return Introduction(
            name, hit.naming.code, sector, hit.naming.via, phrase.office, run[0].start, end, phrase.former
        )

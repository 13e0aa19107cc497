"""The persons of one text: named after a title, in full, or by a short name once they are introduced."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.actors.lookalikes import is_headline, line_at
from comity.actors.sightings import OfficeNamed, Sighting
from comity.actors.spelling import PARTICLES, folded, short_forms
from comity.actors.tokens import joined
from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.atlas import Naming
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.people import Person
    from comity.actors.tokens import Token
    from comity.actors.wording import HeadHit
    from comity.dates import SpanOfDays

LONGEST = 5  # words of a name
_DEPUTY = frozenset({"deputy", "vice", "assistant", "under", "acting deputy", "first deputy"})
_CIVIL = frozenset({"mr", "mrs", "ms", "dr"})
_NAMELESS = frozenset({"side", "government", "people"})


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
        """The sighting of the person in these words."""
        return Sighting(
            span, text, self.code, self.sector, "person", self.via,
            person=self.person, office=self.office, plural=False, former=self.former,
        )  # fmt: skip


class Persons:
    """Finds the persons of one text."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        text: str,
        on: SpanOfDays | None,
        tokens: list[Token],
        starts: list[int],
        heads: dict[int, HeadHit],
        blocked: set[int],
        offices: list[OfficeNamed],
    ) -> None:
        """`blocked` are the places where names of states begin; `offices` receives the titles that are met."""
        self._people = gazetteer.people
        self._states = gazetteer.atlas.states
        self._former = gazetteer.wording.former
        self._text = text
        self._on = on
        self._tokens = tokens
        self._starts = starts
        self._heads = heads
        self._blocked = blocked
        self._offices = offices
        self._introduced: dict[str, Introduction] = {}

    def introduce(self, introduction: Introduction) -> None:
        """Let later mentions by the short name find this person."""
        if introduction.known is not None:
            calls = introduction.known.short
        else:
            state = self._states.get(introduction.code)
            order = state.order if state else "family_last"
            calls = frozenset(
                folded(call)
                for call in short_forms(introduction.person, "any" if order == "family_first" else order)
            )
        for call in calls:
            self._introduced.setdefault(call, introduction)

    def after(self, end: int, heads: list[HeadHit], naming: Naming, *, former: bool) -> Introduction | None:
        """The person whose name follows a state and title that end here: "Russian President Putin"."""
        last = heads[-1]
        if last.head.plural or (last.head.role is None and last.phrase in _NAMELESS):
            return None
        index = bisect_left(self._starts, end)
        run, apposed = self._run(index, end)
        if not run:
            return None
        role = last.head.role
        if len(heads) == 1 and self._is_deputy(last):
            role = "other" if role else None
        office = self._text[heads[0].start : last.end]
        found = self._known(run, naming.code, role) or (
            None if apposed else self._alike(run, naming.code, role)
        )
        quote_start = heads[0].start
        if found is not None:
            person, size, via = found
            name_end = run[size - 1].end
            self._note(quote_start, name_end, person, role)
            return self._introduce_known(
                person, naming, role, office, run[0].start, name_end, via, former=former
            )
        return self._unknown(run, heads, naming, office, former=former, apposed=apposed)

    def possessed(self, name_end: int, end: int, naming: Naming) -> Introduction | None:
        """The known person whose name follows a state's: "Russia's Putin", "Japan's Taro Kono"."""
        if name_end == end and naming.kind != "demonym":
            return None
        run, apposed = self._run(bisect_left(self._starts, end), end)
        found = None if apposed or not run else self._known(run, naming.code, None)
        if found is None:
            return None
        person, size, via = found
        return self._introduce_known(
            person, naming, None, None, run[0].start, run[size - 1].end, via, former=False
        )

    def _unknown(
        self,
        run: list[Token],
        heads: list[HeadHit],
        naming: Naming,
        office: str,
        *,
        former: bool,
        apposed: bool,
    ) -> Introduction | None:
        from comity.actors.wording import sector_of

        last = heads[-1]
        if is_headline(line_at(self._text, run[0].start)) or (apposed and not self._closes(run[-1])):
            return None
        if len(run) == 1 and last.head.role is None:
            return None
        if len(run) == 1 and (len(run[0].text) < 3 or last.phrase in {"secretary", "general"}):
            return None
        sector = naming.at(self._on) if naming.kind in {"organisation", "body"} else sector_of(heads)
        if former and sector in {"GOV", "LEG"}:
            sector = "ELI"
        end = run[-1].end
        return Introduction(
            self._text[run[0].start : end], naming.code, sector, naming.via, office, run[0].start, end, former
        )

    def _closes(self, token: Token) -> bool:
        return self._text[token.end : token.end + 1] in {",", ".", ")", ""}

    def _is_deputy(self, head: HeadHit) -> bool:
        before = self._text[max(0, head.start - 12) : head.start].lower().rstrip(" -").rpartition(" ")[2]
        return before in _DEPUTY

    def _run(self, index: int, end: int) -> tuple[list[Token], bool]:
        """The words of a name from this token on, and whether a comma stands before it."""
        if index >= len(self._tokens):
            return [], False
        gap = self._text[end : self._tokens[index].start]
        apposed = gap == ", "
        if gap not in {" ", ", ", ". ", "\n"} or (
            gap == ". " and self._text[end - 4 : end].strip(" .").lower() not in _ABBREVIATED
        ):
            return [], False
        run: list[Token] = []
        while index < len(self._tokens) and len(run) < LONGEST:
            token = self._tokens[index]
            if run and not joined(self._text, run[-1], token):
                break
            particle = token.text.lower() in PARTICLES and token.text[0].islower()
            if not token.nameable and not particle:
                break
            if token.start in self._blocked and folded(token.text) not in self._people.words:
                break
            if run and token.start in self._heads and token.text[0].islower():
                break
            run.append(token)
            index += 1
        while run and run[-1].text[0].islower() and "-" not in run[-1].text:
            run.pop()
        return run, apposed

    def _known(self, run: list[Token], code: str, role: str | None) -> tuple[Person, int, str] | None:
        """The holder of an office of that state whose full or short name begins the run, and its length."""
        for size in range(len(run), 0, -1):
            key = folded(" ".join(token.text for token in run[:size] if len(token.text) > 1 or size == 1))
            people = [person for person in self._people.full.get(key, ()) if person.state == code]
            if not people:
                people = [person for person in self._people.short.get(key, ()) if person.state == code]
                if (
                    size < len(run)
                    and run[size].text not in {"II", "III"}
                    and not is_headline(line_at(self._text, run[0].start))
                ):
                    people = []
            chosen = self._fitting(people, role)
            if chosen is not None:
                return chosen, size, ""
        return None

    def _fitting(self, people: list[Person], role: str | None) -> Person | None:
        """The one of several namesakes who fits the role and the days."""
        if len(people) <= 1:
            return people[0] if people else None
        in_role = [
            person
            for person in people
            if role and any(term.role == role and term.overlaps(self._on) for term in person.terms)
        ]
        in_office = [person for person in people if person.at(self._on)]
        had_role = [person for person in people if role and any(term.role == role for term in person.terms)]
        for candidates in (in_role, in_office, had_role):
            if len(candidates) == 1:
                return candidates[0]
        return None if role is None else (in_role or in_office or people)[0]

    def _alike(self, run: list[Token], code: str, role: str | None) -> tuple[Person, int, str] | None:
        """The one holder whose name a garbled name beside a title may be."""
        if role is None or role in {"other", "ambassador", "spokesperson"}:
            return None
        for size in range(min(len(run), 4), 0, -1):
            term = self._people.alike(" ".join(token.text for token in run[:size]), code, role, self._on)
            if term is None:
                continue
            for person in self._people.full[folded(term.person)]:
                if person.state == code:
                    return person, size, "garbled"
        return None

    def _note(self, start: int, end: int, person: Person, role: str | None) -> None:
        terms = tuple(term for term in person.terms if role is None or role == "other" or term.role == role)
        if terms:
            self._offices.append(OfficeNamed(self._text[start:end], Span(start, end), terms))

    def _introduce_known(
        self,
        person: Person,
        naming: Naming | None,
        role: str | None,
        office: str | None,
        start: int,
        end: int,
        via: str,
        *,
        former: bool,
    ) -> Introduction:
        term = person.at(self._on, role)
        past = former or term is None
        sector = term.sector if term else person.terms[-1].sector
        if past:
            sector = "ELI"
        title = office or (term.office if term else None)
        told = via or (naming.via if naming else "office")
        return Introduction(person.name, person.state, sector, told, title, start, end, past, person)

    def full_name_at(self, index: int) -> tuple[Person, int] | None:
        """The person whose full name begins with this token, and the number of its words."""
        first = self._tokens[index]
        if not first.nameable or folded(first.text) not in self._people.words:
            return None
        run = [first]
        while len(run) < LONGEST and index + len(run) < len(self._tokens):
            token = self._tokens[index + len(run)]
            if not joined(self._text, run[-1], token) or not (
                token.nameable or token.text.lower() in PARTICLES
            ):
                break
            run.append(token)
        for size in range(len(run), 1, -1):
            if run[size - 1].text[0].islower() and "-" not in run[size - 1].text:
                continue
            key = folded(" ".join(token.text for token in run[:size] if len(token.text) > 1))
            person = self._fitting(list(self._people.full.get(key, ())), None)
            if person is not None:
                return person, size
        return None

    def standing_alone(self, covered: list[tuple[int, int]], codes: set[str]) -> list[Sighting]:
        """Persons named outside the phrases that begin with a state; `codes` are those the text names."""
        taken = {position for start, end in covered for position in range(start, end)}
        found: list[Sighting] = []
        pending: list[int] = []
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            if token.start in taken or not token.nameable:
                index += 1
                continue
            full = self.full_name_at(index)
            if full is not None:
                person, size = full
                found.append(self._alone(person, index, size))
                index += size
                continue
            pending.append(index)
            index += 1
        done = -1
        for index in pending:
            if index <= done:
                continue
            short = self._short(index, codes)
            if short is not None:
                sighting, size = short
                found.append(sighting)
                done = index + size - 1
        return found

    def _title_before(self, index: int) -> HeadHit | None:
        """The title that ends right before this token."""
        start = self._tokens[index].start
        for back in range(1, 7):
            if index - back < 0:
                return None
            head = self._heads.get(self._tokens[index - back].start)
            if head is not None:
                gap = self._text[head.end : start]
                return (
                    head
                    if gap in {" ", ". ", "\n"} and head.head.role and not head.head.plural
                    else None
                )
        return None

    def _said_former(self, start: int) -> bool:
        before = self._text[max(0, start - 12) : start].lower().replace("-", " ").split()
        return bool(before) and before[-1] in self._former

    def _alone(self, person: Person, index: int, size: int) -> Sighting:
        first, last = self._tokens[index], self._tokens[index + size - 1]
        title = self._title_before(index)
        start, office, role = first.start, None, None
        if title is not None and title.phrase not in _CIVIL:
            start, role = title.start, title.head.role
            office = self._text[title.start : title.end]
            if self._is_deputy(title):
                role = "other"
            self._note(start, last.end, person, role)
        introduction = self._introduce_known(
            person, None, role, office, first.start, last.end, "office", former=self._said_former(start)
        )
        self.introduce(introduction)
        span = Span(start, last.end)
        return introduction.sighting(span, span.of(self._text))

    def _short(self, index: int, codes: set[str]) -> tuple[Sighting, int] | None:
        """The person whom one or two words name: introduced, titled or famous."""
        for size in (2, 1):
            last = index + size - 1
            if last >= len(self._tokens) or (
                size == 2 and not joined(self._text, self._tokens[index], self._tokens[last])
            ):
                continue
            key = folded(" ".join(token.text for token in self._tokens[index : last + 1]))
            introduction = self._introduced.get(key)
            title = self._title_before(index)
            if title is None and not self._stands_free(index, last):
                continue
            start = self._tokens[index].start
            end = self._tokens[last].end
            if introduction is not None and (introduction.known is not None or introduction.start <= start):
                if title is not None and title.phrase not in _CIVIL:
                    start = title.start
                span = Span(start, end)
                return introduction.sighting(span, span.of(self._text)), size
            sighting = self._titled(key, title, index, last, codes) or self._famous(key, index, last)
            if sighting is not None:
                return sighting, size
        return None

    def _stands_free(self, first: int, last: int) -> bool:
        """Whether no other part of a name stands before or after these words."""
        text, tokens = self._text, self._tokens
        if is_headline(line_at(text, tokens[first].start)):
            return True
        if first and joined(text, tokens[first - 1], tokens[first]):
            before = tokens[first - 1]
            opens = (
                before.start == 0
                or (text[max(0, before.start - 2) : before.start].strip(" “\"'‘") in {"", ".", "\n", "!", "?"}
                and text[max(0, before.start - 2) : before.start] != " ")
            )
            if (
                before.nameable
                and before.start not in self._blocked
                and before.start not in self._heads
                and not opens
                and text[before.end : tokens[first].start] != "-"
            ):
                return False
        if last + 1 < len(tokens) and joined(text, tokens[last], tokens[last + 1]):
            following = tokens[last + 1]
            if following.nameable and following.start not in self._heads and text[tokens[last].end] == " ":
                return False
        return True

    def _titled(
        self, key: str, title: HeadHit | None, index: int, last: int, codes: set[str]
    ) -> Sighting | None:
        if title is None or title.head.role in {None, "other"}:
            return None
        people = [
            person
            for person in self._people.short.get(key, ())
            if any(term.role == title.head.role for term in person.terms)
        ]
        at = [
            person
            for person in people
            if any(term.role == title.head.role and term.overlaps(self._on) for term in person.terms)
        ]
        for candidates in (
            at,
            [person for person in at if person.state in codes],
            [person for person in at if key in self._people.famous],
            people,
        ):
            states = {person.state for person in candidates}
            if len(states) == 1:
                break
        else:
            return None
        person = self._fitting(candidates, title.head.role) or candidates[0]
        end = self._tokens[last].end
        if len(candidates) == 1:
            self._note(title.start, end, person, title.head.role)
        introduction = self._introduce_known(
            person, None, title.head.role, self._text[title.start : title.end], self._tokens[index].start, end, "office",
            former=self._said_former(title.start),
        )  # fmt: skip
        self.introduce(introduction)
        span = Span(title.start, end)
        return introduction.sighting(span, span.of(self._text))

    def _famous(self, key: str, index: int, last: int) -> Sighting | None:
        if key not in self._people.famous:
            return None
        people = self._people.short.get(key, ())
        at = [person for person in people if person.at(self._on)]
        person = (
            self._fitting(at, None) or self._fitting(list(people), None) or (at or list(people) or [None])[0]
        )
        if person is None:
            return None
        start, end = self._tokens[index].start, self._tokens[last].end
        introduction = self._introduce_known(
            person, None, None, None, start, end, "office", former=self._said_former(start)
        )
        span = Span(start, end)
        return introduction.sighting(span, span.of(self._text))


_ABBREVIATED = frozenset("gen lt col adm gov sen rep dr mr mrs ms capt sgt maj".split())

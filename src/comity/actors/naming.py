"""All that a short phrase names: states, bodies, persons, places, at their places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from comity.actors.agents import is_stance
from comity.actors.hits import raw_hits, true_hits
from comity.actors.introductions import Said, introduce
from comity.actors.reading import Reading
from comity.actors.tokens import Words
from comity.records import Span

if TYPE_CHECKING:
    from comity.actors.agents import Agents
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.hits import Hit
    from comity.actors.registry import Entry, Registry
    from comity.actors.sightings import Sighting
    from comity.dates import SpanOfDays

NameKind = Literal["state", "demonym", "people", "capital", "unrecognised", "place", "body", "person"]
# The coder calls media MED, as CAMEO did; in PLOVER that is medicine.
_PLOVER = {"MED": "JRN", "JEW": "REL", "MOS": "REL", "CHR": "REL", "HIN": "REL", "BUD": "REL"}


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name somebody or something that belongs to a state."""

    start: int
    end: int
    code: str
    sector: str | None
    kind: NameKind
    own: bool = True  # not only who stands behind the actor: "US-backed"
    organisation: bool = False  # an organisation of states
    sighting: Sighting | None = None  # of a person
    holds: str | None = None  # the sector of the office that the person holds on the day
    noted: bool = False  # a person whom the registry tells of


class Names:
    """Finds the names in phrases."""

    def __init__(self, gazetteer: Gazetteer, registry: Registry, agents: Agents) -> None:
        """The gazetteer knows states and office holders, the registry all others."""
        self._gazetteer = gazetteer
        self._registry = registry
        self._agents = agents

    def of(self, text: str, on: SpanOfDays | None) -> list[Name]:
        """The names in the text, in order, none overlapping: the longest, then the registry's."""
        sightings = Reading(self._gazetteer, text, on, phrase=True).sightings()
        persons = [sighting for sighting in sightings if sighting.kind == "person"]
        rules = [sighting for sighting in sightings if sighting.kind == "body" and sighting.person]
        found = [self._registered(start, end, entry) for start, end, entry in self._registry.hits(text)]
        words = Words(text, self._gazetteer.wording, headlines=False)
        hits = true_hits(self._gazetteer, words, raw_hits(self._gazetteer, text), phrase=True)
        found += [self._known(hit, on) for hit in hits]
        found += [
            self._person(sighting, found, text, on)
            for sighting in persons
            if not _other(sighting, found, text)
        ]
        found += [Name(one.span.start, one.span.end, one.code, "GOV", "body") for one in rules]
        kept: list[Name] = []
        for name in sorted(found, key=_weight):
            if all(name.end <= other.start or other.end <= name.start for other in kept):
                kept.append(name)
        meant = [name for name in kept if not self._is_word(name, text) and not is_stance(text, name.start)]
        return sorted((self._judged(name, text) for name in meant), key=lambda name: name.start)

    def by_short_name(self, text: str, on: SpanOfDays | None) -> Name | None:
        """The one holder of an office, on these days if possible, whom the phrase's only name calls."""
        people = self._gazetteer.people
        titles = [(hit.start, hit.end) for hit in self._agents.hits(text)]
        tokens = [
            token
            for token in Words(text, self._gazetteer.wording, headlines=False).tokens
            if token.nameable and not any(start <= token.start < end for start, end in titles)
        ]
        for token in tokens if len(tokens) == 1 else ():
            known = people.short_for([token.text]) if len(token.text) > 2 else []
            at = [person for person in known if person.at(on)]
            for candidates in (at, known):
                if len({person.state for person in candidates}) == 1:
                    person = people.fitting(candidates, None, on) or candidates[0]
                    introduced = introduce(person, on, Said(), "office", Span(token.start, token.end))
                    sighting = introduced.sighting(Span(token.start, token.end), text)
                    return self._person(sighting, [], text, on)
        return None

    def _is_word(self, name: Name, text: str) -> bool:
        """Whether a longer common term begins or ends with the name: "Labour unions", "the Green Party"."""
        if name.kind not in {"body", "place"} or " " in text[name.start : name.end]:
            return False
        return any(
            hit.start <= name.start and name.end <= hit.end and hit.end - hit.start > name.end - name.start
            for hit in self._agents.hits(text)
        )

    def _judged(self, name: Name, text: str) -> Name:
        return replace(name, own=not self._agents.is_behind(text, name.end))

    def _registered(self, start: int, end: int, entry: Entry) -> Name:
        organisation = entry.code in self._gazetteer.atlas.organisations or entry.code == "IGO"
        noted = entry.kind == "person"
        return Name(start, end, entry.code, entry.sector, entry.kind, organisation=organisation, noted=noted)

    def _known(self, hit: Hit, on: SpanOfDays | None) -> Name:
        naming = hit.naming
        sector = naming.at(on)
        sector = _PLOVER.get(sector, sector)
        if naming.kind == "organisation":
            code = "NGO" if sector == "NGO" else naming.code
            return Name(hit.start, hit.end, code, sector, "body", organisation=sector != "NGO")
        if naming.kind in {"name", "demonym"}:
            if naming.kind == "name":
                return Name(hit.start, hit.end, naming.code, None, "state")
            if naming.plural is None:
                return Name(hit.start, hit.end, naming.code, None, "demonym")
            return Name(hit.start, hit.end, naming.code, "CVL", "people")
        if naming.kind == "person":
            return Name(hit.start, hit.end, naming.code, sector, "person")
        if naming.kind == "place":
            return Name(hit.start, hit.end, naming.code, None, "place")
        if self._is_capital(hit):
            return Name(hit.start, hit.end, naming.code, None, "capital")
        return Name(hit.start, hit.end, naming.code, sector, "body")

    def _is_capital(self, hit: Hit) -> bool:
        state = self._gazetteer.atlas.states.get(hit.naming.code)
        return state is not None and hit.text.title() in {capital.title() for capital in state.capitals}

    def _person(self, sighting: Sighting, others: list[Name], text: str, on: SpanOfDays | None) -> Name:
        """The person in the words of the name alone: what stands before it is read as a title."""
        sector = _PLOVER.get(sighting.sector, sighting.sector)
        end = sighting.span.end
        own = [name for name in others if name.kind == "person" and name.end == end]
        if own and not sighting.former:
            sector = own[0].sector or sector
        known = None
        if sighting.person is not None:
            known = self._gazetteer.people.named(sighting.person.split(), sighting.code, None, on)
        term = known.at(on) if known is not None and not sighting.former else None
        start = self._name_start(sighting, others, text)
        holds = _PLOVER.get(term.sector, term.sector) if term is not None else None
        if own and holds != "GOV":  # the speaker of a parliament may be the opposition's leader
            holds = None
        return Name(
            start, end, sighting.code, sector, "person", sighting=sighting, holds=holds, noted=bool(own)
        )

    def _name_start(self, sighting: Sighting, others: list[Name], text: str) -> int:
        """Where the name begins, after the state and the title: "Sheikh" may be part of it."""
        start, end = sighting.span.start, sighting.span.end
        called = (sighting.person or "").lower().split()
        before = [
            name.end for name in others if start <= name.start and name.end < end and name.kind != "person"
        ]
        for hit in self._agents.hits(text):
            named = all(word in called for word in text[hit.start : hit.end].lower().split())
            if start <= hit.start and hit.end < end and not named:
                before.append(hit.end)
        begin = max(before, default=start)
        while begin < end and not text[begin].isalnum():
            begin += 1
        if text[begin : begin + 2] in {"s ", "s\u00a0"}:  # of "Russia's Putin"
            begin += 2
        return begin if begin < end else start


def _other(sighting: Sighting, others: list[Name], text: str) -> bool:
    """Whether the registry knows somebody else by the words: Melania Trump is not Donald Trump."""
    called = set((sighting.person or "").lower().split())
    return any(
        name.noted
        and sighting.span.start <= name.start
        and name.end == sighting.span.end
        and " " in text[name.start : name.end]
        and sighting.text != text[name.start : name.end]
        and text[name.start : name.end].lower().split()[0] not in called
        and sighting.via in {"office", "context"}
        for name in others
    )


def _weight(name: Name) -> tuple[bool, int, bool]:
    """Holders of offices first, then the longest name; a town that is called as a state is gives way."""
    return name.sighting is None, name.start - name.end, name.kind == "place"

"""Whom a short phrase means: "former Prime Minister Abe", "head of military intelligence", "Yle reporters".

The state comes from the names, the sector from the head word; docs/actors.md tells the rules and sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from comity.actors.agents import STATELESS, Agents
from comity.actors.naming import Names
from comity.actors.registry import Registry
from comity.actors.segments import split

if TYPE_CHECKING:
    from comity.actors.agents import AgentHit
    from comity.actors.gazetteer import Gazetteer
    from comity.actors.naming import Name
    from comity.actors.segments import Segment
    from comity.dates import SpanOfDays

FOLDER = Path(__file__).parent
_ARMED = frozenset({"REB", "PRM", "UAF", "IMG", "MIL", "CRM", "SPY"})
_LEFT = frozenset({"GOV", "LEG", "MIL", "COP", "SPY", "JUD", "IGO"})  # whoever has left their offices is ELI
_OF_ORGANISATIONS = frozenset(
    {"LEG", "JUD", "MIL", "REF", "JRN", "LAB"}
)  # kept beside an organisation's name
_UNRECOGNISED = frozenset({None, "GOV", "LEG", "JUD", "COP", "MIL", "SPY", "PTY"})
_STATES = re.compile(r"\bstate-(?:owned|run|controlled)\b", re.IGNORECASE)
_ONE = re.compile(
    r"(?:^(?:an?|one|two|three|four|five|six|\d+|some|several|many|young|another)"
    r"|(?:dozens|hundreds|thousands) of|\bethnic)(?:[ ][\w-]+){0,2}[ ]$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom a phrase means: the code of a state or organisation, or IGO, NGO, MNC, IMG, ISM; None: unknown."""

    code: str | None
    sector: str | None
    person: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """The sector of a part of a phrase, with the title that told it."""

    sector: str | None
    office: str | None = None
    person: Name | None = None
    vague: bool = False  # the word leans on others, and nothing tells on what


@cache
def _lexicons(folder: Path, codes: frozenset[str]) -> tuple[Agents, Registry]:
    return Agents(folder / "agents.yml"), Registry(folder / "known", codes)


def resolve(gazetteer: Gazetteer, text: str, on: SpanOfDays | None) -> Actor | None:
    """Whom the phrase means on these days, or None where its words name nobody."""
    codes = frozenset({*gazetteer.atlas.states, *gazetteer.atlas.organisations})
    agents, registry = _lexicons(FOLDER, codes)
    return Resolver(gazetteer, registry, agents).resolve(text, on)


class Resolver:
    """Reads phrases with a gazetteer, a registry of names and a vocabulary of agents."""

    def __init__(self, gazetteer: Gazetteer, registry: Registry, agents: Agents) -> None:
        """The three are read only."""
        self._names = Names(gazetteer, registry, agents)
        self._agents = agents

    def resolve(self, text: str, on: SpanOfDays | None) -> Actor | None:
        """Whom the phrase means on these days, or None."""
        text = _tidy(text)
        names = self._names.of(text, on)
        if not names and text == text.lower():  # nobody writes capitals in a search
            names = self._names.of(text.title(), on)
        segments = [segment for segment in split(text, names, self._agents) if segment.tells or segment.link]
        told = [segment for segment in segments if segment.tells]
        if not told or (len(names) == 1 and names[0].kind == "place" and not told[0].agents):
            called = self._names.by_short_name(text, on)
            if called is not None:
                return self._actor(text, split(text, [called], self._agents))
        if not told:
            return self._by_capital(text)
        return self._actor(text, segments[segments.index(told[0]) :])

    def _by_capital(self, text: str) -> Actor | None:
        """An unknown name that ends as those of companies or newspapers do."""
        hits = self._agents.capitals(text)
        return Actor(None, hits[-1].agent.sector) if hits else None

    def _actor(self, text: str, segments: list[Segment]) -> Actor | None:
        head = segments[0]
        judged = self._sector(text, segments)
        home = _home(segments)
        code, sector = (home.code if home else None), judged.sector
        if sector is None and not head.names:
            return None
        if (
            any(name.kind == "unrecognised" for name in (*head.names, home) if name)
            and sector in _UNRECOGNISED
        ):
            sector = "PRE"
        elif home is not None and home.organisation:
            kept = sector is not None and sector in {*_OF_ORGANISATIONS, "ELI"}
            sector = sector if kept else home.sector
        elif home is not None and sector == "IGO" and home.kind != "person" and home.code not in STATELESS:
            sector = "MIL"  # one state's peacekeepers are its soldiers
        if code is None and sector in STATELESS:
            code = sector
        person = judged.person or self._apposed(segments, home)
        sighting = person.sighting if person else None
        known = sighting.person if sighting else text[person.start : person.end] if person else None
        office = (sighting.office if sighting else None) or judged.office
        return Actor(code, sector, known, office)

    def _apposed(self, segments: list[Segment], home: Name | None) -> Name | None:
        """The person named behind a comma: "the Palestinian president, Mahmoud Abbas"."""
        if home is None or len(segments) < 2 or segments[1].link != "apposed" or not segments[0].agents:
            return None
        persons = (name for name in segments[1].names if name.kind == "person" and name.code == home.code)
        return next(persons, None)

    def _sector(self, text: str, segments: list[Segment]) -> _Judged:
        """The sector that the first part tells, with those that complete it."""
        head = segments[0]
        persons = [name for name in head.names if name.kind == "person" and name.own]
        person = persons[-1] if persons else None
        hits = list(head.agents)
        bodies = [name for name in head.names if name.kind == "body" and name.own]
        if person is not None:
            hits = [hit for hit in hits if hit.start >= person.end]
            if not hits and not any(body.start >= person.end for body in bodies):
                return self._of_person(text, segments, person)
        if hits and not (
            bodies and hits[-1].end <= bodies[-1].start
        ):  # in "the daily Kommersant" it is a name
            return self._of_agents(text, segments, hits, bodies, person)
        if bodies:
            return _Judged(self._of_body(text, head, bodies[-1]))
        capitals = self._agents.capitals(text[head.start : head.end])
        if capitals and head.names and capitals[-1].start + head.start >= head.names[-1].end:
            return _Judged(capitals[-1].agent.sector)
        return _Judged(_of_people(text, head))

    def _of_person(self, text: str, segments: list[Segment], person: Name) -> _Judged:
        """Somebody named: the office held on the day decides, else the title that the phrase gives."""
        head = segments[0]
        titles = [hit for hit in head.agents if hit.end <= person.start]
        former = self._agents.says_former(text[head.start : person.start])
        if person.holds is not None and not former:
            return _Judged(person.holds, None, person)
        if titles:
            bodies = [name for name in head.names if name.kind == "body" and name.own]
            told = self._of_agents(text, segments[:1], titles, bodies, None)
            vague = titles[-1].agent.leaning and not bodies and told.sector == titles[-1].agent.sector
            known = person.sector if person.noted and vague else told.sector
            sector = "ELI" if former and known in _LEFT else known
            return _Judged(sector, told.office, person)
        if len(segments) > 1 and segments[1].link == "apposed" and segments[1].agents:
            told = self._sector(text, segments[1:])
            return _Judged(told.sector, told.office, person)
        return _Judged("ELI" if former and person.sector in _LEFT else person.sector, None, person)

    def _of_body(self, text: str, head: Segment, body: Name) -> str | None:
        if body.organisation and self._agents.says_former(text[head.start : body.start]):
            return "ELI"
        return body.sector

    def _of_agents(
        self, text: str, segments: list[Segment], hits: list[AgentHit], bodies: list[Name], owner: Name | None
    ) -> _Judged:
        """What the last word for people or a body tells, with what it leans on."""
        hit = hits[-1]
        head = segments[0]
        said = text[hit.start : hit.end]
        office = said if hit.agent.office and said.lower() == hit.word else None  # none of several people's
        if hit.word in self._agents.kin:
            return _Judged(self._of_kin(text, segments, hits, owner))
        sector = hit.agent.sector
        before = [body for body in bodies if body.start < hit.start]
        body = before[-1] if before else None
        vague = False
        if body is not None and body.sector == "BUS" and sector == "MIL":  # an airline's pilots
            sector = "LAB"
        elif body is not None and self._belongs(hit, body):
            sector = body.sector or sector
        elif hit.agent.leaning:
            told = self._leant_on(text, segments, hits, owner)
            sector, vague = told or sector, told is None
        elif hit.word in self._agents.armed:
            rest = _completing(segments)
            if rest and any(name.kind == "body" for name in rest[0].names):
                told = self._sector(text, rest).sector
                sector = told if told is not None and told in _ARMED else sector
        if sector in {"BUS", "JRN"} and _STATES.search(text, head.start, hit.end):
            sector = "GOV"
        former = self._agents.says_former(text[head.start : hit.start])
        if former and sector in _LEFT and (hit.agent.office or hit.agent.leaning):
            sector = "ELI"
        return _Judged(sector, office, vague=vague)

    def _belongs(self, hit: AgentHit, body: Name) -> bool:
        """Whether the people or body of a named body are of its sector."""
        if hit.agent.sector == "LAB" and body.sector == "BUS":
            return False
        if hit.word in self._agents.armed and body.sector in _ARMED:
            return True
        if hit.agent.leaning or hit.word in self._agents.staff:
            return True
        if body.organisation:
            return hit.agent.sector not in _OF_ORGANISATIONS
        return body.code in STATELESS and hit.agent.sector not in {"MIL", "REF"}

    def _leant_on(
        self, text: str, segments: list[Segment], hits: list[AgentHit], owner: Name | None
    ) -> str | None:
        """The sector of what stands before the word, after "of", or of whoever it belongs to."""
        hit = hits[-1]
        for other in reversed(hits[:-1]):
            if not other.agent.leaning:
                company = hit.agent.sector == "LAB" and other.agent.sector == "BUS"
                return None if company else other.agent.sector
        if owner is not None:
            if hit.agent.sector == "MIL":
                return None if owner.sector == "GOV" else owner.sector
            return owner.sector if hit.agent.sector == "GOV" else None
        rest = _completing(segments)
        if not rest:
            return None
        told = self._sector(text, rest)
        if told.vague or (told.sector == "CVL" and hit.agent.sector != "CVL"):
            return None
        if hit.agent.sector == "LAB" and told.sector == "BUS":
            return None
        if told.person is not None and hit.agent.sector in {"MIL", "CVL", "UAF"}:
            return told.sector if told.sector in _ARMED | {"OPP"} else None
        return told.sector if told.sector != "ELI" or hit.agent.sector == "GOV" else None

    def _of_kin(self, text: str, segments: list[Segment], hits: list[AgentHit], owner: Name | None) -> str:
        """Family of who rules or ruled is of the elite."""
        if owner is None and len(hits) > 1:
            return "ELI" if hits[-2].agent.office and hits[-2].agent.sector in {"GOV", "ELI"} else "CVL"
        if owner is not None:
            return "ELI" if owner.sector in {"GOV", "ELI"} else "CVL"
        if len(segments) > 1 and segments[1].link == "of":
            rest = segments[1]
            told = self._sector(text, segments[1:])
            office = rest.agents[-1].agent.office if rest.agents else False
            ruling = told.person is not None or office
            return "ELI" if ruling and told.sector in {"GOV", "ELI"} else "CVL"
        return "CVL"


def _tidy(text: str) -> str:
    """The phrase without the spaces, quotes and stops around it."""
    text = " ".join(text.split()).strip(' ,;:!?"“”')
    ends_sentence = text.count(".") == 1 and len(text.split()[-1]) > 4  # not that of "Inc."
    return text.rstrip(".") if ends_sentence else text


def _completing(segments: list[Segment]) -> list[Segment]:
    """What "of", "in" or "loyal to" adds to the head."""
    rest = segments[1:]
    while rest and rest[0].link == "clause" and not rest[0].tells:
        rest = rest[1:]
    return rest if rest and rest[0].link in {"of", "inward"} else []


def _of_people(text: str, head: Segment) -> str | None:
    """The sector of names alone: none of a state's, civilians where they mean its people."""
    if any(name.kind == "people" for name in head.names):
        return "CVL"
    if not head.names:
        return None
    last = head.names[-1]
    counted = _ONE.search(text[: last.start]) is not None and not text[last.end : head.end].strip()
    return "CVL" if counted and last.kind in {"demonym", "place"} else None


def _home(segments: list[Segment]) -> Name | None:
    """The name that tells whose the actor is: in the head first, then in what says where, never "to Peru"."""
    head = segments[0]
    found = _first(head)
    if found is not None:
        return found
    for wanted in ({"of"}, {"inward"}, {"apposed", "and"}):
        outward = False
        for segment in segments[1:]:
            outward = segment.link == "outward" or (outward and segment.link in {"of", "and"})
            if segment.link in wanted and not outward:
                found = _first(segment)
                if found is not None:
                    return found
    outward = False
    for segment in segments[1:]:
        outward = segment.link == "outward" or (outward and segment.link in {"of", "and"})
        if not outward:
            found = _first(segment)
            if found is not None:
                return found
    return next((name for name in head.names), None)


def _first(segment: Segment) -> Name | None:
    """The name in this part that tells the state: a person's, a state's, a body's, a place's."""
    own = [name for name in segment.names if name.own]
    order = (
        ("person",),
        ("unrecognised",),
        ("state", "demonym", "people"),
        ("body",),
        ("capital",),
        ("place",),
    )
    for kinds in order:
        for name in own:
            if name.kind in kinds:
                return name
    return None

"""What common words say of a phrase's PLOVER sector: "riot police", "a former finance minister"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.actors.automaton import Automaton
from comity.actors.wording import lowered, plural
from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from pathlib import Path

PLOVER = frozenset(
    """GOV MIL LEG JUD COP SPY PRM REB UAF PTY OPP ELI CVL BUS LAB EDU MED REL AGR CRM REF SOC JRN PRE
    IGO NGO MNC IMG ISM""".split()
)
STATELESS = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM"})  # stand in the place of a state's code
_STANCE = re.compile(r"\b(?:pro|anti|non|counter)[-–]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agent:
    """A word or term for people or a body."""

    sector: str
    office: bool = False  # who has left it is of the elite
    leaning: bool = False  # takes the sector of what stands beside it


@dataclass(frozen=True, slots=True)
class AgentHit:
    """An agent's words at their place; `word` is the singular."""

    start: int
    end: int
    word: str
    agent: Agent


class Agents:
    """The vocabulary of agents.yml."""

    def __init__(self, path: Path) -> None:
        """Read and check the file; OntologyError names what is wrong."""
        content = yaml_files.load(path)
        lists = (
            "staff", "armed", "kin", "behind", "former", "exiled", "failed", "outward", "inward", "clause",
        )  # fmt: skip
        keys = ("offices", "words", "leaning", "capital", *lists)
        yaml_files.check_keys(content, allowed=keys, required=keys, where=str(path))
        self.staff, self.armed, self.kin, self.former, self.failed, self.outward, self.inward, self.clause = (
            frozenset(map(str, content[key]))
            for key in ("staff", "armed", "kin", "former", "failed", "outward", "inward", "clause")
        )
        behind = "|".join(map(re.escape, content["behind"]))
        self._behind = re.compile(rf"[-–](?:{behind})\b|[ ](?:backed|led|funded|sponsored)[ ](?=[a-z])")
        self._words: dict[str, tuple[str, Agent]] = {}  # by singular and plural: the singular and the agent
        leaning = _flat(content["leaning"])
        offices = _flat(content["offices"])
        for kind in ("words", "offices", "leaning"):
            for sector, terms in content[kind].items():
                if sector not in PLOVER:
                    raise OntologyError(
                        f"{path}, {kind}: {sector!r} is no sector; known are {', '.join(sorted(PLOVER))}"
                    )
                for term in map(str, terms):
                    agent = Agent(sector, office=term in offices, leaning=term in leaning)
                    self._words[plural(term)] = self._words[term] = (term, agent)
                    self._words[term.replace("'", "’")] = (term, agent)
        for term in self.kin:
            self._words.setdefault(term, (term, Agent("CVL")))
        self._terms = list(self._words)
        self._automaton = Automaton(self._terms)
        self._capitals: dict[str, Agent] = {
            str(term): Agent(sector) for sector, terms in content["capital"].items() for term in terms
        }

    def hits(self, text: str) -> list[AgentHit]:
        """The agents that the text names, in order, the longest where several overlap."""
        low = lowered(text)
        found = []
        for index, start, end in self._automaton.longest(low):
            if self.is_behind(text, end) or _STANCE.search(text[max(0, start - 8) : start]):
                continue
            word, agent = self._words[self._terms[index]]
            found.append(AgentHit(start, end, word, agent))
        return found

    def capitals(self, text: str) -> list[AgentHit]:
        """The words that tell a sector with a capital alone, and all their words: "Lotte Group"."""
        return [
            AgentHit(match.start(), match.end(), match[0].lower(), self._capitals[match[0].lower()])
            for match in re.finditer(r"(?<![\w’'-])[A-Z][\w’']*\.?", text)
            if match[0].lower() in self._capitals
        ]

    def is_behind(self, text: str, end: int) -> bool:
        """Whether a name that ends here stands only behind the actor: "US-backed"."""
        return self._behind.match(text, end) is not None

    def says_former(self, words: str) -> bool:
        """Whether the words say that an office is no longer held."""
        return any(word in self.former for word in re.split(r"[\s-]+", words.lower()))


def is_stance(text: str, start: int) -> bool:
    """Whether a name that begins here is only what somebody is for or against: "anti-Japanese".

    >>> is_stance("anti-Japanese protesters", 5)
    True
    """
    return _STANCE.search(text[max(0, start - 8) : start]) is not None


def _flat(sectors: dict[str, Any]) -> frozenset[str]:
    return frozenset(str(term) for terms in sectors.values() for term in terms)

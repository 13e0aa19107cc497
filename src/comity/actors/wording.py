"""What the words for bodies and people say: the sector of "navy", the role of "foreign minister"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.actors.automaton import Automaton
from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from pathlib import Path

SECTORS = frozenset(
    """GOV MIL COP SPY LEG JUD OPP PTY REB UAF CRM CVL BUS MED EDU NGO LAB REF REL ELI IGO JEW MOS CHR HIN
    BUD""".split()
)


@dataclass(frozen=True, slots=True)
class Head:
    """A word or phrase for a body or for people."""

    sector: str
    role: str | None = None  # set where it is a title that may stand before a name
    neutral: bool = False  # takes the sector of the words before it
    mission: bool = False  # stands in a host state
    plural: bool = False


@dataclass(frozen=True, slots=True)
class HeadHit:
    """A head at its place in a text."""

    start: int
    end: int
    phrase: str
    head: Head


IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "wife": "wives",
    "person's": "people's",
}
_NEVER_PLURAL = frozenset(
    {
        "police",
        "people",
        "public",
        "military",
        "media",
        "personnel",
        "staff",
        "intelligence",
        "marines",
        "press",
    }
)


def plural(phrase: str) -> str:
    """The plural of the phrase's last word, or of the word before "of", "general" and the like."""
    if phrase.endswith((" general", "-general")) and phrase.split(" ", maxsplit=1)[0] in {
        "consul",
        "secretary",
        "attorney",
    }:
        first, rest = phrase[: -len("general") - 1], phrase[-len("general") - 1 :]
        return plural(first) + rest
    for joint in (" of ", " for ", " in "):
        if joint in phrase:
            first, rest = phrase.split(joint, 1)
            return plural(first) + joint + rest
    start, _, word = phrase.rpartition(" ")
    lead = f"{start} " if start else ""
    for single, many in IRREGULAR.items():
        if word == single or (
            single in {"man", "woman"} and word.endswith(single) and len(word) > len(single)
        ):
            return lead + word[: -len(single)] + many
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{lead}{word[:-1]}ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{lead}{word}es"
    return f"{lead}{word}s"


def lowered(text: str) -> str:
    """The text in lower case, character for character, so that offsets stay true."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


class Wording:
    """The vocabulary of bodies.yml."""

    def __init__(self, path: Path) -> None:
        """Read and check the file; OntologyError names what is wrong."""
        content = yaml_files.load(path)
        lists = (
            "modifiers",
            "verbs",
            "former",
            "complemented",
            "vague",
            "adjectives",
            "followers",
            "no_modifiers",
        )
        keys = ("titles", "sectors", "neutral", "missions", "endings", *lists)
        yaml_files.check_keys(content, allowed=keys, required=keys, where=str(path))
        missions = frozenset(content["missions"])
        self.modifiers = frozenset(map(str, content["modifiers"]))
        self.verbs = frozenset(map(str, content["verbs"]))
        self.former = frozenset(map(str, content["former"]))
        self.complemented = frozenset(map(str, content["complemented"]))
        self.vague = frozenset(map(str, content["vague"]))
        self.adjectives = frozenset(map(str, content["adjectives"]))
        self.followers = frozenset(map(str, content["followers"]))
        self.no_modifiers = frozenset(map(str, content["no_modifiers"]))
        self.endings = tuple(map(str, content["endings"]))
        self.heads: dict[str, Head] = {}
        for sector, phrases in content["sectors"].items():
            for phrase in phrases:
                self._add(phrase, Head(sector, mission=phrase in missions), str(path))
        for sector, phrases in content["neutral"].items():
            for phrase in phrases:
                self._add(phrase, Head(sector, neutral=True, mission=phrase in missions), str(path))
        for title in content["titles"]:
            yaml_files.check_keys(
                title,
                allowed=("role", "sector", "words"),
                required=("role", "sector", "words"),
                where=str(path),
            )
            for phrase in title["words"]:
                neutral = phrase in content["neutral"].get("GOV", ()) or phrase in content["neutral"].get(
                    "MIL", ()
                )
                self._add(
                    phrase, Head(title["sector"], title["role"], neutral, phrase in missions), str(path)
                )
        self._phrases = list(self.heads)
        self._automaton = Automaton(self._phrases)

    def _add(self, phrase: str, head: Head, where: str) -> None:
        if head.sector not in SECTORS:
            raise OntologyError(
                f"{where}: {head.sector!r} ({phrase}) is no sector; known are {', '.join(sorted(SECTORS))}"
            )
        self.heads[phrase] = head
        if phrase.rpartition(" ")[2] not in _NEVER_PLURAL:
            many = Head(head.sector, head.role, head.neutral, head.mission, plural=True)
            self.heads[plural(phrase)] = many

    def hits(self, text: str) -> list[HeadHit]:
        """The heads in the text, the longest where several begin or overlap, in order."""
        low = lowered(text)
        return [
            HeadHit(start, end, low[start:end], self.heads[self._phrases[index]])
            for index, start, end in self._automaton.longest(low)
        ]

    def sector(self, words: str) -> str | None:
        """The PLOVER sector of a noun phrase, or None where no word of it says."""
        found = self.phrase(words)
        return found[1] if found else None

    def says_former(self, words: str) -> bool:
        """Whether the words say that an office is no longer held."""
        return any(word in self.former for word in words.lower().replace("-", " ").split())

    def phrase(self, words: str) -> tuple[HeadHit, str] | None:
        """The head of a noun phrase and its sector: the last head before "of", "from", "in"."""
        hits = self.hits(words)
        if not hits:
            return None
        chosen = hits[:1]
        for hit in hits[1:]:
            between = words[chosen[-1].end : hit.start].lower()
            if " of " in f"{between} " and chosen[-1].head.neutral and not chosen[-1].head.role:
                return hit, hit.head.sector
            if any(
                joint in between
                for joint in (" of ", " from ", " in ", " for ", " to ", " at ", " with ", ",")
            ):
                break
            chosen.append(hit)
        return chosen[-1], sector_of(chosen)


def sector_of(hits: list[HeadHit]) -> str:
    """The sector of heads that stand one after another: the last decides, unless it is neutral."""
    for hit in reversed(hits):
        if not hit.head.neutral:
            return hit.head.sector
    return hits[-1].head.sector

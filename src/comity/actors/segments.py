"""A phrase in parts: its head with what stands before it, and what "of", "in", "to" or "who" add."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.actors.agents import AgentHit, Agents
    from comity.actors.naming import Name

Placed = TypeVar("Placed", "Name", "AgentHit")
Link = Literal["head", "of", "inward", "outward", "clause", "apposed", "and"]
_WORD = re.compile(r"[^\W_][\w'’.-]*|,|[ ][–—-][ ]|\(")
_NAME = re.compile(r"[ ][A-Z][a-z]")
_OF = frozenset({"of", "for", "from", "at", "within", "by"})
_BOUND = frozenset({"loyal", "linked", "close", "belonging", "allied", "aligned", "affiliated"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a phrase, and how it hangs on the one before."""

    start: int
    end: int
    link: Link
    names: tuple[Name, ...]
    agents: tuple[AgentHit, ...]

    @property
    def tells(self) -> bool:
        """Whether it names anybody."""
        return bool(self.names or self.agents)


def split(text: str, names: list[Name], lexicon: Agents) -> list[Segment]:
    """The parts of the phrase, in order; prepositions inside names and terms do not part it."""
    masked = _masked(text, names)
    agents = _titles(masked, lexicon.hits(masked))
    closed = [(name.start, name.end) for name in names] + [(hit.start, hit.end) for hit in agents]
    cuts: list[tuple[int, int, Link]] = []  # where the link's word begins and ends
    bound = False
    for match in _WORD.finditer(text):
        if any(start <= match.start() < end for start, end in closed):
            continue
        word = match[0].lower()
        link = _link(word, lexicon, bound=bound)
        if link == "and" and not _complete(cuts, match.start(), names, agents):
            link = None
        if link is not None:
            cuts.append((match.start(), match.end(), link))
        bound = word in _BOUND or (bound and link != "clause" and word in {"to", "with"})
    starts: list[tuple[int, Link]] = [(0, "head"), *((end, link) for _, end, link in cuts)]
    ends = [*(start for start, _, _ in cuts), len(text)]
    return [
        Segment(start, end, link, tuple(_inside(names, start, end)), tuple(_inside(agents, start, end)))
        for (start, link), end in zip(starts, ends, strict=True)
        if text[start:end].strip()
    ]


def _titles(text: str, agents: list[AgentHit]) -> list[AgentHit]:
    """The agents without those that begin a name after a title: "Attorney-General Christian Porter"."""
    kept: list[AgentHit] = []
    for hit in agents:
        word = text[hit.start : hit.end]
        after_title = bool(kept) and kept[-1].agent.office and text[kept[-1].end : hit.start] in {" ", ". "}
        if after_title and word.istitle() and " " not in word and _NAME.match(text, hit.end):
            continue
        kept.append(hit)
    return kept


def _link(word: str, lexicon: Agents, *, bound: bool) -> Link | None:
    if word in {",", "("} or word.strip() in {"–", "—", "-"}:
        return "apposed"
    if word in {"and", "or", "&"}:
        return "and"
    if word in lexicon.clause or word in _BOUND:
        return "clause"
    if word in _OF or (bound and word in {"to", "with"}):
        return "of"
    if word in lexicon.outward:
        return "outward"
    return "inward" if word in lexicon.inward else None


def _complete(cuts: list[tuple[int, int, Link]], at: int, names: list[Name], agents: list[AgentHit]) -> bool:
    """Whether what stands before "and" is an actor by itself: not in "Russian and Chinese warships"."""
    start = cuts[-1][1] if cuts else 0
    if any(start <= hit.start < at for hit in agents):
        return True
    return any(start <= name.start < at and name.kind in {"body", "person", "people"} for name in names)


def _inside(found: Iterable[Placed], start: int, end: int) -> list[Placed]:
    return [one for one in found if start <= one.start < end]


def _masked(text: str, names: list[Name]) -> str:
    """The text without the words of names: the European Union is no trade union."""
    for name in names:
        text = text[: name.start] + "·" * (name.end - name.start) + text[name.end :]
    return text

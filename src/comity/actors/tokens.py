"""A text as words: their places, the heads of bodies among them, and which may be parts of a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from comity.actors.spelling import PARTICLES

if TYPE_CHECKING:
    from comity.actors.wording import HeadHit, Wording

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
ABBREVIATIONS = frozenset(
    "gen lt col adm gov sen rep dr mr mrs ms capt sgt maj brig st jr sr prof rev".split()
)
SPACES = frozenset({" ", "\u00a0", "\n"})
NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december the a an and or but if in on at for from with to of by as is was has
    had will would should could says said he she it they we i you this that these those after before while
    when where who why how what which its their his her our your my not no yes also then than there here now
    earlier later meanwhile however although though since because during under over about against between both
    such other another some many most all any each every one two three new last next first second mr mrs ms
    jan feb mar apr jun jul aug sep sept oct nov dec reuters afp ap""".split()
)
_SYLLABLES = frozenset({"In", "An", "On", "No", "As"})
LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Token:
    """A word, without a possessive ending."""

    start: int
    end: int
    text: str

    @property
    def nameable(self) -> bool:
        """Whether it may be part of a name: a capital first, and no word that merely begins a sentence."""
        if self.text[0].isupper():
            return self.text.lower() not in NO_NAME
        head, _, tail = self.text.partition("-")
        return head in PARTICLES and tail[:1].isupper()

    @property
    def is_particle(self) -> bool:
        """Whether it is a small word inside names: "bin", "von"."""
        return self.text[0].islower() and self.text in PARTICLES


class Words:
    """The words of one text."""

    def __init__(self, text: str, wording: Wording, *, headlines: bool = True) -> None:
        """`wording` finds the heads of bodies; without `headlines` every capital means a name."""
        self.text = text
        self.tokens = [
            Token(match.start(), match.start() + len(word), word)
            for match in _TOKEN.finditer(text)
            for word in (match[0][:-2] if match[0][-2:] in {"'s", "’s", "'S", "’S"} else match[0],)
        ]
        self._starts = [token.start for token in self.tokens]
        self.heads = {hit.start: hit for hit in wording.hits(text)}
        self.blocked: frozenset[int] = frozenset()  # where names of states and the like begin
        self._former = wording.former
        self._headlines: dict[int, bool] = {}
        self._has_headlines = headlines

    @cached_property
    def head_ends(self) -> dict[int, HeadHit]:
        """The heads by their last character."""
        return {hit.end: hit for hit in self.heads.values()}

    def index(self, position: int) -> int:
        """The first word that begins here or later."""
        return bisect_left(self._starts, position)

    def joined(self, left: int, right: int) -> bool:
        """Whether nothing but a space, a hyphen or the dot of an abbreviation stands between two words."""
        one, other = self.tokens[left], self.tokens[right]
        gap = self.text[one.end : other.start]
        if gap in SPACES or gap == "-":
            return True
        return (len(one.text) == 1 or one.text.lower() in ABBREVIATIONS) and gap in {". ", ".\u00a0", "."}

    def run(self, index: int, *, known: frozenset[str] | set[str] = frozenset()) -> list[Token]:
        """The words from here on that may be one name; those in `known` even where a state's name begins."""
        run: list[Token] = []
        while index < len(self.tokens) and len(run) < LONGEST_NAME:
            token = self.tokens[index]
            if run and not self.joined(index - 1, index):
                break
            ends_name = len(run) > 1 and token.text in _SYLLABLES  # Moon Jae In
            if not (token.nameable or ends_name or (token.is_particle and self._goes_on(index))):
                break
            if token.start in self.blocked and token.text not in known:
                break
            run.append(token)
            index += 1
        return run

    def _goes_on(self, index: int) -> bool:
        following = self.tokens[index + 1 : index + 3]
        return any(token.text[0].isupper() for token in following)

    def title_before(self, index: int) -> HeadHit | None:
        """The title in the singular that ends right before this word."""
        start = self.tokens[index].start
        for back in range(1, min(7, index + 1)):
            head = self.heads.get(self.tokens[index - back].start)
            if head is not None:
                gap = self.text[head.end : start]
                fits = gap in SPACES or (gap == ". " and head.phrase.rpartition(" ")[2] in ABBREVIATIONS)
                return head if fits and head.head.role and not head.head.plural else None
        return None

    def is_deputy(self, head: HeadHit) -> bool:
        """Whether "deputy", "vice" or the like stands before the title."""
        before = self.text[max(0, head.start - 12) : head.start].lower().replace("-", " ").split()
        return bool(before) and before[-1] in {"deputy", "vice", "assistant", "under"}

    def is_former(self, start: int) -> bool:
        """Whether "former", "ex-" or the like stands right before this place."""
        before = self.text[max(0, start - 14) : start].lower().replace("-", " ").split()
        return bool(before) and before[-1] in self._former

    def in_headline(self, position: int) -> bool:
        """Whether the place lies in a line of mostly capitalised words: capitals say nothing there."""
        if not self._has_headlines:
            return False
        first = self.text.rfind("\n", 0, position) + 1
        if first not in self._headlines:
            last = self.text.find("\n", position)
            self._headlines[first] = is_headline(self.text[first : last if last >= 0 else len(self.text)])
        return self._headlines[first]


def is_headline(line: str) -> bool:
    """Whether most longer words of the line are capitalised, and no full stop ends it.

    >>> is_headline("Israel Attacks Gaza After Rockets"), is_headline("Israel attacked Gaza on Sunday.")
    (True, False)
    """
    if len(line) > 200 or line.rstrip(" ”\"'").endswith((".", ",", ":")):
        return False
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    small = sum(1 for word in words if word[0].islower())
    return len(words) >= 4 and small * 4 <= len(words)

"""The words of a text with their places, and which of them may be parts of a personal name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.actors.spelling import PARTICLES

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
ABBREVIATIONS = frozenset(
    "gen lt col adm gov sen rep dr mr mrs ms capt sgt maj brig st jr sr prof rev".split()
)
NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december the a an and or but if in on at for from with to of by as is was has had will
    would should could says said he she it they we i you this that these those after before while when where who why
    how what which its their his her our your my not no yes also then than there here now earlier later meanwhile
    however although though since because during under over about against between both such other another some many
    most all any each every one two three new last next first second mr mrs ms
    jan feb mar apr jun jul aug sep sept oct nov dec reuters afp ap""".split()
)


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


def tokens(text: str) -> list[Token]:
    """The words of the text, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        found.append(Token(match.start(), match.start() + len(word), word))
    return found


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but a space, or the dot of an abbreviation and a space, stands between two words."""
    gap = text[left.end : right.start]
    if gap in {" ", "\n", "-"}:
        return True
    dotted = len(left.text) == 1 or left.text.lower() in ABBREVIATIONS
    return dotted and gap in {". ", "."}

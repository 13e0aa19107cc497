"""Patterns of dates, written with names for their pieces, and the words at which each is tried."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from comity.dates.words import MONTHS, NUMBERS, SEASONS, UNITS, WEEKDAYS, WHOLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comity.dates import readings as r

    Build = Callable[[re.Match[str]], "r.Reading | None"]
    Rule = tuple[re.Pattern[str], Build]

DIGITS = "#"  # stands for every word that begins with a digit


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest that fits."""
    return "|".join(sorted(words, key=len, reverse=True))


def _spelt(names: Iterable[str]) -> str:
    """Names whole or abbreviated; only an abbreviation takes its dot along."""
    return "|".join(
        rf"{name}\b" + ("" if name in WHOLE_NAMES else r"\.?")
        for name in sorted(names, key=len, reverse=True)
    )


_PIECES = {
    "S": r"(?:[^\S\n]+\n?|\n)[^\S\n]*",
    "M": rf"(?P<m>{_spelt(MONTHS)})",
    "M2": rf"(?P<m2>{_spelt(MONTHS)})",
    "D": r"(?<!\d:)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|%)(?:st|nd|rd|th)?\b",
    "D2": r"(?P<d2>0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|%)(?:st|nd|rd|th)?\b",
    "Y": r"(?P<y>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)",
    "Y2": r"(?P<y2>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)",
    "W": rf"(?P<w>{_spelt(WEEKDAYS)})",
    "N": rf"(?P<n>\d{{1,3}}|{any_of(NUMBERS)})\b",
    "U": rf"(?P<u>{any_of(UNITS)})s?\b",
    "SEASON": rf"(?P<s>{any_of(SEASONS)})\b",
    "TO": r"(?:\s*[-–—]\s*|\s+(?:to|through|until|till|and|&)\s+)",
    "WHICH": r"(?P<k>last|this|next|past|coming|previous|following)",
    "FEW": r"(?P<few>few|several|couple of)",
    "TIME": r"(?:\s+(?:early\s+)?(?:morning|afternoon|evening|night|noon)\b)?",
}
_PIECE = re.compile(r"(?<!\?P)<([A-Z]+2?)>")

RULES: dict[str, list[Rule]] = defaultdict(list)


def rule(triggers: str | Iterable[str], pattern: str) -> Callable[[Build], Build]:
    """Try this pattern at these words; names in angle brackets stand for pieces, a blank for any space."""
    text = pattern.replace(" ", "<S>")
    while (spelt := _PIECE.sub(lambda piece: _PIECES[piece[1]], text)) != text:
        text = spelt
    compiled = re.compile(text, re.IGNORECASE)

    def add(build: Build) -> Build:
        for trigger in triggers.split() if isinstance(triggers, str) else triggers:
            RULES[trigger].append((compiled, build))
        return build

    return add

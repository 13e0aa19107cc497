"""The words by which texts name something, tried only where a text holds the letters they need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST_KEY = 3  # letters; shorter ones stand in every text
_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]])*\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns, whole words, each with letters that a text must hold for it to match."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def of(cls, patterns: Sequence[str], *, cased: bool = False) -> Wording:
        """Without regard to case, but for `cased`; re.error where one is no pattern."""
        flags = re.NOFLAG if cased else re.IGNORECASE
        return cls(tuple((key(pattern), re.compile(rf"\b(?:{pattern})\b", flags)) for pattern in patterns))

    def find(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        """All places where a text, given in small letters too, has these words; pattern by pattern."""
        for letters, pattern in self.patterns:
            if letters in lowered:
                yield from pattern.finditer(text)


def key(pattern: str) -> str:
    """The longest run of letters, made small, that every match of a pattern holds; empty where none is sure.

    >>> key("(?:fall|capture) of Avdi+vka"), key("Qatar(?:gate)?"), key("one|other")
    (' of avdi', 'qatar', '')
    """
    runs, run, at = [], "", 0
    while at < len(pattern):
        char, width = pattern[at], 1
        literal = char.isalnum() or char in " -’'"
        if char == "\\":
            width, literal = 2, False
        elif char == "[":
            found = _CLASS.match(pattern, at)
            width = len(found[0]) if found else 1
        elif char == "(":
            width = _group(pattern, at)
        elif char == "|":
            return ""
        quantifier = _QUANTIFIER.match(pattern, at + width)
        optional = quantifier is not None and quantifier[0] != "+" and not quantifier[0].startswith("{1")
        if literal and not optional:
            run += char.lower()
        if not literal or quantifier:
            runs.append(run)
            run = ""
        at += width + (len(quantifier[0]) if quantifier else 0)
    longest = max([*runs, run], key=len)
    return longest if len(longest) >= SHORTEST_KEY else ""


def _group(pattern: str, start: int) -> int:
    """How long the group is that opens here."""
    depth, at = 0, start
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            found = _CLASS.match(pattern, at)
            at += len(found[0]) - 1 if found else 0
        elif pattern[at] == "(":
            depth += 1
        elif pattern[at] == ")":
            depth -= 1
            if depth == 0:
                return at - start + 1
        at += 1
    return len(pattern) - start

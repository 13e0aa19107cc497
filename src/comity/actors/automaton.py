"""Finding many strings in a text at once, at the bounds of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class Automaton:
    """A set of strings to look for; case counts."""

    def __init__(self, strings: Sequence[str]) -> None:
        """Build it; the index of a string is its place in the sequence."""
        self._machine = AhoCorasick(strings, matchkind=MatchKind.Standard)

    def longest(self, text: str) -> list[tuple[int, int, int]]:
        """(index, start, end) of whole-word matches, leftmost first, the longest of those that overlap."""
        matches = [
            match
            for match in self._machine.find_matches_as_indexes(text, overlapping=True)
            if is_whole(text, match[1], match[2])
        ]
        matches.sort(key=lambda match: (match[1], -match[2]))
        kept = []
        reached = 0
        for match in matches:
            if match[1] >= reached:
                kept.append(match)
                reached = match[2]
        return kept


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit goes on before `start` or after `end`."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "_") and text[start].isalnum():
        return False
    return end >= len(text) or not text[end].isalnum() or not text[end - 1].isalnum()

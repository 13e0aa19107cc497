"""A text cut where marks begin and end, so that marks that overlap or nest can be laid out flat."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Characters `start` to `end` (end excluded) that are shown as `name`, and told as `label`."""

    start: int
    end: int
    name: str  # a class of the style sheet: "actor"
    label: str = ""  # words for it, where it begins: "actor JPN"
    target: str = ""  # where it leads
    anchor: str = ""  # the id under which it is found
    told: str = ""  # what the label stands for, where it is a mere number


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which nothing begins or ends."""

    text: str
    marks: tuple[Mark, ...]  # that it stands in, in the order in which they were given
    begin: tuple[Mark, ...]  # of these, the ones that begin with it
    end: tuple[Mark, ...]  # and the ones that end with it

    @property
    def names(self) -> str:
        """The names of its marks, each once, as the attribute `class` has them."""
        return " ".join(dict.fromkeys(mark.name for mark in self.marks))


def segments(text: str, marks: Iterable[Mark], start: int = 0) -> list[Segment]:
    """The text in pieces, in order; together they are the text, whatever marks there are.

    `start`: which character of the whole the text begins with, if marks count from another place. What of a
    mark lies outside the text is passed over.
    """
    within: list[tuple[int, int, Mark]] = []
    for mark in marks:
        first, last = max(mark.start - start, 0), min(mark.end - start, len(text))
        if first < last:
            within.append((first, last, mark))
    beginning: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for number, (first, last, _) in enumerate(within):
        beginning.setdefault(first, []).append(number)
        ending.setdefault(last, []).append(number)
    cuts = sorted({0, len(text), *beginning, *ending}) if text else []
    found: list[Segment] = []
    open_: list[int] = []
    for at, until in pairwise(cuts):
        for number in ending.get(at, ()):
            open_.remove(number)
        for number in beginning.get(at, ()):
            insort(open_, number)
        found.append(
            Segment(
                text[at:until],
                tuple(within[number][2] for number in open_),
                tuple(within[number][2] for number in beginning.get(at, ())),
                tuple(within[number][2] for number in ending.get(until, ())),
            )
        )
    return found

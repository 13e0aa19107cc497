"""What a benchmark tells: figures by witness, and the arithmetic they come from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WITNESSES = ("rules", "judge", "both")
"""Who tells an act's type: the lexicon's rules, the learned judge, or both together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one task on some data, 0 to 1, for each witness that can do the task."""

    task: str  # as `--only` names it: pairs, triples, ...
    data: str  # what it was measured on
    measure: str
    of: int  # how many answers, or how much gold, it is a share of
    values: Mapping[str, float]
    falling: bool = False  # whether less is better, as with an error
    kept: bool = True  # whether it has a floor; not where it may fall because another, which counts, rises

    @property
    def group(self) -> str:
        """What is measured together: task and data."""
        return f"{self.task}.{self.data}"

    def named(self) -> dict[str, float]:
        """Each value by the name under which a floor is pinned, as "triples.second.f1.both"."""
        return {f"{self.group}.{self.measure}.{witness}": value for witness, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the wanted were found, and how many that nobody wanted."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was told that is right; 0 where nothing was told."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is there that was told; 0 where nothing is there."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def share(part: float, whole: float) -> float:
    """The part of the whole; 0 of nothing."""
    return part / whole if whole else 0.0


def accuracy(answers: Iterable[bool]) -> float:
    """The share of right answers."""
    given = list(answers)
    return share(sum(given), len(given))


def macro_f1(gold: Sequence[str], told: Sequence[str]) -> float:
    """The mean F1 of the labels that the gold has; what is told besides them only costs precision elsewhere.

    >>> macro_f1(["AID", "AID", "REJECT"], ["AID", "REJECT", "REJECT"])
    0.6666666666666666
    """
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for wanted, answer in zip(gold, told, strict=True):
        if wanted == answer:
            right[wanted] += 1
        else:
            missed[wanted] += 1
            wrong[answer] += 1
    labels = sorted(set(gold))
    found = (Counts(right[label], wrong[label], missed[label]).f1 for label in labels)
    return share(sum(found), len(labels))

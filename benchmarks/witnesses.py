"""The coders that are measured, each through the same functions as the command line."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity import coders as named
from comity import stream
from comity.errors import ComityWarning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from comity.coders import Coder
    from comity.coding.judging import Judge, Panel
    from comity.records import Document, Mention
    from comity.stream import Record, Refused

AT_ONCE = 64  # records: as many as `comity code` takes from a pipe


@dataclass(frozen=True, slots=True)
class Alone:
    """The judge without the rules: it answers for marked pairs, and finds nothing in a text itself."""

    panel: Panel
    name: str = "judge"

    def code(self, documents: Iterable[Document]) -> Iterator[Mention]:
        """Nothing."""
        del documents
        return iter(())

    def pairs(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text with its marks the types, the likeliest first."""
        return self.panel.pairs(texts)


@dataclass(frozen=True, slots=True)
class Witness:
    """One coder: by rules, by the judge, or by both."""

    name: str  # of its column
    coder: Coder
    setting: str  # by which `comity --coder` knows it; empty for the judge alone
    judge: Judge | None = None  # who says, besides, that there is nothing between the two

    def coded(self, records: Sequence[Record]) -> list[Record]:
        """What `comity code` prints for these records."""
        return [answer for some in _batches(records) for answer in stream.coded(some, self.coder)]

    def pairs(self, records: Sequence[Record]) -> list[Record | Refused]:
        """What `comity code --pairs` prints for these records."""
        return [answer for some in _batches(records) for answer in stream.pairs(some, self.coder)]


def _batches(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    for start in range(0, len(records), AT_ONCE):
        yield records[start : start + AT_ONCE]


def coders() -> list[Witness]:
    """The witnesses that this installation has: the rules, and where there is a model, judge and both."""
    rules = Witness("rules", named.load(named.RULES), named.RULES)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ComityWarning)
        try:
            both = named.load(named.BOTH)
        except ComityWarning:  # no model here: the rules stand in
            return [rules]
    from comity.coding import judging

    panel = judging.load()
    alone = Witness("judge", Alone(panel), "", panel.judge)
    return [rules, alone, Witness("both", both, named.BOTH, panel.judge)]


def that_code(witnesses: Sequence[Witness]) -> list[Witness]:
    """Those that find acts in raw text; the judge alone only answers for a marked pair."""
    return [witness for witness in witnesses if witness.setting]

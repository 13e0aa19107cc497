"""The history of a pair as bars over time: where each begins and ends, in parts of the width."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from comity.answers.days import first_day, last_day
from comity.web.pages.visa.questions import BARRED
from comity.wording import visas as wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Record = dict[str, Any]

STEPS = (1, 2, 5, 10, 20)
"""Years between two marks of the axis."""
MOST_MARKS = 7
EDGE = 0.04
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Bar:
    """Days on which the same was asked; or, without a key, among which a change came."""

    x: str  # as "12.5%"
    width: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of the history, the day by which it had begun, and whether the day asked for lies in it."""

    record: Record
    begun: date
    asked: bool


def stretches(history: Sequence[Record], on: date) -> list[Stretch]:
    """The lines of the history; of a day among which a change came, that before it is asked for."""
    begun = [_spans(each)[1] for each in history]
    last = max((number for number, day in enumerate(begun) if day <= on), default=-1)
    return [
        Stretch(each, day, asked=number == last)
        for number, (each, day) in enumerate(zip(history, begun, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the axis: a year, or a day that is asked for."""

    x: str
    words: str
    anchor: str  # of its words: they stay within the picture


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first to the last day of a picture."""

    first: date
    last: date

    @classmethod
    def over(cls, histories: Iterable[Sequence[Record]], *days: date) -> Scale:
        """One that shows these histories, and these days."""
        begins = [_spans(each)[0] for history in histories for each in history[:1]]
        return cls(min([*begins, *days]), max(days))

    def bars(self, history: Sequence[Record]) -> list[Bar]:
        """A bar for each stretch, and one for the days between two of them."""
        found: list[Bar] = []
        for number, each in enumerate(history):
            _, certain, ends = _spans(each)
            if number:
                found += self._between(history[number - 1], certain)
            key = BARRED if each["barred"] else each["requirement"] or "unknown"
            words = f"{wording.span(each['valid_from'], each['valid_to'])}: {wording.entry(each)}"
            found.append(self._bar(certain, ends, key, words))
        return found

    def years(self) -> list[Mark]:
        """The beginnings of years, not too many."""
        years = range(self.first.year + 1, self.last.year + 1)
        step = next((each for each in STEPS if len(years) / each <= MOST_MARKS), STEPS[-1])
        return [self.mark(date(year, 1, 1), str(year)) for year in years if year % step == 0]

    def mark(self, day: date, words: str) -> Mark:
        """The place of a day."""
        part = self._part(day)
        return Mark(_percent(part), words, "start" if part < EDGE else "end" if part > 1 - EDGE else "middle")

    def _between(self, before: Record, certain: date) -> Iterator[Bar]:
        """The days in one of which the change came, where there are such."""
        _, _, ends = _spans(before)
        if ends is not None and ends + _DAY < certain:
            words = f"a change, on a day from {ends + _DAY} to {certain}"
            yield self._bar(ends + _DAY, certain - _DAY, "", words)

    def _bar(self, first: date, last: date | None, key: str, words: str) -> Bar:
        begins = self._part(first)
        ends = self._part(min(last + _DAY, self.last)) if last else 1.0
        return Bar(_percent(begins), _percent(max(ends - begins, 0.0)), key, words)

    def _part(self, day: date) -> float:
        length = max((self.last - self.first).days, 1)
        return min(max((day - self.first).days / length, 0.0), 1.0)


def _spans(stretch: Record) -> tuple[date, date, date | None]:
    """The day on which it may have begun, that on which it had, and the last one on which it surely held."""
    begins, ends = stretch["valid_from"].removeprefix(".."), stretch["valid_to"]
    first, _, last = begins.partition("/")
    return first_day(first), last_day(last or first), first_day(ends.partition("/")[0]) if ends else None


def _percent(part: float) -> str:
    return f"{100 * part:.3f}%"

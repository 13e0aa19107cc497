"""The oracle of `borders.py`: the record's own answer to one journey after the other, in plain Python.

What may apply on a day is remembered for each stretch on which nothing changes, or a million journeys would
take hours; each is then decided by itself.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import borders_journeys
from comity.borders.answer import Journey, answer
from comity.borders.bulk.compiling import EPOCH
from comity.borders.bulk.engine import DEPENDS, NO, REQUIREMENTS, UNTOLD, YES, Answers, Engine
from comity.borders.bulk.rolling import NO_DAY
from comity.borders.record import Record
from comity.borders.stays import Stay, balance
from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from borders_journeys import Journeys
    from comity.borders.record import Candidates, Pair
    from comity.borders.rules import World

_NEEDED = {False: NO, True: YES, None: DEPENDS}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many journeys of a kind engine and oracle agreed on, and what these took the oracle."""

    kind: str
    agreed: int
    different: int
    example: str
    seconds: float


class _Remembering:
    """A pair whose candidates are found once for each stretch of days."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._days = pair.changes()
        self._known: dict[tuple[int, World], Candidates] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pair, name)

    def candidates(self, day: date, world: World) -> Candidates:
        key = bisect_right(self._days, day), world
        if key not in self._known:
            self._known[key] = self._pair.candidates(day, world)
        return self._known[key]


class _RememberingRecord:
    """A record of such pairs."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._pairs: dict[tuple[str, str], _Remembering] = {}

    def pair(self, passport: str, destination: str) -> _Remembering:
        key = passport, destination
        if key not in self._pairs:
            self._pairs[key] = _Remembering(self._record.pair(*key))
        return self._pairs[key]


class Oracle:
    """Holds the engine's answers against the record's."""

    def __init__(self) -> None:
        record = Record()
        self.engine = Engine.compiled(record)
        self.actual = record
        self.record = cast("Record", _RememberingRecord(record))

    def check(self, kind: str, rows: int, part: slice) -> Agreement:
        """The journeys of a part of the first so many of a kind."""
        checked: dict[str, Callable[[int, slice], Iterator[tuple[int, str, float]]]] = {
            "plain": self._plain,
            "conditional": self._conditional,
            "rolling": self._rolling,
        }
        agreed = different = 0
        example, seconds = "", 0.0
        for count, wrong, took in checked[kind](rows, part):
            seconds += took
            agreed += count - bool(wrong)
            different += bool(wrong)
            example = example or wrong
        return Agreement(kind, agreed, different, example, seconds)

    def _plain(self, rows: int, part: slice) -> Iterator[tuple[int, str, float]]:
        journeys = borders_journeys.plain(self.engine, rows)
        answers = self.engine.plain(journeys.passport, journeys.destination, journeys.day)
        yield from self._held(journeys, part, answers, lambda _row: {})

    def _conditional(self, rows: int, part: slice) -> Iterator[tuple[int, str, float]]:
        journeys, told = borders_journeys.conditional(self.engine, self.actual, rows)
        answers = self.engine.conditional(journeys.passport, journeys.destination, journeys.day, told)

        def facts(row: int) -> dict[str, Any]:
            said = {kind: column.values[column.codes[row]] for kind, column in told.items()}
            return {kind: value for kind, value in said.items() if value is not None}

        yield from self._held(journeys, part, answers, facts)

    def _held(
        self, journeys: Journeys, part: slice, answers: Answers, facts: Callable[[int], dict[str, Any]]
    ) -> Iterator[tuple[int, str, float]]:
        compiled = self.engine.record
        for row in range(part.start, part.stop):
            journey = Journey(
                compiled.passports[journeys.passport[row]],
                compiled.destinations[journeys.destination[row]],
                date.fromordinal(int(journeys.day[row]) + EPOCH),
                facts(row),
            )
            begun = time.perf_counter()
            wanted = self._asked(journey)
            took = time.perf_counter() - begun
            outcome = self.engine.outcomes[answers.outcome[row]]
            pair = f"{journey.passport}-{journey.destination}".lower()
            got = (
                int(answers.needed[row]),
                int(answers.requirement[row]),
                int(answers.days[row]),
                None if outcome is None else outcome.rule.replace("{pair}", pair),
            )
            yield 1, "" if got == wanted else f"{journey}: engine {got}, record {wanted}", took

    def _asked(self, journey: Journey) -> tuple[int, int, int, str | None]:
        try:
            found = answer(self.record, journey)
        except QuestionError:
            return UNTOLD, len(REQUIREMENTS), -1, None
        granted = found.requirement is found.rule.requirement
        stay = found.rule.stay if granted else None
        return (
            _NEEDED[found.needed],
            REQUIREMENTS.index(found.requirement),
            -1 if stay is None else stay,
            found.rule.id,
        )

    def _rolling(self, rows: int, part: slice) -> Iterator[tuple[int, str, float]]:
        journeys, first, last = borders_journeys.rolling(self.engine, rows)
        answers = self.engine.plain(journeys.passport, journeys.destination, journeys.day)
        found = self.engine.rolling(answers.outcome, first, last, journeys.day)
        for row in range(part.start, part.stop):
            outcome = self.engine.outcomes[answers.outcome[row]]
            window = None if outcome is None else outcome.window
            stays = [
                Stay(date.fromordinal(entry + EPOCH), date.fromordinal(leaving + EPOCH))
                for entry, leaving in zip(first[row].tolist(), last[row].tolist(), strict=True)
            ]
            on = date.fromordinal(int(journeys.day[row]) + EPOCH)
            begun = time.perf_counter()
            wanted = None if window is None else balance(stays, window, on)
            took = time.perf_counter() - begun
            got = int(found.used[row]), int(found.left[row]), int(found.last_day[row])
            if wanted is None:
                right = got[:2] == (-1, -1)
            else:
                lawful = NO_DAY if wanted.last_day is None else wanted.last_day.toordinal() - EPOCH
                right = got == (wanted.used, wanted.left, lawful)
            yield 1, "" if right else f"{stays} on {on}: engine {got}, stays {wanted}", took


def run(kind: str, rows: int, part: tuple[int, int]) -> Agreement:
    """In a process of its own: the journeys of a part."""
    return Oracle().check(kind, rows, slice(*part))

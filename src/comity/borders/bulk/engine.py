"""The bulk engine: millions of checks a second, each answered as the record answers one.

A check looks up its case by passport, destination and day, the state of the case by what the traveller says,
and the outcome by both. What can be said is told in columns: a code for each row, and once for each code what
it means; so each condition is tested once for each value of a column, not once for each row.

Nothing here is a second version of the rules: outcomes are what `answer` says (see `cases`), found when they
are first asked for.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from comity.borders.bulk import compiling, rolling
from comity.borders.bulk.blocks import BLOCK, in_blocks
from comity.borders.bulk.cases import DAYS
from comity.borders.bulk.compiling import UNKNOWN
from comity.borders.bulk.rolling import Balances
from comity.borders.requirement import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from comity.borders.bulk.cases import Digit, Outcome
    from comity.borders.bulk.compiling import Compiled
    from comity.borders.record import Record

    Codes = NDArray[np.integer[Any]]
    _Table = tuple[NDArray[np.intp], NDArray[np.intp], Codes]

REQUIREMENTS = tuple(Requirement)
NO, YES, DEPENDS, UNTOLD = 0, 1, 2, 3
"""Whether a visa is needed, as the engine's arrays tell it; UNTOLD: the record does not say."""

_NEEDED = {False: NO, True: YES, None: DEPENDS}
_UNASKED = -1
_ANY_DAY = date(2000, 1, 1)
"""No kind of condition looks at the day as yet; one that does needs a digit for each day."""


@dataclass(frozen=True, slots=True)
class Column:
    """What travellers say of one kind of condition: row i says `values[codes[i]]`; None is nothing."""

    codes: Codes
    values: Sequence[Any]  # as `conditions.facts` reads them


@dataclass(frozen=True, slots=True)
class Answers:
    """What is answered, an array a question."""

    outcome: NDArray[np.int32]  # the place in `Engine.outcomes`
    needed: NDArray[np.uint8]  # NO, YES, DEPENDS or UNTOLD
    requirement: NDArray[np.uint8]  # the place in REQUIREMENTS; their number where untold
    days: NDArray[np.int16]  # the longest stay that is granted; -1 where none is told

    @classmethod
    def empty(cls, rows: int) -> Answers:
        """Room for the answers to so many checks."""
        return cls(
            np.empty(rows, np.int32),
            np.empty(rows, np.uint8),
            np.empty(rows, np.uint8),
            np.empty(rows, np.int16),
        )


class Engine:
    """A record, ready for many checks. Its arrays are read by any number of threads."""

    def __init__(self, record: Compiled) -> None:
        """`record` as `compiling.compiled` gives it; use `Engine.compiled`."""
        self.record = record
        self.outcomes: list[Outcome | None] = [None]
        self._numbers: dict[Outcome, int] = {}
        self._finding = threading.Lock()
        self._facts: dict[tuple[str, tuple[Any, ...], int], Any] = {}  # one for each value of a digit
        sizes = [1 if case is None else case.states for case in record.cases]
        self._states = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)  # where a case's begin
        self._found = np.full(sum(sizes), _UNASKED, np.intp)  # the outcome of each state of each case
        self._found[UNKNOWN] = UNKNOWN
        self._rows: dict[str, tuple[list[Digit | None], NDArray[np.intp]]] = {}
        self._tell()
        for number in range(1, len(record.cases)):
            self._found[self._states[number]] = self._number(number, 0)
        self._plain = self._found[self._states]
        self._tell()

    @classmethod
    def compiled(cls, record: Record, pairs: Iterable[tuple[str, str]] | None = None) -> Engine:
        """The whole record, in a few seconds; or only some pairs: of others it tells nothing then."""
        return cls(compiling.compiled(record, pairs))

    def passports(self, codes: Sequence[str]) -> NDArray[np.int32]:
        """The places of alpha-3 codes among the passports, -1 for one that the record does not have."""
        return _places(codes, self.record.passports)

    def destinations(self, codes: Sequence[str]) -> NDArray[np.int32]:
        """The places of codes among the destinations, -1 for one that the record does not have."""
        return _places(codes, self.record.destinations)

    def plain(
        self, passport: Codes, destination: Codes, day: Codes, *, threads: int | None = None
    ) -> Answers:
        """Answers to ordinary travellers who say nothing of themselves.

        `passport` and `destination` are places as `passports` and `destinations` give them, `day` days since
        1970; all [n]. What is no place or day is no error here: `check` looks after that.
        """
        answers = Answers.empty(len(day))

        def work(blocks: Iterator[slice]) -> None:
            scratch = np.empty((2, min(len(day), BLOCK)), np.intp)
            for block in blocks:
                cases = self._cases(passport[block], destination[block], day[block], scratch)
                self._plain.take(cases, out=cases, mode="clip")
                self._answer(cases, answers, block)

        in_blocks(len(day), work, threads)
        return answers

    def conditional(
        self,
        passport: Codes,
        destination: Codes,
        day: Codes,
        facts: Mapping[str, Column],
        *,
        days: Codes | None = None,
        threads: int | None = None,
    ) -> Answers:
        """Answers to travellers who tell facts, by kind of condition; and how many days they wish to stay.

        `days` is [n], with 0 for one who does not tell.
        """
        answers = Answers.empty(len(day))
        tables = [self._digits(kind, column) for kind, column in facts.items() if self._asked(kind)]
        if days is not None:
            tables.append(self._lengths(days))

        def work(blocks: Iterator[slice]) -> None:
            scratch = np.empty((4, min(len(day), BLOCK)), np.intp)
            for block in blocks:
                cases = self._cases(passport[block], destination[block], day[block], scratch)
                states, row, value = scratch[1:, : len(cases)]
                self._states.take(cases, out=states, mode="clip")
                for rows, table, codes in tables:
                    rows.take(cases, out=row, mode="clip")
                    np.add(row, codes[block], out=row, casting="unsafe")
                    table.take(row, out=value, mode="clip")
                    np.add(states, value, out=states)
                self._found.take(states, out=value, mode="clip")
                if value.min() == _UNASKED:
                    self._find(cases, states)
                    self._found.take(states, out=value, mode="clip")
                self._answer(value, answers, block)

        in_blocks(len(day), work, threads)
        return answers

    def rolling(
        self,
        outcome: NDArray[np.int32],
        first: NDArray[np.int32],
        last: NDArray[np.int32],
        day: NDArray[np.int32],
        *,
        threads: int | None = None,
    ) -> Balances:
        """Days used and left in the window of each outcome's rule, and the last lawful day.

        `first` and `last` are [n, k] as `rolling.balances` takes them. Where a rule has no window, `used` and
        `left` are -1 and the last day is UNLIMITED.
        """
        windows = [None if each is None else each.window for each in self.outcomes]
        allowed = np.array([0 if each is None else each.days for each in windows], np.int32)
        spans = np.array([0 if each is None else each.span for each in windows], np.int32)
        found = Balances.empty(len(day))

        def work(blocks: Iterator[slice]) -> None:
            kernel = rolling.Kernel(first.shape[1], min(len(day), BLOCK))
            for block in blocks:
                kernel.take(first[block], last[block], day[block])
                span = spans.take(outcome[block], mode="clip")
                part = found.part(block)
                kernel.count(allowed.take(outcome[block], mode="clip"), span, part)
                without = np.equal(span, 0)
                for each in (part.used, part.left):
                    np.copyto(each, -1, where=without)

        in_blocks(len(day), work, threads)
        return found

    # -- where things stand

    def _cases(
        self, passport: Codes, destination: Codes, day: Codes, scratch: NDArray[np.intp]
    ) -> NDArray[np.intp]:
        """The cases of a block, in the first row of `scratch`; the second is written over."""
        place: NDArray[np.intp] = scratch[0, : len(day)]
        other: NDArray[np.intp] = scratch[1, : len(day)]
        record = self.record
        np.multiply(passport, len(record.destinations), out=place, dtype=np.intp)
        np.add(place, destination, out=place)
        record.groups.take(place, out=other, mode="clip")
        np.subtract(day, record.first_day, out=place, dtype=np.intp)
        record.epochs.take(place, out=place, mode="clip")
        np.add(place, other, out=other)
        np.copyto(place, record.table.take(other, mode="clip"))
        return place

    def _answer(self, outcome: NDArray[np.intp], answers: Answers, block: slice) -> None:
        """What the outcomes of a block say."""
        needed, requirement, days = self._told
        np.copyto(answers.outcome[block], outcome, casting="same_kind")
        needed.take(outcome, out=answers.needed[block], mode="clip")
        requirement.take(outcome, out=answers.requirement[block], mode="clip")
        days.take(outcome, out=answers.days[block], mode="clip")

    def _tell(self) -> None:
        """What each outcome says, as arrays."""
        told = self.outcomes
        self._told = (
            np.array([UNTOLD if each is None else _NEEDED[each.needed] for each in told], np.uint8),
            np.array(
                [
                    len(REQUIREMENTS) if each is None else REQUIREMENTS.index(each.requirement)
                    for each in told
                ],
                np.uint8,
            ),
            np.array([-1 if each is None or each.stay is None else each.stay for each in told], np.int16),
        )

    # -- states

    def _asked(self, kind: str) -> bool:
        """Whether any case has a digit of the kind."""
        return any(digit is not None for digit in self._rows_of(kind)[0])

    def _rows_of(self, kind: str) -> tuple[list[Digit | None], NDArray[np.intp]]:
        """The different digits of a kind, the first of them none at all, and for each case which it has."""
        if kind not in self._rows:
            digits: dict[Digit | None, int] = {None: 0}
            rows = np.zeros(len(self.record.cases), np.intp)
            for number, case in enumerate(self.record.cases):
                for digit in () if case is None else case.digits:
                    if digit.kind == kind:
                        rows[number] = digits.setdefault(digit, len(digits))
            self._rows[kind] = (list(digits), rows)
        return self._rows[kind]

    def _digits(self, kind: str, column: Column) -> _Table:
        """For each case where its row of the table begins; what each code adds to the state; the codes."""
        digits, rows = self._rows_of(kind)
        table = np.zeros((len(digits), len(column.values)), np.intp)
        for row, digit in zip(table, digits, strict=True):
            for code, fact in enumerate(column.values):
                if digit is None or fact is None:
                    continue
                met = [each.met({kind: fact}, _ANY_DAY) for each in digit.weighed]
                value = 1 + sum(bool(each) << at for at, each in enumerate(met))
                self._facts.setdefault((kind, digit.weighed, value), fact)
                row[code] = digit.worth * value
        return rows * len(column.values), table.ravel(), column.codes

    def _lengths(self, days: Codes) -> _Table:
        """As `_digits`, for the wished length of the stay."""
        digits, rows = self._rows_of(DAYS)
        longest = max((digit.weighed[-1] for digit in digits if digit is not None), default=0)
        table = np.zeros((len(digits), longest + 2), np.intp)
        for row, digit in zip(table, digits, strict=True):
            if digit is not None:
                row[:] = np.searchsorted(digit.weighed, np.arange(longest + 2)) * digit.worth
        return rows * (longest + 2), table.ravel(), np.clip(days, 0, longest + 1)

    def _find(self, cases: NDArray[np.intp], states: NDArray[np.intp]) -> None:
        """Find the outcomes of states that are asked for the first time."""
        with self._finding:
            unasked = np.flatnonzero(self._found.take(states) == _UNASKED)
            new, at = np.unique(states[unasked], return_index=True)
            asked = cases[unasked[at]]
            numbers = [
                self._number(case, state - int(self._states[case]))
                for state, case in zip(new.tolist(), asked.tolist(), strict=True)
            ]
            self._tell()  # before another thread can come upon these outcomes
            self._found[new] = numbers

    def _number(self, number: int, state: int) -> int:
        """The place of a state's outcome among the outcomes: what a traveller of that state is answered."""
        case = self.record.cases[number]
        if case is None:
            return UNKNOWN
        facts, days = {}, None
        for digit in case.digits:
            value = digit.of(state)
            if value and digit.kind == DAYS:
                days = digit.weighed[value - 1] + 1
            elif value:
                facts[digit.kind] = self._facts[digit.kind, digit.weighed, value]
        outcome = case.outcome(facts, days)
        if outcome is None:
            return UNKNOWN
        place = self._numbers.setdefault(outcome, len(self.outcomes))
        if place == len(self.outcomes):
            self.outcomes.append(outcome)
        return place


def _places(codes: Sequence[str], axis: tuple[str, ...]) -> NDArray[np.int32]:
    places = {code: number for number, code in enumerate(axis)}
    return np.array([places.get(code, -1) for code in codes], np.int32)

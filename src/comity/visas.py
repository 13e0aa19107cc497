"""The visa record as Python sees it. The command line asks here too, so both give the same answers."""

from __future__ import annotations

import os
from collections import Counter
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.answers.days import single_day
from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    import polars as pl

    from comity.answers.contract import Record as Contract
    from comity.api import Ledger
    from comity.borders.record import Record
    from comity.borders.requirement import Requirement
    from comity.borders.seen import Report as ImportReport
    from comity.borders.stays import Stay
    from comity.borders.tables.checks import Report as CheckReport


class Visas:
    """Who may cross whose border, by passport, destination and day, with what a ledger says is pending.

    States are told by ISO code, English name or demonym, the Schengen area as "SCHENGEN"; a day as a date
    or as "2019-02-15", today where none is told. Every answer is a plain mapping, as `--json` prints it.
    """

    def __init__(self, record: str | os.PathLike[str] | None = None, ledger: Ledger | None = None) -> None:
        """The record in a file that `comity visa import` made, or the one that comes with Comity."""
        from comity.borders.record import Record
        from comity.borders.shown import FILE

        self.record: Record = Record(Path(record) if record else FILE)
        self.ledger = ledger

    def ask(
        self,
        passport: str,
        destination: str,
        on: str | date | None = None,
        /,  # a fact may be called passport too
        *,
        days: int | None = None,
        stays: Iterable[Stay] | None = None,
        **facts: Any,
    ) -> Contract:
        """Whether a visa is needed, how long one may stay, by which rule and source, and what is pending.

        `days`: how long the traveller wants to stay; `stays`: earlier ones; `facts`: by kind of condition, as
        `registered=True`. QuestionError names what has no meaning, or the day on which the record begins.
        """
        from comity.answers.visa import visa
        from comity.borders import conditions
        from comity.borders.answer import Journey

        if days is not None and days < 1:
            raise QuestionError(f"a stay of {days} days is none; give one day or more")
        journey = Journey(
            self.passport(passport),
            self.destination(destination),
            single_day(on),
            conditions.facts(facts),
            days,
            None if stays is None else tuple(stays),
        )
        return visa(self.record, self.ledger.store() if self.ledger else None, journey)

    def pair(self, passport: str, destination: str) -> tuple[str, str]:
        """The codes of who travels where; QuestionError for one's own state, and where one is unknown."""
        told = self.passport(passport), self.destination(destination)
        self._check_pair(*told)
        return told

    def history(self, passport: str, destination: str) -> list[Contract]:
        """How the rule of a pair came about: its stretches, in order of time."""
        from comity.answers.visa import stretch_record
        from comity.borders.history import history

        told = self.pair(passport, destination)
        return [stretch_record(stretch) for stretch in history(self.record.pair(*told))]

    def passports(
        self, destination: str, on: str | date | None = None, *, requirement: str | None = None
    ) -> list[Contract]:
        """What a destination asks of each passport at best, on a day.

        `requirement`: only passports whose holders may enter so, none of those who are barred on the day.
        """
        code = self.destination(destination)
        pairs = [(passport, code) for passport in self.record.passports() if passport != code]
        return self._offers(pairs, code, single_day(on), requirement)

    def destinations(
        self, passport: str, on: str | date | None = None, *, requirement: str | None = None
    ) -> list[Contract]:
        """What each state asks of a passport at best, on a day; `requirement` as for `passports`."""
        code = self.passport(passport)
        pairs = [(code, destination) for destination in self.record.passports() if destination != code]
        return self._offers(pairs, f"{code} passports", single_day(on), requirement)

    def reciprocity(
        self,
        one: str | None = None,
        other: str | None = None,
        on: str | date | None = None,
        *,
        assume: Sequence[str] = (),
    ) -> list[Contract]:
        """Whether states treat one another's passports alike: a pair, one state's pairs, or all of them.

        `assume`: what to suppose, as "JPN exempts RUS 90 days".
        """
        from comity.answers.visa import compared_record
        from comity.borders.reciprocity import compared

        day = single_day(on)
        record = self._supposing(assume, day)
        return [compared_record(compared(record, *pair, day), day) for pair in self._pairs(one, other)]

    def turns(self, pairs: Iterable[tuple[str, str]]) -> dict[date, int]:
        """On which days something else was asked than before, and in how many of these pairs (by codes)."""
        found = Counter(day for pair in pairs for day in self._turns(*pair))
        return dict(sorted(found.items()))

    @cached_property
    def _turns(self) -> Callable[[str, str], list[date]]:
        from comity.borders.reciprocity import turns

        return lru_cache(maxsize=65_536)(partial(turns, self.record))

    def check(self, travellers: pl.DataFrame) -> pl.DataFrame:
        """Many at once: a frame of journeys in, the same rows with answers out (`borders.tables.checks`)."""
        from comity.borders.tables import checks

        return checks.check(travellers, self.record)

    def check_file(self, travellers: str | os.PathLike[str], out: str | os.PathLike[str]) -> CheckReport:
        """The same from file to file, in bounded memory; formats by their ending."""
        from comity.borders.tables import checks

        return checks.check_file(travellers, out, self.record)

    @staticmethod
    def stays(path: str | os.PathLike[str]) -> tuple[Stay, ...]:
        """Stays from a CSV file with the columns entry and exit ("-": standard input)."""
        from comity.borders import stays

        return stays.read(os.fspath(path))

    @staticmethod
    def import_record(
        sources: Iterable[str | os.PathLike[str]],
        out: str | os.PathLike[str],
        *,
        leave_out: Sequence[str] = (),
    ) -> ImportReport:
        """Make a record's file from clones of the public repositories, or from their dated files.

        RecordError or InputError name the file, row and value that cannot be read; then nothing is written.
        `leave_out` names commits or files that are not read.
        """
        from comity.borders import seen

        return seen.import_record([Path(each) for each in sources], Path(out), leave_out=leave_out)

    @property
    def begins(self) -> date:
        """The day of the first snapshot; curated rules may be older."""
        return self.record.shown.begins

    @property
    def known_to(self) -> date:
        """The day of the newest snapshot; rules of which no end is told are taken to hold on."""
        return self.record.shown.newest

    def states(self) -> list[str]:
        """The codes of all states with passports; each is a destination too."""
        return self.record.passports()

    @staticmethod
    def areas() -> list[str]:
        """The codes of the areas that admit as one."""
        from comity.borders.areas import AREAS

        return list(AREAS)

    @staticmethod
    def facts() -> dict[str, dict[str, str]]:
        """What a traveller may state: for each kind of condition the choices in words, none for free text.

        >>> Visas.facts()["registered"]
        {'yes': 'yes', 'no': 'no'}
        """
        from comity.borders.conditions import KINDS

        return {name: dict(kind.choices()) for name, kind in KINDS.items()}

    def name(self, code: str) -> str:
        """The English name of a state or area."""
        from comity.actors import questions

        return questions.load().name(code)

    def passport(self, told: str) -> str:
        """The code of a state that has passports; QuestionError suggests a near one."""
        return self._code(told, self.record.passports(), "has no passport in the record")

    def destination(self, told: str) -> str:
        """The code of a state, or of an area that admits as one; QuestionError suggests a near one."""
        from comity.borders.areas import AREAS

        return self._code(told, {*self.record.passports(), *AREAS}, "is no destination in the record")

    def _code(self, told: str, known: Iterable[str], otherwise: str) -> str:
        if told in known:
            return told
        from comity.actors import questions

        code = questions.load().state(told)
        if code not in known:
            raise QuestionError(f"{questions.load().name(code)} ({code}) {otherwise}; name a state, as JPN")
        return code

    def _offers(
        self, pairs: Sequence[tuple[str, str]], whose: str, day: date, requirement: str | None
    ) -> list[Contract]:
        """What is offered to each passport at each destination of which the record tells on the day."""
        from comity.answers.visa import offer_record
        from comity.borders.reciprocity import offer

        wanted = _requirement(requirement)
        offers = [offer(self.record, *pair, day) for pair in pairs]
        known = [each for each in offers if each.requirement is not None]
        if not known:
            begins = min(
                (begins for pair in pairs if (begins := self.record.pair(*pair).begins)), default=None
            )
            raise QuestionError(
                f"the record of {whose} begins on {begins}, after {day}; ask for that day or a later one"
                if begins
                else f"the record has nothing of {whose}"
            )
        return [
            offer_record(each, day)
            for each in known
            if wanted is None or (wanted is each.requirement and not each.barred)
        ]

    def _pairs(self, one: str | None, other: str | None) -> Iterator[tuple[str, str]]:
        states = self.record.passports()
        if one is None:
            for number, first in enumerate(states):
                for second in states[number + 1 :]:
                    yield first, second
            return
        first = self.passport(one)
        if other is not None:
            second = self.passport(other)
            self._check_pair(first, second)
            yield first, second
            return
        yield from ((first, second) for second in states if second != first)

    def _check_pair(self, passport: str, destination: str) -> None:
        if passport == destination:
            raise QuestionError(f"{passport} asks its own citizens for no visa; name another state")

    def _supposing(self, assume: Sequence[str], on: date) -> Record:
        from comity.borders.supposing import supposed

        record = self.record
        for told in assume:
            rule = supposed(told, on)
            for passport in rule.passports:
                self._check_pair(self.passport(passport), self.destination(rule.destination))
            record = record.supposing(rule)
        return record


def _requirement(told: str | None) -> Requirement | None:
    from comity.borders.requirement import Requirement

    try:
        return None if told is None else Requirement(told.lower().replace("-", "_"))
    except ValueError:
        raise QuestionError(
            f"no requirement is called {told!r}; there are {', '.join(Requirement)}"
        ) from None

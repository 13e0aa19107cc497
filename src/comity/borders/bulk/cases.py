"""A case: what may apply to one passport on a stretch of days, as a table of outcomes.

On a stretch of days on which nothing changes, an answer depends on what the traveller says and on nothing
else; and of what is said, only on which of the candidate rules' conditions are met and which of their longest
stays are exceeded. A case numbers these states. A kind of condition has a digit, 0 where the traveller says
nothing of it, else 1 and a bit for each condition of that kind that is met; the wished length of the stay has
a digit that counts the rules' stays which it exceeds. The outcome of a state is what `answer` says to any
traveller of that state: the record's own way to decide, not a second version of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from comity.borders import answer as answering
from comity.borders.answer import Journey
from comity.borders.deciding import LONG_STAYS
from comity.borders.rules import DAYS_OF_MONTHS, World
from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from comity.borders.record import Candidates, Pair, Record
    from comity.borders.requirement import Requirement
    from comity.borders.rules import Basis, Rule, Window

DAYS = "days"
"""The digit of the wished length of the stay, beside those of the kinds of condition."""


class Weighed(Protocol):
    """What a traveller's fact is held against: a condition, or another question that deciding asks."""

    def met(self, traveller: Mapping[str, Any], on: date, /) -> bool | None:
        """Whether the fact meets it; None: not said."""


@dataclass(frozen=True, slots=True)
class _LongStay:
    """Whether the purpose is one for which visa-free days do not serve, with conditions or without."""

    def met(self, traveller: Mapping[str, Any], on: date, /) -> bool | None:
        del on
        return traveller.get("purpose") in LONG_STAYS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is answered to a traveller whose stays are not counted."""

    needed: bool | None  # None: it depends
    requirement: Requirement
    granted: bool  # whether the rule gives what it tells; not where the stay is too long
    rule: str  # its id; of a rule seen, with `{pair}` for the codes of passport and destination
    basis: Basis
    days: int | None  # the longest stay of the rule
    months: int | None
    window: Window | None
    conditions: tuple[str, ...]  # of the rule, in words
    questions: tuple[str, ...]  # what to ask where it depends on that
    barred: bool  # whether entry is barred, whatever the rule

    @property
    def stay(self) -> int | None:
        """The longest stay that is granted, in days."""
        if not self.granted:
            return None
        return self.days if self.days is not None or self.months is None else self.months * DAYS_OF_MONTHS


@dataclass(frozen=True, slots=True)
class Digit:
    """One digit of a case's states."""

    kind: str  # a kind of condition, or `DAYS`
    weighed: tuple[
        Any, ...
    ]  # what is `Weighed`; or the stays that a wished one may exceed, the shortest first
    worth: int  # what a one in this digit adds to the number of the state

    @property
    def values(self) -> int:
        """How many values it has."""
        return len(self.weighed) + 1 if self.kind == DAYS else 2 ** len(self.weighed) + 1

    def of(self, state: int) -> int:
        """Its value in a state."""
        return state // self.worth % self.values


class _Fixed:
    """A record of one pair on one stretch of days, asked as the real one is, and the pair itself."""

    def __init__(self, pair: Pair, early: Candidates, late: Candidates) -> None:
        self._pair = pair
        self._candidates = {World.EARLY: early, World.LATE: late}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pair, name)

    def pair(self, passport: str, destination: str) -> _Fixed:
        del passport, destination
        return self

    def candidates(self, day: date, world: World) -> Candidates:
        del day
        return self._candidates[world]


class Case:
    """The outcomes of one pair on a stretch of days that begins on `on`."""

    def __init__(self, pair: Pair, on: date) -> None:
        early, late = pair.candidates(on, World.EARLY), pair.candidates(on, World.LATE)
        self.on = on
        self.key = (_content(pair, early, on), _content(pair, late, on))
        self.digits = tuple(_digits((early, late)))
        self._pair = pair
        self._record = _Fixed(pair, early, late)

    @property
    def states(self) -> int:
        """How many states it has."""
        size = 1
        for digit in self.digits:
            size *= digit.values
        return size

    def outcome(self, facts: Mapping[str, Any], days: int | None = None) -> Outcome | None:
        """What is answered to a traveller; None where the record does not tell."""
        journey = Journey(self._pair.passport, self._pair.destination, self.on, facts, days)
        try:
            found = answering.answer(cast("Record", self._record), journey)
        except QuestionError:
            return None
        return Outcome(
            found.needed,
            found.requirement,
            found.requirement is found.rule.requirement,
            template(found.rule, self._pair),
            found.basis,
            found.rule.days,
            found.rule.months,
            found.rule.window,
            tuple(told.condition.words for told in found.conditions),
            found.questions,
            found.decision.candidates.closure is not None,
        )


def template(rule: Rule, pair: Pair) -> str:
    """The rule's id, which of a rule seen names the pair, with `{pair}` in its place."""
    own = f"seen-{pair.passport}-{pair.destination}-".lower()
    return f"seen-{{pair}}-{rule.id[len(own) :]}" if rule.id.startswith(own) else rule.id


def _rules(both: Iterable[Candidates]) -> Iterator[Rule]:
    for candidates in both:
        yield from candidates.conditional
        if candidates.base is not None:
            yield candidates.base


def _digits(both: tuple[Candidates, Candidates]) -> Iterator[Digit]:
    """A digit for each kind of condition that any candidate sets, and one for the length of the stay."""
    kinds: dict[str, dict[Weighed, None]] = {}
    stays: set[int] = set()
    for rule in _rules(both):
        for condition in rule.conditions:
            kinds.setdefault(condition.kind, {})[condition] = None
        if rule.stay is not None:
            stays.add(rule.stay)
            if rule.requirement.needed is False:
                kinds.setdefault("purpose", {})[_LongStay()] = None
    worth = 1
    for kind, weighed in kinds.items():
        digit = Digit(kind, tuple(weighed), worth)
        yield digit
        worth *= digit.values
    if stays:
        yield Digit(DAYS, tuple(sorted(stays)), worth)


def _content(pair: Pair, candidates: Candidates, on: date) -> tuple[Any, ...]:
    """All that an outcome can come from, equal for two pairs where their outcomes are."""
    base = candidates.base
    return (
        tuple((rule.id, rule.requirement, rule.stay) for rule in candidates.conditional),
        None
        if base is None
        else (template(base, pair), base.requirement, base.stay, base.months, base.window),
        None if base is None else answering.basis_on(base, on),
        candidates.closure is not None,
    )

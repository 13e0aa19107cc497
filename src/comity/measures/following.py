"""Moves -> measures: each followed from state to state.

The moves of two states are taken in order of time, so that the order in which pages were read changes
nothing.
What confirms a state is no step; a move that the state does not allow is reported, not dropped. On one day a
measure is in one state: the last that it came into.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity import ids
from comity.dates import Basis, SpanOfDays
from comity.measures import naming
from comity.measures.moving import Moved, moved
from comity.ontology.kinds import Each, Verb
from comity.records import OVER, SETTLED_FIRST, Measure, State, Status, Step, Unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.ontology.kinds import MeasureKind
    from comity.records import Told

_TO: dict[tuple[Verb, Status], State] = {
    (Verb.BEGIN, Status.ACTUAL): State.IN_FORCE,
    (Verb.BEGIN, Status.ANNOUNCED): State.ANNOUNCED,
    (Verb.BEGIN, Status.CONSIDERED): State.CONSIDERED,
    (Verb.BEGIN, Status.HYPOTHETICAL): State.PROPOSED,
    (Verb.CHANGE, Status.ACTUAL): State.IN_FORCE,
    (Verb.RESUME, Status.ACTUAL): State.IN_FORCE,
    (Verb.RESUME, Status.ANNOUNCED): State.ANNOUNCED,
    (Verb.SUSPEND, Status.ACTUAL): State.SUSPENDED,
    (Verb.END, Status.ACTUAL): State.ENDED,
    (Verb.END, Status.ANNOUNCED): State.ENDING_ANNOUNCED,
    (Verb.PROPOSE, Status.ACTUAL): State.PROPOSED,
    (Verb.PROPOSE, Status.ANNOUNCED): State.PROPOSED,
    (Verb.NEGOTIATE, Status.ACTUAL): State.NEGOTIATED,
    (Verb.NEGOTIATE, Status.ANNOUNCED): State.CONSIDERED,
    (Verb.REJECT, Status.ACTUAL): State.REJECTED,
}
"""The state that a move leads to, by how settled its event is.

What is not here moves nothing: it was denied, or is mere talk of changing what stands.
"""

_ORDER = (
    Verb.PROPOSE,
    Verb.NEGOTIATE,
    Verb.REJECT,
    Verb.BEGIN,
    Verb.RESUME,
    Verb.CHANGE,
    Verb.SUSPEND,
    Verb.END,
)
"""In what order moves of one day are taken."""

_TOWARDS = frozenset({Verb.PROPOSE, Verb.NEGOTIATE, Verb.REJECT, Verb.BEGIN})
"""Moves of what is coming: where each event is a measure of its own, they are of none that stands."""

_COMING = frozenset({State.PROPOSED, State.CONSIDERED, State.NEGOTIATED, State.ANNOUNCED})
"""States of what does not stand yet. Less than it has come is no step back, but talk of it still."""

ALLOWED: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset(
        {State.CONSIDERED, State.NEGOTIATED, State.ANNOUNCED, State.IN_FORCE, State.REJECTED}
    ),
    State.CONSIDERED: frozenset({State.NEGOTIATED, State.ANNOUNCED, State.IN_FORCE, State.REJECTED}),
    State.NEGOTIATED: frozenset(
        {State.ANNOUNCED, State.IN_FORCE, State.SUSPENDED, State.REJECTED, State.ENDED}
    ),
    State.ANNOUNCED: frozenset({State.IN_FORCE, State.SUSPENDED, State.REJECTED, State.ENDED}),
    State.IN_FORCE: frozenset({State.SUSPENDED, State.ENDING_ANNOUNCED, State.ENDED}),
    State.SUSPENDED: frozenset(
        {State.NEGOTIATED, State.ANNOUNCED, State.IN_FORCE, State.ENDING_ANNOUNCED, State.ENDED}
    ),
    State.ENDING_ANNOUNCED: frozenset({State.IN_FORCE, State.SUSPENDED, State.ENDED}),
}
"""From each state to which others; a kind leaves out the states that it does not know."""


@dataclass(slots=True)
class _Open:
    """A measure while it is followed."""

    kind: MeasureKind
    issuer: str
    subject: str
    name: str | None
    steps: list[Step] = field(default_factory=list)
    heard: date = date.min  # the last day of the newest move

    @property
    def called(self) -> str:
        return self.name or self.kind.name

    @property
    def state(self) -> State:
        return self.steps[-1].state

    @property
    def value(self) -> str | None:
        return next((step.value for step in reversed(self.steps) if step.value is not None), None)

    def lapse(self, day: date) -> None:
        """If nothing was heard of it for so long, it has lapsed before this day."""
        lapsed = lapse_day(self.kind.lapse_of(self.called), self.state, self.heard)
        if lapsed is not None and lapsed < day:
            days = SpanOfDays.day(lapsed, Basis.INFERRED)
            self.steps.append(Step(days, State.LAPSED, self.steps[-1].event))

    def may_become(self, state: State, day: date) -> bool:
        """Whether a state may follow on this day, which takes the place of what it came into on the same."""
        if state not in ALLOWED[self.state]:
            return False
        if len(self.steps) == 1 or self.steps[-1].days.last < day:
            return True
        before = self.steps[-2].state
        return state is before or state in ALLOWED[before]

    def become(self, move: Moved, state: State) -> None:
        """Go on to a state."""
        value, deadline, due = move.value, move.deadline, move.due
        if self.steps and self.steps[-1].days.last == move.days.last:
            same_day = self.steps.pop()
            value, deadline = value or same_day.value, deadline or same_day.deadline
            due = due or same_day.due
            if self.steps and self.state is state and (value is None or _same(value, self.value)):
                return
        self.steps.append(Step(move.days, state, move.event, value, deadline, move.shown, due))

    def measure(self) -> Measure:
        """The measure as it is now."""
        about = (self.kind.kind, self.issuer, self.subject)
        return Measure(
            ids.of_parts("measure", *about, self.called, self.steps[0].event),
            *about,
            self.kind.mutual,
            self.called,
            tuple(self.steps),
            self.heard,
        )


def follow(
    told: Iterable[Told], one: str, other: str, kinds: Mapping[str, MeasureKind]
) -> tuple[list[Measure], list[Unfit]]:
    """The measures between two states, and the moves that fit no state; both in order of time."""
    moves = sorted((move for each in told for move in moved(each, one, other, kinds)), key=_in_time)
    followed = _Followed(kinds)
    for move in moves:
        followed.take(move)
    measures = [each.measure() for alike in followed.measures.values() for each in alike]
    return sorted(measures, key=lambda each: (each.history[0].days, each.id)), followed.unfit


def _in_time(move: Moved) -> tuple[object, ...]:
    """By days; on one day, what is talked of comes before what is done. No two moves are alike in all."""
    return (
        move.days.last,
        move.days.first,
        -SETTLED_FIRST.index(move.status),
        _ORDER.index(move.verb),
        move.event,
        move.kind,
        move.issuer,
    )


class _Followed:
    """All measures between two states so far."""

    def __init__(self, kinds: Mapping[str, MeasureKind]) -> None:
        self.kinds = kinds
        self.measures: dict[tuple[str, str, str], list[_Open]] = defaultdict(list)
        self.unfit: list[Unfit] = []

    def take(self, move: Moved) -> None:
        """Follow one move."""
        state = _TO.get((move.verb, move.status))
        kind = self.kinds[move.kind]
        if state is None:
            if move.status is Status.ANNOUNCED:
                self._report(move, f"{move.verb.value} is only announced, and no state says so")
            return
        if state not in kind.states:
            if move.status in {Status.CONSIDERED, Status.HYPOTHETICAL}:
                return
            self._report(move, f"{move.verb.value} would make it {_words(state)}, and no {kind.name} is that")
            return
        alike = self.measures[move.kind, move.issuer, move.subject]
        measure = _one_of(alike, kind, move)
        if measure is None or (measure.state in OVER and measure.state is not state):
            measure = _Open(kind, move.issuer, move.subject, move.name)
            alike.append(measure)
            measure.become(move, state)
            measure.heard = move.days.last
        elif measure.state not in OVER:
            measure.heard = move.days.last
            self._go_on(measure, move, state)

    def _go_on(self, measure: _Open, move: Moved, state: State) -> None:
        """The next step of a measure, where there is one."""
        now = measure.state
        if state is now:
            if move.value is not None and not _same(move.value, measure.value):
                measure.become(move, state)
        elif measure.may_become(state, move.days.last):
            measure.become(move, state)
        elif not (state in _COMING and now in _COMING):
            since = f"{_words(now)} since {measure.steps[-1].days}"
            self._report(move, f"{move.verb.value} would make it {_words(state)}, and it is {since}")

    def _report(self, move: Moved, reason: str) -> None:
        name = move.name or self.kinds[move.kind].name
        self.unfit.append(Unfit(move.event, move.kind, move.issuer, move.subject, name, reason))


def _one_of(alike: list[_Open], kind: MeasureKind, move: Moved) -> _Open | None:
    """The measure that a move is about: the newest that is not over, else the newest."""
    over = None
    for each in reversed(alike):
        if not _may_be(kind, each.name, move.name):
            continue
        if each.state not in OVER:
            each.lapse(move.days.first)
        if kind.each is Each.EVENT and move.verb in _TOWARDS and each.state not in _COMING:
            continue
        if each.state not in OVER:
            return each
        over = over or each
    return over


def lapse_day(lapse: Mapping[State, int], state: State, heard: date) -> date | None:
    """The day on which a measure in this state, last heard of then, has lapsed; None: it does not."""
    days = lapse.get(state)
    return None if days is None else heard + timedelta(days)


def _may_be(kind: MeasureKind, known: str | None, told: str | None) -> bool:
    """Whether a measure of one name may be what is told under another.

    Who is freed unnamed may be any who is held; which agreement ended unnamed is not guessed.
    """
    if kind.each is Each.ONE or known == told:
        return True
    if known is None or told is None:
        return kind.each is Each.EVENT
    return naming.key(known) == naming.key(told)


def _same(value: str, other: str | None) -> bool:
    return other is not None and naming.key(value) == naming.key(other)


def _words(state: State) -> str:
    return state.value.replace("_", " ")

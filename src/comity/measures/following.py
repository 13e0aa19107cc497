"""Moves -> measures: each followed from state to state.

The moves of two states are taken in order of time, so that the order in which pages were read changes
nothing.
What confirms a state is no step; a move that the state does not allow is reported, not dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity import ids
from comity.dates import Basis, SpanOfDays
from comity.measures.moving import Moved, moved
from comity.ontology.kinds import Each, Verb
from comity.records import OVER, Measure, State, Status, Step, Unfit

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
    (Verb.NEGOTIATE, Status.ANNOUNCED): State.NEGOTIATED,
    (Verb.REJECT, Status.ACTUAL): State.REJECTED,
}
"""The state that a move leads to, by how settled its event is. What is not here moves nothing."""

_OPENING = frozenset({State.PROPOSED, State.CONSIDERED, State.NEGOTIATED, State.ANNOUNCED})
_STANDING = frozenset({State.IN_FORCE, State.SUSPENDED, State.ENDING_ANNOUNCED})

_ALLOWED: dict[State, frozenset[State]] = {
    State.PROPOSED: frozenset(
        {State.CONSIDERED, State.NEGOTIATED, State.ANNOUNCED, State.IN_FORCE, State.REJECTED}
    ),
    State.CONSIDERED: frozenset({State.NEGOTIATED, State.ANNOUNCED, State.IN_FORCE, State.REJECTED}),
    State.NEGOTIATED: frozenset(
        {State.ANNOUNCED, State.IN_FORCE, State.SUSPENDED, State.REJECTED, State.ENDED}
    ),
    State.ANNOUNCED: frozenset({State.IN_FORCE, State.SUSPENDED, State.REJECTED, State.ENDED}),
    State.IN_FORCE: frozenset({State.SUSPENDED, State.ENDING_ANNOUNCED, State.ENDED}),
    State.SUSPENDED: frozenset({State.IN_FORCE, State.ANNOUNCED, State.ENDING_ANNOUNCED, State.ENDED}),
    State.ENDING_ANNOUNCED: frozenset({State.IN_FORCE, State.SUSPENDED, State.ENDED}),
}
"""From each state to which others."""

_LESS = {State.PROPOSED: 0, State.CONSIDERED: 1, State.NEGOTIATED: 2, State.ANNOUNCED: 3}
"""How far a measure that is coming has come: less than it has is no step back, but talk of it still."""


@dataclass(slots=True)
class _Open:
    """A measure while it is followed."""

    kind: MeasureKind
    issuer: str
    subject: str
    name: str | None
    steps: list[Step] = field(default_factory=list)
    heard: date | None = None  # the last day of the newest move

    @property
    def state(self) -> State:
        return self.steps[-1].state

    def measure(self) -> Measure:
        name = self.name or self.kind.name
        return Measure(
            ids.of_parts("measure", self.kind.kind, self.issuer, self.subject, name, self.steps[0].event),
            self.kind.kind,
            self.issuer,
            self.subject,
            self.kind.mutual,
            name,
            tuple(self.steps),
            self.heard or self.steps[-1].days.last,
        )


def follow(
    told: Iterable[Told], one: str, other: str, kinds: Mapping[str, MeasureKind]
) -> tuple[list[Measure], list[Unfit]]:
    """The measures between two states, and the moves that fit no state; both in order of time."""
    moves = sorted(
        (move for each in told for move in moved(each, one, other, kinds)),
        key=lambda move: (
            move.days.last,
            move.days.first,
            _settled(move),
            move.event,
            move.kind,
            move.issuer,
        ),
    )
    followed = _Followed(kinds)
    for move in moves:
        followed.take(move)
    measures = [each.measure() for each in followed.measures]
    return sorted(measures, key=lambda each: (each.history[0].days, each.id)), followed.unfit


def _settled(move: Moved) -> int:
    """On one day, what is talked of comes before what is done."""
    return -list(Status).index(move.status)


class _Followed:
    """All measures between two states so far."""

    def __init__(self, kinds: Mapping[str, MeasureKind]) -> None:
        self.kinds = kinds
        self.measures: list[_Open] = []
        self.unfit: list[Unfit] = []

    def take(self, move: Moved) -> None:
        """Follow one move."""
        state = _TO.get((move.verb, move.status))
        if state is None:
            return
        kind = self.kinds[move.kind]
        measure = self._one_of(kind, move)
        if measure is not None:
            self._lapse(measure, move.days.first)
            if measure.state in OVER:
                if state is measure.state:
                    return
                measure = None
        if measure is None:
            measure = _Open(kind, move.issuer, move.subject, move.name)
            self.measures.append(measure)
            self._step(measure, move, state)
            return
        measure.name = measure.name or move.name
        measure.heard = max(measure.heard or move.days.last, move.days.last)
        self._go_on(measure, move, state)

    def _one_of(self, kind: MeasureKind, move: Moved) -> _Open | None:
        """The measure that a move is about, the newest first."""
        alike = [
            each
            for each in reversed(self.measures)
            if each.kind is kind and (each.issuer, each.subject) == (move.issuer, move.subject)
        ]
        if kind.each is Each.EVENT and move.verb is Verb.BEGIN:
            alike = [each for each in alike if each.state in _OPENING and move.status is Status.ACTUAL]
        if kind.each is Each.NAME and move.name is not None:
            alike = [each for each in alike if each.name in {move.name, None}]
        return next((each for each in alike if each.state not in OVER), next(iter(alike), None))

    def _go_on(self, measure: _Open, move: Moved, state: State) -> None:
        now = measure.state
        if state is now:
            if move.value is not None and move.value != _value(measure):
                self._step(measure, move, state)
        elif state in _ALLOWED[now]:
            self._step(measure, move, state)
        elif not (state in _LESS and now in _LESS):
            self._report(measure, move, state)

    def _step(self, measure: _Open, move: Moved, state: State) -> None:
        measure.heard = max(measure.heard or move.days.last, move.days.last)
        measure.steps.append(Step(move.days, state, move.event, move.value, move.deadline))

    def _lapse(self, measure: _Open, day: date) -> None:
        """A measure of which nothing was heard for so long has lapsed before this day."""
        lapsed = lapse_day(measure.kind.lapse, measure.state, measure.heard)
        if lapsed is not None and lapsed < day:
            days = SpanOfDays.day(lapsed, Basis.INFERRED)
            measure.steps.append(Step(days, State.LAPSED, measure.steps[-1].event))

    def _report(self, measure: _Open, move: Moved, state: State) -> None:
        reason = (
            f"{move.verb.value} ({state.value.replace('_', ' ')}) does not follow"
            f" {measure.state.value.replace('_', ' ')} of {measure.steps[-1].days}"
        )
        name = measure.name or measure.kind.name
        self.unfit.append(Unfit(move.event, move.kind, move.issuer, move.subject, name, reason))


def lapse_day(lapse: Mapping[State, int], state: State, heard: date | None) -> date | None:
    """The day on which a measure in this state, last heard of then, has lapsed; None: it does not."""
    days = lapse.get(state)
    return None if days is None or heard is None else heard + timedelta(days)


def _value(measure: _Open) -> str | None:
    return next((step.value for step in reversed(measure.steps) if step.value is not None), None)

"""Measures as a reader asks for them: those of a kind, one with its history, and how they stood on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.answers import contract, named
from comity.dates import Basis, SpanOfDays
from comity.ledger import measured, reader
from comity.measures.following import lapse_day
from comity.records import State, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from comity.answers.contract import Record
    from comity.ledger.reader import Evidence
    from comity.ledger.store import Store
    from comity.ontology.kinds import MeasureKind
    from comity.records import Measure, Unfit


STATES = tuple(each.value for each in State)
"""In what a measure may be, in the order of its life."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that show a step, and the document that has them."""

    quote: str
    document: str  # its name
    publisher: str | None
    page: str  # its id


@dataclass(frozen=True, slots=True)
class MeasureDetail:
    """A measure, and for each of its steps the words that show it, the best first."""

    measure: Measure
    shown: tuple[tuple[Quoted, ...], ...]

    def record(self) -> Record:
        """As the contract of the measures has it, with the quotes of each step."""
        record = contract.measure_record(self.measure)
        for step, evidence in zip(record["history"], self.shown, strict=True):
            step["quotes"] = [
                {"document": each.document, "publisher": each.publisher, "quote": each.quote}
                for each in evidence
            ]
        return record


def measures(
    store: Store,
    *,
    kinds: Iterable[str] = (),
    issuer: str | None = None,
    subject: str | None = None,
    statuses: Iterable[str] = (),
    since: date | None = None,
    on: date,
) -> list[Measure]:
    """The measures of these kinds, by one state and towards another, with a step since a day.

    They are told as they stand on `on`, and only those in one of these states then. A mutual one is both
    sides'. QuestionError names an unknown kind or state, and suggests a near one.
    """
    wanted = [kind_named(each) for each in kinds]
    states = [state_named(each) for each in statuses]
    with store.snapshot() as connection:
        party = subject if issuer is None else issuer
        found = list(measured.all_measures(connection, kinds=wanted, party=party, since=since))
    return [
        each
        for each in standing(found, on)
        if (issuer is None or issuer in _sides(each)[0])
        and (subject is None or subject in _sides(each)[1])
        and (not states or each.state in states)
    ]


def _sides(measure: Measure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose it is, and towards whom; both sides are both where it is mutual."""
    if measure.mutual:
        return (measure.issuer, measure.subject), (measure.issuer, measure.subject)
    return (measure.issuer,), (measure.subject,)


def between(store: Store, one: str, other: str, on: date) -> tuple[list[Measure], list[Unfit]]:
    """The measures between two states as they stand on a day, and the events that fit none."""
    with store.snapshot() as connection:
        found = measured.measures_between(connection, one, other)
        unfit = measured.unfit_between(connection, one, other)
    return standing(found, on), unfit


def measure(store: Store, told: str, on: date) -> MeasureDetail:
    """The measure whose id begins so; QuestionError where there is none, or more than one."""
    with store.snapshot() as connection:
        found = measured.measures_by_prefix(connection, told.casefold()) if told else []
        whole = named.only(found, "measure", told, where="`comity measures` lists ids")
        one = next(iter(standing([whole], on)), whole)
        evidence = reader.evidence(connection, {step.event for step in one.history})
        shown = tuple(_quoted(connection, step, evidence) for step in one.history)
    return MeasureDetail(one, shown)


def _quoted(
    connection: Connection, step: Step, evidence: Mapping[str, Sequence[Evidence]]
) -> tuple[Quoted, ...]:
    """The words that show a step: the background that a document tells, or the event's own."""
    if step.shown is not None:
        page, words = step.shown
        document = reader.document(connection, page)
        return (Quoted(words, document.name, document.publisher, document.id),) if document else ()
    return tuple(
        Quoted(each.quote, each.document, each.publisher, each.mention.document)
        for each in evidence.get(step.event, ())
    )


def standing(found: Sequence[Measure], on: date) -> list[Measure]:
    """The measures that had begun by a day, each with its steps up to then; what had lapsed says so."""
    from comity.ontology import kinds

    known = kinds.load()
    return [stood for each in found if (stood := _stood(each, on, known)) is not None]


def _stood(measure: Measure, on: date, known: Mapping[str, MeasureKind]) -> Measure | None:
    steps = tuple(step for step in measure.history if step.days.last <= on)
    if not steps:
        return None
    heard = min(measure.heard, on) if len(steps) == len(measure.history) else steps[-1].days.last
    kind = known.get(measure.kind)
    lapse = kind.lapse_of(measure.name) if kind else {}
    lapsed = lapse_day(lapse, steps[-1].state, heard)
    if lapsed is not None and lapsed <= on:
        steps = (*steps, Step(SpanOfDays.day(lapsed, Basis.INFERRED), State.LAPSED, steps[-1].event))
    return replace(measure, history=steps, heard=heard)


def kind_named(told: str) -> str:
    """The kind that a user means, "entry-ban" for "entry_ban"; QuestionError suggests a near one."""
    from comity.ontology import kinds

    known = kinds.load()
    name = told.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in known:
        raise named.unknown("kind of measure", told, known, near=name)
    return name


def kind_names() -> tuple[str, ...]:
    """The kinds of measure, in alphabetical order."""
    from comity.ontology import kinds

    return tuple(sorted(kinds.load()))


def state_named(told: str) -> State:
    """The state that a user means, "in-force" for "in_force"; QuestionError suggests a near one."""
    name = told.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in set(State):
        raise named.unknown("status of a measure", told, list(State), near=name)
    return State(name)

"""What began, changed or ended in a time: measures of the ledger, and curated rules of the visa record.

A change counts where its days touch the time asked for. Days that were announced, and deadlines, count
where they themselves do, whenever they were announced.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from comity import ids
from comity.answers import days as told_days
from comity.answers import measures as measuring
from comity.answers import recorded
from comity.answers.change import AnnouncedDay, Change, Changes, From, Occasion
from comity.dates import SpanOfDays
from comity.errors import QuestionError
from comity.ledger import measured, reader
from comity.records import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from comity.ledger.reader import Evidence
    from comity.ledger.store import Store
    from comity.records import Measure, Step

DEFAULT_DAYS = 30

_AHEAD = {
    State.ANNOUNCED: {"institution": Occasion.OPENS},
    State.ENDING_ANNOUNCED: {"institution": Occasion.CLOSES},
}
_OTHERWISE = {State.ANNOUNCED: Occasion.TAKES_EFFECT, State.ENDING_ANNOUNCED: Occasion.ENDS}
"""What an announced day is, by state and kind."""


class _Asked(NamedTuple):
    """The time and the kinds that are asked for; none: all."""

    since: date
    until: date | None
    kinds: tuple[str, ...]

    def holds(self, days: SpanOfDays) -> bool:
        return days.last >= self.since and (self.until is None or days.first <= self.until)


def changes(
    store: Store,
    states: Sequence[str],
    *,
    since: date,
    until: date | None = None,
    kinds: Iterable[str] = (),
    today: date,
) -> Changes:
    """Changes between two states, of one, or of all, given by code; on or after `since`.

    `today`: measures of which nothing was heard may have lapsed by then.
    QuestionError names an unknown kind, and days that end before they begin.
    """
    if len(set(states)) < len(states):
        raise QuestionError(f"{states[0]} is named twice; name another state, or only this one")
    told_days.check_order(since, until)
    asked = _Asked(since, until, tuple(map(measuring.kind_named, kinds)))
    ledger, of_ledger = _of_ledger(store, states, asked, today)
    record = [each for each in recorded.changes(states) if not asked.kinds or each.kind in asked.kinds]
    of_record = [day for each in record if (day := recorded.announced(each))]
    # A rule that is to end later has not ended: until then its last day is announced.
    come = [each for each in record if each.days.first <= today and asked.holds(each.days)]
    return Changes(
        since,
        until,
        tuple(states),
        asked.kinds,
        tuple(sorted((*ledger, *come), key=_newest_first)),
        tuple(
            sorted(
                (each for each in (*of_ledger, *of_record) if asked.holds(each.days)),
                key=lambda each: (each.days.first, each.days.last, each.change.issuer, each.id),
            )
        ),
    )


def by_default(today: date, until: date | None) -> date:
    """Since when changes are told where a question does not say: the last 30 days of what it asks for."""
    last = min(today, until or today)
    return last - min(timedelta(DEFAULT_DAYS), last - date.min)


def _newest_first(change: Change) -> tuple[object, ...]:
    return (-change.days.last.toordinal(), -change.days.first.toordinal(), *_place(change))


def _place(change: Change) -> tuple[str, ...]:
    return change.basis.value, change.issuer, change.subject, change.kind, change.name, change.id


class _Moment(NamedTuple):
    """A step of a measure, and the one before it."""

    measure: Measure
    step: Step
    before: Step | None


def _of_ledger(
    store: Store, states: Sequence[str], asked: _Asked, today: date
) -> tuple[list[Change], list[AnnouncedDay]]:
    by = min(today, asked.until or today)
    with store.snapshot() as connection:
        moments = [
            moment
            for measure in _measures(connection, states, asked.kinds)
            for moment in _moments(measure, by)
            if asked.holds(moment.step.days) or _ahead(moment.step, asked)
        ]
        events = sorted({moment.step.event for moment in moments})
        evidence = reader.evidence(connection, events)
    told = [(moment, _change(moment, evidence.get(moment.step.event, []))) for moment in moments]
    days = [day for moment, change in told for day in _announced(moment, change)]
    return [change for _, change in told if asked.holds(change.days)], days


def _measures(connection: Connection, states: Sequence[str], kinds: Sequence[str]) -> Iterable[Measure]:
    if len(states) == 2:
        found = measured.measures_between(connection, states[0], states[1])
        return [each for each in found if not kinds or each.kind in kinds]
    return measured.all_measures(connection, kinds=kinds, party=next(iter(states), None))


def _moments(measure: Measure, by: date) -> Iterator[_Moment]:
    """The steps of a measure, those ahead too, and that it has lapsed where nothing was heard of it."""
    steps: list[Step | None] = [None, *measure.history]
    lapsed = [each for each in measuring.standing([measure], by) if each.state is State.LAPSED]
    steps += [each.history[-1] for each in lapsed if len(each.history) > len(measure.history)]
    for before, step in pairwise(steps):
        if step is not None:
            yield _Moment(measure, step, before)


def _ahead(step: Step, asked: _Asked) -> bool:
    return any(days is not None and asked.holds(days) for days in (step.deadline, step.due))


def _change(moment: _Moment, evidence: Sequence[Evidence]) -> Change:
    measure, step = moment.measure, moment.step
    best = _best(step, evidence)
    published = [each.published.first for each in evidence if each.published is not None]
    change = Change(
        id=ids.of_parts("change", measure.id, step.event, step.state.value),
        days=step.days,
        kind=measure.kind,
        issuer=measure.issuer,
        subject=measure.subject,
        mutual=measure.mutual,
        name=measure.name,
        before=moment.before.state if moment.before else None,
        after=step.state,
        basis=From.LEDGER,
        measure=measure.id,
        value=step.value,
        deadline=step.deadline,
        event=step.event,
        quote=step.shown[1] if step.shown else best.quote if best else None,
        document=best.document if best else None,
        publisher=best.publisher if best else None,
        published=min(published, default=None),
    )
    # Nobody has told that it lapsed: the event is the last that was heard of it.
    return replace(change, published=None) if step.state is State.LAPSED else change


def _best(step: Step, evidence: Sequence[Evidence]) -> Evidence | None:
    """The evidence of the document whose words show the step, else the event's best."""
    if step.shown is not None:
        evidence = [each for each in evidence if each.mention.document == step.shown[0]] or evidence
    return evidence[0] if evidence else None


def _announced(moment: _Moment, change: Change) -> Iterator[AnnouncedDay]:
    """The day for which a step announces the next state, and its deadline."""
    step, kind = moment.step, moment.measure.kind
    due = step.due
    if due is None and change.published is not None and step.days.first > change.published:
        due = step.days
    if step.state in _AHEAD and due is not None:
        occasion = _AHEAD[step.state].get(kind, _OTHERWISE[step.state])
        yield AnnouncedDay(ids.of_parts("announced", change.id), due, occasion, change)
    if step.deadline is not None:
        occasion = Occasion.LEAVE if kind == "expulsion" else Occasion.DEADLINE
        day = SpanOfDays.day(step.deadline.last, step.deadline.basis)
        yield AnnouncedDay(ids.of_parts("deadline", change.id), day, occasion, change)

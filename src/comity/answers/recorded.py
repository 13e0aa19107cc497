"""Rules of the visa record that began or ended in a time: curated ones, of which the days are known.

A rule that ends has ended on the day after its last one, so that what follows it begins on the same day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from comity import ids
from comity.answers.change import AnnouncedDay, Change, From, Occasion
from comity.borders import areas, curation
from comity.borders.rules import Closure, Rule, Suspension
from comity.dates import SpanOfDays
from comity.errors import QuestionError
from comity.records import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from comity.borders.rules import Source

VISA_RULE = "visa_rule"
ENTRY_BAN = "entry_ban"
"""The kinds of measure, as the ledger has them, that these rules are."""

Ruled = Rule | Suspension | Closure

EVERYBODY = "*"


class _Ruled(NamedTuple):
    """What is ruled, by whom and for whom as the question asks, and when a person last reviewed it."""

    rule: Ruled
    issuer: str
    subject: str
    reviewed: date


class _Told(NamedTuple):
    """How a rule is told as a measure."""

    kind: str
    name: str
    value: str
    begun: State
    over: State


def changes(states: Sequence[str], folder: Path = curation.FOLDER) -> list[Change]:
    """Each begin and end of the rules between two states, of one state, or of all where none is named.

    Rules of an area are told of a state that belongs to it, as long as it does, where that state is named.
    """
    return [
        change
        for destination, passport in _asked(states, folder)
        for ruled in _ruled(destination, passport, folder)
        for change in _changes(ruled)
    ]


def announced(change: Change) -> AnnouncedDay | None:
    """The day of a change that was told before it came; of a rule that ends, its last day in force."""
    if change.published is None or change.days.last <= change.published:
        return None
    ends = change.after is State.ENDED
    return AnnouncedDay(
        ids.of_parts("announced", change.id),
        change.days.shifted(-1) if ends else change.days,
        Occasion.LAST_DAY if ends else Occasion.TAKES_EFFECT,
        change,
    )


def _asked(states: Sequence[str], folder: Path) -> Iterator[tuple[str, str | None]]:
    """Destinations with the passport, None for every one: both ways of a pair, all of one state, or all."""
    curated = curation.destinations(folder)
    match states:
        case [one, other]:
            yield from ((one, other), (other, one))
        case [state]:
            yield state, None
            yield from ((each, state) for each in curated if each != state)
        case _:
            yield from ((each, None) for each in curated)


def _ruled(destination: str, passport: str | None, folder: Path) -> Iterator[_Ruled]:
    """What is ruled for a destination, its areas' rules as if they were its own."""
    told: list[tuple[Ruled, date]] = []
    own = curation.curated(destination, folder)
    if own is not None:
        every: list[Ruled] = [*own.rules, *own.suspensions, *own.closures]
        told += [(rule, own.reviewed) for rule in every]
    for membership in () if destination in areas.AREAS else areas.of(destination):
        shared = curation.curated(membership.area, folder)
        if shared is not None:
            clipped: list[Ruled] = [
                *membership.clipped(shared.rules),
                *membership.clipped(shared.suspensions),
                *membership.clipped(shared.closures),
            ]
            told += [(rule, shared.reviewed) for rule in clipped]
    for rule, reviewed in told:
        if passport is None:
            yield _Ruled(rule, destination, ",".join(sorted(rule.passports)) or EVERYBODY, reviewed)
        elif rule.covers(passport):
            yield _Ruled(rule, destination, passport, reviewed)


def _changes(ruled: _Ruled) -> Iterator[Change]:
    rule, told = ruled.rule, _told(ruled.rule)
    if not rule.period.open:
        yield Change(
            id=ids.of_parts("rule", rule.id, ruled.issuer, "begins"),
            days=rule.period.begins,
            before=State.IN_FORCE if isinstance(rule, Suspension) else None,
            after=told.begun,
            published=min(map(_day, rule.sources), default=None),
            **_common(ruled, told, next(iter(rule.sources), None)),
        )
    if rule.period.ends is not None:
        ended = rule.period.ends.shifted(1)
        yield Change(
            id=ids.of_parts("rule", rule.id, ruled.issuer, "ends"),
            days=ended,
            before=told.begun,
            after=told.over,
            # An end that had come when the rule was reviewed may have been told by what followed it only.
            published=ruled.reviewed if ended.first > ruled.reviewed else None,
            **_common(ruled, told, max(rule.sources, key=_day, default=None)),
        )


def _common(ruled: _Ruled, told: _Told, source: Source | None) -> dict[str, Any]:
    return {
        "kind": told.kind,
        "issuer": ruled.issuer,
        "subject": ruled.subject,
        "mutual": False,
        "name": told.name,
        "basis": From.RECORD,
        "measure": ruled.rule.id,
        "value": told.value,
        "document": source and source.title,
        "publisher": source and source.publisher,
        "url": source and source.url,
    }


def _told(rule: Ruled) -> _Told:
    if isinstance(rule, Suspension):
        meanwhile = f"{_words(rule.leaves)} meanwhile"
        return _Told(VISA_RULE, "visa rule", meanwhile, State.SUSPENDED, State.IN_FORCE)
    if isinstance(rule, Closure):
        return _Told(ENTRY_BAN, "entry ban", _words(rule.bars), State.IN_FORCE, State.ENDED)
    stay = f"{rule.months} months" if rule.months else f"{rule.days} days" if rule.days else ""
    value = ", ".join(filter(None, (_words(rule.requirement), stay)))
    return _Told(VISA_RULE, "visa rule", value, State.IN_FORCE, State.ENDED)


def _words(told: str) -> str:
    return told.replace("_", " ")


def _day(source: Source) -> date:
    """The day of a source; of one that is dated by a month or year, the last day that it may be."""
    try:
        return SpanOfDays.parse(source.date).last
    except QuestionError:
        return date.max  # "about 2010" proves no order

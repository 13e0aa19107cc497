"""What an event does to measures: which kind, whose, under which name, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.dates import Basis
from comity.measures import naming
from comity.ontology.kinds import Verb
from comity.records import SETTLED_FIRST, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from comity.dates import SpanOfDays
    from comity.ontology.kinds import MeasureKind, Move
    from comity.records import Event, Telling, Told


@dataclass(frozen=True, slots=True)
class Moved:
    """One event's move of one measure."""

    kind: str
    verb: Verb
    issuer: str  # of a mutual measure, the first of the two codes in alphabetical order
    subject: str
    name: str | None  # None: the words name none
    value: str | None
    event: str
    days: SpanOfDays
    status: Status
    deadline: SpanOfDays | None
    shown: tuple[str, str] | None = None  # the document and words that show it, where the event's own do not
    due: SpanOfDays | None = None  # of what is announced, when it is to be


def moved(told: Told, one: str, other: str, kinds: Mapping[str, MeasureKind]) -> Iterator[Moved]:
    """The moves of an event between two states, at most one for each kind and direction.

    Where the event's documents tell since when the measure stands, its begin is told first.
    """
    event = told.event
    said = "\n".join(telling.sentence for telling in told.tellings).lower()
    for kind in kinds.values():
        if kind.about and not any(part in said for part in kind.about):
            continue
        move = _first_that_fits(kind.moves_of.get(event.type, ()), event, told.tellings)
        if move is None:
            continue
        name = naming.named(kind, told.tellings) or move.name
        value = naming.valued(kind, told.tellings) or move.value
        stood = naming.standing(kind, name, told.tellings)
        status = _at_most(event.status, move.at_most)
        days, due = _announced(told)
        for issuer, subject in _ways(event, one, other, kind, move):
            if stood is not None:
                since, shown = stood
                yield Moved(
                    kind.kind,
                    Verb.BEGIN,
                    issuer,
                    subject,
                    name,
                    None,
                    event.id,
                    since,
                    Status.ACTUAL,
                    None,
                    shown,
                )
            yield Moved(
                kind.kind,
                move.verb,
                issuer,
                subject,
                name,
                value,
                event.id,
                days,
                status,
                event.deadline,
                due=due,
            )


def _announced(told: Told) -> tuple[SpanOfDays, SpanOfDays | None]:
    """When an event counts, and when it is to be: what is announced counts from when it is told."""
    days = told.event.days
    published = [telling.published for telling in told.tellings if telling.published is not None]
    if told.event.status is not Status.ANNOUNCED or not published:
        return days, None
    first = min(published)
    return (first.known(Basis.PUBLISHED), days) if first.last < days.first else (days, None)


def _ways(event: Event, one: str, other: str, kind: MeasureKind, move: Move) -> list[tuple[str, str]]:
    """Whose measure towards whom the event moves, of the two states."""
    found = [
        (actor, recipient)
        for actor, recipient in ((one, other), (other, one))
        if actor in event.actors and recipient in event.recipients
    ]
    if kind.mutual:
        return [min((one, other), (other, one))] if found else []
    if move.reversed:
        found = [(recipient, actor) for actor, recipient in found]
    return sorted(found)


def _first_that_fits(moves: tuple[Move, ...], event: Event, tellings: tuple[Telling, ...]) -> Move | None:
    for move in moves:
        # The cheap questions first: most moves fall by them, and their words are never looked for.
        if move.modes and event.mode not in move.modes:
            continue
        if move.contexts and move.contexts.isdisjoint(event.contexts):
            continue
        if move.acts and not any(_act(telling.rule) in move.acts for telling in tellings):
            continue
        if move.words and not any(
            pattern.search(telling.sentence) for pattern in move.words for telling in tellings
        ):
            continue
        if move.unless and any(
            pattern.search(telling.sentence) for pattern in move.unless for telling in tellings
        ):
            continue
        return move
    return None


def _at_most(status: Status, most: Status | None) -> Status:
    """The less settled of two."""
    return status if most is None else max(status, most, key=SETTLED_FIRST.index)


def _act(rule: str) -> str:
    """The lexicon entry in a mention's rule, which goes on with the constructions that gave it."""
    return rule.partition(" ")[0].partition("+")[0]

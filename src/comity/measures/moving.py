"""What an event does to measures: which kind, whose, under which name, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from comity.dates import SpanOfDays
    from comity.ontology.kinds import MeasureKind, Move, Verb
    from comity.records import Event, Status, Telling, Told


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


def moved(told: Told, one: str, other: str, kinds: Mapping[str, MeasureKind]) -> Iterator[Moved]:
    """The moves of an event between two states, at most one for each kind and direction."""
    event = told.event
    ways = {
        (actor, recipient)
        for actor in event.actors
        for recipient in event.recipients
        if {actor, recipient} == {one, other}
    }
    for kind in kinds.values():
        move = next((each for each in kind.moves if _fits(each, event, told.tellings)), None)
        if move is None:
            continue
        seen = set()
        for actor, recipient in sorted(ways):
            issuer, subject = (recipient, actor) if move.reversed else (actor, recipient)
            if kind.mutual:
                issuer, subject = sorted((issuer, subject))
            if (issuer, subject) in seen:
                continue
            seen.add((issuer, subject))
            yield Moved(
                kind.kind,
                move.verb,
                issuer,
                subject,
                named(kind, told.tellings),
                valued(kind, told.tellings),
                event.id,
                event.days,
                event.status,
                event.deadline,
            )


def named(kind: MeasureKind, tellings: tuple[Telling, ...]) -> str | None:
    """What the sentences call the measure; None where they name none."""
    for telling in tellings:
        for naming in kind.names:
            found = naming.pattern.search(telling.sentence)
            if found:
                return naming.name or " ".join(found["name"].split())
    return None


def valued(kind: MeasureKind, tellings: tuple[Telling, ...]) -> str | None:
    """The value that the sentences tell; None where they tell none."""
    for telling in tellings:
        for pattern in kind.values:
            found = pattern.search(telling.sentence)
            if found:
                return " ".join(found["value"].split())
    return None


def _fits(move: Move, event: Event, tellings: tuple[Telling, ...]) -> bool:
    if move.types and event.type not in move.types:
        return False
    if move.modes and event.mode not in move.modes:
        return False
    if move.contexts and move.contexts.isdisjoint(event.contexts):
        return False
    if move.acts and not any(_act(telling.rule) in move.acts for telling in tellings):
        return False
    sentences = [telling.sentence for telling in tellings]
    if move.words and not any(each.search(sentence) for each in move.words for sentence in sentences):
        return False
    return not any(each.search(sentence) for each in move.unless for sentence in sentences)


def _act(rule: str) -> str:
    """The lexicon entry in a mention's rule, which goes on with the constructions that gave it."""
    return rule.partition(" ")[0].partition("+")[0]

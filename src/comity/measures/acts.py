"""The acts of one side towards the other, and how alike two of them are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from comity.measures.moving import moved
from comity.ontology.kinds import Verb
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.measures.moving import Moved
    from comity.ontology.kinds import MeasureKind
    from comity.ontology.plover import EventType, Plover
    from comity.records import Event, Telling, Told

SAME_KIND = 0.9
"""Acts that are as alike as this are of one kind."""

_DIRECTION = {
    Verb.BEGIN: "on",
    Verb.CHANGE: "on",
    Verb.RESUME: "resume",
    Verb.END: "off",
    Verb.SUSPEND: "off",
}
"""What a move does, so that an answer may do the same."""

_SETTLED = frozenset({Status.ACTUAL, Status.ANNOUNCED})

_NUMBERS = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
)
_PERSONS = re.compile(
    r"\b(?P<number>\d[\d,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: [\w'’-]+){0,3}?"
    r" (?:diplomats?|envoys?|officials?|consuls?|officers?|employees|staff(?:ers)?|attach[eé]s?"
    r"|persons?|people|citizens?|nationals?|lawmakers?|individuals)\b",
    re.IGNORECASE,
)


class How(StrEnum):
    """What an answer is, beside the act that it answers."""

    LIKE = "like for like"
    ESCALATED = "escalated"
    MILDER = "milder"
    OTHERWISE = "in another way"  # of another kind, and about as hard
    GRANTED = "granted"  # what was asked for
    REFUSED = "refused"
    DISCUSSED = "considered"


HARDER = 1.0
"""So much further on the scale of intensity is harder; -10 to 10, `goldstein` of PLOVER's types."""


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """An event that one state did to the other, and the measures that it moves."""

    event: Event
    tellings: tuple[Telling, ...]
    way: tuple[str, str]  # actor, recipient
    type: EventType
    moves: Mapping[str, Moved] = field(default_factory=dict)  # by kind of measure
    persons: int | None = None  # how many it is about, where it tells

    @property
    def hostile(self) -> bool:
        """Whether it is conflict; what is not is cooperation."""
        return self.type.goldstein < 0

    def reverses(self, other: Act) -> bool:
        """Whether it goes the other way."""
        return self.way == other.way[::-1]

    def repeats(self, other: Act) -> bool:
        """Whether it may be the other act, told again later on."""
        one, another = self.event, other.event
        return (
            (self.way, one.type, one.mode) == (other.way, another.type, another.mode)
            and another.days.last < one.days.first
            and another.status in _SETTLED
            and (self.persons is None or other.persons is None or self.persons == other.persons)
        )

    def likeness(self, other: Act) -> float:
        """How alike two acts are, as `replying` says."""
        if self.moves.keys() & other.moves.keys():
            return 1.0 if self.persons is not None and self.persons == other.persons else 0.9
        if self.moves and other.moves:
            return 0.7
        if self.type is other.type:
            return 0.9 if self.event.mode == other.event.mode else 0.7
        return 0.5 if self.type.event_class == other.type.event_class else 0.4

    def how(self, other: Act) -> How:
        """What it is as an answer to the other act: by kind and number of persons, else by intensity."""
        if other.event.type == "REQUEST" and not self.hostile:
            return How.GRANTED if self.event.status is Status.ACTUAL else How.DISCUSSED
        if other.event.type == "REQUEST" and self.event.type == "REJECT":
            return How.REFUSED
        if self.likeness(other) >= SAME_KIND and self.hostile is other.hostile:
            if self.persons is None or other.persons is None or self.persons == other.persons:
                return How.LIKE
            return How.ESCALATED if self.persons > other.persons else How.MILDER
        further = other.type.goldstein - self.type.goldstein
        if abs(further) <= HARDER:
            return How.OTHERWISE
        return How.ESCALATED if further > 0 else How.MILDER

    def within(self, other: Act, kinds: Mapping[str, MeasureKind]) -> int | None:
        """In how many days it may answer the other act, as the kinds of measure say; None: it does not.

        It moves a measure of its own as the other act moved the other side's, or does what it was asked for.
        """
        if not self.reverses(other):
            return None
        days = [
            kinds[name].reply_within
            for name, theirs in other.moves.items()
            for own in self.moves.values()
            if _takes_up(own, theirs) or (self._alike(own, other, theirs, kinds[name]))
        ]
        return max((each for each in days if each is not None), default=None)

    def _alike(self, own: Moved, other: Act, theirs: Moved, kind: MeasureKind) -> bool:
        return (
            own.kind in {kind.kind, *kind.reply_kinds}
            and self.hostile is other.hostile
            and own.status in _SETTLED
            and theirs.status in _SETTLED
            and own.verb in _DIRECTION
            and theirs.verb in _DIRECTION
            and (own.kind != theirs.kind or _DIRECTION[own.verb] == _DIRECTION[theirs.verb])
        )


def _takes_up(own: Moved, theirs: Moved) -> bool:
    """Whether a move grants or refuses what the other side has asked for."""
    return (
        theirs.verb is Verb.PROPOSE
        and theirs.status in _SETTLED
        and own.verb not in {Verb.PROPOSE, Verb.NEGOTIATE}
        and own.status not in {Status.DENIED, Status.HYPOTHETICAL}
        and (own.kind, own.issuer, own.subject) == (theirs.kind, theirs.issuer, theirs.subject)
    )


def acts_between(
    told: Iterable[Told], one: str, other: str, kinds: Mapping[str, MeasureKind], plover: Plover
) -> list[Act]:
    """The events of two states that go one way, in their order; what both do alike answers nobody."""
    acts = []
    for each in told:
        way = _way(each.event, one, other)
        if way is None:
            continue
        moves = {move.kind: move for move in moved(each, one, other, kinds)}
        event_type = plover.types[each.event.type]
        acts.append(Act(each.event, each.tellings, way, event_type, moves, _persons(each.tellings)))
    return acts


def _way(event: Event, one: str, other: str) -> tuple[str, str] | None:
    ways = [
        way for way in ((one, other), (other, one)) if way[0] in event.actors and way[1] in event.recipients
    ]
    return ways[0] if len(ways) == 1 and not event.symmetric else None


def _persons(tellings: Iterable[Telling]) -> int | None:
    """How many persons an act is about, by its own words."""
    for telling in tellings:
        found = _PERSONS.search(telling.quote)
        if found:
            return number(found["number"])
    return None


def number(words: str) -> int:
    """The number that these words tell: "eight", "a", "1,200"."""
    lowered = words.casefold()
    if lowered in {"a", "an"}:
        return 1
    return _NUMBERS.get(lowered) or int(lowered.replace(",", ""))

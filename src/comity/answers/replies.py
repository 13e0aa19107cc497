"""Who answered whom between two states, as chains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers import days
from comity.ledger import measured, reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from comity.ledger.reader import Shown
    from comity.ledger.store import Store
    from comity.measures.acts import Act
    from comity.measures.chaining import Chain
    from comity.measures.reply import Reply
    from comity.records import Event, Told


@dataclass(frozen=True, slots=True)
class Replies:
    """The chains of acts that answer one another, and how each event is shown best."""

    chains: tuple[Chain, ...]
    shown: Mapping[str, Shown]  # by the event's id

    @property
    def replies(self) -> list[Reply]:
        """All replies, by chain."""
        return [reply for chain in self.chains for reply in chain.replies]

    def event(self, told: str) -> Event:
        """The event with this id, which is one of a chain."""
        return next(event for chain in self.chains for event in chain.events if event.id == told)

    def records(self) -> list[dict[str, Any]]:
        """The replies as plain mappings, with events by id."""
        return [record(reply) for reply in self.replies]


def replies(
    store: Store, one: str, other: str, *, since: date | None = None, until: date | None = None
) -> Replies:
    """The chains between two states, given by code, of which a reply touches the days `since` to `until`."""
    days.check_order(since, until)
    with store.snapshot() as connection:
        told = measured.told_between(connection, one, other)
        return of_acts(connection, *answering(told, one, other), since=since, until=until)


def of_acts(
    connection: Connection,
    acts: Sequence[Act],
    answers: Sequence[Reply],
    *,
    since: date | None = None,
    until: date | None = None,
) -> Replies:
    """The chains that these acts and replies make, as far as a reply touches the days."""
    from comity.measures.chaining import chains

    events = {act.event.id: act.event for act in acts}
    found = []
    for chain in chains(answers, acts):
        when = [events[reply.event].days for reply in chain.replies]
        if any((not since or each.last >= since) and (not until or each.first <= until) for each in when):
            found.append(chain)
    shown = reader.best_shown(connection, [event.id for chain in found for event in chain.events])
    return Replies(tuple(found), shown)


def answering(told: Sequence[Told], one: str, other: str) -> tuple[list[Act], list[Reply]]:
    """The one-way acts of two states and which answers which, by the kinds and types that we ship."""
    from comity.measures.acts import acts_between
    from comity.measures.replying import replies as replying
    from comity.ontology import kinds, plover

    known = kinds.load()
    acts = acts_between(told, one, other, known, plover.shipped())
    return acts, replying(acts, known)


def record(reply: Reply) -> dict[str, Any]:
    """A reply as `comity replies --json` prints it."""
    return {
        "event": reply.event,
        "answers": reply.answers,
        "basis": reply.basis.value,
        "score": reply.score,
        "days": reply.days,
        "quote": reply.quote,
    }

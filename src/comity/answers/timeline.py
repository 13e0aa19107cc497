"""What two states did to one another, by date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.answers import choosing, contract, days
from comity.ledger import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from comity.answers.contract import Record
    from comity.ledger.reader import Shown
    from comity.ledger.store import Store
    from comity.records import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a timeline shows it: with the mention that shows it best."""

    event: Event
    best: Shown

    @property
    def mentions(self) -> int:
        """How many sentences tell it."""
        return len(self.event.mentions)


def timeline(
    store: Store,
    one: str,
    other: str,
    *,
    since: date | None = None,
    until: date | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
    text: str = "",
) -> list[Entry]:
    """The events between two states, given by code, in both directions and by date.

    Kept are events that touch the days `since` to `until`, of these types and statuses where any are named,
    and told by a document with this text, in whatever case.
    QuestionError names an unknown type or status, and days that end before they begin.
    """
    days.check_order(since, until)
    wanted_types, wanted_statuses = choosing.types_named(types), choosing.statuses_named(statuses)
    with store.snapshot() as connection:
        events = reader.events_between(
            connection,
            one,
            other,
            since=since,
            until=until,
            types=wanted_types,
            statuses=wanted_statuses,
            telling=choosing.storable(text),
        )
        best = reader.best_shown(connection, [event.id for event in events])
    return [Entry(event, best[event.id]) for event in events]


def timeline_records(store: Store, entries: Sequence[Entry]) -> list[Record]:
    """The same entries with all their sources, as the contract of the events has them."""
    with store.snapshot() as connection:
        evidence = reader.evidence(connection, [entry.event.id for entry in entries])
    return [contract.event_record(entry.event, evidence[entry.event.id]) for entry in entries]


def busiest(store: Store, code: str) -> list[tuple[str, str]]:
    """The dyads of this state with the most events."""
    with store.snapshot() as connection:
        return reader.busiest_dyads(connection, code)

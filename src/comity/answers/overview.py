"""What the ledger holds at a glance, one state with all others, and what happened last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.answers.timeline import Entry
from comity.ledger import counting, parts, reader
from comity.ledger.choosing import Chosen

if TYPE_CHECKING:
    from datetime import date, datetime

    from comity.answers.contract import Record
    from comity.ledger.counting import Between, With
    from comity.ledger.store import Store

MOST = 20
"""Publishers and pairs that an overview names."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is, from when, by whom, and when it was last written to.

    When pages were last read is not kept: `written` is when the ledger's file was last written to, and
    `coder_since` when the newest coder first read a page for it.
    """

    pages: int
    documents: int
    mentions: int
    events: int
    measures: int
    first: date | None
    last: date | None
    publishers: int
    busiest_publishers: tuple[tuple[str, int], ...]  # with their documents
    pairs: int
    busiest_pairs: tuple[Between, ...]
    coder: str | None
    coder_since: str | None
    written: datetime | None  # UTC; None for a database that is no file

    def record(self) -> Record:
        """As JSON has it."""
        return {
            "pages": self.pages,
            "documents": self.documents,
            "mentions": self.mentions,
            "events": self.events,
            "measures": self.measures,
            "date_first": self.first.isoformat() if self.first else None,
            "date_last": self.last.isoformat() if self.last else None,
            "publishers": self.publishers,
            "busiest_publishers": [
                {"publisher": name, "documents": number} for name, number in self.busiest_publishers
            ],
            "pairs": self.pairs,
            "busiest_pairs": [each._asdict() for each in self.busiest_pairs],
            "coder": self.coder,
            "coder_since": self.coder_since,
            "written": self.written.isoformat(timespec="seconds") if self.written else None,
        }


@dataclass(frozen=True, slots=True)
class StateDetail:
    """A state or organisation and with whom it has events, the busiest first."""

    code: str
    others: tuple[With, ...]

    def record(self) -> Record:
        """As JSON has it."""
        return {
            "code": self.code,
            "pairs": [
                {
                    "other": each.other,
                    "events": each.events,
                    "acted": each.acted,
                    "received": each.received,
                    "both": each.both,
                    "date_last": each.last.isoformat(),
                }
                for each in self.others
            ],
        }


def overview(store: Store) -> Overview:
    """All of it counted: some 100 ms for 100,000 events, so that it is worth keeping."""
    with store.snapshot() as connection:
        totals = reader.totals(connection)
        days = counting.days_of_events(connection)
        published = counting.publishers(connection)
        pairs = counting.pairs(connection)
        run = counting.newest_run(connection)
        return Overview(
            totals.pages,
            totals.documents,
            totals.mentions,
            totals.events,
            counting.measures_held(connection),
            days and days[0],
            days and days[1],
            len(published),
            tuple(published[:MOST]),
            len(pairs),
            tuple(pairs[:MOST]),
            run and run.coder,
            run and run.started,
            store.written(),
        )


def state(store: Store, code: str) -> StateDetail:
    """With whom a state, given by code, has events; nobody where it has none."""
    with store.snapshot() as connection:
        return StateDetail(code, tuple(counting.with_others(connection, code)))


def latest(store: Store, *, limit: int, on: date, party: str | None = None) -> list[Entry]:
    """The events that began last, of one state or all, by a day; those announced for later are left out."""
    with store.snapshot() as connection:
        found = parts.events_after(
            connection, None, Chosen(until=on), party=party, limit=limit, newest_first=True
        )
        best = reader.best_shown(connection, [event.id for event in found])
    return [Entry(event, best[event.id]) for event in found]

"""What an analyst reads in the morning: a change, and a day that was announced."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from comity.answers.contract import Record
    from comity.dates import SpanOfDays
    from comity.records import State


class From(StrEnum):
    """Where a change is told."""

    LEDGER = "ledger"  # an event of the pages that were read
    RECORD = "record"  # a curated rule of the visa record


@dataclass(frozen=True, slots=True)
class Change:
    """A measure that came into a state, or a rule of the visa record that began or ended."""

    id: str
    days: SpanOfDays
    kind: str
    issuer: str
    subject: str  # codes, joined by commas where a rule of the record speaks of several; "*": everybody
    mutual: bool
    name: str
    before: State | None  # None: it is new
    after: State
    basis: From
    measure: str  # the measure's id; of a rule of the record, the rule's
    value: str | None = None
    deadline: SpanOfDays | None = None
    event: str | None = None  # None: told in the record
    quote: str | None = None
    document: str | None = None  # its name; of a rule of the record, its source's title
    publisher: str | None = None
    published: date | None = None  # the first day on which it was told
    url: str | None = None  # of a rule's source

    def record(self) -> Record:
        """As `--json` prints it: ISO dates; `precision`: day, month, year, span; `basis`: ledger, record."""
        return {
            "date": self.days.last.isoformat(),
            "date_start": self.days.first.isoformat(),
            "date_end": self.days.last.isoformat(),
            "date_basis": self.days.basis.value,
            "precision": self.days.precision,
            "kind": self.kind,
            "issuer": self.issuer,
            "subject": self.subject,
            "mutual": self.mutual,
            "name": self.name,
            "from": self.before and self.before.value,
            "to": self.after.value,
            "value": self.value,
            "deadline": self.deadline and self.deadline.last.isoformat(),
            "basis": self.basis.value,
            "measure": self.measure,
            "event": self.event,
            "quote": self.quote,
            "document": self.document,
            "publisher": self.publisher,
            "published": self.published and self.published.isoformat(),
            "url": self.url,
        }


class Occasion(StrEnum):
    """What an announced day is, as a calendar says it."""

    TAKES_EFFECT = "takes effect"
    OPENS = "opens"
    ENDS = "ends"
    CLOSES = "closes"
    LEAVE = "leave by"
    DEADLINE = "deadline"
    LAST_DAY = "last day in force"


_COMES = frozenset({Occasion.TAKES_EFFECT, Occasion.OPENS, Occasion.ENDS, Occasion.CLOSES})
_WHEN = {"day": "on", "month": "in", "year": "in", "span": "within"}


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """A day, or a span of days, that was told before it came."""

    id: str
    days: SpanOfDays
    occasion: Occasion
    change: Change  # the one that announced it

    def words(self, days: str) -> str:
        """What the day is, around its own words: "takes effect in June 2025", "leave by 10 October 2022"."""
        when = f"{_WHEN[self.days.precision]} " if self.occasion in _COMES else ""
        return f"{self.occasion.value} {when}{days}"

    def record(self) -> Record:
        """As `--json` prints it."""
        return {
            "date": self.days.last.isoformat(),
            "date_start": self.days.first.isoformat(),
            "date_end": self.days.last.isoformat(),
            "precision": self.days.precision,
            "occasion": self.occasion.value,
            "change": self.change.record(),
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a time, the newest first, and the days that were announced for it, the oldest first."""

    since: date
    until: date | None
    states: tuple[str, ...]  # codes, as they were asked for
    kinds: tuple[str, ...]
    changes: tuple[Change, ...]
    announced: tuple[AnnouncedDay, ...]

    def record(self) -> Record:
        """As `--json` prints it."""
        return {
            "since": self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "states": list(self.states),
            "kinds": list(self.kinds),
            "changes": [each.record() for each in self.changes],
            "announced": [each.record() for each in self.announced],
        }

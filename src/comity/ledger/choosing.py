"""Which events a question is about: by days, type, status, and by the documents that tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from comity.ledger.schema import CURRENT_EVENT, documents, event_mentions, events, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an event must be like; what is left out is left open."""

    since: date | None = None  # its days end then, or later
    until: date | None = None  # its days begin then, or earlier
    types: Sequence[str] = ()
    statuses: Sequence[str] = ()
    publisher: str | None = None  # one of its documents names this one
    telling: str = ""  # one of its documents has this in its text, in whatever case

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as conditions on the table of events, of which only what holds now is asked."""
        found: list[ColumnElement[bool]] = [CURRENT_EVENT]
        if self.since is not None:
            found.append(events.c.last >= self.since)
        if self.until is not None:
            found.append(events.c.first <= self.until)
        if self.types:
            found.append(events.c.type.in_(self.types))
        if self.statuses:
            found.append(events.c.status.in_(self.statuses))
        if self.publisher is not None:
            found.append(events.c.key.in_(_told_where(documents.c.publisher == self.publisher)))
        if self.telling:
            has_it = documents.c.text.icontains(self.telling, autoescape=True)
            found.append(events.c.key.in_(_told_where(has_it)))
        return found


def _told_where(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    """Whether a document of this kind tells an event, asked of one event after the other."""
    return (
        select(event_mentions.c.event)
        .join(mentions, mentions.c.key == event_mentions.c.mention)
        .join(documents, documents.c.reading == mentions.c.reading)
        .where(event_mentions.c.event == events.c.key, condition)
        .correlate(events)
    )

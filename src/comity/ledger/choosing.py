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

    def conditions(self, *, of_all: bool = False) -> list[ColumnElement[bool]]:
        """The same as conditions on the table of events, of which only what holds now is asked.

        Documents are looked for from each event, or, where it is a question `of_all` events, once for all.
        """
        found: list[ColumnElement[bool]] = [CURRENT_EVENT]
        if self.since is not None:
            found.append(events.c.last >= self.since)
        if self.until is not None:
            found.append(events.c.first <= self.until)
        if self.types:
            found.append(events.c.type.in_(self.types))
        if self.statuses:
            found.append(events.c.status.in_(self.statuses))
        telling = []
        if self.publisher is not None:
            telling.append(documents.c.publisher == self.publisher)
        if self.telling:
            telling.append(documents.c.text.icontains(self.telling, autoescape=True))
        for condition in telling:
            told = _told_where(condition)
            if not of_all:
                told = told.where(event_mentions.c.event == events.c.key).correlate(events)
            found.append(events.c.key.in_(told))
        return found


def _told_where(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    """The events that a document of this kind tells."""
    return (
        select(event_mentions.c.event)
        .join(mentions, mentions.c.key == event_mentions.c.mention)
        .join(documents, documents.c.reading == mentions.c.reading)
        .where(condition)
    )

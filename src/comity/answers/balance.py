"""The give and take of two states: concessions asked, offered, granted and returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers import days, replies
from comity.ledger import measured, reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from comity.answers.replies import Replies
    from comity.ledger.reader import Shown
    from comity.ledger.store import Store
    from comity.measures.acts import Act
    from comity.measures.giving import Given
    from comity.measures.reply import Reply


@dataclass(frozen=True, slots=True)
class Balance:
    """What each side gave and asked, by date, and which document shows it best."""

    sides: tuple[str, str]
    given: tuple[Given, ...]
    shown: Mapping[str, Shown]  # by the event's id

    @property
    def open_calls(self) -> list[Given]:
        """Calls for reciprocity that nothing has answered."""
        return [each for each in self.given if each.reciprocity and each.open]

    def records(self) -> list[dict[str, Any]]:
        """As plain mappings, with events by id; `open` is null of what is not asked for."""
        return [_record(each, self.shown[each.event.id].document) for each in self.given]


def balance(store: Store, one: str, other: str) -> Balance:
    """What two states, given by code, asked of one another, considered, offered, granted and returned."""
    with store.snapshot() as connection:
        told = measured.told_between(connection, one, other)
        return _of_acts(connection, (one, other), *replies.answering(told, one, other))


def with_replies(
    store: Store, one: str, other: str, *, since: date | None = None, until: date | None = None
) -> tuple[Replies, Balance]:
    """What `replies` and `balance` tell of two states, with their events gone through once."""
    days.check_order(since, until)
    with store.snapshot() as connection:
        told = measured.told_between(connection, one, other)
        acts, answers = replies.answering(told, one, other)
        found = replies.of_acts(connection, acts, answers, since=since, until=until)
        return found, _of_acts(connection, (one, other), acts, answers)


def _of_acts(
    connection: Connection, sides: tuple[str, str], acts: Sequence[Act], answers: Sequence[Reply]
) -> Balance:
    from comity.measures.giving import give_and_take

    given = give_and_take(acts, answers)
    shown = reader.best_shown(connection, [each.event.id for each in given])
    return Balance(sides, tuple(given), shown)


def _record(given: Given, document: str) -> dict[str, Any]:
    event = given.event
    asked = given.part.value == "asked"
    return {
        "side": given.side,
        "towards": given.towards,
        "part": given.part.value,
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "date_start": event.days.first.isoformat(),
        "date_end": event.days.last.isoformat(),
        "reciprocity": given.reciprocity,
        "open": given.open if asked else None,
        "answers": list(given.answers),
        "answered_by": list(given.answered_by),
        "quote": given.quote,
        "document": document,
    }

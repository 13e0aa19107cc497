"""The give and take of two states: concessions asked, offered, granted and returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers.replies import answering
from comity.ledger import measured, reader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.ledger.reader import Shown
    from comity.ledger.store import Store
    from comity.measures.giving import Given


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
    from comity.measures.giving import give_and_take

    with store.snapshot() as connection:
        told = measured.told_between(connection, one, other)
        acts, replies = answering(told, one, other)
        given = give_and_take(acts, replies)
        shown = reader.best_shown(connection, [each.event.id for each in given])
    return Balance((one, other), tuple(given), shown)


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

"""All events of two states at once, as far as a chart draws them and lists count them.

Their rows are read without the JSON in which the rest of an event is kept, so that thousands take some
milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, or_, select

from comity.ledger.schema import event_dyads, events

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from comity.ledger.choosing import Chosen

BOTH = "both"
"""The direction of what either side did."""


class Outlined(NamedTuple):
    """An event in outline."""

    id: str
    type: str
    mode: str | None
    status: str
    first: date
    last: date
    direction: str  # "JPN->RUS", "RUS->JPN", "both"
    disputed: bool


def outlined_between(connection: Connection, one: str, other: str, chosen: Chosen) -> list[Outlined]:
    """The events of two states in both directions that are chosen, by first day and id."""
    way, told = event_dyads.c, events.c
    either = or_(
        and_(way.actor == one, way.recipient == other), and_(way.actor == other, way.recipient == one)
    )
    disputed = told.data["disputed"].as_boolean()
    columns = (told.id, told.type, told.mode, told.status, told.first, told.last, way.actor, disputed)
    question = select(*columns).join(event_dyads, way.event == told.key).where(either, *chosen.conditions())
    if chosen.until is not None:
        question = question.where(way.first <= chosen.until)
    directions = {one: f"{one}->{other}", other: f"{other}->{one}"}
    found: dict[str, Outlined] = {}
    for event, kind, mode, status, first, last, actor, doubted in connection.execute(question):
        direction = BOTH if event in found else directions[actor]
        found[event] = Outlined(event, kind, mode, status, first, last, direction, bool(doubted))
    return sorted(found.values(), key=lambda each: (each.first, each.id))

"""All that two states did to one another at a glance, with the counts that stand beside filters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.answers import classes, contract, part
from comity.answers.part import Part
from comity.answers.timeline import Entry
from comity.ledger import outlining, reader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from comity.answers.contract import Record
    from comity.answers.part import Key
    from comity.ledger.choosing import Chosen
    from comity.ledger.outlining import Outlined
    from comity.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Outline:
    """The events of two states that were chosen, by first day and id, as far as a chart shows them.

    `types` counts how many there would be of each type if none had been asked for, `statuses` likewise:
    the numbers that stand beside a filter. `classes` and `directions` count the events themselves.
    """

    one: str
    other: str
    events: tuple[Outlined, ...]
    types: Mapping[str, int]
    statuses: Mapping[str, int]
    classes: Mapping[str, int]
    directions: Mapping[str, int]  # "JPN->RUS", "RUS->JPN", "both"

    def records(self) -> list[Record]:
        """Each event as a chart takes it."""
        return [
            {
                "id": each.id,
                "date_start": each.first.isoformat(),
                "date_end": each.last.isoformat(),
                "direction": each.direction,
                "type": each.type,
                "mode": each.mode,
                "class": classes.of_type(each.type),
                "status": each.status,
                "disputed": each.disputed,
            }
            for each in self.events
        ]

    def ids(self, after: Key | None, limit: int, *, newest_first: bool) -> Part[str]:
        """The ids of a part of the events; QuestionError where `after` is no key of such a list."""
        part.check(limit)
        key = part.day_and_id(after)
        if newest_first:
            end = len(self.events) if key is None else bisect_left(self.events, key, key=_place)
            some = self.events[max(end - limit - 1, 0) : end][::-1]
        else:
            start = 0 if key is None else bisect_right(self.events, key, key=_place)
            some = self.events[start : start + limit + 1]
        return part.cut(some, limit, lambda each: (each.first.isoformat(), each.id)).mapped(
            lambda each: each.id
        )


def _place(event: Outlined) -> tuple[date, str]:
    return event.first, event.id


def outline(store: Store, one: str, other: str, chosen: Chosen) -> Outline:
    """The events between two states, given by code, in both directions, as they were chosen."""
    with store.snapshot() as connection:
        whole = outlining.outlined_between(connection, one, other, replace(chosen, types=(), statuses=()))
    types, statuses = set(chosen.types), set(chosen.statuses)
    of_status = [each for each in whole if not statuses or each.status in statuses]
    of_type = [each for each in whole if not types or each.type in types]
    events = tuple(each for each in of_status if not types or each.type in types)
    counted = Counter(each.type for each in of_status)
    by_class: Counter[str] = Counter()
    for kind, number in Counter(each.type for each in events).items():
        by_class[classes.of_type(kind)] += number
    return Outline(
        one,
        other,
        events,
        types=counted,
        statuses=Counter(each.status for each in of_type),
        classes=by_class,
        directions=Counter(each.direction for each in events),
    )


def entries(
    store: Store, found: Outline, *, limit: int, after: Key | None = None, newest_first: bool = False
) -> Part[Entry]:
    """A part of the events of an outline, each with the mention that shows it best."""
    wanted = found.ids(after, limit, newest_first=newest_first)
    with store.snapshot() as connection:
        events = {event.id: event for event in reader.events_by_id(connection, wanted.items)}
        best = reader.best_shown(connection, wanted.items)
    # What has gone since the outline was made is left out.
    items = tuple(Entry(events[each], best[each]) for each in wanted.items if each in events)
    return Part(items, wanted.next)


def records(
    store: Store, found: Outline, *, limit: int, after: Key | None = None, newest_first: bool = False
) -> Part[Record]:
    """A part of the events of an outline, as the contract of the events has them."""
    wanted = found.ids(after, limit, newest_first=newest_first)
    with store.snapshot() as connection:
        events = {event.id: event for event in reader.events_by_id(connection, wanted.items)}
        evidence = reader.evidence(connection, wanted.items)
    items = tuple(
        contract.event_record(events[each], evidence[each]) for each in wanted.items if each in events
    )
    return Part(items, wanted.next)

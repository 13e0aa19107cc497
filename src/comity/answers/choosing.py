"""Which events a question is about, as a user tells it, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.answers import days, named
from comity.ledger.choosing import Chosen
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

STATUSES = tuple(status.value for status in Status)
"""How settled an event may be, the most settled first."""


def chosen(
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
    publisher: str | None = None,
    text: str = "",
) -> Chosen:
    """Events that touch the days `since` to `until`, of these types and statuses where any are named.

    `publisher`, `text`: told by a document of this publisher, or with these words, in whatever case.
    QuestionError names an unknown type or status, what is no day, and days that end before they begin.
    """
    first = None if since is None else days.first_day(since)
    last = None if until is None else days.last_day(until)
    days.check_order(first, last)
    return Chosen(
        first,
        last,
        types_named(types),
        statuses_named(statuses),
        None if publisher is None else storable(publisher),
        storable(text),
    )


def types_named(names: Iterable[str]) -> list[str]:
    """The types that are meant, "SANCTION" for "sanction"; QuestionError suggests a near one."""
    wanted = [name.upper() for name in names]
    if wanted:
        from comity.ontology import plover

        known = plover.shipped().types
        for name in wanted:
            if name not in known:
                raise named.unknown("type of event", name, known)
    return wanted


def statuses_named(names: Iterable[str]) -> list[str]:
    """The statuses that are meant; QuestionError suggests a near one."""
    wanted = [name.lower() for name in names]
    for name in wanted:
        if name not in STATUSES:
            raise named.unknown("status", name, STATUSES)
    return wanted


def storable(told: str) -> str:
    """The text as a database takes it: half a character becomes a question mark."""
    return told.encode("utf-8", "replace").decode("utf-8")

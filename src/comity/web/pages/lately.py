"""Which days are the last that the ledger tells of: a ledger may be old, and today then says nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from comity.web.desk import Desk

WEEKS = 4


class Lately(NamedTuple):
    """The last weeks of the ledger."""

    since: date
    until: date


def lately(desk: Desk, state: str | None = None) -> Lately | None:
    """The weeks up to the newest event, of one state or of all, or up to today where that lasts longer.

    None where there is no event.
    """
    newest = desk.ledger.latest(1, desk.today, state=state)
    if not newest:
        return None
    until = min(newest[0].event.days.last, desk.today)
    return Lately(until - timedelta(weeks=WEEKS), until)

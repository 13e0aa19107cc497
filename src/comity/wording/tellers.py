"""How terminals and pages name who tells an event, and what they disagree on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from comity.wording import day

if TYPE_CHECKING:
    from comity.answers.trust import Teller, Value

OWNED = {
    "state": "state-run",
    "party": "party-run",
    "public": "public",
    "cooperative": "cooperative",
    "private": "private",
    "unknown": "of unknown ownership",
}
"""The kinds of source in words."""
CURRENCIES = "$€£¥"
PLURAL = frozenset({"people", "personnel", "staff", "police"})
"""What is counted without an s."""


def teller(told: Teller) -> str:
    """As "TASS, state-run, RUS: a side of this event; carried by Harbour Post"."""
    known = told.kind != "unknown"
    words = [told.name, *([OWNED[told.kind]] if known else []), *([told.country] if told.country else [])]
    side = ": a side of this event" if told.of_party else ""
    carried = f"; carried by {', '.join(told.carried_by)}" if told.carried_by else ""
    return f"{', '.join(words)}{side}{carried}"


def value(what: str, told: Value) -> str:
    """One side of a disagreement, as "18 diplomats", "denied", "4 Oct 2022", "€500"."""
    if what == "day":
        return day(date.fromisoformat(told.value))
    if what == "status":
        return told.value
    if what in CURRENCIES:
        return f"{what}{told.value}"
    return f"{told.value} {what if what in PLURAL else f'{what}s'}"

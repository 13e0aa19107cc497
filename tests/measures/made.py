"""Acts as a scenario tells them, made into records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.dates import SpanOfDays
from comity.records import Event, Status, Telling, Told

if TYPE_CHECKING:
    from collections.abc import Sequence


def told(acts: Sequence[dict[str, Any]]) -> list[Told]:
    """The acts as events, each told by one sentence of a page; of one page, `first` stands first."""
    pages: dict[str, list[str]] = {}
    for act in sorted(acts, key=lambda each: not each.get("first", False)):
        said = pages.setdefault(act.get("page", "page"), [])
        if act["says"] not in said:
            said.append(act["says"])
    return [_told(act, " ".join(pages[act.get("page", "page")])) for act in acts]


def _told(act: dict[str, Any], text: str) -> Told:
    event = Event(
        id=act["id"],
        type=act["type"],
        mode=act.get("mode"),
        contexts=tuple(act.get("contexts", ())),
        status=Status(act.get("status", "actual")),
        days=SpanOfDays.parse(str(act["on"])),
        actors=(act["by"],),
        recipients=(act["to"],),
        mentions=("m" + act["id"],),
        responds_to=tuple(act.get("responds_to", ())),
    )
    quote = act.get("quote", act["says"])
    return Told(event, (Telling(act.get("page", "page"), act["says"], quote, "", text),))

"""The first page: look a state or a pair up, see what changed lately and what the ledger holds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from comity.answers import states
from comity.settings import Settings
from comity.web.api.base import V1
from comity.web.commands import command, ledger_name
from comity.web.desk import Asked
from comity.web.pages.lately import lately
from comity.web.rendering import address, page

if TYPE_CHECKING:
    from comity.web.desk import Desk
    from comity.web.pages.lately import Lately

router = APIRouter()

MOST_CHANGES = 12
MOST_EVENTS = 8
MOST_NAMED = 12
"""Pairs and publishers that are named."""


@router.get("/")
def home(request: Request, desk: Asked) -> HTMLResponse:
    """The first page."""
    held = desk.ledger.overview()
    named = ledger_name(desk)
    place = "" if named == Settings().ledger else named
    weeks = lately(desk)
    return page(
        request,
        "home.html",
        title="Comity",
        held=held,
        pairs=held.busiest_pairs[:MOST_NAMED],
        publishers=held.busiest_publishers[:MOST_NAMED],
        states=states.every(),
        latest=desk.ledger.latest(MOST_EVENTS, desk.today),
        changed=_changed(desk, weeks) if weeks else None,
        read=command("read", "my-pages/", ledger=place),
        skipped=command("skipped", ledger=place),
        json=f"{V1}/ledger",
        events_json=address(f"{V1}/events", order="newest", until=desk.today),
    )


def _changed(desk: Desk, weeks: Lately) -> dict[str, Any]:
    """What changed in the last weeks of the ledger: the newest of it, by day, and how to ask for all."""
    found = desk.ledger.changes(since=weeks.since, until=weeks.until)
    asked = {"since": weeks.since.isoformat(), "until": weeks.until.isoformat()}
    newest = found.changes[:MOST_CHANGES]
    return {
        "since": weeks.since,
        "until": weeks.until,
        "by_day": [(days, list(some)) for days, some in groupby(newest, key=lambda each: each.days)],
        "left": len(found.changes) - len(newest),
        "all": address("/changes", **asked),
        "earlier": address("/changes", since=weeks.since.year - 1),
        "json": address(f"{V1}/changes", **asked),
        "command": command("changes", **asked),
    }

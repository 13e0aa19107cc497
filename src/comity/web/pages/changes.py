"""What began, changed or ended in a time, the days announced for it, and both as feeds."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from comity.answers import measures as asking
from comity.answers.change import Changes
from comity.answers.feeds import Site
from comity.web.api.base import V1
from comity.web.commands import command
from comity.web.desk import Asked, Desk
from comity.web.filters import DaysTold, Fields, Told
from comity.web.pages import long_list
from comity.web.pages.lately import lately
from comity.web.rendering import address, page

router = APIRouter()

AT_ONCE = 200
"""Changes on a page."""


class Filters(Fields):
    """Which changes are asked for."""

    one: Told = ""
    other: Told = ""
    since: DaysTold = ""
    until: DaysTold = ""
    kind: list[Told] = Field([], max_length=20)

    def found(self, desk: Desk) -> Changes:
        """What fits. One state alone may be told in either field."""
        one, other = self.one or self.other, self.other if self.one else ""
        return desk.ledger.changes(
            one or None,
            other or None,
            since=self.since or None,
            until=self.until or None,
            kinds=[each for each in self.kind if each],
        )


class Shown(Filters):
    """The filters, and which part of what fits is shown."""

    part: Annotated[int, Field(ge=1, le=10_000)] = 1


@router.get("/changes")
def changes(request: Request, desk: Asked, shown: Annotated[Shown, Query()]) -> HTMLResponse:
    """Changes by day, the newest first; beside them announced days and deadlines."""
    asked = shown.asked()
    found = shown.found(desk)
    some = long_list.part(found.changes, shown.part, AT_ONCE, "/changes", asked)
    options = {name: value for name, value in asked.items() if name not in {"one", "other"}}
    return page(
        request,
        "changes.html",
        title="Changes",
        found=found,
        some=some,
        by_day=[(days, list(of_day)) for days, of_day in groupby(some.items, key=lambda each: each.days)],
        shown=shown,
        kinds=asking.kind_names(),
        today=desk.today,
        weeks=None if found.changes else _weeks(desk, shown),
        atom=address("/changes.atom", **asked),
        ics=address("/changes.ics", **asked),
        json=address(f"{V1}/changes", **asked),
        command=command("changes", *filter(None, (shown.one, shown.other)), **options),
    )


def _weeks(desk: Desk, shown: Shown) -> dict[str, Any] | None:
    """Where nothing fits: the last weeks that the ledger tells of, with the same states and kinds."""
    weeks = lately(desk, shown.one or shown.other or None)
    if weeks is None:
        return None
    asked = shown.asked() | {"since": weeks.since, "until": weeks.until}
    return {"until": weeks.until, "address": address("/changes", **asked)}


@router.get("/changes.atom")
def atom(request: Request, desk: Asked, shown: Annotated[Filters, Query()]) -> Response:
    """The same changes as an Atom feed."""
    return _feed(request, desk, shown, "atom", "application/atom+xml; charset=utf-8")


@router.get("/changes.ics")
def ics(request: Request, desk: Asked, shown: Annotated[Filters, Query()]) -> Response:
    """The days that were announced, and deadlines, as a calendar."""
    return _feed(request, desk, shown, "ics", "text/calendar; charset=utf-8")


def _feed(request: Request, desk: Desk, shown: Filters, form: str, media: str) -> Response:
    site = Site(str(request.base_url).rstrip("/"), urlencode(shown.asked(), doseq=True))
    return Response(desk.ledger.feed(shown.found(desk), form, site=site), media_type=media)

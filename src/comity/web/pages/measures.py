"""Measures: states of affairs that events begin, change and end; all as they stand on a day, and one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field

from comity.answers import measures as asking
from comity.answers.contract import measure_record
from comity.web import troubles
from comity.web.api.base import V1
from comity.web.commands import command
from comity.web.desk import Asked
from comity.web.filters import DaysTold, Fields, Told
from comity.web.pages import long_list
from comity.web.rendering import address, page

if TYPE_CHECKING:
    from comity.answers.measures import MeasureDetail

router = APIRouter()

AT_ONCE = 100
"""Measures on a page."""
MOST_DRAWN = 60
"""Measures that are drawn one below the other: more are no picture that anybody takes in."""


class Filters(Fields):
    """Which measures are asked for."""

    kind: list[Told] = Field([], max_length=20)
    issuer: Told = ""
    subject: Told = ""
    status: list[Told] = Field([], max_length=20)
    since: DaysTold = ""
    on: DaysTold = ""


class Shown(Filters):
    """The filters, and which part of what fits is shown."""

    part: Annotated[int, Field(ge=1, le=10_000)] = 1


@router.get("/measures")
def measures(request: Request, desk: Asked, shown: Annotated[Shown, Query()]) -> HTMLResponse:
    """The measures that fit, the one that changed last first."""
    shown.status = [asking.state_named(each) for each in shown.status if each]
    asked = shown.asked()
    found = desk.ledger.measures(
        kinds=shown.kind,
        issuer=shown.issuer or None,
        subject=shown.subject or None,
        statuses=shown.status,
        since=shown.since or None,
        on=shown.on or desk.today,
    )
    found.sort(
        key=lambda each: (each.history[-1].days.last, each.history[-1].days.first, each.id), reverse=True
    )
    return page(
        request,
        "measures.html",
        title="Measures",
        found=long_list.part(found, shown.part, AT_ONCE, "/measures", asked),
        shown=shown,
        kinds=asking.kind_names(),
        chosen_kinds={asking.kind_named(each) for each in shown.kind},
        states=asking.STATES,
        chosen_states=set(shown.status),
        on=shown.on or desk.today.isoformat(),
        today=desk.today,
        picture=address(f"{V1}/measures", **asked, limit=MOST_DRAWN)
        if 1 < len(found) <= MOST_DRAWN
        else None,
        json=address(f"{V1}/measures", **asked),
        command=command("measures", **asked),
    )


@router.get("/measures/{told}", response_class=HTMLResponse)
def measure(request: Request, desk: Asked, told: str, on: DaysTold = "") -> Response:
    """The history of one measure, each step with the words that show it."""
    with troubles.named_by_address():
        # The whole of it is always there; a day tells only how much of its history to show.
        whole = desk.ledger.measure(told).measure.id
    if told != whole:
        return RedirectResponse(address(f"/measures/{whole}", on=on), 307)
    detail = desk.ledger.measure(whole, on or desk.today)
    asked = {"on": on} if on else {}
    return page(
        request,
        "measure.html",
        title=detail.measure.name,
        detail=detail,
        record=measure_record(detail.measure),
        steps=_steps(detail),
        on=on,
        day_shown=on or desk.today,
        json=address(f"{V1}/measures/{whole}", **asked),
        command=command("measure", whole, **asked),
    )


def _steps(detail: MeasureDetail) -> list[dict[str, Any]]:
    """Each step with the state before it and what shows it, the newest first."""
    history = detail.measure.history
    before = [None, *history[:-1]]
    return [
        {"step": step, "before": earlier, "shown": shown}
        for step, earlier, shown in zip(history, before, detail.shown, strict=True)
    ][::-1]

"""Two states: what they did to one another, what is in force, who may cross, how the relation went."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from comity.answers import classes
from comity.answers.choosing import STATUSES
from comity.errors import QuestionError
from comity.web import paging
from comity.web.api.base import V1
from comity.web.commands import command
from comity.web.desk import Asked, Desk
from comity.web.filters import Filters
from comity.web.rendering import address, page
from comity.wording import measures, visas

router = APIRouter()

AT_ONCE = 50
"""Events on a page."""

LISTED = "pair"
"""What a cursor of this page is of."""


class Shown(Filters):
    """The filters, in which order, and after which event."""

    order: str = "newest"
    after: str = ""


@router.get("/{one}/{other}")
def pair(request: Request, desk: Asked, one: str, other: str, shown: Annotated[Shown, Query()]) -> Response:
    """The relation of two states; where they are told otherwise than by code, the address is mended."""
    codes = desk.pair(one, other)
    here = f"/{'/'.join(codes)}"
    if codes != (one, other):
        return RedirectResponse(f"{here}{'?' * bool(request.url.query)}{request.url.query}")
    return page(
        request,
        "pair.html",
        title=" and ".join(map(desk.ledger.name, codes)),
        codes=codes,
        shown=shown,
        statuses=STATUSES,
        types=classes.types(),
        on=desk.today,
        visas=[_visa(desk, *each) for each in (codes, codes[::-1])],
        series_json=f"{V1}/pairs{here}/series?by=month",
        series_command=command("series", *codes),
        **_events(desk, codes, shown),
        **_in_force(desk, codes),
    )


def _events(desk: Desk, codes: tuple[str, str], shown: Shown) -> dict[str, Any]:
    """What happened, a page of it, with where the next one is, and how many there are of each sort."""
    here = f"/{'/'.join(codes)}"
    outline = desk.ledger.outline(*codes, **shown.asked())
    part = desk.ledger.entries(
        outline,
        limit=AT_ONCE,
        after=paging.key(LISTED, shown.after or None),
        newest_first=shown.order != "oldest",
    )
    told = shown.told()
    order = None if shown.order != "oldest" else "oldest"
    return {
        "outline": outline,
        "entries": part.items,
        "at_once": AT_ONCE,
        "later": part.next and address(here, **told, order=order, after=paging.cursor(LISTED, part.next)),
        "start": address(here, **told, order=order),
        "busiest": [] if outline.events else _busiest(desk, codes),
        "json": address(f"{V1}/pairs{here}/events", **told, order=order or "newest"),
        "chart": address(f"{V1}/pairs{here}/timeline", **told),
        "command": command("timeline", *codes, **shown.told()),
    }


def _busiest(desk: Desk, codes: tuple[str, str]) -> list[tuple[str, str]]:
    """Pairs to ask for instead, each once."""
    found = desk.ledger.busiest(codes[0]) or desk.ledger.busiest(codes[1])
    return list(dict.fromkeys((min(pair), max(pair)) for pair in found))


def _in_force(desk: Desk, codes: tuple[str, str]) -> dict[str, Any]:
    here = f"/{'/'.join(codes)}"
    status = desk.ledger.status(*codes, desk.today)
    return {
        "in_force": measures.grouped(status["measures"]),
        "unfit": status["unfit"],
        "measures_chart": f"{V1}/pairs{here}/measures",
        "status_json": address(f"{V1}/pairs{here}/status", on=desk.today),
        "status_command": command("status", *codes, on=str(desk.today)),
    }


def _visa(desk: Desk, passport: str, destination: str) -> dict[str, Any]:
    """Whether the one's citizens may enter the other today, in a line; or why that is not known."""
    told = {"passport": passport, "destination": destination}
    try:
        answer = desk.visas.ask(passport, destination, desk.today)
    except QuestionError as error:
        return {**told, "words": "", "answer": None, "why": str(error)}
    return {**told, "words": visas.headline(answer), "answer": answer, "why": ""}

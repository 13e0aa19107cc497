"""How the relation of two states went: figures by period with turning points; who answered whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from comity.answers.classes import CLASSES
from comity.answers.periods import By
from comity.web.api.base import V1
from comity.web.commands import command
from comity.web.desk import Asked
from comity.web.filters import Days
from comity.web.rendering import address, page

router = APIRouter()


class Spaced(Days):
    """Which days, and how long a period is."""

    by: str = "month"


@router.get("/{one}/{other}/series")
def series(
    request: Request, desk: Asked, one: str, other: str, shown: Annotated[Spaced, Query()]
) -> HTMLResponse:
    """Settled events in each period, by class and direction, their score, and where its level turned."""
    codes = desk.pair(one, other)
    since, until = shown.since or None, shown.until or None
    found = desk.ledger.series(*codes, by=shown.by, since=since, until=until)
    here = f"/{'/'.join(codes)}"
    return page(
        request,
        "series.html",
        title=f"{desk.ledger.name(codes[0])} and {desk.ledger.name(codes[1])} by {found.by.value}",
        codes=codes,
        here=here,
        shown=shown,
        periods=[each.value for each in By],
        columns=CLASSES,
        found=found,
        lanes=[(direction, found.lane(direction)) for direction in found.directions],
        turns=desk.ledger.turning_points(found),
        json=address(f"{V1}/pairs{here}/series", by=found.by.value, since=since, until=until),
        command=command("series", *codes, by=found.by.value, **shown.told()),
    )


@router.get("/{one}/{other}/replies")
def replies(
    request: Request, desk: Asked, one: str, other: str, shown: Annotated[Days, Query()]
) -> HTMLResponse:
    """Chains of acts and replies, and the give and take of concessions."""
    codes = desk.pair(one, other)
    since, until = shown.since or None, shown.until or None
    found, balance = desk.ledger.replies_and_balance(*codes, since=since, until=until)
    here = f"/{'/'.join(codes)}"
    return page(
        request,
        "replies.html",
        title=f"{desk.ledger.name(codes[0])} and {desk.ledger.name(codes[1])}: who answered whom",
        codes=codes,
        here=here,
        shown=shown,
        found=found,
        places={event.id: at for chain in found.chains for at, event in enumerate(chain.events, 1)},
        given=balance.given,
        json=address(f"{V1}/pairs{here}/replies", since=since, until=until),
        command=command("replies", *codes, **shown.told()),
        balance_json=f"{V1}/pairs{here}/balance",
        balance_command=command("balance", *codes),
    )

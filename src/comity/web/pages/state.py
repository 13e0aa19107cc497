"""One state: with whom it has events, what happened last, and where its visas are told."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from comity.web import troubles
from comity.web.api.base import V1
from comity.web.desk import Asked
from comity.web.rendering import page

router = APIRouter()

LATEST = 10
"""Events that are shown."""


@router.get("/{told}")
def state(request: Request, desk: Asked, told: Annotated[str, Path(max_length=200)]) -> Response:
    """A state with all others; where it is told otherwise than by code, the address is mended."""
    with troubles.named_by_address():
        code = desk.ledger.code(told)
    if code != told:
        return RedirectResponse(f"/{code}")
    return page(
        request,
        "state.html",
        title=desk.ledger.name(code),
        code=code,
        others=desk.ledger.state(code).others,
        entries=desk.ledger.latest(LATEST, desk.today, state=code),
        has_passports=code in desk.visas.record.passports(),
        json=f"{V1}/states/{code}",
    )

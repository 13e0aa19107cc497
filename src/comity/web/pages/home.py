"""The first page: look a state or a pair up, see what changed lately and what the ledger holds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from comity.web.desk import Asked
from comity.web.rendering import page

router = APIRouter()


@router.get("/")
def home(request: Request, desk: Asked) -> HTMLResponse:
    """The first page."""
    return page(request, "home.html", title="Comity")

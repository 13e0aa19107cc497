"""The search field's answer: straight to the page that is meant, else the pages that may be."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from comity.web.desk import Asked
from comity.web.pages.looking_up import LONGEST, look_up
from comity.web.rendering import page

router = APIRouter()


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, desk: Asked, q: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """Where the words lead. A form that was sent empty leads to the first page."""
    if not q.strip():
        return RedirectResponse("/", 303)
    found = look_up(desk.ledger, q)
    if found.address is not None:
        return RedirectResponse(found.address, 303)
    return page(
        request,
        "search.html",
        title="Nothing is called so" if not found.suggestions else "Which is meant?",
        told=" ".join(q.split()),
        suggestions=found.suggestions,
        examples=desk.ledger.overview().busiest_pairs[:5],
    )

"""What Comity does, how its signs are to be read, how well it does, and whose data it stands on."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from comity.answers import classes
from comity.answers import measures as asking
from comity.web.api.base import V1
from comity.web.commands import ledger_name
from comity.web.desk import Asked
from comity.web.files import are_built
from comity.web.pages import figures
from comity.web.rendering import page

router = APIRouter()

STATUSES = {
    "actual": "It was done, or said in so many words.",
    "announced": "It was said that it will be done.",
    "considered": "It is talked about, planned or prepared; nothing is settled.",
    "hypothetical": "If, might, called for: somebody speaks of it as possible or wanted.",
    "denied": "It is told that it did not happen.",
}
BASES = {
    "stated": "The page names the day.",
    "relative": "It is counted from another date, as “last Tuesday” from the day of the page.",
    "inferred": "Clues leave this day or span: weekdays, who held which office, dated events, other pages.",
    "published": "Nothing but the date of the page is known; it stands in.",
}
CLASSES = {
    "verbal_cooperation": "words that bring two closer",
    "material_cooperation": "deeds that do",
    "verbal_conflict": "words that part them",
    "material_conflict": "deeds that do",
}
STATES = {
    "proposed": "somebody asked for it",
    "considered": "the one who could do it talks of it",
    "negotiated": "both talk of it",
    "announced": "it is to come",
    "in_force": "it holds",
    "suspended": "it stands, and is not applied",
    "ending_announced": "it holds, and is to end",
    "ended": "it is over",
    "rejected": "it was turned down",
    "lapsed": "nothing was heard of it for so long that it no longer counts",
}


@router.get("/about")
def about(request: Request, desk: Asked) -> HTMLResponse:
    """Method, signs, limits, figures, licences."""
    return page(
        request,
        "about.html",
        title="Method and limits",
        statuses=STATUSES,
        bases=BASES,
        classes=[(name, told, classes.types()[name]) for name, told in CLASSES.items()],
        states={name: STATES[name] for name in asking.STATES},
        figures=figures,
        held=desk.ledger.overview(),
        has_licences=are_built(),
        named=ledger_name(desk),
        json=f"{V1}/ledger",
    )

"""/visa/RUS/JPN: whether a passport needs a visa at a border, why, and how that came about."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from comity.answers.days import single_day
from comity.web import troubles
from comity.web.api.base import V1
from comity.web.commands import command
from comity.web.desk import Asked
from comity.web.filters import LONGEST
from comity.web.pages.visa.bars import Scale, stretches
from comity.web.pages.visa.facts import Facts
from comity.web.pages.visa.world import HERE
from comity.web.rendering import address, page
from comity.wording import visas as wording

if TYPE_CHECKING:
    from datetime import date

    from comity.visas import Visas
    from comity.web.pages.visa.bars import Bar

router = APIRouter()

Record = dict[str, Any]

BASES = {
    "curated": "written by hand from the sources named",
    "seen": "shown by dated snapshots of a public table",
    "inferred": "read from a coarser snapshot by the finer one that followed",
}

KNOWN = {"month": "to the month", "year": "to the year", "span": "as the days between two sources"}
"""How a day is known that is not known to the day."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One direction of the picture: whose passport at whose border, and its bars."""

    passport: str
    destination: str
    bars: list[Bar]


@router.get(HERE + "/{passport}", response_class=HTMLResponse)
def everywhere(desk: Asked, passport: str) -> Response:
    """The short address of where a passport goes."""
    with troubles.named_by_address():
        code = desk.visas.passport(passport)
    return RedirectResponse(address(HERE, passport=code), 307)


@router.get(HERE + "/{passport}/{destination}", response_class=HTMLResponse)
def pair(
    request: Request,
    desk: Asked,
    passport: str,
    destination: str,
    on: Annotated[str, Query(max_length=LONGEST)] = "",
) -> Response:
    """One passport at one border; where states are told otherwise than by code, the address is mended."""
    visas = desk.visas
    with troubles.named_by_address():
        codes = visas.passport(passport), visas.destination(destination)
        history = visas.history(*codes)
    if codes != (passport, destination):
        mended = f"{HERE}/{'/'.join(codes)}"
        return RedirectResponse(f"{mended}{'?' * bool(request.url.query)}{request.url.query}", 308)
    day = single_day(on or desk.today)
    facts = Facts.read(request.query_params, visas.facts())
    answer = visas.ask(*codes, day, days=facts.days, **facts.said)
    return page(
        request,
        "visa_pair.html",
        title=f"{visas.name(codes[0])} to {visas.name(codes[1])}: is a visa needed?",
        codes=codes,
        on=day,
        answer=answer,
        headline=wording.headline(answer),
        key="barred" if answer["barred"] else answer["requirement"],
        is_short=answer["known_to"] < day.isoformat(),
        facts=facts,
        fields=facts.fields(answer, history),
        basis=BASES.get(answer["rule"]["basis"], answer["rule"]["basis"]),
        precision=_precision(answer["rule"]),
        json=address(f"{V1}/visa/{codes[0]}/{codes[1]}", on=day, **facts.parameters),
        command=shlex.join(["comity", "visa", *codes, "--on", str(day), *facts.options]),
        other_way=_other_way(visas, codes, day if answer["reverse"] else None),
        stretches=stretches(history, day),
        history_json=f"{V1}/visa/{codes[0]}/{codes[1]}/history",
        history_command=command("visa", "history", *codes),
        picture=_picture(visas, codes, history, day, desk.today),
        words=wording,
    )


def _precision(rule: Record) -> str:
    """As "begin known to the month"; "" where both ends are known to the day."""
    ends = {"begin": rule["valid_from_known"], "end": rule["valid_to_known"]}
    return ", ".join(f"{end} known {KNOWN[how]}" for end, how in ends.items() if how in KNOWN)


def _other_way(visas: Visas, codes: tuple[str, str], on: date | None) -> str | None:
    """The address of the other direction, on the day where the record tells of it; an area has none."""
    return address(f"{HERE}/{codes[1]}/{codes[0]}", on=on) if codes[1] in visas.states() else None


def _picture(
    visas: Visas, codes: tuple[str, str], history: list[Record], on: date, today: date
) -> dict[str, Any]:
    """Both directions over the same years, the day asked for, and the marks of the axis."""
    both = {codes: history}
    if codes[1] in visas.states():
        both[codes[::-1]] = visas.history(*codes[::-1])
    scale = Scale.over(both.values(), on, today)
    return {
        "lanes": [Lane(*pair, scale.bars(told)) for pair, told in both.items()],
        "years": scale.years(),
        "on": scale.mark(on, on.isoformat()),
    }

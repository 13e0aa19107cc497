"""What the ledger holds: /ledger, /states"""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from comity.web.api.base import BARE, Answer, State, answers, names, routes
from comity.web.desk import Asked
from comity.web.rendering import name
from comity.web.troubles import named_by_address

router = routes("ledger")


@router.get(
    "/ledger",
    summary="How much the ledger holds",
    dependencies=BARE,
    responses=answers("Ledger", "Its size, its days, its publishers and its busiest pairs."),
)
def ledger(desk: Asked) -> Answer:
    """How much there is, from when, by whom, and when it was last written to."""
    return Answer(desk.ledger.overview().record())


@router.get(
    "/states",
    summary="Every state by name",
    dependencies=BARE,
    responses=answers("States", "Codes and English names."),
)
def states() -> Answer:
    """The states that can be asked about, in the order of their names."""
    from comity.answers import states as known

    return Answer({"items": [{"code": code, "name": told} for code, told in known.every().items()]})


@router.get(
    "/states/{code}",
    summary="One state with all others",
    dependencies=BARE,
    responses=answers("StateDetail", "With whom it has events.", wrong=[404]),
)
def state(
    desk: Asked,
    code: Annotated[State, Path(description="A state: ISO code, English name or demonym.")],
) -> Answer:
    """With whom a state has events, how many in which direction, and until when; the busiest pair first."""
    with named_by_address():
        told = desk.ledger.state(code).record()
    others = names(each["other"] for each in told["pairs"])
    return Answer({**told, "name": name(told["code"]), "names": others})

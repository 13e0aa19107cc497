"""Who may cross whose border: /visa/…"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Path, Query
from pydantic import Field

from comity.web.api.base import BARE, Answer, OnDay, State, Word, answers, names, routes
from comity.web.api.shapes.shape import Requirement
from comity.web.desk import Asked
from comity.web.troubles import NotFound, named_by_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.web.desk import Desk

router = routes("visas")

LONGEST_STAY = 36_500

PassportPath = Annotated[
    State, Path(description="Whose passport: ISO code, English name or demonym.", examples=["RUS"])
]
DestinationPath = Annotated[
    State, Path(description="Where to: a state, or SCHENGEN for the area.", examples=["JPN"])
]
StatePath = Annotated[State, Path(description="A state: ISO code, English name or demonym.")]


class Offered(OnDay):
    """A day, and what is asked on it."""

    requirement: Requirement | None = Field(
        None, description="Only where this is asked, and entry is not barred."
    )


class Traveller(OnDay):
    """A day of entry, and what the traveller says."""

    days: int | None = Field(
        None, ge=1, le=LONGEST_STAY, description="How many days the traveller wants to stay."
    )
    registered: bool | None = Field(None, description="The passport is registered with the mission.")
    biometric: bool | None = Field(None, description="It is an e-passport (ICAO), with a chip.")
    purpose: Word | None = Field(None, description="Presumed: tourism.", examples=["business"])
    say: list[Annotated[str, Field(pattern="^[a-z_]{1,40}=.{1,200}$")]] = Field(
        [],
        max_length=10,
        description="Any other fact, as KIND=VALUE: passport=diplomatic, age=70, holds=visa USA.",
        examples=[["age=70"]],
    )

    def facts(self) -> dict[str, Any]:
        """What is said, by kind of condition."""
        told: dict[str, Any] = dict(each.split("=", 1) for each in self.say)
        named = {"registered": self.registered, "biometric": self.biometric, "purpose": self.purpose}
        return told | {kind: value for kind, value in named.items() if value is not None}


def _pair(desk: Desk, passport: str, destination: str) -> tuple[str, str]:
    """The codes of who travels where; NotFound where the address names none."""
    with named_by_address():
        return desk.visas.pair(passport, destination)


def _named(records: Iterable[dict[str, Any]], *codes: str) -> dict[str, str]:
    """The names of all states in these records."""
    told = (code for each in records for code in (each["passport"], each["destination"]))
    return names((*codes, *told))


@router.get(
    "/visa/passport/{code}",
    summary="What every state asks of one passport",
    responses=answers("Offers", "A record a destination.", wrong=[404]),
)
def passport(desk: Asked, code: PassportPath, query: Annotated[Offered, Query()]) -> Answer:
    """What each state asks at best, under its conditions where it sets any."""
    with named_by_address():
        state = desk.visas.passport(code)
    on = query.on or desk.today.isoformat()
    found = desk.visas.destinations(state, on, requirement=query.requirement)
    return Answer({"on": on, "state": state, "names": _named(found, state), "items": found})


@router.get(
    "/visa/destination/{code}",
    summary="What one state asks of every passport",
    responses=answers("Offers", "A record a passport.", wrong=[404]),
)
def destination(desk: Asked, code: DestinationPath, query: Annotated[Offered, Query()]) -> Answer:
    """What a destination asks of each passport at best, under its conditions where it sets any."""
    with named_by_address():
        state = desk.visas.destination(code)
    on = query.on or desk.today.isoformat()
    found = desk.visas.passports(state, on, requirement=query.requirement)
    return Answer({"on": on, "state": state, "names": _named(found, state), "items": found})


@router.get(
    "/visa/reciprocity/{code}",
    summary="How one state and every other one treat each other's passports",
    responses=answers("Reciprocity", "A record a state.", wrong=[404]),
)
def reciprocity(desk: Asked, code: StatePath, query: Annotated[OnDay, Query()]) -> Answer:
    """What each offers the other at best, and how the two stand to one another."""
    with named_by_address():
        state = desk.visas.passport(code)
    on = query.on or desk.today.isoformat()
    found = desk.visas.reciprocity(state, None, on)
    return Answer({"on": on, "state": state, "names": _named(found, state), "items": found})


@router.get(
    "/visa/reciprocity/{one}/{other}",
    summary="How two states treat each other's passports",
    responses=answers("Compared", "The two offers, compared.", wrong=[404]),
)
def compared(
    desk: Asked,
    one: StatePath,
    other: Annotated[State, Path(description="The other one.", examples=["RUS"])],
    query: Annotated[OnDay, Query()],
) -> Answer:
    """What each offers the other at best: mutual, unequal, one-way or none."""
    with named_by_address():
        pair = desk.visas.passport(one), desk.visas.passport(other)
    if pair[0] == pair[1]:
        raise NotFound(f"a pair is of two states, and {pair[0]} is named twice; name another one")
    return Answer(desk.visas.reciprocity(*pair, query.on or desk.today)[0])


@router.get(
    "/visa/{passport}/{destination}",
    summary="Whether a visa is needed",
    responses=answers("Journey", "The answer, with what it rests on.", wrong=[404]),
)
def journey(
    desk: Asked,
    passport: PassportPath,
    destination: DestinationPath,
    query: Annotated[Traveller, Query()],
) -> Answer:
    """Whether a visa is needed on a day and for how long one may stay, by which rule and source.

    Where it depends on something that the traveller does not say, it asks. No legal advice.
    """
    pair = _pair(desk, passport, destination)
    return Answer(desk.visas.ask(*pair, query.on or desk.today, days=query.days, **query.facts()))


@router.get(
    "/visa/{passport}/{destination}/history",
    summary="How the rule of a passport and a destination came about",
    dependencies=BARE,
    responses=answers("VisaHistory", "Stretches of days, in order of time.", wrong=[404]),
)
def history(
    desk: Asked,
    passport: PassportPath,
    destination: DestinationPath,
) -> Answer:
    """From the oldest stretch to today's; the days between two are those in one of which the change came."""
    pair = _pair(desk, passport, destination)
    return Answer({"passport": pair[0], "destination": pair[1], "items": desk.visas.history(*pair)})

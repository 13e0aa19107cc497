"""`comity visa passports` and `comity visa destinations`: what is asked of whom, on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from comity.cli import screen
from comity.cli.visa import options as asked
from comity.wording import visas as wording

if TYPE_CHECKING:
    from comity.visas import Visas

Only = Annotated[
    Optional[str],  # noqa: UP045 (Typer reads it when it runs)
    typer.Option(
        "--requirement",
        metavar="WORD",
        help="Only these: visa_free, visa_on_arrival, eta, evisa, visa_required, no_admission.",
    ),
]


def passports(
    destination: Annotated[str, typer.Argument(metavar="DESTINATION", help="Where to; also SCHENGEN.")],
    on: asked.On = None,
    requirement: Only = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of records.")] = False,
    record: asked.RecordAt = None,
) -> None:
    """What a destination asks of each passport on a day, at best: under its conditions, where it sets any.

    \b
    Example:
      comity visa passports JPN --on 2019-02-24 --requirement visa_free
    """  # noqa: D301
    visas = asked.visas(record)
    found = visas.passports(destination, on, requirement=requirement)
    if found or as_json:
        _tell(visas, found, "passport", as_json=as_json)
    else:
        typer.echo(f"No passport enters {visas.name(visas.destination(destination))} so on that day.")


def destinations(
    passport: Annotated[
        str, typer.Argument(metavar="PASSPORT", help="Whose passport: code, name or demonym.")
    ],
    on: asked.On = None,
    requirement: Only = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of records.")] = False,
    record: asked.RecordAt = None,
) -> None:
    """What each state asks of a passport on a day, at best: under its conditions, where it sets any.

    \b
    Example:
      comity visa destinations JPN --on 2024-11-25 --requirement visa_required
    """  # noqa: D301
    visas = asked.visas(record)
    found = visas.destinations(passport, on, requirement=requirement)
    if found or as_json:
        _tell(visas, found, "destination", as_json=as_json)
    else:
        typer.echo(f"No state admits passports of {visas.name(visas.passport(passport))} so on that day.")


def _tell(visas: Visas, found: list[dict[str, Any]], which: str, *, as_json: bool) -> None:
    """What is asked, by the passport or by the destination."""
    if as_json:
        asked.print_list(found)
        return
    screen.print_columns(
        [[each[which], visas.name(each[which]), _what(each), wording.conditions(each)] for each in found]
    )
    if screen.is_terminal():
        typer.echo(f"\n{len(found)} {which}s")


def _what(offer: dict[str, Any]) -> str:
    told = wording.requirement(offer)
    if offer["barred"]:
        return f"entry barred; beneath: {told}"
    return told if offer["certain"] else f"{told} (or changed by then)"

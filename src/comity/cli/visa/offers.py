"""`comity visa passports` and `comity visa destinations`: what is asked of whom, on a day."""

from __future__ import annotations

from typing import Annotated, Any, Optional

import typer

from comity.cli import screen
from comity.cli.visa import options as asked
from comity.wording import visas as wording

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
    if as_json:
        asked.print_list(found)
    elif not found:
        typer.echo(f"No passport enters {visas.name(visas.destination(destination))} so on that day.")
    else:
        _print([_columns(visas.name, each, each["passport"]) for each in found], "passports")


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
    if as_json:
        asked.print_list(found)
    elif not found:
        typer.echo(f"No state admits passports of {visas.name(visas.passport(passport))} so on that day.")
    else:
        _print([_columns(visas.name, each, each["destination"]) for each in found], "destinations")


def _columns(name: Any, offer: dict[str, Any], state: str) -> list[str]:
    return [state, name(state), _what(offer), wording.conditions(offer)]


def _what(offer: dict[str, Any]) -> str:
    told = wording.requirement(offer)
    if offer["barred"]:
        return f"entry barred; beneath: {told}"
    return told if offer["certain"] else f"{told} (or changed by then)"


def _print(lines: list[list[str]], many: str) -> None:
    screen.print_columns(lines)
    if screen.is_terminal():
        typer.echo(f"\n{len(lines)} {many}")

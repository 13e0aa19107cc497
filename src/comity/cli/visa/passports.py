"""`comity visa passports`: what a destination asks of each passport."""

from __future__ import annotations

from typing import Annotated, Any, Optional

import typer

from comity.cli import screen
from comity.cli.visa import options as asked
from comity.wording import visas as wording


def _what(offer: dict[str, Any]) -> str:
    told = wording.requirement(offer)
    if offer["barred"]:
        return f"entry barred; beneath: {told}"
    return told if offer["certain"] else f"{told} (or changed by then)"


def passports(
    destination: Annotated[str, typer.Argument(metavar="DESTINATION", help="Where to; also SCHENGEN.")],
    on: asked.On = None,
    requirement: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option(
            "--requirement",
            metavar="WORD",
            help="Only these: visa_free, visa_on_arrival, eta, evisa, visa_required, no_admission.",
        ),
    ] = None,
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
        return
    if not found:
        typer.echo(f"No passport enters {visas.name(visas.destination(destination))} so on that day.")
        return
    lines = [
        [
            each["passport"],
            visas.name(each["passport"]),
            _what(each),
            wording.conditions(each),
        ]
        for each in found
    ]
    screen.print_columns(lines)
    if screen.is_terminal():
        typer.echo(f"\n{len(found)} passports")

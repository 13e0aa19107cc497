"""`comity visa history`: how the rule of a pair came about."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from comity.cli import screen
from comity.cli.visa import options as asked
from comity.wording import visas as wording


def history(
    passport: Annotated[
        str, typer.Argument(metavar="PASSPORT", help="Whose passport: code, name or demonym.")
    ],
    destination: Annotated[str, typer.Argument(metavar="DESTINATION", help="Where to; also SCHENGEN.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of stretches.")] = False,
    record: asked.RecordAt = None,
) -> None:
    """How the rule for a passport and a destination came about, from the oldest stretch to today's.

    Where the day of a change is not known, the days among which it lies stand in brackets.

    \b
    Example:
      comity visa history JPN CHN
    """  # noqa: D301
    found = asked.visas(record).history(passport, destination)
    if as_json:
        asked.print_list(found)
    elif not found:
        typer.echo("The record has no stretch of days on which the rule is known.")
    elif screen.is_terminal():
        screen.print_lines([line for each in found for line in _lines(each)])
    else:
        screen.print_columns([_columns(each) for each in found])


def _what(stretch: dict[str, Any]) -> str:
    told = " | ".join(map(wording.offered, [stretch, *stretch["others"]]))
    if stretch["otherwise"]:
        told += f" | otherwise {wording.REQUIREMENTS[stretch['otherwise']]}"
    if stretch["suspended"]:
        told += f" ({wording.requirement(stretch['suspended'][0])}, suspended)"
    if stretch["barred"]:
        told = f"{wording.BARRED[stretch['barred']['by']]}; beneath: {told}"
    return told


def _columns(stretch: dict[str, Any]) -> list[str]:
    return [
        wording.span(stretch["valid_from"], stretch["valid_to"]),
        stretch["basis"] or "",
        _what(stretch),
        "; ".join(map(wording.source, stretch["sources"][:1])),
    ]


def _lines(stretch: dict[str, Any]) -> list[tuple[str, str]]:
    style = wording.STYLES.get(stretch["requirement"] or "", "")
    held = wording.span(stretch["valid_from"], stretch["valid_to"])
    lines = [(f"{held}  {_what(stretch)}", style)]
    if stretch["note"]:
        lines.append((f"    {stretch['note']}", ""))
    return lines + [(f"    {stretch['basis']}: {wording.source(each)}", "dim") for each in stretch["sources"]]

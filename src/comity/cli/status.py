"""`comity status`: what holds between two states on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from comity.cli import options, screen
from comity.cli.measures import STATE_STYLES
from comity.cli.visa.options import RecordAt  # noqa: TC001 (Typer reads it when it runs)
from comity.wording import measures as wording

if TYPE_CHECKING:
    from comity.cli.screen import Line


def status(
    one: options.One,
    other: options.Other,
    on: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option("--on", metavar="DAY", help="The day, as 2025-09-11; today if left out."),
    ] = None,
    record: RecordAt = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON record.")] = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """What is in force, suspended or pending between two states on a day, in both directions.

    Measures are followed from the ledger's events; visa rules in force are those of the visa record.
    `comity measure ID` shows the history of one with its quotes.

    \b
    Example:
      comity status JPN RUS --on 2025-09-11
    """  # noqa: D301
    with options.opened(ledger) as asked:
        found = asked.status(one, other, on, record=record)
        names = [asked.name(one), asked.name(other)]
    if as_json:
        screen.print_json([found])
        return
    if screen.is_terminal():
        screen.print_lines(_lines(found, names))
        return
    screen.print_columns([columns(each) for each in found["measures"]])


def columns(measure: dict[str, Any]) -> list[str]:
    """One measure as a line of a pipe."""
    return [
        measure["status"],
        measure["kind"],
        measure["issuer"],
        "<->" if measure["mutual"] else "->",
        measure["subject"],
        measure["valid_from"] or "-",
        measure["valid_to"] or "-",
        measure["value"] or "-",
        measure["id"],
        measure["name"],
    ]


def _lines(found: dict[str, Any], names: list[str]) -> list[Line]:
    lines: list[Line] = [(f"{' and '.join(names)}, {found['on']}", "bold")]
    for title, some in wording.grouped(found["measures"]):
        lines += [("", ""), (title, "bold"), *map(_measure, some)]
    if not found["measures"]:
        lines.append(("  nothing is known to be in force, suspended or pending", ""))
    for each in found["unfit"]:
        told = f"{each['issuer']} -> {each['subject']}, {each['name']}: {each['reason']}"
        lines.append((f"  does not fit   {told}  {each['event'][:8]}", "dim"))
    return lines


def _measure(measure: dict[str, Any]) -> Line:
    sides = f"{measure['issuer']} {'<->' if measure['mutual'] else '->'} {measure['subject']}"
    value = wording.value(measure)
    told = f"  {sides:<13}  {measure['name']}{': ' * bool(value)}{value}, {wording.since(measure)}"
    if measure["basis"] == "record":
        return (f"{told}  (visa record, {measure['id']})", STATE_STYLES["in_force"])
    return (f"{told}  {measure['id'][:8]}", STATE_STYLES[measure["status"]])

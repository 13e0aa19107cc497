"""`comity status`: what holds between two states on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from comity.cli import options, screen
from comity.cli.measures import STATE_STYLES, state_words
from comity.cli.visa.options import RecordAt  # noqa: TC001 (Typer reads it when it runs)
from comity.wording.visas import REQUIREMENTS, span

if TYPE_CHECKING:
    from comity.cli.screen import Line

_GROUPS = (
    ("in force", ("in_force",)),
    ("suspended", ("suspended",)),
    ("ending announced", ("ending_announced",)),
    ("pending", ("announced", "negotiated", "considered", "proposed")),
)


def status(
    one: Annotated[str, typer.Argument(metavar="A", help="A state: ISO code, English name or demonym.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
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
    for title, states in _GROUPS:
        some = [each for each in found["measures"] if each["status"] in states]
        if some:
            lines += [("", ""), (title, "bold")]
            lines += [line for each in some for line in _measure(each)]
    if not found["measures"]:
        lines.append(("  nothing is known to be in force, suspended or pending", ""))
    for each in found["unfit"]:
        told = f"{each['issuer']} -> {each['subject']}, {each['name']}: {each['reason']}"
        lines.append((f"  does not fit   {told}  {each['event'][:8]}", "dim"))
    return lines


def _measure(measure: dict[str, Any]) -> list[Line]:
    sides = f"{measure['issuer']} {'<->' if measure['mutual'] else '->'} {measure['subject']}"
    since = _since(measure)
    value = _value(measure)
    told = f"  {sides:<13}  {measure['name']}{value}{since}"
    if measure["basis"] == "record":
        return [(f"{told}  (visa record, {measure['id']})", STATE_STYLES["in_force"])]
    return [(f"{told}  {measure['id'][:8]}", STATE_STYLES[measure["status"]])]


def _value(measure: dict[str, Any]) -> str:
    value = measure["value"]
    if not value:
        return ""
    if measure["basis"] == "record":
        requirement, _, stay = value.partition(", ")
        value = REQUIREMENTS[requirement] + (f", {stay}" if stay else "")
    return f": {value}"


def _since(measure: dict[str, Any]) -> str:
    if measure["basis"] == "record":
        return f", {span(measure['valid_from'], measure['valid_to'])}"
    newest = measure["history"][-1]
    told = f", {state_words(newest['status'])} {newest['date']}"
    if measure["status"] != "in_force" and measure["valid_from"]:
        told += f", in force since {measure['valid_from']}"
    told += f" for {newest['due']}" if newest["due"] else ""
    return told + (f", by {newest['deadline']}" if newest["deadline"] else "")

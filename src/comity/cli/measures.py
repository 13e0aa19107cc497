"""`comity measures` and `comity measure`: states of affairs that events begin, change and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from comity import wording
from comity.cli import options, screen

if TYPE_CHECKING:
    from comity.answers.measures import MeasureDetail
    from comity.cli.screen import Line
    from comity.records import Measure

STATE_STYLES = {
    "proposed": "magenta",
    "considered": "yellow",
    "negotiated": "yellow",
    "announced": "cyan",
    "in_force": "green",
    "suspended": "red",
    "ending_announced": "cyan",
    "ended": "dim",
    "rejected": "dim",
    "lapsed": "dim",
}
"""States by colour; each is also told in words."""

On = Annotated[
    Optional[str],  # noqa: UP045 (Typer reads it when it runs)
    typer.Option("--on", metavar="DAY", help="As it stands on this day; today if left out."),
]


def state_words(state: str) -> str:
    """As "in force", "ending announced"."""
    return state.replace("_", " ")


def measures(  # noqa: PLR0917 (Typer has one parameter an option)
    kinds: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--kind", metavar="KIND", help="Only this kind, as expulsion; may be repeated."),
    ] = None,
    issuer: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--issuer", metavar="STATE", help="Only those of this state."),
    ] = None,
    subject: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--subject", metavar="STATE", help="Only those towards this state."),
    ] = None,
    statuses: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--status", metavar="STATUS", help="Only in this state, as in_force; may be repeated."),
    ] = None,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--since", metavar="DAY", help="With a change on this day, month or year, or later."),
    ] = None,
    on: On = None,
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """Measures of all states: visa rules, entry bans, agreements, institutions, sanctions, expulsions ...

    \b
    Example:
      comity measures --kind expulsion --since 2022 --issuer JPN
      comity measures --subject RUS --status in_force --status suspended
    """  # noqa: D301
    with options.opened(ledger) as asked:
        found = asked.measures(
            kinds=kinds or (), issuer=issuer, subject=subject, statuses=statuses or (), since=since, on=on
        )
    if as_json:
        from comity.answers.contract import measure_record

        screen.print_json(map(measure_record, found))
    elif not found:
        typer.echo("No measure fits; `comity status A B` shows those between two states.")
    else:
        screen.print_columns([_columns(each) for each in found])


def _columns(measure: Measure) -> list[str]:
    newest = measure.history[-1]
    return [
        str(newest.days),
        state_words(measure.state.value),
        measure.kind,
        measure.issuer,
        "<->" if measure.mutual else "->",
        measure.subject,
        measure.value or "-",
        measure.id[: 8 if screen.is_terminal() else None],
        measure.name,
    ]


def measure(
    told: Annotated[str, typer.Argument(metavar="ID", help="The measure's id, or how it begins.")],
    on: On = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON record.")] = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """The history of one measure, each step with the words that show it.

    \b
    Example:
      comity measure 3f2a9c1e
    """  # noqa: D301
    with options.opened(ledger) as asked:
        found = asked.measure(told, on)
    if as_json:
        screen.print_json([found.record()])
    else:
        screen.print_lines(_lines(found))


def _lines(found: MeasureDetail) -> list[Line]:
    measure = found.measure
    arrow = "<->" if measure.mutual else "->"
    lines: list[Line] = [
        (f"{measure.issuer} {arrow} {measure.subject}  {measure.name}", "bold"),
        (f"{measure.kind}  {state_words(measure.state.value)}", STATE_STYLES[measure.state.value]),
        (f"id        {measure.id}", "dim"),
        ("", ""),
    ]
    for step, evidence in zip(measure.history, found.shown, strict=True):
        value = f"  {step.value}" if step.value else ""
        by = f"  by {wording.day(step.deadline.last)}" if step.deadline else ""
        by += f"  for {step.due}" if step.due else ""
        lines.append(
            (
                f"{step.days}  {state_words(step.state.value)}{value}{by}  ({step.days.basis.value})",
                STATE_STYLES[step.state.value],
            )
        )
        lines += [
            (f"    “{wording.one_line(each.quote)}” ({each.publisher or each.document})", "")
            for each in evidence[:3]
        ]
        lines.append((f"    event {step.event[:8]}", "dim"))
    return lines

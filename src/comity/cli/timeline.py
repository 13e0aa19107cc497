"""`comity timeline`: what two states did to one another, by date."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from comity import wording
from comity.cli import options, screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from comity.answers.timeline import Entry
    from comity.api import Ledger

SHORT_ID = 8  # characters of an id that a terminal shows; `comity event` takes them
LONGEST_QUOTE = 240


def timeline(  # noqa: PLR0917 (Typer has one parameter an option)
    one: options.One,
    other: options.Other,
    since: options.Since = None,
    until: options.Until = None,
    types: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--type", metavar="TYPE", help="Only this PLOVER type, as SANCTION; may be repeated."),
    ] = None,
    statuses: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--status", metavar="STATUS", help="Only this status, as considered; may be repeated."),
    ] = None,
    text: Annotated[
        str,
        typer.Option(metavar="WORDS", help="Only what a document with these words tells, in whatever case."),
    ] = "",
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """What two states did to one another, in both directions, by date.

    Each line says when and how that is known (stated, relative: counted from the page's date, inferred,
    published: nothing better known), who did what to whom, how settled it is, and who says so.

    \b
    Example:
      comity timeline Japan Russia --since 2019 --type SANCTION
    """  # noqa: D301
    with options.opened(ledger) as asked:
        found = asked.timeline(
            one, other, since=since, until=until, types=types or (), statuses=statuses or (), text=text
        )
        if as_json:
            screen.print_json(asked.records(found))
        elif not found:
            narrowed = any((since, until, types, statuses, text))
            typer.echo(_nothing(asked, one, other, narrowed=narrowed))
        elif screen.is_terminal():
            show(found, screen.console(), [asked.name(one), asked.name(other)])
        else:
            screen.print_columns([_columns(entry) for entry in found])


def _nothing(asked: Ledger, one: str, other: str, *, narrowed: bool) -> str:
    if narrowed:
        return (
            f"No event between {one} and {other} fits; "
            "ask without --since, --until, --type, --status and --text."
        )
    dyads = asked.busiest(one) or asked.busiest(other)
    pairs = ", ".join(dict.fromkeys(" ".join(sorted(dyad)) for dyad in dyads))
    advice = f"the ledger has events between {pairs}" if pairs else "see `comity skipped`, or read more pages"
    return f"No event between {one} and {other}; {advice}."


def _columns(entry: Entry) -> list[str]:
    event = entry.event
    left, right = wording.sides(event)
    return [
        wording.iso(event.days),
        event.days.basis.value,
        left,
        "<->" if event.symmetric else "->",
        right,
        f"{event.type}/{event.mode}" if event.mode else event.type,
        event.status.value + ("!" if event.disputed else ""),
        f"{len(event.mentions)}/{event.sources_independent}",
        event.id,
        f'"{wording.one_line(entry.best.quote)}"',
    ]


def show(found: list[Entry], console: Console, states: Sequence[str]) -> None:
    """The timeline of two states, by name, on a terminal: years, then the line and quote of each event."""
    from rich.text import Text

    documents = {entry.best.document for entry in found}
    console.print(
        Text.assemble(
            (" and ".join(states), "bold"),
            f"   {wording.count(len(found), 'event')} from {wording.count(len(documents), 'document')}",
        )
    )
    widths = Widths(
        max(SHORT_ID, *(len(wording.days(entry.event.days)) for entry in found)),
        max(len(wording.dyad(entry.event)) for entry in found),
        max(len(wording.what(entry.event)) for entry in found),
    )
    for year, entries in groupby(found, key=lambda entry: entry.event.days.first.year):
        console.print(Text(f"\n{year}", "bold"))
        for entry in entries:
            _print_entry(entry, widths, console)
    used = [status for status in wording.MARKS if any(e.event.status.value == status for e in found)]
    legend = Text("   ").join(Text(f"{wording.MARKS[each]} {each}", screen.STYLES[each]) for each in used)
    console.print(Text("\n") + legend)
    console.print(Text(f"comity event {found[0].event.id[:SHORT_ID]} shows one with its evidence", "dim"))


class Widths(NamedTuple):
    """Columns of the timeline, in characters."""

    days: int
    dyad: int
    what: int


def _print_entry(entry: Entry, widths: Widths, console: Console) -> None:
    """Who did what when, and how settled it is; below, its id and the words that show it."""
    from rich.text import Text

    line, settled = _what_happened(entry, widths), _how_settled(entry)
    indent = widths.days + 5
    if line.cell_len + settled.cell_len > console.width:
        line = _what_happened(entry, Widths(widths.days, 0, 0))
    if line.cell_len + settled.cell_len <= console.width:
        console.print(line + settled)
    else:
        line.rstrip()
        console.print(line)
        console.print(Text(" " * indent) + settled)
    for number, part in enumerate(_shown(entry).wrap(console, max(20, console.width - indent))):
        left = (f"   {entry.event.id[:SHORT_ID]}".ljust(indent), "dim") if number == 0 else " " * indent
        console.print(Text.assemble(left, part))


def _what_happened(entry: Entry, widths: Widths) -> Text:
    from rich.text import Text

    event = entry.event
    status, basis = event.status.value, event.days.basis.value
    settled = status == "actual"
    return Text.assemble(
        (f" {wording.MARKS[status]} ", screen.STYLES[status]),
        (wording.days(event.days).ljust(widths.days), "" if settled else "dim"),
        "  ",
        (f"{basis:<9}", "yellow" if basis == "inferred" else "dim"),
        "  ",
        (wording.dyad(event).ljust(widths.dyad), "bold" if settled else ""),
        "  ",
        wording.what(event).ljust(widths.what),
        "  ",
    )


def _how_settled(entry: Entry) -> Text:
    from rich.text import Text

    event = entry.event
    status = event.status.value
    parts = [] if status == "actual" else [Text(status, screen.STYLES[status])]
    if event.deadline is not None:
        parts.append(Text(f"by {wording.day(event.deadline.last)}", "bold"))
    if event.disputed:
        parts.append(Text("disputed", "red"))
    parts.append(Text(wording.independent(event), "dim"))
    return Text("  ").join(parts)


def _shown(entry: Entry) -> Text:
    from rich.text import Text

    best = entry.best
    said = f" — {', via '.join(best.attribution)}" if best.attribution else ""
    quote = wording.shortened(best.quote, LONGEST_QUOTE)
    return Text.assemble((f"“{quote}”", "italic"), (f"{said} ({best.publisher or best.document})", "dim"))

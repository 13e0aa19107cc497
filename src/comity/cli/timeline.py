"""`comity timeline`: what two states did to one another, by date."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from comity.cli import options, screen, wording

if TYPE_CHECKING:
    from rich.console import Console

    from comity.answers.timeline import Entry
    from comity.api import Ledger


def timeline(  # noqa: PLR0917 (Typer has one parameter an option)
    one: Annotated[str, typer.Argument(metavar="A", help="A state: ISO code, English name or demonym.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    since: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option(metavar="DAY", help="From this day, month or year: 2022-10-04, 2022-10 or 2022."),
    ] = None,
    until: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="DAY", help="Until this day, month or year."),
    ] = None,
    types: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--type", metavar="TYPE", help="Only this PLOVER type, as SANCTION; may be repeated."),
    ] = None,
    statuses: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--status", metavar="STATUS", help="Only this status, as considered; may be repeated."),
    ] = None,
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
            one, other, since=since, until=until, types=types or (), statuses=statuses or ()
        )
        if as_json:
            screen.print_json(asked.records(found))
        elif not found:
            narrowed = any((since, until, types, statuses))
            typer.echo(_nothing(asked, one, other, narrowed=narrowed))
        elif screen.is_terminal():
            show(found, screen.console())
        else:
            screen.print_columns([_columns(entry) for entry in found])


def _nothing(asked: Ledger, one: str, other: str, *, narrowed: bool) -> str:
    if narrowed:
        return f"No event between {one} and {other} fits; ask without --since, --until, --type and --status."
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


def show(found: list[Entry], console: Console) -> None:
    """The timeline as a terminal shows it: years, then two lines an event."""
    from rich.text import Text

    documents = {entry.best.document for entry in found}
    codes = sorted({code for entry in found for code in (*entry.event.actors, *entry.event.recipients)})
    console.print(
        Text.assemble(
            (", ".join(codes) if len(codes) < 5 else f"{len(codes)} parties", "bold"),
            f"   {wording.count(len(found), 'event')} from {wording.count(len(documents), 'document')}",
        )
    )
    width = max(len(wording.days(entry.event.days)) for entry in found)
    kinds = max(len(wording.what(entry.event)) for entry in found)
    pairs = max(len(wording.dyad(entry.event)) for entry in found)
    for year, entries in groupby(found, key=lambda entry: entry.event.days.first.year):
        console.print(Text(f"\n{year}", "bold"))
        for entry in entries:
            console.print(_first_line(entry, width, pairs, kinds), overflow="fold")
            console.print(_second_line(entry, width, console.width), overflow="ellipsis", no_wrap=True)
    used = [status for status in wording.MARKS if any(e.event.status.value == status for e in found)]
    legend = Text("\n")
    for status in used:
        legend.append(f"{wording.MARKS[status]} {status}   ", screen.STYLES[status])
    legend.append("comity event ID shows one with its evidence", "dim")
    console.print(legend)


def _first_line(entry: Entry, width: int, pairs: int, kinds: int):  # type: ignore[no-untyped-def]
    from rich.text import Text

    event = entry.event
    status = event.status.value
    settled = status == "actual"
    line = Text.assemble(
        (f" {wording.MARKS[status]} ", screen.STYLES[status]),
        (wording.days(event.days).ljust(width), "" if settled else "dim"),
        "  ",
        (f"{event.days.basis.value:<9}", "yellow" if event.days.basis.value == "inferred" else "dim"),
        "  ",
        (wording.dyad(event).ljust(pairs), "bold" if settled else ""),
        "  ",
        wording.what(event).ljust(kinds),
        "  ",
        ("" if settled else status + "  ", screen.STYLES[status]),
    )
    if event.deadline is not None:
        line.append(f"by {wording.day(event.deadline.last)}  ", "bold")
    if event.disputed:
        line.append("disputed  ", "red")
    line.append(wording.independent(event), "dim")
    line.append(f"  {event.id}", "dim")
    return line


def _second_line(entry: Entry, width: int, screen_width: int):  # type: ignore[no-untyped-def]
    from rich.text import Text

    best = entry.best
    said = f" — {', via '.join(best.attribution)}" if best.attribution else ""
    where = f" ({best.publisher or best.document})"
    room = max(20, screen_width - width - 5 - len(said) - len(where) - 2)
    quote = wording.one_line(best.quote)
    shown = quote if len(quote) <= room else quote[: room - 1].rstrip() + "…"
    return Text.assemble(" " * (width + 5), (f"“{shown}”", "italic"), (said + where, "dim"))

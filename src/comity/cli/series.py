"""`comity series`: the relation of two states over time."""

from __future__ import annotations

import csv
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 (Typer reads it when it runs)
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from comity import wording
from comity.cli import options, screen
from comity.errors import InputError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.series import Series
    from comity.answers.turning import Behind, TurningPoint, Turns
    from comity.api import Ledger

PICTURES = (".svg", ".png")
LONGEST_QUOTE = 160


class SeriesFormat(StrEnum):
    """How a series is printed."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


def series(  # noqa: PLR0917 (Typer has one parameter an option)
    one: options.One,
    other: options.Other,
    by: Annotated[
        str, typer.Option(metavar="PERIOD", help="day, week (ISO), month, quarter or year.")
    ] = "month",
    since: options.Since = None,
    until: options.Until = None,
    form: Annotated[
        Optional[SeriesFormat],  # noqa: UP045
        typer.Option("--format", help="Print a table (with a plot, on a terminal), CSV or JSON lines."),
    ] = None,
    plot: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FILE", help="Draw it to this file, which ends in .svg or .png."),
    ] = None,
    *,
    turning: Annotated[
        bool, typer.Option("--turning", help="Print the turning points instead of the series.")
    ] = False,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """How many settled events two states had in each period, of which class, and how intense.

    A line a period and direction; in "both", an event counts once. Counted are events that happened, each
    once however many pages tell it, in the period of their first day; an event that one source tells and
    another denies is counted apart, as denied. The score adds the types' intensities on Goldstein's scale,
    from -10 (conflict) to 10 (cooperation). Periods without an event are there, with zeros. Turning points
    are the periods from which on the score keeps another level.

    \b
    Example:
      comity series JPN RUS
      comity series JPN RUS --by quarter --since 2014 --format csv
      comity series JPN RUS --plot relation.svg
      comity series JPN RUS --turning
    """  # noqa: D301
    if plot is not None and plot.suffix.lower() not in PICTURES:
        raise QuestionError(f"{plot} names no kind of picture that can be drawn; let it end in .svg or .png")
    chosen = SeriesFormat.JSONL if as_json else form
    with options.opened(ledger) as asked:
        found = asked.series(one, other, by=by, since=since, until=until)
        if not found.points:
            narrowed = since is not None or until is not None
            typer.echo(
                _nothing(asked, found, narrowed=narrowed), err=chosen not in {None, SeriesFormat.TABLE}
            )
            if chosen is SeriesFormat.CSV and not turning:
                _print_csv(found)
            return
        names = [asked.name(found.one), asked.name(found.other)]
        if plot is not None:
            _draw(found, asked.turning_points(found), names, plot)
        if turning:
            _print_turns(found, asked.turning_points(found), chosen)
        elif chosen is SeriesFormat.JSONL:
            screen.print_json(found.records())
        elif chosen is SeriesFormat.CSV:
            _print_csv(found)
        elif chosen is SeriesFormat.TABLE or plot is None:
            _print_table(asked, found, names)
        if found.loose:
            typer.echo(_left_out(found), err=True)


def _nothing(asked: Ledger, found: Series, *, narrowed: bool) -> str:
    pair = f"{asked.name(found.one)} and {asked.name(found.other)}"
    if found.loose:
        return f"No settled event between {pair} can be placed: {_left_out(found)}"
    if narrowed:
        return f"No settled event between {pair} fits; ask without --since and --until."
    return f"No settled event between {pair}; see `comity timeline {found.one} {found.other}` for all others."


def _left_out(found: Series) -> str:
    count = wording.count(len(found.loose), "settled event")
    verb = "is" if len(found.loose) == 1 else "are"
    first = found.loose[0]
    return (
        f"{count} {verb} left out, dated more loosely than to a {found.by.value}"
        f" (as {first.id}, {wording.iso(first.days)}); a longer --by has more of them."
    )


def _draw(found: Series, turns: Turns, names: list[str], out: Path) -> None:
    from comity.cli import chart

    drawn = chart.draw(found, turns, names, out.suffix.lower().lstrip("."))
    try:
        out.write_bytes(drawn)
    except OSError as error:
        raise InputError(
            f"{out} cannot be written: {error.strerror}; name a file in a folder of yours"
        ) from error
    typer.echo(f"{len(found.periods):,} {found.by.value}s drawn to {out}", err=True)


def _print_csv(found: Series) -> None:
    from comity.answers.series import COLUMNS

    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found.records())


def _print_table(asked: Ledger, found: Series, names: list[str]) -> None:
    if not screen.is_terminal():
        rows = [point.record() for point in found.points]
        told = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
        screen.print_columns([list(rows[0]), *told])
        return
    from comity.cli import plot

    terminal = screen.console()
    plot.print_table(found, terminal)
    turns = asked.turning_points(found)
    plot.print_plot(found, turns, names, terminal)
    screen.print_lines(_turn_lines(found, turns))


def _print_turns(found: Series, turns: Turns, chosen: SeriesFormat | None) -> None:
    if chosen is SeriesFormat.JSONL:
        screen.print_json(point.record() for point in turns.points)
        if turns.why_none:
            typer.echo(f"No turning point: {turns.why_none}.", err=True)
        return
    if chosen is SeriesFormat.CSV:
        raise QuestionError("turning points have events of their own, which CSV cannot hold; use --json")
    screen.print_lines(_turn_lines(found, turns))


def _turn_lines(found: Series, turns: Turns) -> Iterator[screen.Line]:
    if turns.why_none:
        yield (f"No turning point: {turns.why_none}.", "dim")
    for number, point in enumerate(turns.points, 1):
        yield (f"{number}  {_turned(found, point)}", "bold")
        yield from ((f"   {_behind(each)}", "") for each in point.events)


def _turned(found: Series, point: TurningPoint) -> str:
    before, after = wording.signed(point.before), wording.signed(point.after)
    way = "up" if point.after > point.before else "down"
    return f"{point.period}  {way}: score {before} -> {after} a {found.by.value}"


def _behind(each: Behind) -> str:
    event = each.happened.event
    quote = wording.shortened(each.shown.quote, LONGEST_QUOTE)
    when = "then" if each.came else "till then"
    told: list[Any] = [
        when.ljust(9),
        wording.days(event.days),
        wording.dyad(event, to="->", both="<->"),
        wording.what(event),
        wording.signed(each.happened.goldstein),
        event.id,
        f'"{quote}" ({each.shown.publisher or each.shown.document})',
    ]
    return "  ".join(told)

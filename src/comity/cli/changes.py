"""`comity changes`: what began, changed or ended; as lines, an Atom feed, a calendar."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from comity import wording
from comity.cli import options, screen
from comity.cli.measures import STATE_STYLES, state_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.change import AnnouncedDay, Change, Changes
    from comity.api import Ledger
    from comity.cli.screen import Line

LONGEST_QUOTE = 240
MOST_CODES = 4


def changes(  # noqa: PLR0917 (Typer has one parameter an option)
    one: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it when it runs)
        typer.Argument(metavar="A", help="Only of this state: ISO code, English name or demonym."),
    ] = None,
    other: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="B", help="Only between A and this one."),
    ] = None,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="DAY", help="From this day, month or year, as 2025-01-01; 30 days ago if left out."
        ),
    ] = None,
    until: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="DAY", help="Until this day, month or year; if left out, what is ahead too."),
    ] = None,
    kinds: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--kind", metavar="KIND", help="Only this kind, as expulsion; may be repeated."),
    ] = None,
    atom: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="FILE", help='Write the changes as an Atom feed; "-": standard output.'),
    ] = None,
    ics: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="FILE", help='Write announced days and deadlines as an iCalendar; "-": standard output.'
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON record.")] = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """What began, changed or ended: measures of the ledger, and curated rules of the visa record.

    The newest comes first. Days that were announced and deadlines that lie in the time asked for stand below.

    \b
    Example:
      comity changes --since 2025-01-01 JPN
      comity changes JPN RUS --since 2022 --ics dates.ics
    """  # noqa: D301
    if as_json + (atom == "-") + (ics == "-") > 1:
        raise typer.BadParameter("only one of --json, --atom - and --ics - can have standard output")
    with options.opened(ledger) as asked:
        found = asked.changes(one, other, since=since, until=until, kinds=kinds or ())
        for form, place in (("atom", atom), ("ics", ics)):
            if place is not None:
                _hand_over(asked, found, form, place)
    if as_json:
        screen.print_json([found.record()])
    elif atom is None and ics is None:
        _show(found, asked=since is not None)


def _hand_over(asked: Ledger, found: Changes, form: str, place: str) -> None:
    if place == "-":
        sys.stdout.buffer.write(asked.feed(found, form))
        sys.stdout.buffer.flush()
        return
    asked.feed(found, form, Path(place))
    held = (
        wording.count(len(found.changes), "change")
        if form == "atom"
        else wording.count(len(found.announced), "announced day or deadline", "announced days and deadlines")
    )
    typer.echo(f"{held} written to {place}", err=True)


def _show(found: Changes, *, asked: bool) -> None:
    if screen.is_terminal():
        screen.print_lines(_lines(found, asked=asked))
    elif not found.changes and not found.announced:
        typer.echo(_nothing(found, asked=asked))
    else:
        screen.print_columns(
            [
                *(_columns(each) for each in found.changes),
                *(_announced_columns(each) for each in found.announced),
            ]
        )


def _nothing(found: Changes, *, asked: bool) -> str:
    of = f" of {' and '.join(found.states)}" if found.states else ""
    time = _time(found, asked=asked)
    return f"Nothing{of} began, changed or ended {time}; ask from an earlier day with --since."


def _time(found: Changes, *, asked: bool) -> str:
    """As "since 1 Jan 2025", which says so where nobody named the day."""
    told = f"since {wording.day(found.since)}"
    if found.until is not None:
        told += f" until {wording.day(found.until)}"
    return told if asked else f"{told} (30 days; --since tells another day)"


def _columns(change: Change) -> list[str]:
    """One change as a line of a pipe."""
    return [
        wording.iso(change.days),
        change.days.basis.value,
        change.basis.value,
        change.issuer,
        "<->" if change.mutual else "->",
        _codes(change, ",+", ""),
        change.kind,
        change.before.value if change.before else "-",
        change.after.value,
        change.deadline.last.isoformat() if change.deadline else "-",
        change.event or change.measure,
        wording.one_line(change.value or "-"),
        wording.one_line(change.name),
        f'"{wording.one_line(change.quote)}"' if change.quote else wording.one_line(change.document or "-"),
    ]


def _announced_columns(announced: AnnouncedDay) -> list[str]:
    """An announced day in the columns of the changes: what it is stands where they have their state."""
    columns = _columns(announced.change)
    columns[0], columns[7] = wording.iso(announced.days), "announced"
    columns[8] = announced.occasion.value
    return columns


def _lines(found: Changes, *, asked: bool) -> Iterator[Line]:
    of = f" of {' and '.join(found.states)}" if found.states else ""
    if not found.changes and not found.announced:
        yield (_nothing(found, asked=asked), "")
        return
    yield (f"{wording.count(len(found.changes), 'change')}{of} {_time(found, asked=asked)}", "bold")
    for days, some in groupby(found.changes, key=lambda change: change.days):
        yield ("", "")
        yield (wording.days(days), "bold")
        for change in some:
            yield from _change(change)
    if found.announced:
        yield ("", "")
        yield ("announced days and deadlines", "bold")
        yield from (_announced(each) for each in found.announced)
    example = next((each.measure for each in found.changes if each.event), None)
    if example is not None:
        yield ("", "")
        yield (f"comity measure {example[:8]} shows the history of one with its quotes", "dim")


def _change(change: Change) -> Iterator[Line]:
    before = "" if change.before in {None, change.after} else f"{state_words(change.before.value)} → "
    value = f"  {wording.one_line(change.value)}" if change.value else ""
    by = f"  by {wording.day(change.deadline.last)}" if change.deadline else ""
    yield (
        f"  {_subject(change)}: {before}{state_words(change.after.value)}{value}{by}",
        STATE_STYLES[change.after.value],
    )
    quote = f"“{wording.shortened(change.quote, LONGEST_QUOTE)}” " if change.quote else ""
    if change.event:
        named = f"{quote}({wording.one_line(_source(change))}, {change.days.basis.value})"
        yield (f"    {change.measure[:8]}  {named}", "dim")
    else:
        source = ", ".join(filter(None, (change.publisher, change.document)))
        yield (f"    visa record, {change.measure}: {quote}{wording.one_line(source)}", "dim")


def _announced(announced: AnnouncedDay) -> Line:
    told = f"  {_subject(announced.change)}: {announced.words(wording.days(announced.days))}"
    return told, ""


def _source(change: Change) -> str:
    return change.publisher or change.document or "source unknown"


def _subject(change: Change) -> str:
    """As "JPN → RUS expulsion"; of many states, the first ones."""
    subject = "everybody" if change.subject == "*" else _codes(change, " and ", " more")
    kind = state_words(change.kind)
    name = wording.one_line(change.name)
    named = name if kind in name.casefold() else f"{name} ({kind})"
    return f"{change.issuer} {'↔' if change.mutual else '→'} {subject}  {named}"


def _codes(change: Change, before: str, after: str) -> str:
    """The first codes of the subject, and how many others there are."""
    codes = change.subject.split(",")
    left = len(codes) - MOST_CODES
    told = ",".join(codes[:MOST_CODES])
    return told if left <= 0 else f"{told}{before}{left}{after}"

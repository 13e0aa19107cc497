"""`comity read`: pages into the ledger."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from comity import wording
from comity.cli import options, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.pipeline import Progress, Report

STOPPED = 130  # as shells say for a program that was interrupted


def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help='Files and folders; "-" is standard input.'),
    ],
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
    coder: options.CoderNamed = options.DEFAULT_CODER,
) -> None:
    """Read pages into the ledger.

    Files may be HTML, plain text, JSON lines, WARC or feeds, also gzipped; folders are read with all below.

    Pages that the ledger knows are not read again. What is killed midway goes on where it stopped.
    The exit code is 2 where a path could not be read; all others still are.

    \b
    Example:
      comity read pages/ more/page.html
    """  # noqa: D301
    with options.opened(ledger, coder) as asked, _progress() as progress:
        try:
            report = asked.read(paths, progress=progress)
        except KeyboardInterrupt:
            typer.echo(
                "comity: stopped; what was read is kept, and reading again goes on from there", err=True
            )
            raise typer.Exit(STOPPED) from None
    for error in report.errors:
        typer.echo(f"comity: {error.name}: {error.reason}; {error.detail}", err=True)
    if as_json:
        screen.print_json([_record(report, ledger)])
    else:
        screen.print_lines(_lines(report, ledger))
    if report.errors:
        raise typer.Exit(2)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A line on the terminal that tells how far reading is; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(bar_width=20),
        TextColumn("{task.fields[done]}"),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None, done="")

        def told(report: Report, name: str) -> None:
            expected = "" if report.expected is None else f" of {report.expected:,}"
            done = f"{report.finished:,}{expected} pages, {wording.count(report.mentions, 'mention')}"
            bar.update(
                task, description=name[-40:], done=done, completed=report.finished, total=report.expected
            )

        yield told


def _lines(report: Report, ledger: str) -> Iterator[screen.Line]:
    known = f", {report.known:,} known already" if report.known else ""
    copies = f" ({wording.count(report.copies, 'copy', 'copies')} of another's text)" if report.copies else ""
    yield (
        f"read {wording.count(report.read, 'page')}{known}: "
        f"{wording.count(report.kept, 'document')} kept{copies}, {report.mentions:,} "
        f"{'mention' if report.mentions == 1 else 'mentions'} coded",
        "bold",
    )
    for stage, heading in (("read", "not read"), ("clean", "pages skipped"), ("code", "gave no mention")):
        reasons = [(n, why) for (at, why), n in report.skipped.most_common() if at == stage]
        if reasons:
            yield (f"{heading}: {', '.join(f'{n:,} {why}' for n, why in reasons)}", "")
    yield (
        f"{ledger} holds {wording.count(report.documents_in_ledger, 'document')} and "
        f"{wording.count(report.events_in_ledger, 'event')}",
        "",
    )


def _record(report: Report, ledger: str) -> dict[str, object]:
    return {
        "ledger": ledger,
        "read": report.read,
        "known": report.known,
        "kept": report.kept,
        "copies": report.copies,
        "mentions": report.mentions,
        "skipped": [
            {"stage": stage, "reason": reason, "count": number}
            for (stage, reason), number in sorted(report.skipped.items())
        ],
        "errors": [
            {"name": error.name, "reason": error.reason, "detail": error.detail} for error in report.errors
        ],
        "documents": report.documents_in_ledger,
        "events": report.events_in_ledger,
    }

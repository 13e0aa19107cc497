"""The commands under one name. Their modules load nothing heavy: each command does so when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from comity import __version__
from comity.cli import (
    balance,
    changes,
    coding,
    document,
    event,
    export,
    measures,
    read,
    replies,
    series,
    serve,
    skipped,
    status,
    timeline,
    visa,
)

app = typer.Typer(
    name="comity",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: quick, the same on a terminal, in a pipe and in docs/commands.md
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"comity {__version__}")
        raise typer.Exit


@app.callback()
def _comity(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=lambda wanted: _show_version(wanted=wanted), is_eager=True),
    ] = False,
) -> None:
    """Read the news about states into a dated, sourced ledger, and ask it what they did to one another.

    \b
    Example:
      comity read pages/
      comity timeline Japan Russia --since 2019
    """  # noqa: D301 (\b keeps the lines of the example apart)


app.command("read")(read.read)
app.command("timeline")(timeline.timeline)
app.command("series")(series.series)
app.command("event")(event.event)
app.command("status")(status.status)
app.command("measures")(measures.measures)
app.command("measure")(measures.measure)
app.command("changes")(changes.changes)
app.command("replies")(replies.replies)
app.command("balance")(balance.balance)
app.command("document")(document.document)
app.command("skipped")(skipped.skipped)
app.command("serve")(serve.serve)
app.command("export")(export.export)
app.command("code")(coding.code)
app.command("who")(coding.who)
app.add_typer(visa.app, name="visa")

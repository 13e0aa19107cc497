"""`comity serve`: the ledger as web pages and an HTTP API."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 (Typer reads it when it runs)
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from comity.cli import options

if TYPE_CHECKING:
    from comity.web.review import Review

HOST, PORT = "127.0.0.1", 8470


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = HOST,
    port: Annotated[int, typer.Option(metavar="NUMBER", min=0, max=65535, help="The port; 0: any.")] = PORT,
    names: Annotated[
        Optional[list[str]],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option("--allow-host", metavar="NAME", help="A name that the server goes by too."),
    ] = None,
    *,
    review: Annotated[
        Optional[Path],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option(metavar="FILE", help="Have readers judge mentions, and keep that as JSON lines here."),
    ] = None,
    token: Annotated[
        str,
        typer.Option(
            metavar="TEXT",
            envvar="COMITY_REVIEW_TOKEN",
            help="By what reviewers sign in; better told by the variable. One is made if left out.",
        ),
    ] = "",
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """Serve the ledger as web pages and an HTTP API, for reading.

    Nothing is written to the ledger, and nothing is asked of another machine. `comity read` may go on
    meanwhile: what it adds is shown at once. Ctrl-C ends it.

    \b
    Example:
      comity serve
      comity serve --port 9000 --ledger archive.db
      comity serve --review judged.jsonl
    """  # noqa: D301
    import comity
    from comity.web import files
    from comity.web.desk import Desk
    from comity.web.serving import is_loopback, serve

    if not is_loopback(host):
        typer.echo(
            f"comity: {host} can be reached from other machines; everybody there may read it", err=True
        )
    if not files.are_built():
        typer.echo(
            "comity: the charts are not built, so pages go without; `make charts` builds them", err=True
        )

    judged = _review(review, token)

    def ready(address: str) -> None:
        typer.echo(f"The ledger {ledger} is at {address} — Ctrl-C ends this.")
        if judged is not None:
            made = "" if token else f"?token={judged.token}"
            typer.echo(f"Mentions are judged at {address}review/sign-in{made} and kept in {review}.")

    desk = Desk(comity.open(ledger, read_only=True), review=judged)
    serve(desk, host, port, names=names or (), ready=ready)


def _review(file: Path | None, token: str) -> Review | None:
    """Where mentions are judged, with the file looked through; None where they are not."""
    if file is None:
        return None
    from comity.judgements import Judgements
    from comity.web.review import Review

    kept = Judgements(file)
    kept.check()
    return Review(kept, token) if token else Review(kept)

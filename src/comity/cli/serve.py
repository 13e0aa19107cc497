"""`comity serve`: the ledger as web pages and an HTTP API."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from comity.cli import options

HOST, PORT = "127.0.0.1", 8470


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = HOST,
    port: Annotated[int, typer.Option(metavar="NUMBER", min=0, max=65535, help="The port; 0: any.")] = PORT,
    names: Annotated[
        Optional[list[str]],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option("--allow-host", metavar="NAME", help="A name that the server goes by too."),
    ] = None,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """Serve the ledger as web pages and an HTTP API, for reading.

    Nothing is written, and nothing is asked of another machine. `comity read` may go on meanwhile: what it
    adds is shown at once. Ctrl-C ends it.

    \b
    Example:
      comity serve
      comity serve --port 9000 --ledger archive.db
    """  # noqa: D301
    import comity
    from comity.web.desk import Desk
    from comity.web.serving import is_loopback, serve

    if not is_loopback(host):
        typer.echo(
            f"comity: {host} can be reached from other machines; everybody there may read it", err=True
        )

    def ready(address: str) -> None:
        typer.echo(f"The ledger {ledger} is at {address} — Ctrl-C ends this.")

    serve(Desk(comity.open(ledger, read_only=True)), host, port, names=names or (), ready=ready)

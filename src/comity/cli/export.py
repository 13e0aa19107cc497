"""`comity export`: the ledger as files."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 (Typer reads it when it runs)
from typing import Annotated, Optional

import typer

from comity.answers.contract import Format, Kind
from comity.cli import options


def export(
    kind: Annotated[Kind, typer.Argument(help="What to export.")],
    form: Annotated[
        Format, typer.Option("--format", help="JSON lines, CSV (lists as JSON), or Parquet.")
    ] = Format.JSONL,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FILE", help="Where to; by default standard output."),
    ] = None,
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """Every event, document or measure, as JSON lines, CSV or Parquet.

    \b
    Example:
      comity export events --format parquet --out events.parquet
    """  # noqa: D301
    chosen = Format.JSONL if as_json else form
    with options.opened(ledger) as asked:
        written = asked.write(kind, chosen, out)
    if out is not None:
        typer.echo(f"{written:,} {kind.value} written to {out}", err=True)

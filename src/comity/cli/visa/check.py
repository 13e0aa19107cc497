"""`comity visa check`: many journeys at once."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 (Typer reads it when it runs)
from typing import Annotated

import typer

from comity.cli.visa import options as asked


def check(
    travellers: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Journeys: CSV, Parquet or JSON lines, by the name's ending."),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where the answers go: the same formats.")
    ],
    *,
    record: asked.RecordAt = None,
) -> None:
    """Answer a table of journeys: one row in, the same row with its answer out.

    Columns: passport, destination, on; and, where there are such, days, stays and the kinds of condition
    (registered, biometric, purpose, ...). A row that cannot be answered says why under "problem".

    \b
    Example:
      comity visa check travellers.csv --out answers.parquet
    """  # noqa: D301
    report = asked.visas(record).check_file(travellers, out)
    typer.echo(str(report))

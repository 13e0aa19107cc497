"""`comity visa import`: the record made anew from the public repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer


def import_record(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Clones of the repositories, folders of their dated files, or such files; read as one.",
        ),
    ],
    leave_out: Annotated[
        Optional[list[str]],  # noqa: UP045 (Typer reads it when it runs)
        typer.Option("--leave-out", metavar="COMMIT", help="A commit or file not to read; may be repeated."),
    ] = None,
    out: Annotated[Path, typer.Option("--record", metavar="FILE", help="Where the record goes.")] = Path(
        "comity-visas.parquet"
    ),
) -> None:
    """Make the record's snapshots from a clone of the public Passport Index repository.

    All files of its history are read. A file with an unknown value is refused with its row and value,
    and then nothing is written. Use what was made by --record, or by setting COMITY_RECORD.

    \b
    Example:
      git clone https://github.com/ilyankou/passport-index-dataset
      comity visa import passport-index-dataset
      comity visa JPN CHN --record comity-visas.parquet
    """  # noqa: D301
    from comity.visas import Visas

    typer.echo(str(Visas.import_record(sources, out, leave_out=leave_out or ())))

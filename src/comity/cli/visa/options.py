"""The options that the visa commands share, and how they open the record."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from comity.cli.options import DEFAULT_LEDGER, opened

if TYPE_CHECKING:
    from comity.visas import Visas

On = Annotated[
    Optional[str],  # noqa: UP045 (Typer reads it when it runs)
    typer.Option("--on", metavar="DAY", help="The day, as 2019-02-15; today if left out."),
]
RecordAt = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--record",
        metavar="FILE",
        envvar="COMITY_RECORD",
        help="A record that `comity visa import` made; the one that comes with Comity if left out.",
    ),
]


def visas(record: str | None, ledger: str | None = None) -> Visas:
    """The record, with the ledger for what is pending; a ledger that nobody named need not exist."""
    from comity.visas import Visas

    if ledger is None or (ledger == DEFAULT_LEDGER and not Path(ledger).exists() and _not_set()):
        return Visas(record)
    return Visas(record, opened(ledger))


def _not_set() -> bool:
    return "COMITY_LEDGER" not in os.environ


def print_list(records: list[dict[str, Any]]) -> None:
    """One JSON list, a record a line."""
    import json

    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    typer.echo("[" + ",\n ".join(lines) + "]")

"""The options that several commands share, and how they open the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from comity.api import Ledger

LedgerAt = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="PATH",
        envvar="COMITY_LEDGER",
        help="The ledger: a file, or a database URL.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines, one record a line.")]

DEFAULT_LEDGER = "comity.db"


def opened(place: str) -> Ledger:
    """The ledger named on the command line."""
    import comity

    return comity.open(place)

"""The options that several commands share, and how they open the ledger."""

from __future__ import annotations

from dataclasses import replace
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

CoderNamed = Annotated[
    str,
    typer.Option(
        "--coder",
        metavar="NAME",
        envvar="COMITY_CODER",
        help="Who codes: comity (rules and judge), rules (these alone), or one that a package plugs in.",
    ),
]

DEFAULT_LEDGER = "comity.db"
DEFAULT_CODER = "comity"


def opened(place: str, coder: str | None = None) -> Ledger:
    """The ledger named on the command line, to be read into by this coder."""
    import comity

    if coder is None:
        return comity.open(place)
    return comity.open(place, settings=replace(comity.Settings.from_environment(), coder=coder))

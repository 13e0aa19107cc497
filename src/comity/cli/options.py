"""The options that several commands share, and how they open the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from comity.api import Ledger

One = Annotated[str, typer.Argument(metavar="A", help="A state: ISO code, English name or demonym.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other one.")]
Since = Annotated[
    Optional[str],  # noqa: UP045 (Typer reads it when it runs)
    typer.Option(metavar="DAY", help="From this day, month or year: 2022-10-04, 2022-10 or 2022."),
]
Until = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(metavar="DAY", help="Until this day, month or year."),
]

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

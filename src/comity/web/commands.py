"""The command that prints what a page shows."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.web.desk import Desk


def command(name: str, *told: str, **options: str | Sequence[str]) -> str:
    """As a shell takes it; options that are empty are left out.

    >>> command("measures", kind=["expulsion"], since="2022", issuer="")
    'comity measures --kind expulsion --since 2022'
    """
    words = ["comity", name, *told]
    for option, value in options.items():
        for each in [value] if isinstance(value, str) else value:
            words += [f"--{option}", each] if each else []
    return shlex.join(words)


def ledger_name(desk: Desk) -> str:
    """The name of the ledger's file; "" for a database.

    What folders a machine has, or a database's password, is for nobody who reads.
    """
    place = desk.ledger.settings.ledger
    return "" if "://" in place else Path(place).name

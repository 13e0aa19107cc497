"""The command that prints what a page shows."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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

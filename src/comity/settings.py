"""Every setting, in one place: its name, its default, what it does.

Each may be set by an environment variable `COMITY_<NAME>`; an option on the command line wins.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import Any

from comity.errors import InputError

PREFIX = "COMITY_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may change. Sizes in bytes."""

    ledger: str = "comity.db"
    """The ledger file, or a database URL."""
    batch: int = 32
    """Pages a transaction."""
    coder: str = "comity"
    """Who codes: comity (rules and judge), rules (these alone), or a coder that another package plugs in."""
    page_limit: int = 64 * 1024 * 1024
    """Pages larger than this many bytes are skipped, with that reason."""

    @classmethod
    def from_environment(cls, environment: dict[str, str] | None = None) -> Settings:
        """The defaults, overridden by `COMITY_...` variables; InputError names a value that does not fit."""
        environment = dict(os.environ) if environment is None else environment
        chosen: dict[str, Any] = {}
        for setting in fields(cls):
            told = environment.get(PREFIX + setting.name.upper())
            if told is None:
                continue
            kind: type[Any] = type(setting.default)
            try:
                chosen[setting.name] = kind(told)
            except ValueError as error:
                name = PREFIX + setting.name.upper()
                raise InputError(
                    f"{name} is {told!r}, which is no {kind.__name__}; unset it or give one"
                ) from error
        return cls(**chosen)

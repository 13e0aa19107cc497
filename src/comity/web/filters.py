"""Which events are asked for, as an address has it: the same words as the options of the command line."""

from __future__ import annotations

import shlex
from typing import Any

from pydantic import BaseModel, Field

LONGEST = 200
"""Characters of one value."""

STATUSES = ("actual", "announced", "considered", "hypothetical", "denied")


class Days(BaseModel):
    """From which day until which; what is empty was not asked."""

    since: str = Field("", max_length=LONGEST)
    until: str = Field("", max_length=LONGEST)

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return any(self.model_dump(include={"since", "until", "type", "status", "text"}).values())

    def options(self) -> str:
        """As the command line takes them; it has none for words."""
        told = [(name, value) for name in ("since", "until") if (value := getattr(self, name))]
        return "".join(f" --{name} {shlex.quote(value)}" for name, value in told)


class Filters(Days):
    """Days, types, statuses and words of a pair's events; what is empty was not asked."""

    type: list[str] = Field([], max_length=20)
    status: list[str] = Field([], max_length=20)
    text: str = Field("", max_length=LONGEST)

    def asked(self) -> dict[str, Any]:
        """As `Ledger` takes them."""
        return {
            "since": self.since or None,
            "until": self.until or None,
            "types": [each for each in self.type if each],
            "statuses": [each for each in self.status if each],
            "text": self.text,
        }

    def options(self) -> str:
        """As the command line takes them; it has none for words."""
        told = [(name, value) for name in ("type", "status") for value in getattr(self, name) if value]
        return super().options() + "".join(f" --{name} {shlex.quote(value)}" for name, value in told)

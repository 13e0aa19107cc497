"""Which events are asked for, as an address has it: the same words as the options of the command line."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

from comity.answers import days

LONGEST = 200
"""Characters of one value."""


def _iso(told: str) -> str:
    return days.as_iso(told) if told.strip() else ""


Told = Annotated[str, Field(max_length=LONGEST), AfterValidator(str.strip)]
"""A value as a reader types it."""
DaysTold = Annotated[Told, AfterValidator(_iso)]
"""A day, month or year, made what the API and the command take: 2019-2 is 2019-02. Empty: not asked."""


class Fields(BaseModel):
    """The fields of a page's form. An empty text is a field that was not filled in."""

    def asked(self) -> dict[str, Any]:
        """Those that are set, under the names of the API and of the command's options."""
        told = self.model_dump(exclude={"part"})
        return {name: value for name, value in told.items() if value and value != [""]}


class Days(BaseModel):
    """From which day until which; what is empty was not asked."""

    since: DaysTold = ""
    until: DaysTold = ""

    def told(self) -> dict[str, str | list[str]]:
        """What leaves something out, under the names of the API and of the command's options."""
        return self.model_dump(include={"since", "until", "type", "status", "text"})

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return any(self.told().values())


class Filters(Days):
    """Days, types, statuses and words of a pair's events; what is empty was not asked."""

    type: list[Annotated[Told, AfterValidator(str.upper)]] = Field([], max_length=20)
    status: list[Annotated[Told, AfterValidator(str.lower)]] = Field([], max_length=20)
    text: Told = ""

    def asked(self) -> dict[str, Any]:
        """As `Ledger` takes them."""
        return {
            "since": self.since or None,
            "until": self.until or None,
            "types": [each for each in self.type if each],
            "statuses": [each for each in self.status if each],
            "text": self.text,
        }

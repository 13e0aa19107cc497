"""What began, changed or ended, and the days that were announced."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from comity.web.api.shapes.shape import Code, DateBasis, Day, Id, Shape, State

Precision = Literal["day", "month", "year", "span"]


class Change(Shape):
    """A measure that came into a state, or a rule of the visa record that began or ended."""

    date: Day = Field(description="The last day of its span.")
    date_start: Day
    date_end: Day
    date_basis: DateBasis
    precision: Precision
    kind: str
    issuer: Code
    subject: str = Field(description='Codes, joined by commas where a rule has several; "*": everybody.')
    mutual: bool
    name: str
    before: State | None = Field(alias="from", description="The state before; null: it is new.")
    after: State = Field(alias="to")
    value: str | None
    deadline: Day | None
    basis: Literal["ledger", "record"]
    measure: Id = Field(description="The measure; of a rule of the record, the rule.")
    event: Id | None = Field(description="Null: told in the record.")
    quote: str | None
    document: str | None
    publisher: str | None
    published: Day | None = Field(description="The first day on which it was told.")
    url: str | None = Field(description="Of a rule's source.")


class Announced(Shape):
    """A day, or a span of days, that was told before it came."""

    date: Day
    date_start: Day
    date_end: Day
    precision: Precision
    occasion: Literal["takes effect", "opens", "ends", "closes", "leave by", "deadline", "last day in force"]
    change: Change = Field(description="The one that announced it.")


class Changes(Shape):
    """What changed in a time, the newest first, and the days that were announced for it, the oldest first."""

    since: Day
    until: Day | None
    states: list[Code]
    kinds: list[str]
    changes: list[Change]
    announced: list[Announced]

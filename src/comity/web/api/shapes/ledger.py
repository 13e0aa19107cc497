"""What the ledger holds."""

from __future__ import annotations

from pydantic import Field

from comity.web.api.shapes.pairs import Names
from comity.web.api.shapes.shape import Code, Day, Shape


class Publisher(Shape):
    """Who published documents."""

    publisher: str
    documents: int = Field(ge=0)


class BusyPair(Shape):
    """Two states or organisations that have events."""

    one: Code
    other: Code
    events: int = Field(ge=0)


class Ledger(Shape):
    """How much there is, from when, by whom, and when it was last written to."""

    pages: int = Field(ge=0)
    documents: int = Field(ge=0)
    mentions: int = Field(ge=0)
    events: int = Field(ge=0)
    measures: int = Field(ge=0)
    date_first: Day | None = Field(description="The first day of any event.")
    date_last: Day | None = Field(description="The last day of any event.")
    publishers: int = Field(ge=0)
    busiest_publishers: list[Publisher] = Field(description="At most 20.")
    pairs: int = Field(ge=0)
    busiest_pairs: list[BusyPair] = Field(description="At most 20.")
    coder: str | None = Field(description="The newest coder that read a page.")
    coder_since: str | None = Field(description="When it first did, in UTC (ISO 8601).")
    written: str | None = Field(description="When the ledger's file was last written to, in UTC (ISO 8601).")


class State(Shape):
    """A state."""

    code: Code
    name: str


class States(Shape):
    """Every state, by English name."""

    items: list[State]


class StatePair(Shape):
    """Events of a state with one other."""

    other: Code
    events: int = Field(ge=0)
    acted: int = Field(ge=0, description="Done by the state.")
    received: int = Field(ge=0, description="Done to it.")
    both: int = Field(ge=0, description="Done by both sides alike.")
    date_last: Day


class StateDetail(Shape):
    """A state and with whom it has events, the busiest first."""

    code: Code
    name: str
    names: Names
    pairs: list[StatePair]

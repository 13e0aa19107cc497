"""Two states: what they did, what holds between them, who answered whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from comity.web.api.shapes.measures import HeldMeasure, RecordedMeasure, RuleInForce, Unfit
from comity.web.api.shapes.shape import Code, Day, EventClass, Id, Shape, Status

Direction = Annotated[
    str,
    Field(pattern="^([A-Z]{3}->[A-Z]{3}|both)$", description='"JPN->RUS", "RUS->JPN", or "both".'),
]
Names = Annotated[dict[str, str], Field(description="The English names of the codes.")]


class Outline(Shape):
    """An event as a chart shows it."""

    id: Id
    date_start: Day
    date_end: Day
    direction: Direction
    type: str
    mode: str | None
    event_class: EventClass = Field(alias="class")
    status: Status
    disputed: bool


class OutlineReply(Shape):
    """An arc of the chart: which event answers which."""

    event: Id
    answers: Id
    basis: Literal["stated", "inferred"]
    score: float | None = Field(ge=0, le=1, description="How sure it is that this is the act answered.")


class Timeline(Shape):
    """All events between two states that fit, in outline and by date, and which of them answer others."""

    one: Code
    other: Code
    names: Names
    events: list[Outline]
    replies: list[OutlineReply]


class Relation(Shape):
    """What is in force, suspended or pending between two states on a day."""

    on: Day
    measures: list[HeldMeasure | RuleInForce]
    unfit: list[Unfit] = Field(description="Events that fit no state of a measure.")


class Course(Shape):
    """All measures between two states up to a day, and their visa rules since the record begins."""

    on: Day
    names: Names
    items: list[HeldMeasure | RecordedMeasure]


class Reply(Shape):
    """An event that answers another one, as `comity replies --json` prints it."""

    event: Id
    answers: Id | None = Field(description="Null: what it answers is not in the ledger.")
    basis: Literal["stated", "inferred"]
    score: float | None = Field(ge=0, le=1)
    days: int | None = Field(description="Days between the two; null: not known.")
    quote: str | None = Field(description="The sentence that says so.")


class Replies(Shape):
    """Who answered whom, by chain."""

    items: list[Reply]


class Given(Shape):
    """What one side asked of the other, considered, offered, granted or returned."""

    side: Code
    towards: Code
    part: Literal["asked", "considered", "offered", "granted", "returned"]
    event: Id
    type: str
    mode: str | None
    status: Status
    date_start: Day
    date_end: Day
    reciprocity: bool = Field(description="It calls for reciprocity.")
    open: bool | None = Field(description="Of what is asked: whether nothing has answered it.")
    answers: list[Id]
    answered_by: list[Id]
    quote: str
    document: str


class Balance(Shape):
    """The give and take of two states, by date."""

    items: list[Given]


class Point(Shape):
    """One direction in one period: settled events by class, and their intensity."""

    period: str = Field(description='As "2024-05", "2024-W18", "2024-Q2".')
    begins: Day
    direction: Direction
    events: int = Field(ge=0, description="Settled events, each once.")
    verbal_cooperation: int = Field(ge=0)
    material_cooperation: int = Field(ge=0)
    verbal_conflict: int = Field(ge=0)
    material_conflict: int = Field(ge=0)
    score: float = Field(description="The sum of the events' intensities, -10 to 10 each (Goldstein).")
    score_mean: float | None = Field(ge=-10, le=10)
    denied: int = Field(ge=0, description="Told as done and denied; not among the events.")


class Behind(Shape):
    """An event that explains a turn."""

    id: Id
    type: str
    mode: str | None
    date_start: Day
    date_end: Day
    actors: list[Code]
    recipients: list[Code]
    goldstein: float = Field(ge=-10, le=10, description="Its intensity.")
    when: Literal["before", "after"] = Field(description="Before the turn, or from it on.")
    sources_independent: int
    quote: str
    document: str
    publisher: str | None


class Turn(Shape):
    """The first period of another level."""

    period: str
    begins: Day
    direction: Direction
    before: float = Field(description="The mean score of a period before it.")
    after: float = Field(description="The mean score of a period from it on.")
    events: list[Behind]


class Series(Shape):
    """Every period from the first to the last settled event, each in three directions."""

    one: Code
    other: Code
    names: Names
    by: Literal["day", "week", "month", "quarter", "year"]
    points: list[Point] = Field(description="By period, then by direction.")
    turns: list[Turn]
    why_none: str | None = Field(description="Why there is no turn; null: there are turns.")
    loose: list[Id] = Field(description="Settled events that are dated too loosely to be placed.")

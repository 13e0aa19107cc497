"""Measures: states of affairs that events begin, change and end."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from comity.web.api.shapes.shape import Code, DateBasis, Day, Id, Next, OpenSpan, Shape, Span, State


class Step(Shape):
    """A change of a measure."""

    date: Span
    date_basis: DateBasis
    status: State
    event: Id
    value: str | None = Field(description='As "six centres", "90 days"; null: not told.')
    deadline: Day | None
    due: Span | None = Field(description="Of what is announced, when it is to be.")


class Measure(Shape):
    """A measure with its history; the same record as `comity export measures` has."""

    id: Id
    kind: str = Field(description="As visa_rule, agreement, sanction, expulsion, entry_ban.")
    name: str
    issuer: Code
    subject: Code = Field(description="Towards whom.")
    mutual: bool
    value: str | None
    status: State
    valid_from: Span | None
    valid_to: Span | None
    history: list[Step] = Field(min_length=1, description="In order of time.")


class Measures(Shape):
    """A part of the list of measures, as they stand on a day."""

    on: Day
    items: list[Measure]
    next: Next


class StepQuote(Shape):
    """Words that show a step."""

    document: str = Field(description="The document's name.")
    publisher: str | None
    quote: str


class ShownStep(Step):
    """A step with the words that show it."""

    quotes: list[StepQuote] = Field(description="The best first.")


class MeasureDetail(Measure):
    """A measure, each step with the words that show it."""

    history: list[ShownStep] = Field(min_length=1)  # type: ignore[assignment] # each step has more here


class HeldMeasure(Measure):
    """A measure that the ledger's events tell."""

    basis: Literal["ledger"]


class RuleStep(Shape):
    """A stretch of days under one rule of the visa record: the day on which it began."""

    date: OpenSpan
    date_basis: Literal["curated", "seen", "inferred", "assumed"] | None
    status: State
    event: None
    value: str | None = Field(description='The requirement, and days of stay: "visa_free, 90 days".')
    deadline: None
    due: None


class RecordedMeasure(Shape):
    """What the visa record tells of one direction, as a measure; of one day, without a history."""

    id: Id
    kind: Literal["visa_rule"]
    name: str
    issuer: Code
    subject: Code
    mutual: bool
    value: str | None
    status: State
    valid_from: OpenSpan | None
    valid_to: Span | None
    history: list[RuleStep]
    basis: Literal["record"]


class RuleInForce(RecordedMeasure):
    """A rule of the visa record on a day."""

    conditions: list[str] = Field(description="What it asks of the traveller.")
    exemption_suspended: bool


class Unfit(Shape):
    """An event that moves a measure in a way that its state does not allow."""

    event: Id
    kind: str
    issuer: Code
    subject: Code
    name: str
    reason: str

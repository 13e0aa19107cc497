"""Who may cross whose border."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from comity.web.api.shapes.pairs import Names
from comity.web.api.shapes.shape import Code, Day, Id, OpenSpan, Requirement, Shape, Span

DAYS = "Days of stay; null: not told."
MONTHS = "Months of stay, where the rule counts so."
Needed = bool | Literal["depends"]
Basis = Literal["curated", "seen", "inferred", "assumed"]
Known = Literal["day", "month", "year", "span"]
Where = Code


class Condition(Shape):
    """One thing that a rule asks of the traveller."""

    kind: str = Field(description="As passport, biometric, registered, purpose.")
    value: Any = Field(description="What is asked; its form depends on the kind.")
    words: str


class ToldCondition(Condition):
    """A condition, and whether the traveller meets it."""

    met: bool | None = Field(description="Null: the traveller did not say.")
    presumed: bool = Field(description="Not said, and taken as is usual.")


class _Held(Shape):
    """The days on which a rule holds."""

    valid_from: OpenSpan
    valid_from_known: Known
    valid_to: Span | None = Field(description="The last day; null: it goes on.")
    valid_to_known: Known | None


class Rule(_Held):
    """What a destination asks of some passports, and what that rests on."""

    id: Id
    requirement: Requirement
    days: int | None = Field(description=DAYS)
    months: int | None = Field(description=MONTHS)
    conditions: list[Condition]
    otherwise: Requirement | None = Field(description="What is asked of who does not meet the conditions.")
    basis: Basis
    shown_from: Day | None = Field(description="The first snapshot that shows it.")
    shown_to: Day | None
    online: bool | None = Field(description="Whether it is asked for online.")
    note: str | None


class Suspended(_Held):
    """A rule that is not applied for a time."""

    rule: Id
    requirement: Requirement
    days: int | None = Field(description=DAYS)
    suspension: Id
    note: str | None


class Barred(_Held):
    """A bar to entry, whatever the rule."""

    by: Requirement | Literal["covid_ban", "hayya"]
    basis: Basis


class Window(Shape):
    """At most so many days of stay in any so many days."""

    days: int
    span: int = Field(alias="in")
    begins: Day | None = Field(alias="from")


class RuleChange(Rule):
    """What may have come already, where the day of a change is not known."""

    between: str | None = Field(description="The days of one of which it came: FIRST/LAST.")
    needed: Needed
    barred: Barred | None


class Pending(Shape):
    """An event of the ledger about the rule, after it began."""

    status: str
    date: Day
    event: Id
    quote: str
    document: str
    actor: str
    eases: bool | None
    newer_than_record: bool


class Said(Shape):
    """What a source says of the day."""

    title: str
    publisher: str
    date: str
    url: str | None
    requirement: Requirement
    days: int | None = Field(description=DAYS)
    basis: Basis
    agrees: bool
    doubtful: str | None = Field(description="Why it is not believed.")


class Reverse(Shape):
    """The other direction in short, for travellers who say nothing."""

    passport: Where
    destination: Where
    on: Day
    needed: Needed
    requirement: Requirement
    days: int | None = Field(description=DAYS)
    months: int | None = Field(description=MONTHS)
    conditions: list[ToldCondition]
    rule: Rule


class Journey(Reverse):
    """Whether a visa is needed, for how long one may stay, by which rule and source, and what is pending."""

    window: Window | None
    entries: str | int | None
    questions: list[str] = Field(description="What to ask the traveller, where it depends on that.")
    used_days: int | None
    left_days: int | None
    last_day: Day | None
    overstay_days: int | None
    change: RuleChange | None
    suspended: list[Suspended]
    barred: Barred | None
    others: list[Rule] = Field(description="More liberal rules that do not apply, or may not.")
    too_long_for: list[Rule]
    sources: list[Said]
    known_to: Day = Field(description="The day up to which the record was compared with a source.")
    pending: list[Pending]
    reverse: Reverse | None


class StretchSource(Shape):
    """A source of a rule."""

    title: str
    publisher: str
    date: str
    url: str | None


class Stretch(Shape):
    """Days on which nothing changed."""

    valid_from: OpenSpan
    valid_to: Span | None
    requirement: Requirement | None
    days: int | None = Field(description=DAYS)
    months: int | None = Field(description=MONTHS)
    conditions: list[Condition]
    otherwise: Requirement | None
    basis: Basis | None
    rule: Id | None
    others: list[Rule]
    suspended: list[Suspended]
    barred: Barred | None
    sources: list[StretchSource]
    note: str | None


class VisaHistory(Shape):
    """How the rule of a passport and a destination came about, in order of time."""

    passport: Where
    destination: Where
    items: list[Stretch]


class Offer(Shape):
    """What a destination asks of a passport at best."""

    passport: Where
    destination: Where
    on: Day
    requirement: Requirement | None = Field(description="Null: the record has nothing for the day.")
    needed: Needed | None
    days: int | None = Field(description=DAYS)
    months: int | None = Field(description=MONTHS)
    conditions: list[Condition]
    certain: bool = Field(description="False: a change may have come by then.")
    barred: bool = Field(description="Entry is barred on the day.")
    rule: Rule | None


class Offers(Shape):
    """What is asked of one passport everywhere, or of every passport at one destination."""

    on: Day
    state: Where
    names: Names
    items: list[Offer]


class Compared(Offer):
    """What two states offer one another; the first one's passport is the one that the record stands under."""

    relation: Literal["mutual", "unequal", "one_way", "none", "unknown"]
    freer: Where | None = Field(description="Of one_way: whose passports need no visa.")
    since: OpenSpan | None
    reverse: Offer


class Reciprocity(Shape):
    """How one state and every other one treat each other's passports."""

    on: Day
    state: Where
    names: Names
    items: list[Compared]

"""Events, with all that shows them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from comity.web.api.shapes.shape import Code, DateBasis, Day, Id, Next, Shape, Span, Status


class Party(Shape):
    """Who acts, or whom it is done to, as a page names it."""

    code: Code
    sector: str = Field(description="PLOVER's sector: GOV, MIL, LEG, ...")
    text: str = Field(description="The words that name it.")
    person: str | None = Field(description="The person who is named; null: none.")


class Source(Shape):
    """A document that tells an event, and its words."""

    document: str = Field(description="The document's name.")
    published: Span | None
    publisher: str | None
    quote: str = Field(description="The words that show the event, as they stand in the document.")
    start: int = Field(ge=0, description="The first character of the quote in the document's text.")
    end: int = Field(ge=0, description="The character behind its last one.")
    attribution: list[str] = Field(description="Who says so, the nearest first.")


class SourceInSentence(Source):
    """A source with the sentence that its words stand in."""

    sentence: str
    status: Status
    rule: str = Field(description="The entry of the lexicon by which it was coded, and its constructions.")
    dissent: str = Field(description="What the other witness of the coder reads; empty where both agree.")


class Event(Shape):
    """What happened once, merged from all that tells it; the same record as `comity export events` has."""

    id: Id
    type: str = Field(description="PLOVER's type: SANCTION, AGREE, ...")
    mode: str | None = Field(description="PLOVER's mode: expel, visit, ...; null: none.")
    contexts: list[str] = Field(description="PLOVER's contexts: diplomatic, military, ...")
    status: Status
    date_start: Day
    date_end: Day
    date_basis: DateBasis
    actors: list[Code]
    recipients: list[Code]
    symmetric: bool = Field(description="Both sides act alike, as in talks.")
    deadline: Day | None = Field(description="The last day that it sets; null: none.")
    actor_detail: list[Party]
    recipient_detail: list[Party]
    responds_to: list[Id] = Field(description="The events that it is said to answer.")
    sources_independent: int = Field(ge=0, description="Sources that are not copies of one another.")
    disputed: bool = Field(description="Sources contradict one another.")
    sources: list[Source] = Field(description="The best evidence first.")
    confidence: float = Field(ge=0, le=1, description="The chance that it is right, as the coder reckons it.")
    coder: str = Field(description="The coder and its version.")


class Events(Shape):
    """A part of a list of events."""

    items: list[Event]
    next: Next


class Teller(Shape):
    """An independent source of an event."""

    name: str
    kind: Literal["state", "party", "public", "cooperative", "private", "unknown"] = Field(
        description="Who owns it."
    )
    country: Code | None
    party_to_matter: bool = Field(description="Its country is one of the sides.")
    carried_by: list[str] = Field(description="Who else shows its text.")
    documents: list[str] = Field(description="Names of documents.")


class ToldValue(Shape):
    """One side of a contradiction."""

    value: str
    sources: list[str]
    said_by: list[str]


class Disagreement(Shape):
    """Where sources differ."""

    what: str = Field(description='"status", "day", or what is counted: "diplomat".')
    values: list[ToldValue]


class EventDetail(Event):
    """An event with its sentences, what answers it, and who tells it."""

    sources: list[SourceInSentence]  # type: ignore[assignment] # each source has more here
    answered_by: list[Id] = Field(description="The events that are said to answer it.")
    first_reported: Span | None
    last_reported: Span | None
    sources_by_kind: dict[str, int] = Field(description="How many independent sources are owned by whom.")
    told_by: list[Teller] = Field(description="In the order in which they first reported it.")
    contradictions: list[Disagreement]

"""Documents, mentions, and what gave nothing."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from comity.web.api.shapes.events import Party
from comity.web.api.shapes.shape import Characters, Code, DateBasis, Day, Id, Next, Shape, Span, Status


class Document(Shape):
    """A page's article without its text; the same record as `comity export documents` has."""

    id: Id
    name: str
    title: str | None
    publisher: str | None
    published: Span | None
    published_basis: DateBasis | None
    language: str | None = Field(description="ISO 639-1.")
    copies_of: Id | None = Field(description="The document whose text it carries; null: its own.")


class Documents(Shape):
    """A part of the list of documents."""

    items: list[Document]
    next: Next


class Skipped(Shape):
    """A page or a sentence that gave nothing."""

    name: str = Field(description="The page.")
    stage: str = Field(description="Where it was left: read, clean, code.")
    reason: str
    detail: str
    page: Id | None


class SkippedPart(Shape):
    """A part of the list of what gave nothing."""

    items: list[Skipped]
    next: Next


class Spans(Shape):
    """Where the words of a mention stand in the text."""

    sentence: Characters
    quote: Characters
    predicate: Characters
    actors: list[Characters]
    recipients: list[Characters]


class CodedMention(Shape):
    """One sentence's claim, as `comity code` prints it. Days are null where the text's own is not known."""

    id: Id
    type: str
    mode: str | None
    contexts: list[str]
    status: Status
    date: Span | None
    date_start: Day | None
    date_end: Day | None
    date_basis: DateBasis | None
    actors: list[Code]
    recipients: list[Code]
    symmetric: bool
    deadline: Day | None
    actor_detail: list[Party]
    recipient_detail: list[Party]
    responds_to: list[Id] = Field(description="Mentions that it is said to answer.")
    quote: str
    start: int = Field(ge=0, description="The first character of the quote in the text.")
    end: int = Field(ge=0, description="The character behind its last one.")
    predicate: str = Field(description="The words of the act.")
    spans: Spans
    attribution: list[str] = Field(description="Who says so, the nearest first.")
    confidence: float = Field(ge=0, le=1, description="The chance that it is right.")
    coder: str
    rule: str
    dissent: str


class Mention(CodedMention):
    """A mention of a document in the ledger."""

    event: Id | None = Field(description="The event that it is evidence of.")


class ListedMention(Mention):
    """A mention with the document that it stands in."""

    document: Id
    name: str = Field(description="The document's name.")


class Mentions(Shape):
    """A part of the list of mentions."""

    items: list[ListedMention]
    next: Next


class Block(Shape):
    """A paragraph-like piece of the page."""

    role: Literal["title", "article", "furniture"] = Field(description="Furniture is no part of the text.")
    text: str
    reasons: list[str] = Field(description="Why it was kept or dropped.")


class DocumentDetail(Document):
    """A page as it was read: what was kept, dropped, dated and coded."""

    names: list[str] = Field(description="Every name under which the page was read.")
    carried_by: list[str] = Field(description="Names of documents that carry its text.")
    skipped: list[Skipped]
    published_reasons: list[str]
    text: str
    blocks: list[Block]
    mentions: list[Mention] = Field(description="In the order of the text.")


class PageWithoutDocument(Shape):
    """A page that gave no document, and why."""

    id: Id
    name: str
    names: list[str]
    carried_by: list[str]
    skipped: list[Skipped]

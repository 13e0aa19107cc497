"""The records that pass between the stages: one frozen dataclass for each word of the design.

    Page -> Document (Blocks) -> Mention -> Event -> Measure

Character offsets (`Span`) count Unicode code points of `Document.text`; every span is verbatim there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from comity import ids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from comity.dates import SpanOfDays


class Form(StrEnum):
    """What kind of text a page's bytes hold."""

    HTML = "html"
    TEXT = "text"


class Role(StrEnum):
    """What a block is on its page. Only titles and article blocks are part of a document's text."""

    TITLE = "title"
    ARTICLE = "article"
    FURNITURE = "furniture"


class Status(StrEnum):
    """How settled an event is, the most settled first."""

    ACTUAL = "actual"
    ANNOUNCED = "announced"
    CONSIDERED = "considered"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


SETTLED_FIRST = tuple(Status)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (end excluded) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """What was read: bytes, with the name a user knows them by and where they came from."""

    name: str  # path below the folder that was read; for a record of an archive "archive.jsonl#3"
    origin: str  # full path or address
    data: bytes
    form: Form
    told: Mapping[str, str] = field(
        default_factory=dict
    )  # title, publisher, author, date, url: what the container said

    @property
    def id(self) -> str:
        """The hash of the bytes: byte-identical pages are one page."""
        return ids.of_bytes(self.data)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page or a sentence that gave nothing, and why."""

    name: str  # the page, as the user knows it
    stage: str  # read, clean, code
    reason: str  # one of a closed list of short phrases, to count by: "not English", "no two states"
    detail: str = ""  # what exactly, and the next step where there is one
    page: str = ""  # the page's id where it could be read


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of a page."""

    text: str
    role: Role
    reasons: tuple[str, ...]
    span: Span | None = None  # where it stands in the document's text; None for furniture


@dataclass(frozen=True, slots=True)
class Document:
    """A page's article."""

    id: str  # hash of the page's bytes
    name: str
    text: str  # title and article blocks, joined by blank lines
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None  # ISO 639-1
    published: SpanOfDays | None = None
    published_reasons: tuple[str, ...] = ()
    copies_of: str | None = None  # id of the document whose text this one carries


@dataclass(frozen=True, slots=True)
class Party:
    """One state, organisation or body in the role of actor or recipient, and the words that name it."""

    code: str  # ISO 3166-1 alpha-3, or an organisation's code
    sector: str  # PLOVER: GOV, MIL, LEG, ...
    span: Span  # the words in this sentence, also where they are a pronoun
    text: str
    via: str  # name, demonym, metonym, office, garbled, organisation, coreference, context
    person: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence's claim that actors did something to recipients."""

    id: str
    document: str  # the document's id
    sentence: Span
    quote: Span  # from the first to the last word that shows it
    predicate: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    type: str  # PLOVER type
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    days: SpanOfDays
    symmetric: bool = False  # talks, agreements: both sides are actors
    deadline: SpanOfDays | None = None
    attribution: tuple[str, ...] = ()  # who says so, nearest first: ("an official", "the Sankei newspaper")
    responds_to: tuple[str, ...] = ()  # ids of mentions that this one is said to answer
    title: bool = False  # stands in the headline
    confidence: float = 0.5
    coder: str = ""
    rule: str = ""  # the lexicon entry and the constructions that gave it
    dissent: str = ""  # what the other witness reads: "judge: REJECT 0.81"; "" where both agree


@dataclass(frozen=True, slots=True)
class Source:
    """Documents that go back to one source: copies, one publisher's, texts of one agency."""

    documents: tuple[str, ...]  # ids, the first published first
    credits: tuple[str, ...] = ()  # whom their datelines and credits name, as they are written there


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where the evidence of one event disagrees: each value with the ids of the mentions that tell it."""

    what: str  # "status", "day", or what is counted ("diplomat")
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened once, merged from the mentions of any number of documents."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    days: SpanOfDays
    actors: tuple[str, ...]  # codes, sorted
    recipients: tuple[str, ...]
    mentions: tuple[str, ...]  # ids, the best evidence first
    symmetric: bool = False
    deadline: SpanOfDays | None = None
    responds_to: tuple[str, ...] = ()  # ids of events
    statuses: tuple[tuple[Status, str], ...] = ()  # every status that was said, with the mention that says it
    sources_independent: int = 1
    disputed: bool = False
    confidence: float = 0.5
    coder: str = ""
    sources: tuple[Source, ...] = ()  # empty where an older Comity merged the event
    contradictions: tuple[Contradiction, ...] = ()


class State(StrEnum):
    """In what state a measure is, in the order of its life."""

    PROPOSED = "proposed"
    CONSIDERED = "considered"
    NEGOTIATED = "negotiated"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDING_ANNOUNCED = "ending_announced"
    ENDED = "ended"
    REJECTED = "rejected"
    LAPSED = "lapsed"


OVER = frozenset({State.ENDED, State.REJECTED, State.LAPSED})
"""States after which a measure is over: what comes then is another measure."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells an event, as far as measures look at it."""

    document: str  # the document's id
    sentence: str
    quote: str
    rule: str = ""  # the lexicon entry that coded it
    text: str = ""  # the whole document
    published: SpanOfDays | None = None  # when the document was


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the sentences that tell it, the best first."""

    event: Event
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a measure: the state that it came into, when, by which event, and its value since."""

    days: SpanOfDays  # with the basis on which they are known
    state: State
    event: str  # id; of a measure that lapsed, the event that was last heard of it
    value: str | None = None  # "six centres", "90 days"; None: not told
    deadline: SpanOfDays | None = None
    shown: tuple[str, str] | None = None  # the document and words that show it, where the event's own do not
    due: SpanOfDays | None = None  # of what is announced, when it is to be


@dataclass(frozen=True, slots=True)
class Measure:
    """A state of affairs that events begin, change and end."""

    id: str
    kind: str
    issuer: str  # whose measure it is; of a mutual one, the first of the two codes
    subject: str  # towards whom
    mutual: bool  # an agreement, relations: both sides' alike
    name: str  # "Japan Centers", "visa facilitation agreement"; the kind's own name where none is told
    history: tuple[Step, ...]  # in order of time, at least one
    heard: date  # the last day of the newest event that speaks of it, also where that changed nothing

    @property
    def state(self) -> State:
        """The state it is in now."""
        return self.history[-1].state

    @property
    def value(self) -> str | None:
        """The newest value that is told."""
        return next((step.value for step in reversed(self.history) if step.value is not None), None)

    def on(self, day: date) -> State | None:
        """The state on a day; None before its first step. A step counts from the last day of its span on."""
        states = [step.state for step in self.history if step.days.last <= day]
        return states[-1] if states else None

    @property
    def began(self) -> SpanOfDays | None:
        """When it came into force; None where it never did, or before anything was told."""
        return next((step.days for step in self.history if step.state is State.IN_FORCE), None)

    @property
    def ended(self) -> SpanOfDays | None:
        """When it was over; None while it is not."""
        return self.history[-1].days if self.state in OVER else None


@dataclass(frozen=True, slots=True)
class Unfit:
    """An event that moves a measure in a way that its state does not allow."""

    event: str
    kind: str
    issuer: str
    subject: str
    name: str
    reason: str  # "is asked for, and is in force since 2024-11-30"

"""What the gazetteer gives: sightings of actors in a text, and terms of office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from comity.dates import SpanOfDays
    from comity.records import Span

Kind = Literal["name", "demonym", "metonym", "organisation", "person", "body", "place"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words of a text that name a state, a body of it, an organisation, a person or a place.

    A place says only in which state something lies; it is never an actor by itself.
    """

    span: Span
    text: str
    code: str  # ISO 3166-1 alpha-3, or an organisation's code
    sector: str  # PLOVER
    kind: Kind
    via: str  # how the state is known: name, demonym, metonym, office, garbled, organisation
    person: str | None = None
    office: str | None = None  # title or role, as the text or the office's file has it
    plural: bool | None = None  # for nouns of people: "Russians", "fishermen"; None where it does not apply
    host: str | None = None  # the state in which a mission stands: "embassy in Tokyo"
    former: bool = False  # the office is said, or known, to be held no longer


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office. `last` is None where the person still holds it."""

    person: str
    office: str
    role: str
    sector: str
    state: str
    first: date
    last: date | None

    def overlaps(self, on: SpanOfDays | None) -> bool:
        """Whether any of these days lies in the term; every term overlaps an unknown day."""
        if on is None:
            return True
        return self.first <= on.last and (self.last is None or on.first <= self.last)


@dataclass(frozen=True, slots=True)
class OfficeNamed:
    """A phrase that gives a person a title, and the terms it may speak of: it dates a text."""

    quote: str
    span: Span
    terms: tuple[Term, ...]

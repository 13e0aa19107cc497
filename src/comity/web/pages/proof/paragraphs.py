"""A mention where it stands: its paragraph with actor, act and recipient marked, and what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.web.pages.proof.marking import Mark, Segment, segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.records import Block, Document, Mention, Party

LONGEST = 2400
"""Characters of a paragraph that are shown; of a longer one, what is around the sentence."""
AROUND = 800
"""Characters of such a one before and after the sentence, and of the paragraphs beside it."""
IMPLIED = "context"
"""How a party is known that no words name: the story implies it, and the act's words stand in for it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A mention's paragraph in pieces, the ones beside it, and the parties that it does not name."""

    segments: list[Segment]
    cut_before: bool  # more of the paragraph comes before what is shown
    cut_after: bool
    before: str  # the paragraph before; "" where it is the first
    after: str
    elsewhere: list[str]  # "recipient RUS: the story implies it"
    block: int  # which of the document's blocks it is; -1 where none holds it


def paragraph(document: Document, mention: Mention) -> Paragraph:
    """The paragraph of a document that holds the sentence of a mention."""
    place = _block(document, mention)
    first, last = mention.sentence.start, mention.sentence.end
    begins, ends = first, last
    if place >= 0:
        begins, ends = _of(document.blocks[place])
    shown_from, shown_to = begins, ends
    if ends - begins > LONGEST:
        shown_from, shown_to = max(begins, first - AROUND), min(ends, last + AROUND)
    named = list(marks(mention))
    return Paragraph(
        segments=segments(document.text[shown_from:shown_to], named, shown_from),
        cut_before=shown_from > begins,
        cut_after=shown_to < ends,
        before=_shortened(_beside(document, place, -1), -AROUND),
        after=_shortened(_beside(document, place, +1), AROUND),
        elsewhere=list(_elsewhere(document, mention, shown_from, shown_to)),
        block=place,
    )


def marks(mention: Mention) -> Iterator[Mark]:
    """The sentence, the quote in it, who acts, the act, and whom it is done to, as far as words tell it."""
    yield Mark(mention.sentence.start, mention.sentence.end, "sentence")
    yield Mark(mention.quote.start, mention.quote.end, "quote")
    yield Mark(mention.predicate.start, mention.predicate.end, "predicate", "act")
    for role, party in _parties(mention):
        if party.via != IMPLIED:
            yield Mark(party.span.start, party.span.end, role, f"{role} {party.code}")


def dyad(mention: Mention) -> str:
    """Who did something to whom by a mention, as "JPN → RUS, UKR" or "JPN ↔ RUS"."""
    actors, recipients = (
        list(dict.fromkeys(party.code for party in side)) for side in (mention.actors, mention.recipients)
    )
    if mention.symmetric:
        return " ↔ ".join(sorted({*actors, *recipients}))
    return f"{', '.join(actors)} → {', '.join(recipients)}"


def _parties(mention: Mention) -> Iterator[tuple[str, Party]]:
    """Each party with its role; of talks and the like, where both sides are actors, each once."""
    yield from (("actor", party) for party in mention.actors)
    if not (mention.symmetric and mention.actors == mention.recipients):
        yield from (("recipient", party) for party in mention.recipients)


def _elsewhere(document: Document, mention: Mention, start: int, end: int) -> Iterator[str]:
    for role, party in _parties(mention):
        if party.via == IMPLIED:
            yield f"{role} {party.code}: not named here; the story implies it"
        elif party.span.end <= start or party.span.start >= end:
            yield f"{role} {party.code}: named elsewhere in the text, as “{party.span.of(document.text)}”"


def _block(document: Document, mention: Mention) -> int:
    sentence = mention.sentence
    for number, block in enumerate(document.blocks):
        if block.span and block.span.start <= sentence.start and sentence.end <= block.span.end:
            return number
    return -1


def _of(block: Block) -> tuple[int, int]:
    assert block.span is not None  # noqa: S101 (only such are chosen)
    return block.span.start, block.span.end


def _beside(document: Document, place: int, step: int) -> str:
    """The next block of the article in this direction."""
    if place < 0:
        return ""
    others = document.blocks[place + 1 :] if step > 0 else document.blocks[:place][::-1]
    return next((block.text for block in others if block.span is not None), "")


def _shortened(text: str, length: int) -> str:
    """The first so many characters, or the last where the length is negative."""
    if len(text) <= abs(length):
        return text
    return f"{text[:length].rstrip()}…" if length > 0 else f"…{text[length:].lstrip()}"

"""One document as it was read: what was kept, what was dropped and why, how it was dated, what was coded."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from comity import wording
from comity.answers import classes
from comity.web import troubles
from comity.web.api.base import V1
from comity.web.commands import command
from comity.web.desk import Asked
from comity.web.pages.proof.marking import Mark, Segment, segments
from comity.web.pages.proof.paragraphs import dyad
from comity.web.pages.proof.portions import portions
from comity.web.rendering import address, page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.answers.document import DocumentDetail
    from comity.records import Block, Document, Mention

router = APIRouter()

FURNITURE = "furniture"
FEW = 4
"""As many dropped blocks in a row stand open; more are folded."""
MOST = 300
"""Sentences without an event, or names, that are listed."""


@dataclass(frozen=True)
class Note:
    """A mention, numbered through the document, with its event and the address of its place."""

    number: int
    mention: Mention
    event: str | None
    block: int
    place: str

    @property
    def dyad(self) -> str:
        """As "RUS → JPN"."""
        return dyad(self.mention)


@dataclass(frozen=True)
class Piece:
    """A block of the article with its notes, or blocks in a row that were dropped."""

    role: str
    segments: list[Segment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    dropped: list[Block] = field(default_factory=list)

    @property
    def why(self) -> str:
        """The reasons for which its blocks were dropped, each once."""
        return ", ".join(dict.fromkeys(reason for block in self.dropped for reason in block.reasons))


@router.get("/document/{told:path}", response_class=HTMLResponse)
def document(
    request: Request,
    desk: Asked,
    told: Annotated[str, Path(max_length=1000)],
    part: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """The document of this name or id; a name leads to the address with the id, which stays."""
    with troubles.named_by_address():
        detail = desk.ledger.document(told)
    if told != detail.page:
        return RedirectResponse(address(f"/document/{detail.page}", part=part if part > 1 else None))
    kept = detail.document
    blocks = kept.blocks if kept else ()
    parts = portions(blocks)
    notes = _notes(detail, parts)
    shown = parts[part - 1] if part <= len(parts) else range(0)
    return page(
        request,
        "document.html",
        title=(kept and kept.title) or detail.names[0],
        detail=detail,
        document=kept,
        link=_link(kept.url) if kept else None,
        pieces=list(_pieces(kept, shown, notes)) if kept else [],
        notes=notes,
        class_of=classes.of_type,
        part=part,
        parts_count=len(parts),
        dropped=len(detail.dropped),
        few=FEW,
        most=MOST,
        named=lambda name: f"/document/{quote(name)}",
        json=f"{V1}/documents/{detail.page}",
        command=command("document", detail.page),
    )


def _notes(detail: DocumentDetail, parts: Sequence[range]) -> list[Note]:
    """The mentions in the order of the text."""
    if detail.document is None:
        return []
    blocks = [(block.span.start, place) for place, block in enumerate(detail.document.blocks) if block.span]
    starts = [start for start, _ in blocks]
    part_of = {place: number for number, part in enumerate(parts, 1) for place in part}
    found = []
    for number, mention in enumerate(sorted(detail.mentions, key=_in_text), 1):
        block = blocks[max(bisect_right(starts, mention.quote.start) - 1, 0)][1]
        part = part_of[block]
        place = address(f"/document/{detail.page}", part=part if part > 1 else None)
        event = detail.events.get(mention.id)
        found.append(Note(number, mention, event, block, f"{place}#m-{mention.id}"))
    return found


def _in_text(mention: Mention) -> tuple[int, int, str]:
    return mention.quote.start, mention.quote.end, mention.id


def _pieces(document: Document, shown: range, notes: Sequence[Note]) -> Iterator[Piece]:
    noted: dict[int, list[Note]] = {}
    for note in notes:
        noted.setdefault(note.block, []).append(note)
    for is_dropped, places in groupby(shown, key=lambda place: document.blocks[place].span is None):
        if is_dropped:
            yield Piece(FURNITURE, dropped=[document.blocks[place] for place in places])
            continue
        for place in places:
            yield _kept(document, document.blocks[place], noted.get(place, []))


def _kept(document: Document, block: Block, notes: list[Note]) -> Piece:
    assert block.span is not None  # noqa: S101 (what was kept has its place in the text)
    start = block.span.start
    return Piece(block.role.value, segments(block.span.of(document.text), map(_mark, notes), start), notes)


def _mark(note: Note) -> Mark:
    span = note.mention.quote
    told = f"mention {note.number}: {note.dyad} {wording.what(note.mention)}"
    return Mark(
        span.start,
        span.end,
        "quote",
        str(note.number),
        target=f"/event/{note.event}" if note.event else f"#n-{note.mention.id}",
        anchor=f"m-{note.mention.id}",
        told=told,
    )


def _link(url: str | None) -> str | None:
    """The address as far as a browser may be led there: that of a web page, with nothing hidden in it."""
    if not url or not url.isprintable() or any(map(str.isspace, url)):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None

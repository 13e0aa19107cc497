"""One document: what was kept of its page, what was dropped and why, how it was dated, what was coded."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.answers import contract
from comity.errors import QuestionError
from comity.ledger import reader
from comity.records import Role

if TYPE_CHECKING:
    from comity.ledger.store import Store
    from comity.records import Block, Document, Mention, Skipped


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """A page by all its names, its document where it gave one, and what its sentences gave or why not."""

    page: str
    names: tuple[str, ...]
    document: Document | None
    mentions: tuple[Mention, ...]
    events: dict[str, str]  # mention -> event
    skipped: tuple[Skipped, ...]
    copies: tuple[str, ...]  # documents that carry the text of this one
    original: str | None  # the document whose text this one carries

    @property
    def kept(self) -> list[Block]:
        """The title and the article."""
        return (
            [] if self.document is None else [b for b in self.document.blocks if b.role is not Role.FURNITURE]
        )

    @property
    def dropped(self) -> list[Block]:
        """The furniture."""
        return [] if self.document is None else [b for b in self.document.blocks if b.role is Role.FURNITURE]

    def record(self) -> dict[str, Any]:
        """The contract of the documents, with blocks, reasons, mentions and what was skipped."""
        told: dict[str, Any] = {"id": self.page, "name": self.names[0]}
        if self.document is not None:
            told = contract.document_record(self.document)
        told["names"] = list(self.names)
        told["carried_by"] = list(self.copies)
        told["skipped"] = [contract.skipped_record(each) for each in self.skipped]
        if self.document is None:
            return told
        told["published_reasons"] = list(self.document.published_reasons)
        told["text"] = self.document.text
        told["blocks"] = [
            {"role": block.role.value, "text": block.text, "reasons": list(block.reasons)}
            for block in self.document.blocks
        ]
        told["mentions"] = [
            {**contract.mention_record(mention, self.document.text), "event": self.events.get(mention.id)}
            for mention in self.mentions
        ]
        return told


def called(store: Store, told: str, most: int = 10) -> dict[str, str]:
    """Pages that this name, part of a name, or id may mean: id to name, at most so many."""
    with store.snapshot() as connection:
        found = reader.pages_named(connection, told) if told else {}
    by_name = sorted((names[0], page) for page, names in found.items())
    return {page: name for name, page in by_name[:most]}


def document(store: Store, told: str) -> DocumentDetail:
    """The document of this name, part of a name, or id; QuestionError where that fits none, or several."""
    with store.snapshot() as connection:
        found = reader.pages_named(connection, told) if told else {}
        if not found:
            near = difflib.get_close_matches(told, reader.some_names(connection), n=1)
            advice = f"did you mean {near[0]}?" if near else "`comity export documents` lists all names"
            raise QuestionError(f"no page in the ledger is called {told!r}; {advice}")
        if len(found) > 1:
            several = ", ".join(f"{names[0]} ({page})" for page, names in sorted(found.items())[:10])
            raise QuestionError(f"{told!r} may be any of {several}; give more of the name, or the id")
        (page,) = found
        found_document = reader.document(connection, page)
        mentions = reader.document_mentions(connection, page)
        original = None
        if found_document is not None and found_document.copies_of:
            carried = reader.document(connection, found_document.copies_of)
            original = carried.name if carried else None
        return DocumentDetail(
            page,
            tuple(name for name, _ in reader.names_of(connection, page)),
            found_document,
            tuple(mentions),
            reader.events_of_mentions(connection, [mention.id for mention in mentions]),
            tuple(reader.all_skipped(connection, page=page)),
            tuple(reader.copies(connection, page)),
            original,
        )

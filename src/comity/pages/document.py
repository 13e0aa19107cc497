"""Pages -> documents: decoded, freed of furniture, in English, with a title, a publisher and a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from comity.pages import blocks, html, languages, roles, stamps
from comity.pages.decoding import decode
from comity.records import Block, Document, Form, Page, Role, Skipped, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from comity.dates import SpanOfDays

STAGE = "clean"
BETWEEN = "\n\n"  # blocks in a document's text
LEAST_ARTICLE = 8  # words
MOST_TEXT = 500_000  # characters of a page that are looked at; no article is as long


class Dating(Protocol):
    """What a dater answers."""

    @property
    def span(self) -> SpanOfDays | None:
        """The publication date, as well as it is known."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """How it is known."""


class Dater(Protocol):
    """Whatever finds the publication date of an article."""

    def date(
        self,
        article: Sequence[str],
        lines: Sequence[str],
        told: Mapping[str, str],
        known: Sequence[Document] = (),
        elsewhere: Sequence[str] = (),
    ) -> Dating:
        """The date by the article, its page's own lines, metadata, other documents and lines elsewhere."""


def clean(
    pages: Iterable[Page | Skipped], *, dater: Dater, known: Sequence[Document] = ()
) -> Iterator[Document | Skipped]:
    """One document a page, in order, or why there is none; what was skipped before passes through.

    `known` are documents already in the ledger, which help to date a page that does not date itself.
    """
    for page in pages:
        yield page if isinstance(page, Skipped) else document(page, dater=dater, known=known)


def document(page: Page, *, dater: Dater, known: Sequence[Document] = ()) -> Document | Skipped:
    """The document that a page holds, or why it holds none."""
    decoded = decode(page.data)
    told = dict(page.told)
    notes = [decoded.note] if decoded.note else []
    texts: list[str]
    left_out: tuple[Block, ...] = ()
    extracted = False
    if page.form is Form.HTML:
        found = html.extract(decoded.text, told)
        told, texts, left_out, extracted = found.told, found.texts, found.left_out, not found.whole
    else:
        texts = blocks.split(decoded.text[:MOST_TEXT])
        if len(decoded.text) > MOST_TEXT:
            notes.append(f"cut after {MOST_TEXT} of {len(decoded.text)} characters")
    language = languages.detect(texts)
    if not language:
        return _skip(page, "no article", "the page holds no words")
    if language != languages.ENGLISH:
        return _skip(page, "not English", language)
    assigned = roles.assign(texts, title=blocks.tidy(told.get("title", "")) or None, extracted=extracted)
    article = [block.text for block in assigned if block.role is Role.ARTICLE]
    if sum(len(text.split()) for text in article) < LEAST_ARTICLE:
        return _skip(page, "no article", "no block of the page reads like an article's paragraph")
    text, placed = _place(assigned)
    noted = tuple(Block(note, Role.FURNITURE, ("a note of the reader's",)) for note in notes)
    lines = stamps.lines(assigned, left_out)
    dating = dater.date(article, lines.near, told, known, lines.elsewhere)
    return Document(
        id=page.id,
        name=page.name,
        text=text,
        blocks=placed + left_out + noted,
        title=next((block.text for block in placed if block.role is Role.TITLE), None),
        publisher=told.get("publisher"),
        author=told.get("author"),
        url=told.get("url"),
        language=language,
        published=dating.span,
        published_reasons=tuple(dating.reasons),
    )


def _skip(page: Page, reason: str, detail: str) -> Skipped:
    return Skipped(page.name, STAGE, reason, detail, page.id)


def _place(assigned: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
    """The document's text, title first, and the blocks in the page's order with their places in it."""
    text = ""
    spans: dict[int, Span] = {}
    in_text = sorted(
        (at for at, block in enumerate(assigned) if block.role is not Role.FURNITURE),
        key=lambda at: (assigned[at].role is not Role.TITLE, at),
    )
    for at in in_text:
        start = len(text) + len(BETWEEN) if text else 0
        text = f"{text}{BETWEEN}{assigned[at].text}" if text else assigned[at].text
        spans[at] = Span(start, len(text))
    placed = tuple(
        Block(block.text, block.role, block.reasons, spans.get(at)) for at, block in enumerate(assigned)
    )
    return text, placed

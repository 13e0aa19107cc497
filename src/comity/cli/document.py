"""`comity document`: what became of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comity import wording
from comity.cli import options, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.answers.document import DocumentDetail
    from comity.records import Document, Mention

LONGEST_SHOWN = 90  # characters of what was dropped or gave nothing


def document(
    told: Annotated[str, typer.Argument(metavar="NAME", help="The page's name, a part of it, or its id.")],
    *,
    as_json: options.AsJson = False,
    ledger: options.LedgerAt = options.DEFAULT_LEDGER,
) -> None:
    """One page: what was kept, dropped and coded.

    Shows the blocks that were dropped as furniture and why, how the page was dated and by what reasons,
    and the sentences that gave nothing.

    \b
    Example:
      comity document kyodo/visa-talks.html
    """  # noqa: D301
    with options.opened(ledger) as asked:
        detail = asked.document(told)
    if as_json:
        screen.print_json([detail.record()])
        return
    screen.print_lines(_lines(detail))


def _lines(detail: DocumentDetail) -> Iterator[screen.Line]:
    yield (detail.names[0], "bold")
    for other in detail.names[1:]:
        yield (f"also      {other}", "")
    if detail.document is None:
        yield from _why_none(detail)
        return
    document = detail.document
    yield from _head(document)
    if detail.original:
        yield (f"carries   the text of {detail.original}", "")
    if detail.copies:
        yield (f"carried   by {', '.join(detail.copies)}", "")
    yield (f"id        {document.id}", "dim")
    yield from _heading(f"kept: {wording.count(len(detail.kept), 'block')}")
    for block in detail.kept:
        yield (f"  {wording.one_line(block.text)}", "bold" if block.text == document.title else "")
    yield from _heading(f"dropped as furniture: {wording.count(len(detail.dropped), 'block')}")
    for block in detail.dropped:
        yield (f"  {wording.shortened(block.text, LONGEST_SHOWN)}  [{', '.join(block.reasons)}]", "dim")
    yield from _heading(f"coded: {wording.count(len(detail.mentions), 'mention')}")
    for mention in detail.mentions:
        yield from _coded(mention, document, detail.events.get(mention.id))
    if detail.skipped:
        yield from _heading(f"gave nothing: {wording.count(len(detail.skipped), 'sentence')}")
        for each in detail.skipped:
            yield (f"  {each.reason}: {wording.shortened(each.detail, LONGEST_SHOWN)}", "dim")


def _why_none(detail: DocumentDetail) -> Iterator[screen.Line]:
    for each in detail.skipped:
        yield (f"skipped   {each.reason}{f': {each.detail}' if each.detail else ''}", "yellow")
    yield (f"id        {detail.page}", "dim")


def _head(document: Document) -> Iterator[screen.Line]:
    for name, value in (
        ("title", document.title),
        ("publisher", document.publisher),
        ("author", document.author),
        ("address", document.url),
    ):
        if value:
            yield (f"{name:<9} {value}", "")
    if document.published is None:
        yield ("published unknown", "yellow")
    else:
        basis = document.published.basis.value
        yield (f"published {wording.days(document.published)} ({basis})", "")
    for reason in document.published_reasons:
        yield (f"          {reason}", "dim")


def _heading(words: str) -> Iterator[screen.Line]:
    yield ("", "")
    yield (words, "bold")


def _coded(mention: Mention, document: Document, event: str | None) -> Iterator[screen.Line]:
    actors, recipients = (
        ",".join(party.code for party in side) for side in (mention.actors, mention.recipients)
    )
    arrow = "<->" if mention.symmetric else "->"
    yield (
        f"  {wording.days(mention.days)} ({mention.days.basis.value})  {actors} {arrow} {recipients}  "
        f"{wording.what(mention)}  {mention.status.value}{f'  event {event}' if event else ''}",
        screen.STYLES[mention.status.value],
    )
    yield (f"    {wording.one_line(mention.quote.of(document.text))}", "")

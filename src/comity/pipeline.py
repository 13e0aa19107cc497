"""The way of the data, wired: read, clean, code, write to the ledger, and merge what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from comity import coders, ids
from comity.dates import Basis
from comity.ledger import following, merging, reader, writer
from comity.records import Document, Mention, Page, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from os import PathLike

    from sqlalchemy import Connection

    from comity.ledger.following import Follow
    from comity.ledger.merging import Merge
    from comity.ledger.store import Store
    from comity.pages import Dater
    from comity.records import Measure, Told, Unfit
    from comity.settings import Settings


class Progress(Protocol):
    """Told of each page that was read and each mention that was coded."""

    def __call__(self, report: Report, name: str) -> None:
        """What has been done so far, and the page at hand."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages as the pipeline needs them: each from the records of one word to those of the next."""

    coder: str  # names the coder and its version: another one reads all pages anew
    read: Callable[[Iterable[str | PathLike[str]]], Iterator[Page | Skipped]]
    clean: Callable[[Iterable[Page], Sequence[Document]], Iterator[Document | Skipped]]  # with known ones
    bands: Callable[[str], Sequence[str]]  # texts that share one may be copies
    same_text: Callable[[str, str], bool]
    code: Callable[[Iterable[Document]], Iterable[Mention | Skipped]]
    merge: Merge
    follow: Follow
    kinds: str  # names the kinds of measure and their version: others follow all measures anew
    errors: frozenset[str]  # reasons of skipping that are the user's to mend
    count: Callable[[Iterable[str | PathLike[str]]], int | None] = lambda _: (
        None
    )  # pages, where that is known


@dataclass(slots=True)
class Report:
    """What a call of `read` did. Pages that were known already are not coded again."""

    expected: int | None = None  # pages, where that could be told beforehand and somebody watches
    finished: int = 0  # pages, whatever came of them
    read: int = 0
    known: int = 0
    kept: int = 0
    copies: int = 0
    mentions: int = 0
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)  # by stage and reason
    errors: list[Skipped] = field(default_factory=list)  # paths that could not be read
    documents_in_ledger: int = 0
    events_in_ledger: int = 0


def read(
    paths: Iterable[str | PathLike[str]],
    store: Store,
    settings: Settings,
    *,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> Report:
    """Read files, folders and "-" into the ledger, `settings.batch` pages a transaction.

    Events are merged from time to time and at the end. A call that is killed leaves whole batches only, and
    what waits to be merged; calling again goes on where it stopped.
    """
    stages = stages or standard_stages(settings)
    given = list(paths)
    report = Report(expected=stages.count(given) if progress is not None else None)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    incoming = iter(stages.read(given))
    with store.transaction() as connection:
        run = writer.run(connection, stages.coder, started=started)
    for number in count(1):
        some = list(islice(incoming, settings.batch))
        if not some:
            break
        batch = _batch(some, store, stages, report, progress)
        with store.transaction() as connection:
            writer.write(connection, batch, run=run)
        if number.bit_count() == 1:  # whenever the batches have doubled: merging then grows as they do
            merging.settle(store, run=run, merge=stages.merge)
    merging.settle(store, run=run, merge=stages.merge)
    following.settle(store, stages.follow, kinds=stages.kinds)
    with store.snapshot() as connection:
        totals = reader.totals(connection)
    report.documents_in_ledger, report.events_in_ledger = totals.documents, totals.events
    return report


def _batch(
    some: Sequence[Page | Skipped],
    store: Store,
    stages: Stages,
    report: Report,
    progress: Progress | None,
) -> writer.Batch:
    batch = writer.Batch()
    for each in some:
        if isinstance(each, Page):
            batch.pages.append(each)
            report.read += 1
        else:
            _skip(each, batch, report)
            if each.reason in stages.errors:
                report.errors.append(each)
        if progress is not None:
            progress(report, each.name)
    unknown = _unknown(batch.pages, store, stages.coder)
    report.known += len(batch.pages) - len(unknown)
    batch.coded.extend(page.id for page in unknown)
    cleaned = [(page, document) for page in unknown for document in stages.clean([page], ())]
    with store.snapshot() as connection:
        for page, document in cleaned:
            if isinstance(document, Skipped):
                _skip(document, batch, report)
                continue
            related = _related(document, page, batch, connection, stages)
            batch.documents.append(related)
            report.kept += 1
            report.copies += related.copies_of is not None
    report.finished += len(some) - len(batch.documents)
    _code(batch, stages, report, progress)
    return batch


def _code(batch: writer.Batch, stages: Stages, report: Report, progress: Progress | None) -> None:
    before = report.finished
    places = {document.id: (at, document.name) for at, document in enumerate(batch.documents)}
    for mention in stages.code(batch.documents):
        if isinstance(mention, Skipped):
            _skip(mention, batch, report)
            continue
        batch.mentions.append(mention)
        report.mentions += 1
        if progress is not None:
            at, name = places[mention.document]
            report.finished = before + at
            progress(report, name)
    report.finished = before + len(batch.documents)


def _related(
    document: Document, page: Page, batch: writer.Batch, connection: Connection, stages: Stages
) -> Document:
    """The document, dated by others of the same story where it must be, and marked where it is a copy."""
    own = batch.bands[document.id] = stages.bands(document.text)
    near = reader.originals_with(connection, own)
    near.extend(
        other
        for other in batch.documents
        if other.copies_of is None and not set(own).isdisjoint(batch.bands[other.id])
    )
    near = [other for other in near if other.id != document.id]
    if near and (document.published is None or document.published.basis is Basis.INFERRED):
        again = next(iter(stages.clean([page], near)))
        document = again if isinstance(again, Document) else document
    original = next((other for other in near if stages.same_text(document.text, other.text)), None)
    return replace(document, copies_of=original.id) if original else document


def _skip(skipped: Skipped, batch: writer.Batch, report: Report) -> None:
    batch.skipped.append(skipped)
    report.skipped[skipped.stage, skipped.reason] += 1


def _unknown(pages: Sequence[Page], store: Store, coder: str) -> list[Page]:
    """Those pages that this coder has not read, each once."""
    by_id = {page.id: page for page in reversed(pages)}
    with store.snapshot() as connection:
        known = writer.known_pages(connection, by_id, coder)
    return [page for page in pages if page.id not in known and by_id[page.id] is page]


def standard_stages(settings: Settings) -> Stages:
    """The stages as Comity ships them; what is slow to load is loaded when its first page comes."""
    from comity import events, pages
    from comity.pages import copies

    def clean(some: Iterable[Page], known: Sequence[Document]) -> Iterator[Document | Skipped]:
        return pages.clean(some, dater=_dater(), known=known)

    def bands(text: str) -> Sequence[str]:
        return copies.bands(copies.signature(text))

    def code(some: Iterable[Document]) -> Iterable[Mention | Skipped]:
        return coders.load(settings.coder).code(some)

    return Stages(
        coder=coders.run(settings.coder),
        read=lambda paths: pages.read(paths, settings=settings),
        clean=clean,
        bands=bands,
        same_text=copies.same_text,
        code=code,
        merge=events.merge,
        follow=follow,
        kinds=kinds_of_measure(),
        errors=frozenset(pages.ERRORS),
        count=pages.count,
    )


def follow(told: Sequence[Told], one: str, other: str) -> tuple[Sequence[Measure], Sequence[Unfit]]:
    """The measures between two states, by the kinds that come with Comity."""
    from comity import measures
    from comity.ontology import kinds

    return measures.follow(told, one, other, kinds.load())


def is_followed(store: Store) -> bool:
    """Whether the measures are those of all events, by the kinds that come with Comity."""
    with store.snapshot() as connection:
        return following.is_settled(connection, kinds=kinds_of_measure())


def follow_all(store: Store) -> None:
    """Follow what waits: the pairs of an older ledger, of other kinds, or of a call that was killed."""
    following.settle(store, follow, kinds=kinds_of_measure())


@cache
def kinds_of_measure() -> str:
    """Names the kinds of measure and how they are followed, by a digest of their files, taken once."""
    from comity.ontology import kinds

    modules = sorted((Path(__file__).parent / "measures").glob("*.py"))
    return ids.of_parts(kinds.version(), *(ids.of_bytes(module.read_bytes()) for module in modules))


@cache
def _dater() -> Dater:
    from comity import actors
    from comity.pages.dating import Dater

    return Dater(actors.load(), today=date.today())

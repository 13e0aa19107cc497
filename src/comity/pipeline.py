"""The way of the data, wired: read, clean, code, and write to the ledger, which merges what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from comity.ledger import reader, writer
from comity.records import Document, Mention, Page, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from comity.ledger.merging import Merge
    from comity.ledger.store import Store
    from comity.settings import Settings


class Progress(Protocol):
    """Told after each batch, and for each page that was read."""

    def __call__(self, report: Report, name: str) -> None:
        """What has been done so far, and the page that was read last."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages as the pipeline needs them: each from the records of one word to those of the next."""

    coder: str  # names the coder and its version: another one reads all pages anew
    read: Callable[[Iterable[str]], Iterator[Page | Skipped]]
    clean: Callable[[Iterable[Page]], Iterator[Document | Skipped]]
    code: Callable[[Iterable[Document]], Iterator[Mention | Skipped]]
    merge: Merge


@dataclass(slots=True)
class Report:
    """What a call of `read` did. Pages that were known already are not coded again."""

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
    paths: Iterable[str],
    store: Store,
    settings: Settings,
    *,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> Report:
    """Read files, folders and "-" into the ledger, `settings.batch` pages a transaction.

    A call that is killed leaves whole batches only; calling again goes on where it stopped.
    """
    stages = stages or standard_stages(settings)
    report = Report()
    started = datetime.now(UTC).isoformat(timespec="seconds")
    incoming = iter(stages.read(paths))
    while some := list(islice(incoming, settings.batch)):
        batch = _batch(some, store, stages, report, progress)
        with store.transaction() as connection:
            run = writer.run(connection, stages.coder, started=started)
            writer.write(connection, batch, run=run, merge=stages.merge)
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
            report.errors.append(each)
        if progress is not None:
            progress(report, each.name)
    unknown = _unknown(batch.pages, store, stages.coder)
    report.known += len(batch.pages) - len(unknown)
    batch.coded.extend(page.id for page in unknown)
    for document in stages.clean(unknown):
        if isinstance(document, Skipped):
            _skip(document, batch, report)
            continue
        batch.documents.append(document)
        report.kept += 1
        report.copies += document.copies_of is not None
    for mention in stages.code(batch.documents):
        if isinstance(mention, Skipped):
            _skip(mention, batch, report)
            continue
        batch.mentions.append(mention)
        report.mentions += 1
    return batch


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
    """The stages as Comity ships them; what is slow to load is loaded when its first record comes."""
    raise NotImplementedError

"""Paths -> pages: files, folders, archives, feeds and standard input, a page at a time."""

from __future__ import annotations

import gzip
import os
import re
import stat
import sys
import zlib
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from comity.pages import containers
from comity.pages.decoding import binary
from comity.pages.failures import Failure, failed
from comity.records import Form, Page, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.settings import Settings

STDIN = "-"
JSON_LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
CONTAINERS = JSON_LINES | {".warc", ".xml", ".rss", ".atom", ".rdf"}  # files that may hold many pages
SNIFFED = 2048  # bytes
GZIP = b"\x1f\x8b"
LEDGER_MARK = b"COMY"  # SQLite's application id in the file's header: APPLICATION of the ledger's schema
_BESIDE = ("-wal", "-shm", "-journal")
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|section|main|div|p|h1|meta|table|span|br)\b[^>]*>",
    re.IGNORECASE,
)
_FEED = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)\b", re.IGNORECASE)
_JSON_LINE = re.compile(rb'\A\s*\{\s*"')


def read(
    paths: Iterable[str | os.PathLike[str]], *, settings: Settings, stdin: IO[bytes] | None = None
) -> Iterator[Page | Skipped]:
    """The pages of these files and folders, in order; "-" is standard input.

    What cannot be read comes as `Skipped`, stage "read", with a reason of `Failure`; the others still come.
    One page is in memory at a time. A folder is read with all below it, sorted, without hidden
    files and ledgers.
    """
    for path in paths:
        if os.fspath(path) == STDIN:
            yield from _opened(stdin or sys.stdin.buffer, "stdin", "standard input", settings.page_limit)
        else:
            yield from _path(Path(path), settings.page_limit)


def count(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """How many pages these paths hold, as far as their names tell; None where one may hold many."""
    counted = 0
    for path in paths:
        if os.fspath(path) == STDIN:
            return None
        files = [Path(path)] if not Path(path).is_dir() else _below(Path(path), [])
        for file in files:
            if _suffix(file.name) in CONTAINERS:
                return None
            counted += 1
    return counted


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def _path(path: Path, limit: int) -> Iterator[Page | Skipped]:
    try:
        found = path.stat()
    except FileNotFoundError:
        yield failed(str(path), Failure.MISSING, f"{path} does not exist; check its spelling")
        return
    except OSError as error:
        yield failed(str(path), Failure.UNREADABLE, _why(path, error))
        return
    if not stat.S_ISDIR(found.st_mode):
        yield from _file(path, path.name, limit)
        return
    yield from _folder(path, limit)


def _folder(folder: Path, limit: int) -> Iterator[Page | Skipped]:
    troubles: list[OSError] = []
    for path in _below(folder, troubles):
        while troubles:
            yield _unlisted(troubles.pop(0))
        yield from _file(path, path.relative_to(folder).as_posix(), limit)
    yield from map(_unlisted, troubles)


def _below(folder: Path, troubles: list[OSError]) -> Iterator[Path]:
    """The files of a folder, sorted; the folders that cannot be listed come as troubles."""
    for above, below, files in os.walk(folder, onerror=troubles.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            path = Path(above, name)
            if not name.startswith(".") and not _special(path) and not _ledger(path):
                yield path


def _unlisted(error: OSError) -> Skipped:
    return failed(str(error.filename), Failure.UNREADABLE, _why(Path(str(error.filename)), error))


def _special(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device, which a folder may hold but nobody means to read."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def _ledger(path: Path) -> bool:
    """Whether it is a ledger, or a file that SQLite keeps beside it: often it lies among the pages."""
    beside = next((end for end in _BESIDE if path.name.endswith(end)), "")
    try:
        with path.with_name(path.name.removesuffix(beside)).open("rb") as stream:
            head = stream.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:] == LEDGER_MARK


def _file(path: Path, name: str, limit: int) -> Iterator[Page | Skipped]:
    try:
        with path.open("rb") as stream:
            yield from _opened(stream, name, str(path), limit)
    except OSError as error:
        yield failed(name, Failure.UNREADABLE, _why(path, error))


def _why(path: Path, error: OSError) -> str:
    return f"{path} cannot be read: {error.strerror or error}; check its permissions"


def _opened(stream: IO[bytes], name: str, origin: str, limit: int) -> Iterator[Page | Skipped]:
    """The pages of an open stream, unzipped where it is zipped."""
    buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(_Raw(stream))
    if buffered.peek(len(GZIP))[: len(GZIP)] != GZIP:
        yield from _unzipped(buffered, name, origin, limit)
        return
    inner = name.removesuffix(".gz")
    try:
        with gzip.GzipFile(fileobj=buffered) as unzipped:
            yield from _unzipped(unzipped, inner, origin, limit, shown=name)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield failed(
            name, Failure.BROKEN, f"{origin} is a damaged or truncated gzip file: {error}; fetch it again"
        )


class _Raw(BytesIO):
    """A stream that is no buffered file, such as a test's or a socket's, read whole."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream.read())


def _unzipped(
    stream: BufferedReader | gzip.GzipFile, name: str, origin: str, limit: int, *, shown: str = ""
) -> Iterator[Page | Skipped]:
    """The pages of an unzipped stream: many where it is a container, else one."""
    shown = shown or name
    head = stream.peek(SNIFFED)[:SNIFFED]
    suffix = Path(name).suffix.lower()
    if not head:
        yield failed(shown, Failure.EMPTY, f"{origin} has no content; fetch it again or leave it out")
    elif head.startswith(b"WARC/"):
        yield from containers.warc(cast("IO[bytes]", stream), shown, origin, limit)
    elif suffix in JSON_LINES or (suffix not in {".html", ".htm"} and _JSON_LINE.match(head)):
        yield from containers.json_lines(cast("IO[bytes]", stream), shown, origin, limit)
    else:
        yield from _page(stream, shown, origin, limit)


def _page(
    stream: BufferedReader | gzip.GzipFile, name: str, origin: str, limit: int
) -> Iterator[Page | Skipped]:
    data = stream.read(limit + 1)
    kind = binary(data)
    if len(data) > limit:
        size = f"{limit / 1024 / 1024:.0f} MB" if limit >= 1024 * 1024 else f"{limit} bytes"
        yield failed(
            name,
            Failure.TOO_LARGE,
            f"{origin} is larger than the page limit of {size}; raise COMITY_PAGE_LIMIT to read it",
        )
    elif kind:
        yield failed(name, Failure.NOT_TEXT, f"{origin} holds {kind}, no text or HTML; leave it out")
    elif not data.strip():
        yield failed(name, Failure.EMPTY, f"{origin} holds blanks only; fetch it again or leave it out")
    elif _FEED.search(data[:SNIFFED]) and not _HTML.search(
        data[:SNIFFED].partition(b"<rss")[0].partition(b"<feed")[0]
    ):
        yield from containers.feed(data, name, origin)
    else:
        yield Page(name, origin, data, form_of(data))


def form_of(data: bytes) -> Form:
    """Whether bytes are HTML or plain text, by what stands in them; a file's suffix may lie."""
    head = data[: 4 * SNIFFED].replace(b"\x00", b"")
    return (
        Form.HTML
        if len(_HTML.findall(head)) >= 2 or re.match(rb"\W*<!doctype html", head, re.IGNORECASE)
        else Form.TEXT
    )

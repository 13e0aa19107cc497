"""Files that hold many pages: JSON lines, WARC archives, feeds; read as streams, a page at a time."""

from __future__ import annotations

import json
import zlib
from io import RawIOBase
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from comity.pages.failures import Failure, failed
from comity.records import Form, Page, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

TOLD = ("title", "date", "publisher", "author", "url")  # what a record may say of its page
ITEM = frozenset({"item", "entry"})
BODY = ("encoded", "content", "description", "summary")
FEED_FIELDS = {
    "title": "title", "link": "url", "pubdate": "date", "published": "date", "date": "date",
    "updated": "updated", "creator": "author", "author": "author",
}  # fmt: skip


def json_lines(stream: IO[bytes], name: str, origin: str, limit: int) -> Iterator[Page | Skipped]:
    """The pages of a JSON-lines file: each line {"text" or "html", "id"?} and what it tells (`TOLD`)."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{name}#{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
            yield failed(
                where, Failure.TOO_LARGE, f"line {number} is longer than the page limit of {limit} bytes"
            )
            continue
        if line.strip():
            yield _record(line, name, origin, number)


def _record(line: bytes, name: str, origin: str, number: int) -> Page | Skipped:
    where = f"{name}#{number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return failed(
            where, Failure.NO_OBJECT, f"line {number} of {origin} is no JSON: {error}; mend that line"
        )
    if not isinstance(record, dict):
        kind = type(record).__name__
        return failed(
            where,
            Failure.NO_OBJECT,
            f"line {number} of {origin} is a JSON {kind}, expected an object; mend that line",
        )
    for key, form in (("html", Form.HTML), ("text", Form.TEXT)):
        content = record.get(key)
        if isinstance(content, str) and content.strip():
            told = {field: str(record[field]) for field in TOLD if record.get(field)}
            identity = record.get("id")
            shown = f"{name}#{identity}" if identity not in (None, "") else where
            return Page(shown, f"{origin}#{number}", content.encode("utf-8", "replace"), form, told)
    return failed(
        where, Failure.NO_TEXT, f'line {number} of {origin} has neither "text" nor "html"; give it one'
    )


def warc(stream: IO[bytes], name: str, origin: str, limit: int) -> Iterator[Page | Skipped]:
    """The HTML pages of a WARC archive; a broken one gives its whole records, then says where it broke."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    whole = _UpToTheBreak(stream)
    try:
        records = ArchiveIterator(
            cast("BinaryIO", whole), record_types=WarcRecordType.response, auto_decode="all"
        )
        for number, record in enumerate(records, 1):
            where = f"{name}#{number}"
            if "html" not in (record.http_content_type or ""):
                continue
            address = record.headers.get("WARC-Target-URI") or ""
            data = record.reader.read(limit + 1)
            if len(data) > limit:
                yield failed(
                    where, Failure.TOO_LARGE, f"{address} is larger than the page limit of {limit} bytes"
                )
            elif data.strip():
                told = {"url": address, "crawled": record.headers.get("WARC-Date") or ""}
                yield Page(
                    where,
                    address or origin,
                    data,
                    Form.HTML,
                    {key: text for key, text in told.items() if text},
                )
    except (OSError, EOFError, ValueError) as error:
        whole.broken = whole.broken or str(error)
    if whole.broken:
        yield failed(
            name, Failure.BROKEN, f"{origin} breaks after record {number}: {whole.broken}; fetch it again"
        )


class _UpToTheBreak(RawIOBase):
    """A stream that ends where reading fails, and remembers why, so that what came before is still read."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._at = 0
        self.broken = ""

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        try:
            data = bytes(self._stream.read1(size))
        except (OSError, EOFError, zlib.error) as error:
            self.broken = str(error)
            return b""
        self._at += len(data)
        return data


def feed(data: bytes, name: str, origin: str) -> Iterator[Page | Skipped]:
    """The pages of an RSS or Atom feed whose items carry their text."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield failed(name, Failure.BROKEN, f"{origin} is no feed that can be read: {error}")
        return
    if root is None:
        yield failed(name, Failure.BROKEN, f"{origin} looks like a feed but holds no element; fetch it again")
        return
    publisher = next((_text(e) for e in root.iter() if _local(e) == "title" and not _in_item(e)), "")
    items = [element for element in root.iter() if _local(element) in ITEM]
    for number, item in enumerate(items, 1):
        yield _item(item, f"{name}#{number}", origin, publisher)


def _item(item: _Element, where: str, origin: str, publisher: str) -> Page | Skipped:
    told = {"publisher": publisher} if publisher else {}
    bodies: dict[str, str] = {}
    for element in item:
        local, text = _local(element), _text(element)
        if local in BODY:
            bodies.setdefault(local, text)
        elif local in FEED_FIELDS and (text or element.get("href")):
            told.setdefault(FEED_FIELDS[local], text or element.get("href") or "")
    body = next((bodies[part] for part in BODY if bodies.get(part)), "")
    if not body:
        return failed(
            where, Failure.NO_TEXT, f"an item of {origin} has a title only; fetch the page it links to"
        )
    told.setdefault("date", told.pop("updated", ""))
    told = {key: text for key, text in told.items() if text and key != "updated"}
    html = f"<html><head><title></title></head><body><article>{body}</article></body></html>"
    return Page(where, told.get("url", origin), html.encode(), Form.HTML, told)


def _local(element: _Element) -> str:
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _in_item(element: _Element) -> bool:
    return any(_local(above) in ITEM | {"image"} for above in element.iterancestors())

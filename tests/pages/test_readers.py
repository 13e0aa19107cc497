"""What `read` makes of files, folders, archives, feeds, standard input, and of bad input."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from comity.pages import ERRORS, Failure, count, read
from comity.records import Form, Page, Skipped
from comity.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

HTML = b"<!doctype html><html><head><title>A</title></head><body><p>Niger and Benin talk.</p></body></html>"
TEXT = "Niger and Benin will hold talks in Cotonou on Friday, both ministries said.\n"


def pages(*paths: Path | str, limit: int = 1_000_000, stdin: bytes = b"") -> list[Page | Skipped]:
    return list(read(paths, settings=Settings(page_limit=limit), stdin=io.BytesIO(stdin)))


def only_page(*paths: Path | str, stdin: bytes = b"") -> Page:
    (found,) = pages(*paths, stdin=stdin)
    assert isinstance(found, Page), found
    return found


def only_skipped(*paths: Path | str, limit: int = 1_000_000) -> Skipped:
    (found,) = pages(*paths, limit=limit)
    assert isinstance(found, Skipped), found
    assert found.stage == "read"
    return found


def put(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_folder_is_read_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.html", ".hidden.txt", ".git/config.txt"):
        put(tmp_path / name, HTML if name.endswith("html") else TEXT)
    assert [page.name for page in pages(tmp_path)] == ["b.txt", "a/b.html", "a/z.txt"]


def test_what_a_page_is_its_content_says_and_not_its_suffix(tmp_path: Path) -> None:
    assert only_page(put(tmp_path / "story.txt", HTML)).form is Form.HTML
    assert only_page(put(tmp_path / "story.html", TEXT)).form is Form.TEXT
    assert only_page(put(tmp_path / "story", TEXT)).form is Form.TEXT


def test_two_files_with_the_same_bytes_are_one_page(tmp_path: Path) -> None:
    one, two = pages(put(tmp_path / "one.txt", TEXT), put(tmp_path / "two.txt", TEXT))
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert one.id == two.id
    assert one.name != two.name


def test_each_line_of_a_json_lines_file_is_a_page_with_what_it_tells(tmp_path: Path) -> None:
    lines = [
        {"id": "n1", "text": TEXT, "title": "Talks", "date": "2023-02-01", "publisher": "Niamey Post"},
        {"html": HTML.decode(), "url": "https://x.example/a"},
    ]
    one, two = pages(put(tmp_path / "p.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n"))
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert (one.name, one.form) == ("p.jsonl#n1", Form.TEXT)
    assert one.told == {"title": "Talks", "date": "2023-02-01", "publisher": "Niamey Post"}
    assert (two.name, two.form, two.told["url"]) == ("p.jsonl#2", Form.HTML, "https://x.example/a")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1, 2]", Failure.NO_OBJECT),
        ('"text"', Failure.NO_OBJECT),
        ("{broken", Failure.NO_OBJECT),
        ("[" * 100_000, Failure.NO_OBJECT),
        ('{"title": "no text"}', Failure.NO_TEXT),
        ('{"text": 7}', Failure.NO_TEXT),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, reason: Failure) -> None:
    good = json.dumps({"text": TEXT})
    first, bad, last = pages(put(tmp_path / "p.ndjson", f"{good}\n{line}\n{good}\n"))
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert isinstance(bad, Skipped)
    assert bad.reason == reason
    assert bad.name == "p.ndjson#2"
    assert "line 2" in bad.detail


def test_standard_input_holds_a_page_or_json_lines() -> None:
    assert only_page("-", stdin=HTML).form is Form.HTML
    assert only_page("-", stdin=TEXT.encode()).name == "stdin"
    lines = json.dumps({"text": TEXT, "id": "a"}) + "\n" + json.dumps({"text": TEXT, "id": "b"})
    assert [page.name for page in pages("-", stdin=lines.encode())] == ["stdin#a", "stdin#b"]


def test_gzip_is_unpacked_whatever_it_holds(tmp_path: Path) -> None:
    assert only_page(put(tmp_path / "a.html.gz", gzip.compress(HTML))).data == HTML
    assert (
        only_page(put(tmp_path / "b.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode()))).form
        is Form.TEXT
    )


def record(address: str, body: bytes, kind: str = "text/html") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\n"
        f"WARC-Date: 2022-01-01T00:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_html_responses_of_a_warc_archive_are_pages(tmp_path: Path) -> None:
    archive = record("https://a.example/1", HTML) + record("https://a.example/p.png", b"\x89PNG", "image/png")
    found = only_page(put(tmp_path / "crawl.warc.gz", gzip.compress(archive)))
    assert (found.name, found.origin) == ("crawl.warc.gz#1", "https://a.example/1")
    assert found.data == HTML
    assert found.told == {"url": "https://a.example/1", "crawled": "2022-01-01T00:00:00Z"}


def test_a_truncated_archive_gives_its_whole_records_and_says_that_it_broke(tmp_path: Path) -> None:
    whole = gzip.compress(record("https://a.example/1", HTML))
    cut = gzip.compress(record("https://a.example/2", HTML))[:-40]
    *found, broken = pages(put(tmp_path / "crawl.warc.gz", whole + cut))
    assert [page.origin for page in found if isinstance(page, Page)][:1] == ["https://a.example/1"]
    assert isinstance(broken, Skipped)
    assert broken.reason == Failure.BROKEN


def test_items_of_a_feed_are_pages(tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel><title>Niamey Post</title>
    <item><title>Talks in Cotonou</title><link>https://n.example/1</link>
    <pubDate>Wed, 01 Feb 2023 10:00:00 GMT</pubDate>
    <description>short</description><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item>
    <item><title>Only a title</title></item></channel></rss>"""
    one, two = pages(put(tmp_path / "feed.xml", feed))
    assert isinstance(one, Page)
    assert one.told["title"] == "Talks in Cotonou"
    assert one.told["publisher"] == "Niamey Post"
    assert one.told["date"] == "Wed, 01 Feb 2023 10:00:00 GMT"
    assert TEXT.encode() in one.data
    assert isinstance(two, Skipped)
    assert two.reason == Failure.NO_TEXT


def test_a_missing_path_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    missing, found = pages(tmp_path / "gone.txt", put(tmp_path / "here.txt", TEXT))
    assert isinstance(missing, Skipped)
    assert missing.reason == Failure.MISSING
    assert str(tmp_path / "gone.txt") in missing.detail
    assert isinstance(found, Page)


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="no file here that opens and cannot be read")  # noqa: PTH110
def test_a_file_that_cannot_be_read_is_named() -> None:
    found = only_skipped("/proc/self/mem")
    assert found.reason == Failure.UNREADABLE
    assert "/proc/self/mem" in found.detail


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = put(tmp_path / "secret.txt", TEXT)
    path.chmod(0)
    assert only_skipped(path).reason == Failure.UNREADABLE


@pytest.mark.parametrize("data", [b"", b" \n\t \n"])
def test_an_empty_file_is_named(tmp_path: Path, data: bytes) -> None:
    assert only_skipped(put(tmp_path / "nothing.txt", data)).reason == Failure.EMPTY


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "a JPEG picture"),
        (b"%PDF-1.7 " + bytes(range(256)), "a PDF document"),
        (bytes(range(32)) * 40, "binary data"),
    ],
)
def test_a_picture_renamed_html_is_told_from_a_page(tmp_path: Path, data: bytes, kind: str) -> None:
    found = only_skipped(put(tmp_path / "photo.html", data))
    assert found.reason == Failure.NOT_TEXT
    assert kind in found.detail


def test_a_page_over_the_limit_is_named_and_not_kept_in_memory(tmp_path: Path) -> None:
    path = put(tmp_path / "huge.html", HTML + b" " * 50_000_000)
    tracemalloc.start()
    found = only_skipped(path, limit=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.reason == Failure.TOO_LARGE
    assert "COMITY_PAGE_LIMIT" in found.detail
    assert peak < 8_000_000


def test_a_line_over_the_limit_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    lines = json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": TEXT}) + "\n"
    large, found = pages(put(tmp_path / "p.jsonl", lines), limit=1000)
    assert isinstance(large, Skipped)
    assert large.reason == Failure.TOO_LARGE
    assert isinstance(found, Page)
    assert found.name == "p.jsonl#2"


def test_a_truncated_gzip_file_is_named(tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(4000).hex().encode())
    found = only_skipped(put(tmp_path / "cut.txt.gz", packed[:-200]))
    assert found.reason == Failure.BROKEN
    assert "truncated" in found.detail


def test_what_is_the_users_to_mend_counts_as_an_error_and_an_empty_file_does_not() -> None:
    assert Failure.MISSING in ERRORS
    assert Failure.EMPTY not in ERRORS


def test_pages_are_counted_beforehand_where_each_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("a.html", "b.txt", "below/c.txt.gz", ".hidden"):
        (tmp_path / name).write_bytes(b"Some words.")
    assert count([tmp_path, tmp_path / "a.html"]) == 4
    assert count([tmp_path / "missing.txt"]) == 1
    assert count([tmp_path, "-"]) is None
    for name in ("wire.jsonl", "crawl.warc.gz", "news.xml"):
        container = tmp_path / name
        container.write_bytes(b"any")
        assert count([tmp_path]) is None
        container.unlink()

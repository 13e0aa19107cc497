"""Ledgers for the pages that show what is told, hostile ones among them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

import comity
from comity.web.app import make
from comity.web.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

EVIL = '<script>alert("x")</script>'
HOSTILE = {
    "id": f"page{EVIL}",
    "title": f"Tokyo acts {EVIL}",
    "publisher": f'"><img src=x onerror=alert(1)>{EVIL}',
    "url": "javascript:alert(document.domain)",
    "date": "2022-04-08",
    "text": f"Japan expelled eight Russian diplomats on Friday. {EVIL} The ministry said so.\n\n"
    f"<b onclick=alert(1)>Russia</b> condemned Japan {EVIL} on Friday.",
}


def ledger_of(folder: Path, pages: Sequence[dict[str, Any]]) -> Path:
    """A ledger of these records."""
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, pages)))
    place = folder / "comity.db"
    with comity.open(place) as ledger:
        ledger.read([folder / "pages.jsonl"])
    return place


@contextmanager
def client_of(place: Path, **told: Any) -> Iterator[TestClient]:
    """A browser without script before this ledger."""
    with (
        comity.open(place, read_only=True) as ledger,
        TestClient(
            make(Desk(ledger, **told)),
            base_url="http://localhost",
            raise_server_exceptions=False,
            follow_redirects=False,
        ) as client,
    ):
        yield client


def events_in(place: Path) -> list[dict[str, Any]]:
    """All events, as exported."""
    with comity.open(place, read_only=True) as ledger:
        return list(ledger.export("events"))


def harmless(page: str) -> None:
    """Assert that nothing which a page told is obeyed by a browser."""
    lower = page.lower()
    assert "<script>" not in lower
    assert "<img" not in lower
    assert "<b onclick" not in lower
    assert 'href="javascript' not in lower
    assert "&lt;script&gt;" in lower

"""A page with script in its title, its body, its address and its name: it is shown, and does nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.web import showing
from tests.web.conftest import Look, served

import comity
from comity.web.app import make
from comity.web.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

SCRIPT = "<script>document.title='owned';alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
BREAKING = "\"'><svg onload=alert(1)>"
NAME = f"{BREAKING}{IMAGE}.txt"
BODY = (
    f"LIMA, March 3, 2024 - Peru expelled two Chilean diplomats {IMAGE} on Sunday, the foreign ministry "
    f"{SCRIPT} said. It called them spies.\n\n"
    f"Chile is considering closing its consulate in Tacna, {BREAKING} the government said {SCRIPT}.\n\n"
    "{{ 7 * 7 }} {% raw %} ${alert(1)} javascript:alert(1) hx-on:click=alert(1)"
)


def test_a_name_without_a_space_widens_no_page(browser: Browser, tmp_path: Path) -> None:
    told = {
        "id": "i" * 300,
        "title": f"Peru expels two Chilean diplomats {'T' * 300}",
        "publisher": "P" * 200,
        "date": "2024-03-03",
        "text": "LIMA, March 3, 2024 - Peru expelled two Chilean diplomats on Sunday, the ministry said. "
        f"It called them spies.\n\nChile is considering closing its consulate in Tacna. {'W' * 400}",
    }
    place = showing.ledger_of(tmp_path, [told])
    event = showing.events_in(place)[0]["id"]
    with comity.open(place, read_only=True) as opened, served(make(Desk(opened))) as address:
        look = Look(browser, address)
        for path in ("/", "/PER/CHL", f"/event/{event}", "/changes?since=2024", "/search?q=iii"):
            with look.at(path, width=320) as page:
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert look.wrong == []


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[comity.api.Ledger]:
    folder = tmp_path_factory.mktemp("hostile")
    told = {
        "id": NAME,
        "title": f"Peru expels two {SCRIPT}{BREAKING}",
        "publisher": f"Harbour {IMAGE} Post",
        "author": SCRIPT,
        "date": "2024-03-03",
        "url": "javascript:alert(document.domain)",
        "text": BODY,
    }
    shown = {name: told.replace("<", "&lt;") for name, told in (("script", SCRIPT), ("image", IMAGE))}
    html = (
        f"<html><head><title>Chile answers {shown['script']}</title></head><body><article>"
        "<h1>Chile answers</h1><p>SANTIAGO, March 5, 2024 - Chile expelled two Peruvian diplomats on "
        f"Tuesday, the government {shown['image']} said.</p><p>It said that this was its answer to Lima, "
        f"and that more was to come before the end of the week.</p>{SCRIPT}</article></body></html>"
    )
    (folder / "told.jsonl").write_text(json.dumps(told))
    (folder / "page&lt;b&gt;.html").write_text(html)
    with comity.open(folder / "hostile.db") as writing:
        writing.read([folder])
    with comity.open(folder / "hostile.db", read_only=True) as reading:
        yield reading


@pytest.fixture(scope="module")
def addresses(ledger: comity.api.Ledger) -> list[str]:
    """Every page that has something of theirs in it, and questions that are hostile themselves."""
    events = [entry.event.id for entry in ledger.timeline("PER", "CHL")]
    documents = [document["id"] for document in ledger.export("documents")]
    measures = [measure["id"] for measure in ledger.export("measures")]
    assert events
    assert len(documents) == 2
    hostile = quote(SCRIPT + BREAKING)
    return [
        "/",
        "/PER",
        "/PER/CHL",
        "/PER/CHL/series",
        "/PER/CHL/replies",
        "/measures",
        "/changes?since=2024",
        *[f"/event/{each}" for each in events],
        *[f"/document/{each}" for each in documents],
        *[f"/measures/{each}" for each in measures],
        f"/document/{quote(NAME, safe='')}",
        f"/search?q={hostile}",
        f"/{hostile}",
        f"/PER/{hostile}",
        f"/PER/CHL?type={hostile}",
        f"/PER/CHL?text={hostile}",
        f"/PER/CHL?after={hostile}",
        f"/event/{hostile}",
        f"/visa?passport={hostile}",
        f"/visa/{hostile}/JPN",
        f"/measures?kind={hostile}",
        f"/changes?since={hostile}",
    ]


def test_nothing_of_theirs_is_ever_markup(ledger: comity.api.Ledger, addresses: list[str]) -> None:
    client = TestClient(make(Desk(ledger)), base_url="http://localhost")
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code < 500, address
        text = answer.text
        assert "<script>document" not in text, address
        assert not re.search(r"<(img|svg)[^>]*on(error|load)=", text), address
        assert not re.search(r"<[^>]*\son[a-z]+\s*=", re.sub(r'"[^"]*"', '""', text)), address
        assert not re.search(r"""(href|src|action)=["']?\s*javascript:""", text, re.IGNORECASE), address


def test_the_feeds_and_the_api_are_never_read_as_pages(ledger: comity.api.Ledger) -> None:
    client = TestClient(make(Desk(ledger)), base_url="http://localhost")
    for address in (
        "/changes.atom?since=2024",
        "/changes.ics?since=2024",
        "/api/v1/events",
        "/api/v1/documents",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.headers["content-type"].startswith("text/html")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_browser_shows_them_and_nothing_happens(
    browser: Browser, ledger: comity.api.Ledger, addresses: list[str]
) -> None:
    with served(make(Desk(ledger))) as server:
        looking = Look(browser, server)
        for address in addresses:
            with looking.at(address, until="load") as page:
                assert page.title() != "owned"
                assert page.locator("main img, main script, main iframe, main object").count() == 0
        told = [said for said in looking.wrong if not said.startswith("Failed to load resource")]
        assert told == []


def test_their_words_are_shown_as_they_stand(browser: Browser, ledger: comity.api.Ledger) -> None:
    with served(make(Desk(ledger))) as server, Look(browser, server).at("/PER/CHL") as page:
        assert page.get_by_text("<img src=x onerror=alert(1)>").count() > 0

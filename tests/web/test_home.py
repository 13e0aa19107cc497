"""The first page: what the ledger holds, what changed in its last weeks, where to begin."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from starlette.testclient import TestClient
from tests.web import showing

import comity
from comity.web.app import make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import Look

    from comity.web.desk import Desk


def asked(ledger: Path) -> str:
    """The first page of the ledger at this place."""
    with showing.client_of(ledger) as client:
        return client.get("/").text


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_it_tells_what_the_ledger_holds(client: TestClient, desk: Desk) -> None:
    held, page = desk.ledger.overview(), client.get("/").text
    assert f"Events {held.events}" in words(page)
    assert f"{held.documents}" in words(page)
    one, other, events = held.busiest_pairs[0]
    assert f'<a href="/{one}/{other}">' in page
    assert f"{events} events" in words(page)
    publisher, documents = held.busiest_publishers[0]
    assert f"{publisher} {documents} documents" in words(page)


def test_lately_is_counted_from_the_newest_day_of_the_ledger(client: TestClient, desk: Desk) -> None:
    newest = desk.ledger.latest(1)[0].event.days.last
    assert newest < date.today()  # the example pages are of years ago
    page = words(client.get("/").text)
    assert f"to {newest} : the four weeks up to the newest day of the ledger" in page
    assert "Nothing began" not in page


def test_lately_is_no_later_than_today(desk: Desk) -> None:
    early = replace(desk, clock=lambda: date(2022, 5, 10))
    with TestClient(make(early), base_url="http://localhost") as client:
        page = client.get("/").text
    assert "to 2022-05-04" in words(page)
    assert "2025-" not in page.partition("The ledger</h2>")[0].partition("What changed lately")[2]


def test_the_newest_events_lead_to_their_evidence(client: TestClient, desk: Desk) -> None:
    page = client.get("/").text
    for entry in desk.ledger.latest(8):
        assert f'href="/event/{entry.event.id}"' in page


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    place = tmp_path / "empty.db"
    with comity.open(place) as ledger:
        ledger.store(write=True)
    page = words(asked(place))
    assert "The ledger is empty" in page
    assert "comity read my-pages/ --ledger empty.db" in page
    assert str(tmp_path) not in page


def test_a_ledger_without_events_says_where_the_reasons_are(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "A bakery reopens\n\nThe bakery on the corner of Mill Lane has reopened after a long repair, and its "
        "owner says that the new oven is twice as large as the old one.\n",
        encoding="utf-8",
    )
    place = tmp_path / "quiet.db"
    with comity.open(place) as ledger:
        ledger.read([tmp_path / "page.txt"])
    page = words(asked(place))
    assert "The ledger has no event yet" in page
    assert "comity skipped" in page


def test_what_pages_tell_is_text(tmp_path: Path) -> None:
    showing.harmless(asked(showing.ledger_of(tmp_path, [showing.HOSTILE])))


def test_a_reader_looks_a_pair_up(look: Look) -> None:
    with look.at("/") as page:
        page.get_by_label("A state, a pair").fill("japan russia")
        page.keyboard.press("Enter")
        page.wait_for_url("**/JPN/RUS")

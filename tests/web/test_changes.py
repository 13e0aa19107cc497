"""The page of changes, its feed and its calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import icalendar
import pytest
from lxml import etree
from starlette.testclient import TestClient
from tests.web import showing

from comity.web.app import make

if TYPE_CHECKING:
    from pathlib import Path

    from comity.web.desk import Desk

ASKED = "one=japan&other=russia&since=2022&until=2025"
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def test_changes_are_told_by_day_from_what_to_what(client: TestClient, desk: Desk) -> None:
    found = desk.ledger.changes("JPN", "RUS", since="2022", until="2025")
    page = client.get(f"/changes?{ASKED}").text
    assert f"{len(found.changes)} changes of Japan and Russia" in " ".join(page.split())
    for change in found.changes:
        if change.event:
            assert f'href="/measures/{change.measure}"' in page
            assert f'href="/event/{change.event}"' in page
    days = re.findall(r'<div class="when"><time datetime="([0-9-]+)"', page)
    assert days == sorted(days, reverse=True)


def test_announced_days_stand_beside(client: TestClient, desk: Desk) -> None:
    found = desk.ledger.changes("JPN", "RUS", since="2022", until="2025")
    assert found.announced
    page = client.get(f"/changes?{ASKED}").text.partition("Announced days and deadlines</h2>")[2]
    assert page.count('class="when"') == len(found.announced)


def test_one_state_may_stand_in_either_field(client: TestClient) -> None:
    left, right = (
        client.get(f"/changes?{name}=JPN&since=2022&until=2023").text.partition('id="changed"')[2]
        for name in ("one", "other")
    )
    assert left.partition("</section>")[0] == right.partition("</section>")[0]


def test_json_command_and_feeds_have_the_same_filters(client: TestClient) -> None:
    page = client.get(f"/changes?{ASKED}&kind=expulsion").text.replace("&amp;", "&")
    for form in (".atom", ".ics"):
        assert f'href="/changes{form}?{ASKED}&kind=expulsion"' in page
    assert "comity changes japan russia --since 2022 --until 2025 --kind expulsion" in page
    found = re.search(r'href="(/api/v1/changes[^"]*)"', page)
    assert found is not None
    told = client.get(found[1]).json()
    assert [each["kind"] for each in told["changes"]] == ["expulsion"] * len(told["changes"])
    assert told["changes"]


def test_the_page_names_its_feeds_for_programs(client: TestClient) -> None:
    page = client.get("/changes").text
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert '<link rel="alternate" type="text/calendar"' in page


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8470"])
def test_the_feed_leads_back_by_the_name_it_was_asked_by(desk: Desk, host: str) -> None:
    with TestClient(make(desk), base_url="http://localhost") as client:
        client.get(f"/changes.atom?{ASKED}", headers={"Host": "[::1]:9000"})  # may not be kept for others
        answer = client.get(f"/changes.atom?{ASKED}", headers={"Host": host})
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    links = list(etree.fromstring(answer.content).iter("{*}link"))
    assert links[0].get("href") == f"http://{host}/changes.atom?{ASKED}"
    ours = [link.get("href") for link in links if link.get("rel") != "related"]
    assert len(ours) > 2
    assert all(link.startswith(f"http://{host}/") for link in ours)


def test_the_calendar_has_each_announced_day(client: TestClient, desk: Desk) -> None:
    answer = client.get(f"/changes.ics?{ASKED}")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = desk.ledger.changes("JPN", "RUS", since="2022", until="2025")
    days = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert len(days) == len(found.announced)
    assert all(str(each["url"]).startswith("http://localhost/") for each in days if "url" in each)


@pytest.mark.parametrize("form", ["", ".atom", ".ics"])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("one=Japn", "did you mean Japan"),
        ("one=JPN&other=japan", "is named twice"),
        ("since=2025&until=2022", "before they begin"),
        ("kind=expulsions", "did you mean expulsion"),
    ],
)
def test_what_has_no_meaning_is_refused_in_words(
    client: TestClient, form: str, query: str, said: str
) -> None:
    answer = client.get(f"/changes{form}?{query}")
    assert answer.status_code == 400
    assert said in answer.text


def test_where_nothing_changed_the_page_says_where_to_look(client: TestClient) -> None:
    page = " ".join(client.get("/changes?one=JPN&other=RUS").text.split())
    assert "Nothing began, changed or ended in this time." in page
    assert re.search(r'href="/changes\?one=JPN&amp;other=RUS&amp;since=[0-9-]+&amp;until=2025-', page)


def test_what_pages_tell_is_text(tmp_path: Path) -> None:
    with showing.client_of(showing.ledger_of(tmp_path, [showing.HOSTILE])) as client:
        showing.harmless(client.get("/changes?since=2022&until=2022&one=JPN&other=RUS").text)
        feed = client.get("/changes.atom?since=2022&until=2022&one=JPN&other=RUS").content
    assert etree.fromstring(feed).find(".//{*}script") is None

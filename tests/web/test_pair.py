"""Two states on a page: what is asked for in the address is what is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def ids(page: str) -> list[str]:
    """The events of a list, in their order."""
    return re.findall(r'class="dyad" href="/event/([0-9a-f]+)"', page)


def test_names_lead_to_codes_and_keep_what_was_asked(client: TestClient) -> None:
    answer = client.get("/japan/russian?type=SANCTION", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == "/JPN/RUS?type=SANCTION"


def test_the_page_has_what_the_command_prints(client: TestClient) -> None:
    from comity.web.pages.pair import AT_ONCE

    told = client.get("/api/v1/pairs/JPN/RUS/timeline").json()["events"]
    shown = ids(client.get("/JPN/RUS?order=oldest").text)
    assert shown == [each["id"] for each in told][:AT_ONCE]


def test_a_part_of_a_list_says_of_how_many_it_is(client: TestClient) -> None:
    whole = len(client.get("/api/v1/pairs/JPN/RUS/timeline").json()["events"])
    assert f"50 of {whole} events are listed here" in client.get("/JPN/RUS").text
    assert "listed here" not in client.get("/JPN/RUS?since=2025").text


def test_one_day_is_not_told_twice(client: TestClient) -> None:
    day = '<time datetime="2025-03-04" title="Tuesday 4 March 2025">2025-03-04</time>'
    page = client.get("/JPN/RUS?since=2025-03-04").text
    assert f"1 event, {day}:" in page


def test_every_event_is_on_one_of_the_pages(client: TestClient) -> None:
    address: str | None = "/JPN/RUS"
    found: list[str] = []
    while address:
        page = client.get(address).text
        found += ids(page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = following and following[1].replace("&amp;", "&")
    told = client.get("/api/v1/pairs/JPN/RUS/timeline").json()["events"]
    assert sorted(found) == sorted(each["id"] for each in told)
    assert len(found) == len(set(found))


def test_filters_narrow_list_chart_and_json_alike(client: TestClient) -> None:
    page = client.get("/JPN/RUS?since=2022&until=2022-12&type=SANCTION&status=actual").text
    query = "since=2022&amp;until=2022-12&amp;type=SANCTION&amp;status=actual"
    assert f'data-src="/api/v1/pairs/JPN/RUS/timeline?{query}"' in page
    assert f'href="/api/v1/pairs/JPN/RUS/events?{query}&amp;order=newest"' in page
    assert "comity timeline JPN RUS --since 2022 --until 2022-12 --type SANCTION --status actual" in page
    told = client.get(f"/api/v1/pairs/JPN/RUS/timeline?{query.replace('&amp;', '&')}").json()["events"]
    assert sorted(ids(page)) == sorted(each["id"] for each in told)
    assert {each["type"] for each in told} == {"SANCTION"}


def test_fields_left_empty_ask_for_nothing(client: TestClient) -> None:
    assert ids(client.get("/JPN/RUS?since=&until=&text=&order=newest").text) == ids(
        client.get("/JPN/RUS").text
    )


def test_words_of_the_document_narrow_the_page_and_the_command_shown(client: TestClient) -> None:
    page = client.get("/JPN/RUS?text=Japanese Seafood").text
    assert 0 < len(ids(page)) < len(ids(client.get("/JPN/RUS").text))
    assert "comity timeline JPN RUS --text &#39;Japanese Seafood&#39;" in page


def test_what_is_typed_otherwise_becomes_what_the_api_and_the_command_take(client: TestClient) -> None:
    page = client.get("/JPN/RUS?since=%202019-2&type=sanction&status=Actual").text
    query = "since=2019-02&amp;type=SANCTION&amp;status=actual"
    assert f'data-src="/api/v1/pairs/JPN/RUS/timeline?{query}"' in page
    assert "comity timeline JPN RUS --since 2019-02 --type SANCTION --status actual" in page
    assert re.findall(r'value="(\w+)" checked', page) == ["actual", "SANCTION"]


def test_the_json_beside_a_page_has_its_events_in_its_order(client: TestClient) -> None:
    page = client.get("/JPN/RUS").text
    told = re.search(r'href="([^"]+)" type="application/json"', page)
    assert told is not None
    items = client.get(told[1].replace("&amp;", "&")).json()["items"]
    assert [each["id"] for each in items] == ids(page)


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/JPN/Rusia", 404, "Russia"),
        ("/JPN/JPN", 404, "named twice"),
        ("/JPN/RUS?type=SANKTION", 400, "SANCTION"),
        ("/JPN/RUS?since=yesterday", 400, "2022-10-04"),
        ("/JPN/RUS?since=2022&until=2019", 400, "swap the two"),
        ("/JPN/RUS?after=nonsense", 400, "cursor"),
        ("/JPN/RUS/series?by=fortnight", 400, "month"),
    ],
)
def test_what_has_no_meaning_is_told_with_what_to_do(
    client: TestClient, address: str, status: int, told: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    path, asked, _ = address.partition("?")
    assert (f'<a href="{path}">' in answer.text) == bool(asked)  # the way back to the form


def test_a_pair_without_events_says_where_there_are_some(client: TestClient) -> None:
    page = client.get("/JPN/ISL").text
    assert "no event between the two" in page
    assert 'href="/JPN/RUS"' in page


def test_filters_that_leave_nothing_offer_all(client: TestClient) -> None:
    page = client.get("/JPN/RUS?since=1990&until=1991").text
    assert "No event fits" in page
    assert 'href="/JPN/RUS">Show all' in page


def test_series_and_replies_have_pages_of_their_own(client: TestClient) -> None:
    series = client.get("/JPN/RUS/series?by=year").text
    assert "comity series JPN RUS --by year" in series
    assert "<caption" in series or "<table" in series
    replies = client.get("/JPN/RUS/replies").text
    assert not re.search(r">(\d{4}-\d\d-\d\d)</time> to <time[^>]*>\1<", replies)
    assert "moved first" in replies
    assert "Give and take" in replies


def test_replies_of_some_days_are_asked_on_their_page(client: TestClient) -> None:
    page = client.get("/JPN/RUS/replies?since=2022&until=2022").text
    assert "comity replies JPN RUS --since 2022 --until 2022" in page
    assert "2014-08-22" not in page.partition("Give and take")[0]
    assert "2014-08-22" in client.get("/JPN/RUS/replies").text

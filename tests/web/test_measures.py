"""The pages of measures: all of them as they stand on a day, and one with its history."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from tests.web import showing

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient
    from tests.web.conftest import Look

    from comity.web.desk import Desk


def rows(page: str) -> list[str]:
    """The ids of the measures in the table, from above."""
    return re.findall(r'<th scope="row"><a href="/measures/(\w+)', page)


def command(page: str) -> list[str]:
    found = re.search(r"<code>(comity [^<]*)</code>", page)
    assert found is not None
    return shlex.split(found[1])


def test_all_measures_are_listed_the_latest_change_first(client: TestClient, desk: Desk) -> None:
    found = {each.id: each for each in desk.ledger.measures()}
    listed = rows(client.get("/measures").text)
    assert set(listed) == set(found)
    days = [found[each].history[-1].days.last for each in listed]
    assert days == sorted(days, reverse=True)


def test_filters_stand_in_the_address_and_in_json_and_command(client: TestClient, desk: Desk) -> None:
    page = client.get("/measures?issuer=japan&kind=expulsion&kind=sanction&status=in_force&since=&on=").text
    found = desk.ledger.measures(kinds=["expulsion", "sanction"], issuer="JPN", statuses=["in_force"])
    assert found
    assert set(rows(page)) == {each.id for each in found}
    assert 'value="expulsion" checked' in page
    assert 'value="in_force" checked' in page
    told = "issuer=japan&amp;status=in_force"
    assert f'href="/api/v1/measures?kind=expulsion&amp;kind=sanction&amp;{told}"' in page
    assert command(page)[2:] == [
        *("--kind", "expulsion", "--kind", "sanction"),
        *("--issuer", "japan", "--status", "in_force"),
    ]


def test_json_and_page_list_the_same(client: TestClient) -> None:
    page = client.get("/measures?subject=RUS").text
    found = re.search(r'href="(/api/v1/measures[^"]*)"', page)
    assert found is not None
    answer = client.get(found[1].replace("&amp;", "&"))
    assert {each["id"] for each in answer.json()["items"]} == set(rows(page))


def test_they_stand_as_on_a_day(client: TestClient) -> None:
    page = client.get("/measures?on=2019-01-01").text
    assert 0 < len(rows(page)) < len(rows(client.get("/measures").text))
    assert "on=2019-01-01" in page.partition("<table")[2]  # the links to each keep the day


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=expulsions", "did you mean expulsion"),
        ("status=enforced", "no status of a measure is called"),
        ("issuer=Japn", "did you mean Japan"),
        ("on=yesterday", "is no day"),
        ("on=2022", "is no single day"),
    ],
)
def test_what_has_no_meaning_is_refused_in_words(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/measures?{query}")
    assert answer.status_code == 400
    assert said in answer.text


def test_where_nothing_fits_the_page_says_so(client: TestClient) -> None:
    page = client.get("/measures?issuer=Tonga").text
    assert "No measure fits." in page
    assert "0 measures" in page


def test_a_measure_shows_each_step_with_its_sentence(client: TestClient, desk: Desk) -> None:
    whole = max(desk.ledger.measures(), key=lambda each: len(each.history))
    page = client.get(f"/measures/{whole.id}").text
    detail = desk.ledger.measure(whole.id)
    for step, shown in zip(detail.measure.history, detail.shown, strict=True):
        assert f'href="/event/{step.event}"' in page
        assert f">{step.days.first}" in page or str(step.days) in page
        for told in shown:
            assert f'href="/document/{told.page}"' in page
    assert f'href="/api/v1/measures/{whole.id}"' in page
    assert command(page) == ["comity", "measure", whole.id]


def test_the_history_can_be_that_of_a_day(client: TestClient, desk: Desk) -> None:
    whole = max(desk.ledger.measures(), key=lambda each: len(each.history))
    day = whole.history[0].days.last
    page = client.get(f"/measures/{whole.id}?on={day}").text
    assert page.count('class="basis"') == 1
    assert f'data-on="{day}"' in page


def test_an_id_may_be_begun(client: TestClient, desk: Desk) -> None:
    whole = desk.ledger.measures()[0].id
    answer = client.get(f"/measures/{whole[:8]}", follow_redirects=False)
    assert answer.headers["location"] == f"/measures/{whole}"
    assert client.get("/measures/zzz").status_code == 404


def test_what_pages_tell_is_text(tmp_path: Path) -> None:
    place = showing.ledger_of(tmp_path, [showing.HOSTILE])
    with showing.client_of(place) as client:
        listed = rows(client.get("/measures").text)
        assert listed
        pages = [client.get(f"/measures/{each}").text for each in listed]
    for page in pages:
        assert "<script>" not in page
        assert "<img" not in page
    assert any("&lt;img src=x onerror=alert(1)&gt;" in page for page in pages)


def test_a_filter_swaps_the_answer_and_moves_the_address(look: Look) -> None:
    with look.at("/measures") as page:
        before = page.locator("table.measures tbody tr").count()
        page.get_by_label("expulsion", exact=True).check()
        page.wait_for_url("**kind=expulsion**")
        page.wait_for_function(
            "n => document.querySelectorAll('table.measures tbody tr').length < n", arg=before
        )
        page.go_back()
        page.wait_for_url("**/measures")


def test_filters_need_no_script_and_no_mouse(look: Look) -> None:
    with look.at("/measures", script=False) as page:
        page.get_by_label("Whose").fill("japan")
        page.get_by_label("expulsion", exact=True).focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Show").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/measures?issuer=japan**kind=expulsion")
        assert page.get_by_label("expulsion", exact=True).is_checked()
        assert page.locator("table.measures tbody tr").count() >= 1


def test_a_list_is_drawn_when_it_is_asked_to_be(look: Look) -> None:
    with look.at("/measures?issuer=JPN") as page:
        picture = page.locator("#over-time .chart-picture svg").first
        assert not picture.is_visible()
        page.get_by_text("Over time, as a picture").click()
        picture.wait_for()
        assert page.locator("#over-time").get_by_role("link").count() > 1


def test_a_measure_is_drawn(look: Look, desk: Desk) -> None:
    with look.at(f"/measures/{desk.ledger.measures()[0].id}") as page:
        assert page.locator("figure[data-chart=measures] svg").count() >= 1


def test_a_state_typed_in_words_is_told_to_the_api_by_its_name(client: TestClient) -> None:
    page = client.get("/measures?status=In force").text
    assert 'href="/api/v1/measures?status=in_force"' in page
    assert re.search(r'value="in_force"\s+checked', page)

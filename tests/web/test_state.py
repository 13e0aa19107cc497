"""One state on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_a_state_has_its_pairs_and_what_happened_last(client: TestClient) -> None:
    page = client.get("/JPN").text
    assert 'href="/JPN/RUS">Russia</a>' in page
    assert 'class="entries"' in page
    assert 'href="/visa?passport=JPN"' in page


def test_a_name_leads_to_the_code(client: TestClient) -> None:
    answer = client.get("/japanese", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/JPN")


def test_an_unknown_one_is_not_found_with_a_suggestion(client: TestClient) -> None:
    answer = client.get("/Jappan")
    assert answer.status_code == 404
    assert "Japan" in answer.text


def test_a_state_without_events_says_what_to_do(client: TestClient) -> None:
    assert "comity read PATH" in client.get("/TUV").text


def test_its_json_is_there(client: TestClient) -> None:
    assert client.get("/api/v1/states/JPN").json()["pairs"][0]["other"]

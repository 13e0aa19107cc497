"""The search page sends a reader on, or says what may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("told", "address"),
    [("japan russia", "/JPN/RUS"), ("Tokyo", "/JPN"), ("", "/"), ("   ", "/")],
)
def test_what_is_clear_leads_on(client: TestClient, told: str, address: str) -> None:
    answer = client.get("/search", params={"q": told}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, address)


def test_what_may_be_meant_is_linked(client: TestClient) -> None:
    page = client.get("/search?q=japn+rusia").text
    assert '<a href="/JPN/RUS">Japan and Russia</a>' in page
    assert "Which is meant?" in page


def test_what_is_unknown_is_told_with_what_can_be_looked_up(client: TestClient) -> None:
    answer = client.get("/search?q=xyzzy")
    assert answer.status_code == 200
    assert "No state, event, measure or page is called “xyzzy”." in answer.text
    assert 'href="/JPN/RUS"' in answer.text


def test_what_is_typed_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;") == 2  # in the sentence, and again in the field


def test_a_question_has_a_length(client: TestClient) -> None:
    assert client.get("/search", params={"q": "a" * 201}).status_code == 422

"""What every answer goes with, and what is refused before anything is asked."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from starlette.testclient import TestClient

from comity.web.app import make

if TYPE_CHECKING:
    from starlette.types import Message, Scope

    from comity.web.desk import Desk

ADDRESSES = ("/", "/nowhere/at-all/here", "/api/v1/nowhere", "/static/comity.css", "/JPN/RUS")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_goes_without_the_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8470", 200),
        ("127.0.0.1:8470", 200),
        ("[::1]:8470", 200),
        ("192.0.2.7", 200),  # a number cannot have been given to this machine by another page
        ("evil.example", 400),
        ("localhost.evil.example", 400),
        ("", 400),
        ("localhost:x@evil.example", 400),
        ("[::1]evil.example", 400),
        ("[::1", 400),
    ],
)
def test_a_name_that_the_server_does_not_go_by_is_refused(client: TestClient, host: str, status: int) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == status
    if status == 400:
        assert "--allow-host" in answer.text
        assert "127.0.0.1" not in answer.text


def test_another_name_can_be_allowed(desk: Desk) -> None:
    client = TestClient(make(desk, ["ledger.example"]), base_url="http://ledger.example")
    assert client.get("/").status_code == 200


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: TestClient, desk: Desk) -> None:
    answer = client.post("/api/v1/code", content=b"x" * (desk.limits.body + 1))
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert f"{desk.limits.body:,} bytes" in answer.json()["detail"]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:9999", "http://[", "localhost"]
)
def test_what_a_page_elsewhere_has_a_browser_send_is_refused(client: TestClient, origin: str) -> None:
    answer = client.post("/api/v1/code", json={"text": "x"}, headers={"origin": origin})
    assert answer.status_code == 403
    assert client.get("/", headers={"origin": origin}).status_code == 200


def test_what_a_page_of_its_own_sends_is_taken(client: TestClient) -> None:
    answer = client.post("/api/v1/code", json={"txt": "x"}, headers={"origin": "http://localhost"})
    assert answer.status_code == 422


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"content-length": "-1"}).status_code == 413


def test_a_length_that_no_number_can_be_made_of_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"content-length": "9" * 5000}).status_code == 413


def test_what_goes_wrong_is_told_without_asking_the_ledger(desk: Desk) -> None:
    class Hanging:
        limits = desk.limits
        ledger = SimpleNamespace(settings=desk.ledger.settings)

        def mark(self) -> str:
            return "same"

        @property
        def measures_wait(self) -> bool:
            raise AssertionError

    client = TestClient(make(cast("Desk", Hanging())), base_url="http://localhost")
    assert client.get("/a/b/c/d/e").status_code == 404
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_who_goes_away_while_sending_is_no_trouble_of_ours(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"text/plain"), (b"content-length", b"9")]
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": "/api/v1/code",
        "query_string": b"",
        "headers": headers,
    }
    with ThreadPoolExecutor(1) as pool:  # a browser of other tests has a loop in this thread
        pool.submit(lambda: asyncio.run(make(desk)(scope, receive, send))).result()
    assert sent[0]["status"] == 400
    assert caplog.records == []

"""An answer is kept until the ledger changes, and each has its ETag."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import comity
from comity.web.app import make
from comity.web.desk import Desk, Limits
from comity.web.freshness import Freshness

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EARLIER = (
    "LIMA, March 3, 2024 - Peru expelled two Chilean diplomats on Sunday, the foreign ministry in Lima said."
)
LATER = "SANTIAGO, March 5, 2024 - Chile expelled two Peruvian diplomats on Tuesday, the government said."


class Counted:
    """An application whose answers are counted."""

    def __init__(self, limits: Limits, mark: Callable[[], str] = lambda: "same") -> None:
        self.asked = 0
        self.app = FastAPI(middleware=[Middleware(Freshness, mark=mark, limits=limits)])
        self.app.get("/api/slow")(self.slow)
        self.app.get("/api/broken")(self.broken)
        self.app.post("/api/slow")(self.slow)
        self.client = TestClient(self.app, raise_server_exceptions=False)

    def slow(self, seconds: float = 0.0) -> dict[str, int]:
        self.asked += 1
        time.sleep(seconds)
        return {"asked": self.asked}

    def broken(self) -> None:
        self.asked += 1
        raise ZeroDivisionError


def test_the_same_question_is_answered_once() -> None:
    counted = Counted(Limits())
    first, second = counted.client.get("/api/slow"), counted.client.get("/api/slow")
    assert first.json() == second.json() == {"asked": 1}
    assert counted.client.get("/api/slow?seconds=0").json() == {"asked": 2}


def test_another_mark_makes_it_forget() -> None:
    marks = iter("aab")
    counted = Counted(Limits(), lambda: next(marks))
    assert [counted.client.get("/api/slow").json()["asked"] for _ in range(3)] == [1, 1, 2]


def test_an_unchanged_answer_is_not_sent_again() -> None:
    counted = Counted(Limits())
    etag = counted.client.get("/api/slow").headers["etag"]
    again = counted.client.get("/api/slow", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag
    assert counted.client.get("/api/slow", headers={"if-none-match": 'W/"other"'}).status_code == 200


def test_what_goes_wrong_and_what_is_posted_is_not_kept() -> None:
    counted = Counted(Limits())
    assert counted.client.get("/api/slow?seconds=often").status_code == 422
    assert "etag" not in counted.client.get("/api/slow?seconds=often").headers
    assert [counted.client.post("/api/slow").json()["asked"] for _ in range(2)] == [1, 2]


def test_many_who_ask_at_once_wait_for_one_answer() -> None:
    counted = Counted(Limits())
    with counted.client, ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: counted.client.get("/api/slow?seconds=0.2").json(), range(8)))
    assert told == [{"asked": 1}] * 8


def test_what_takes_too_long_is_told_so_and_holds_nobody_up() -> None:
    counted = Counted(Limits(seconds=0.05))
    with counted.client:
        began = time.monotonic()
        answer = counted.client.get("/api/slow?seconds=1")
        assert time.monotonic() - began < 0.9
    assert answer.status_code == 503
    assert "longer than 0.05 s" in answer.text


def test_an_error_frees_those_who_wait_for_the_same() -> None:
    counted = Counted(Limits())
    assert [counted.client.get("/api/broken").status_code for _ in range(2)] == [500, 500]
    assert counted.asked == 2


def test_the_oldest_answers_make_room() -> None:
    counted = Counted(Limits(cache=4 * 12))
    for number in range(20):
        counted.client.get(f"/api/slow?seconds=0&n={number}")
    assert counted.client.get("/api/slow?seconds=0&n=19").json() == {"asked": 20}
    assert counted.client.get("/api/slow?seconds=0&n=0").json() == {"asked": 21}


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    (tmp_path / "earlier.txt").write_text(EARLIER)
    (tmp_path / "later.txt").write_text(LATER)
    place = tmp_path / "growing.db"
    with comity.open(place) as ledger:
        ledger.read([tmp_path / "earlier.txt"])
    return place


def test_reading_on_shows_the_new_events_without_a_restart(growing: Path) -> None:
    with comity.open(growing, read_only=True) as ledger:
        client = TestClient(make(Desk(ledger)), base_url="http://localhost")
        before = client.get("/PER/CHL")
        assert "Chilean diplomats" in before.text
        assert "Peruvian diplomats" not in before.text
        with comity.open(growing) as writing:
            writing.read([growing.with_name("later.txt")])
        after = client.get("/PER/CHL", headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert "Peruvian diplomats" in after.text


@pytest.mark.filterwarnings("ignore:the newest events are not in the measures yet")  # for a moment
def test_pages_are_answered_while_others_read_into_the_ledger(growing: Path) -> None:
    with comity.open(growing, read_only=True) as ledger:
        client = TestClient(make(Desk(ledger, Limits(cache=0))), base_url="http://localhost")
        statuses = []
        with comity.open(growing) as writing:
            reading = threading.Thread(target=lambda: writing.read([growing.with_name("later.txt")]))
            reading.start()
            while reading.is_alive():
                statuses.append(client.get("/PER/CHL").status_code)
            reading.join()
        assert set(statuses) == {200}


def test_another_day_is_another_answer(desk: Desk) -> None:
    days = iter([date(2024, 1, 1)] * 40 + [date(2024, 1, 2)] * 40)
    today = [next(days)]
    client = TestClient(make(replace(desk, clock=lambda: today[0])), base_url="http://localhost")
    assert "2024-01-01" in client.get("/JPN/RUS").text
    today[0] = date(2024, 1, 2)
    assert "on <time" in (told := client.get("/JPN/RUS").text)
    assert "2024-01-02" in told

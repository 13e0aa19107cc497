"""A text is coded in a process of its own, which may take long, die or be busy: the server answers on."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import wait
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import served

import comity
from comity import coders, stream
from comity.web.api.base import V1
from comity.web.api.coding import Busy, Coding, GaveUp, command
from comity.web.api.shapes import all_shapes
from comity.web.app import make
from comity.web.desk import Desk, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Peru thanked Chile on Monday.\n\nOn 3 May 2024 Chile expelled two Peruvian diplomats."

ECHO = """
import json, sys, time
for line in sys.stdin:
    record = json.loads(line)
    if record["text"] == "die":
        sys.exit(1)
    if record["text"] == "gibberish":
        print("[")
    time.sleep(float(record["text"] or 0))
    print(json.dumps({"id": record["id"], "mentions": [], "pid": __import__("os").getpid()}), flush=True)
"""
"""What stands in for the coder: it takes as many seconds as the text says."""


def echo(**more: Any) -> Coding:
    return Coding([sys.executable, "-c", ECHO], **more)


@pytest.fixture
def coding() -> Iterator[Coding]:
    made = echo(seconds=0.5, waiting=2)
    yield made
    made.close()


def started() -> Coding:
    """The real coder, ready, as a busy machine may take long to load it."""
    made = Coding(command("comity"))
    made.ask({"id": 0, "text": "", "date": None}).result(100)
    return made


def asked(coding: Coding, text: str) -> dict[str, Any]:
    return coding.ask({"id": 1, "text": text}).result(20)


def test_the_process_stays_from_one_text_to_the_next(coding: Coding) -> None:
    assert asked(coding, "0")["pid"] == asked(coding, "0")["pid"]


@pytest.mark.parametrize("text", ["60", "die", "gibberish"])
def test_a_text_that_the_process_does_not_survive_is_given_up_and_the_next_one_answered(
    coding: Coding, text: str
) -> None:
    before = asked(coding, "0")["pid"]

    with pytest.raises(GaveUp):
        asked(coding, text)

    assert asked(coding, "0")["pid"] != before


def test_only_a_few_wait(coding: Coding) -> None:
    first = [coding.ask({"id": number, "text": "0.2"}) for number in range(3)]

    with pytest.raises(Busy):
        coding.ask({"id": 4, "text": "0"})

    wait(first, 20)
    assert [each.result()["id"] for each in first] == [0, 1, 2]
    assert asked(coding, "0")["id"] == 1


def test_the_process_ends_with_the_server() -> None:
    coding = echo()
    process = asked(coding, "0")["pid"]

    coding.close()

    assert subprocess.run(["ps", "-p", str(process)], check=False, capture_output=True).returncode == 1


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API with the real coder; it needs no ledger."""
    with comity.open(tmp_path_factory.mktemp("none") / "none.db", read_only=True) as ledger:
        app = make(Desk(ledger))
        app.state.coding = started()
        with TestClient(app, base_url="http://localhost") as client:
            yield client


def test_mentions_are_those_of_the_command(coder: TestClient) -> None:
    posted = {"id": "a", "text": TEXT, "date": "2024-05-06"}
    record = next(iter(stream.records([json.dumps(posted)], stream.CODED)))
    assert isinstance(record, dict)

    answer = coder.post(f"{V1}/code", json=posted)

    assert answer.json() == json.loads(json.dumps(next(stream.coded([record], coders.load()))))
    assert [each["type"] for each in answer.json()["mentions"]] == ["SUPPORT", "SANCTION"]
    all_shapes()["Coded"].model_validate_json(answer.content, strict=True)


def test_a_text_may_come_as_it_is_and_undated(coder: TestClient) -> None:
    answer = coder.post(f"{V1}/code", content=TEXT.encode(), headers={"Content-Type": "text/plain"})

    found = answer.json()["mentions"]
    assert [each["date"] for each in found] == [None, "2024-05-03"]
    all_shapes()["Coded"].model_validate_json(answer.content, strict=True)


def test_a_text_in_another_language_says_so(coder: TestClient) -> None:
    german = (
        "Die Regierung in Lima dankte der chilenischen Regierung am Montag für ihre Hilfe nach dem Beben."
    )

    assert coder.post(f"{V1}/code", json={"text": german}).json()["skipped"] == "not English"


def test_the_server_loads_no_parser() -> None:
    told = (
        "import sys, comity.web.app, comity.web.api.code; "
        "print([each for each in ('spacy', 'onnxruntime', 'trafilatura', 'polars') if each in sys.modules])"
    )

    assert subprocess.run([sys.executable, "-c", told], check=True, capture_output=True).stdout == b"[]\n"


@pytest.mark.parametrize(
    ("sent", "kind", "status", "told"),
    [
        (b'{"text": 3}', "application/json", 422, "body.text: Input should be a valid string"),
        (b'{"date": "2024-05-06"}', "application/json", 422, "body.text: Field required"),
        (b'{"text": "x", "lang": "en"}', "application/json", 422, "body.lang: is not known here"),
        (b'{"text": "x", "date": "May"}', "application/json", 422, "body.date"),
        (b'{"text": "x", "date": "2023-02-30"}', "application/json", 400, "is no day"),
        (b"{", "application/json", 422, "Invalid JSON"),
        (b"[]", "application/json", 422, "should be an object"),
        (b'{"text": "\\ud800"}', "application/json", 422, "Invalid JSON"),
        (b"\xff", "text/plain", 422, "is no UTF-8"),
        (b"x" * 100_001, "text/plain", 422, "at most 100000 characters"),
        (b"x" * 300_000, "text/plain", 413, "at most 262,144 bytes are taken"),
        (b"<p>Peru thanked Chile.</p>", "text/html", 415, "text/html is not read here"),
        (b"Peru thanked Chile.", "", 415, "post application/json or text/plain"),
    ],
)
def test_what_cannot_be_coded_is_refused(
    coder: TestClient, sent: bytes, kind: str, status: int, told: str
) -> None:
    answer = coder.post(f"{V1}/code", content=sent, headers={"Content-Type": kind} if kind else {})

    assert answer.status_code == status
    assert told in answer.json()["detail"]
    all_shapes()["Problem"].model_validate_json(answer.content, strict=True)


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[TestClient]:
    """The API with the coder that takes as long as the text says."""
    with comity.open(tmp_path / "none.db", read_only=True) as ledger:
        app = make(Desk(ledger, Limits(seconds=3)))
        app.state.coding = echo(seconds=30, waiting=0)
        with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
            yield client


def test_who_comes_when_many_wait_is_told_when_to_ask_again(busy: TestClient) -> None:
    first = busy.app.state.coding.ask({"id": 1, "text": "1"})  # type: ignore[attr-defined]

    answer = busy.post(f"{V1}/code", json={"text": "0"})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "texts wait to be coded already; try again in 5 s" in answer.json()["detail"]
    assert first.result(20)["id"] == 1


def test_nobody_waits_for_longer_than_any_answer_may_take(busy: TestClient) -> None:
    started = time.monotonic()

    answer = busy.post(f"{V1}/code", json={"text": "20"})

    assert answer.status_code == 503
    assert "the coder is starting, or busy" in answer.json()["detail"]
    assert time.monotonic() - started < 10


def test_a_text_that_nobody_waits_for_any_more_is_not_coded(tmp_path: Path) -> None:
    coding = echo(seconds=30, waiting=2)
    first = coding.ask({"id": 1, "text": "2"})
    with comity.open(tmp_path / "none.db", read_only=True) as ledger:
        app = make(Desk(ledger))
        app.state.coding = coding
        with served(app) as address:
            gone = HTTPConnection(address.removeprefix("http://"))
            gone.request("POST", f"{V1}/code", b"0", {"Content-Type": "text/plain"})
            time.sleep(0.3)
            assert coding.asked == 2
            gone.close()
            time.sleep(1.2)
            assert not first.done()
            assert coding.asked == 1


def test_a_text_that_is_given_up_is_told(busy: TestClient) -> None:
    answer = busy.post(f"{V1}/code", json={"text": "die"})

    assert answer.status_code == 503
    assert "was given up" in answer.json()["detail"]

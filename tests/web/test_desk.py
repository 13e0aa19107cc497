"""What the pages say of the ledger itself."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

import comity
from comity.web.app import make
from comity.web.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def copy(demo: Path, tmp_path: Path) -> Path:
    place = tmp_path / "copy.db"
    shutil.copy(demo, place)
    return place


@pytest.mark.filterwarnings("ignore:the newest events are not in the measures")
def test_measures_that_wait_are_told_until_they_are_followed(copy: Path) -> None:
    with sqlite3.connect(copy) as connection:
        connection.execute("INSERT INTO unfollowed VALUES ('JPN', 'RUS')")
    connection.close()
    with comity.open(copy, read_only=True) as ledger:
        client = TestClient(make(Desk(ledger)), base_url="http://localhost")
        assert "not in the measures yet" in client.get("/JPN/RUS").text
        assert "comity measures --ledger copy.db" in client.get("/measures").text
        with comity.open(copy) as writing:
            writing.measures()
        assert "not in the measures yet" not in client.get("/JPN/RUS").text


def test_commands_say_of_which_ledger_they_are(copy: Path) -> None:
    with comity.open(copy, read_only=True) as ledger:
        page = TestClient(make(Desk(ledger)), base_url="http://localhost").get("/JPN/RUS").text
    assert "--ledger copy.db" in page
    assert str(copy.parent) not in page


def test_a_ledger_that_has_gone_is_told_and_one_that_comes_again_is_read(copy: Path) -> None:
    with comity.open(copy, read_only=True) as ledger:
        client = TestClient(make(Desk(ledger)), base_url="http://localhost", raise_server_exceptions=False)
        assert client.get("/JPN/RUS").status_code == 200
        elsewhere = copy.rename(copy.with_name("elsewhere.db"))
        gone = client.get("/JPN/RUS")
        assert gone.status_code == 503
        assert "comity read" in gone.text
        assert client.get("/api/v1/events").json()["status"] == 503
        elsewhere.rename(copy)
        assert client.get("/JPN/RUS").status_code == 200

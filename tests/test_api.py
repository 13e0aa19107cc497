"""A ledger that is opened to be read only: it answers from what is there, and writes nothing."""

from __future__ import annotations

import sqlite3
import threading
import warnings
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.answers import followed
from tests.answers.followed import Report, measure, step

import comity
from comity.errors import ComityWarning, LedgerError
from comity.records import State

if TYPE_CHECKING:
    from pathlib import Path

SANCTION = Report("e1", "CHL imposed sanctions on PER.", "2024-05-03")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    found = [measure("economic sanctions", "sanction", step("2024-05-03", State.IN_FORCE, "e1"))]
    return followed.ledger(tmp_path / "comity.db", found, [SANCTION])


def unfollow(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE followed_by SET kinds = 'older'")
        connection.commit()


def test_it_answers_as_one_that_may_write(place: Path) -> None:
    with comity.open(place) as ledger, comity.open(place, read_only=True) as only:
        assert only.timeline("CHL", "PER") == ledger.timeline("CHL", "PER") != []
        assert only.measures() == ledger.measures() != []
        assert list(only.export("events")) == list(ledger.export("events"))


def test_it_reads_nothing_in_and_says_so(place: Path, tmp_path: Path) -> None:
    with (
        comity.open(place, read_only=True) as only,
        pytest.raises(LedgerError, match="to be read only; open it without read_only"),
    ):
        only.read([tmp_path])


def test_measures_that_wait_are_warned_of_once_and_left_waiting(place: Path) -> None:
    unfollow(place)
    before = place.read_bytes()
    with comity.open(place, read_only=True) as only:
        with pytest.warns(ComityWarning, match="newest events are not in the measures yet.*comity measures"):
            assert len(only.measures()) == 1
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert only.status("CHL", "PER", "2024-06-01")["measures"]
            assert only.measure("m-e1").measure.name == "economic sanctions"
    assert place.read_bytes() == before


def test_it_is_asked_from_several_threads(place: Path) -> None:
    answers: list[int] = []
    with comity.open(place, read_only=True) as only:
        threads = [
            threading.Thread(target=lambda: answers.append(len(only.timeline("CHL", "PER"))))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [1] * 8


def test_a_ledger_that_is_made_later_is_read_then(tmp_path: Path) -> None:
    with comity.open(tmp_path / "comity.db", read_only=True) as only:
        with pytest.raises(LedgerError, match="no ledger at"):
            only.mark()
        followed.ledger(tmp_path / "comity.db", [], [SANCTION])
        before = only.mark()
        assert len(only.timeline("CHL", "PER")) == 1
        unfollow(tmp_path / "comity.db")
        assert only.mark() != before

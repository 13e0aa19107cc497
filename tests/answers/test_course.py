"""What held between two states over time: measures with their histories, and visa rules told as such."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

import comity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.api import Ledger

EXPULSION = (
    "Chile expels two Peruvian diplomats\n\n"
    "SANTIAGO, 3 May 2024 - Chile expelled two Peruvian diplomats on Friday over a dispute about fishing.\n"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder: Path = tmp_path_factory.mktemp("course")
    (folder / "expulsion.txt").write_text(EXPULSION)
    with comity.open(folder / "comity.db") as ledger:
        ledger.read([folder / "expulsion.txt"])
        yield ledger


def rules(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["issuer"]: each for each in found if each["basis"] == "record"}


def test_a_measure_is_told_from_its_first_step_on(ledger: Ledger) -> None:
    before, after = (
        [each for each in ledger.course("Chile", "Peru", on) if each["basis"] == "ledger"]
        for on in ("2024-05-02", "2024-06-01")
    )

    assert before == []
    assert [(each["kind"], each["issuer"], each["value"]) for each in after] == [
        ("expulsion", "CHL", "two diplomats")
    ]


def test_visa_rules_of_both_directions_are_measures_with_steps(ledger: Ledger) -> None:
    found = rules(ledger.course("JPN", "RUS", "2024-11-25"))

    assert set(found) == {"JPN", "RUS"}
    assert found["RUS"]["value"] == "evisa, 16 days"
    assert found["JPN"]["history"][0]["date"] == found["JPN"]["valid_from"] == "..2012-01-01"
    for each in found.values():
        told = [(step["status"], step["value"]) for step in each["history"]]
        assert all(one != other for one, other in pairwise(told))
        assert each["status"] == each["history"][-1]["status"]


def test_a_day_of_the_past_knows_nothing_of_what_came(ledger: Ledger) -> None:
    found = rules(ledger.course("JPN", "RUS", "2020-06-01"))

    assert found["JPN"]["status"] == "suspended"  # entry was barred
    assert found["RUS"]["history"][-1]["date"] == "2020-03-18"


def test_who_has_no_passports_has_no_visa_rules(ledger: Ledger) -> None:
    assert rules(ledger.course("EUR", "JPN", "2024-11-25")) == {}


def test_before_the_record_begins_there_is_none(ledger: Ledger) -> None:
    assert rules(ledger.course("JPN", "RUS", "1980-01-01")) == {}

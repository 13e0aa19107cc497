"""The table of dates is read strictly, and its last date is what a row asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import days
from comity.errors import RecordError
from days import Dated

if TYPE_CHECKING:
    from pathlib import Path

TUESDAY = date(2022, 10, 4)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It asked on Monday.", (date(2022, 10, 3), date(2022, 10, 3))),
        ("It will ask on Monday.", (date(2022, 10, 10), date(2022, 10, 10))),
        ("It asked on 5 May; a day later it left.", (date(2022, 5, 6), date(2022, 5, 6))),
        ("It may ask.", None),
    ],
)
def test_the_last_date_counts_and_stands_on_those_before(text: str, told: tuple[date, date] | None) -> None:
    assert days.told(Dated(text, TUESDAY, None)) == told


def test_an_empty_gold_is_no_date(tmp_path: Path) -> None:
    path = tmp_path / "dates.tsv"
    path.write_text("text\tpublished\tfirst\tlast\nMay it rest.\t2022-10-04\t\t\n", encoding="utf-8")
    assert days.read(path) == [Dated("May it rest.", TUESDAY, None)]


@pytest.mark.parametrize(
    ("row", "told"),
    [("It left.\t2022-10-04", "row 2 lacks first, last"), ("It left.\t4 Oct\t\t", "row 2: .*2022-10-04")],
)
def test_what_is_wrong_with_a_row_is_told(tmp_path: Path, row: str, told: str) -> None:
    path = tmp_path / "dates.tsv"
    path.write_text(f"text\tpublished\tfirst\tlast\n{row}\n", encoding="utf-8")
    with pytest.raises(RecordError, match=told):
        days.read(path)

"""The days that a question names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.answers.days import as_iso, first_day, last_day
from comity.errors import QuestionError


@given(st.dates(date(1000, 1, 1)))
def test_a_day_names_itself(day: date) -> None:
    assert first_day(day) == last_day(day) == first_day(day.isoformat()) == last_day(day.isoformat()) == day


def test_a_month_and_a_year_are_all_their_days() -> None:
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (first_day("2023"), last_day("2023")) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("told", "whole"),
    [("2019", "2019"), (" 2019-2 ", "2019-02"), ("2019-2-3", "2019-02-03"), ("２０１９", "2019")],
)
def test_a_day_is_told_with_all_its_digits(told: str, whole: str) -> None:
    assert as_iso(told) == whole


@pytest.mark.parametrize(
    "told", ["", "yesterday", "2024-13", "2024-02-30", "2024-00", "24-1-1", "2024-1-1-1"]
)
def test_what_is_no_day_is_told_with_what_would_be_one(told: str) -> None:
    with pytest.raises(QuestionError, match="is no day; give one as 2022-10-04"):
        first_day(told)

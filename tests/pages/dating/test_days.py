"""Sets of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.pages.dating.days import EARLIEST, LATEST, Days

day = st.dates(min_value=date(2011, 1, 1), max_value=date(2058, 1, 1))
sets = st.frozensets(day, max_size=12)


@given(sets, sets)
def test_they_are_cut_and_joined_as_sets_are(one: frozenset[date], other: frozenset[date]) -> None:
    assert set(Days.of(one) | Days.of(other)) == one | other
    assert set(Days.of(one) & Days.of(other)) == one & other
    assert set(Days.of(one) - Days.of(other)) == one - other
    assert len(Days.of(one)) == len(one)


@given(sets)
def test_they_come_in_order(some: frozenset[date]) -> None:
    days = Days.of(some)
    assert list(days) == sorted(some)
    if some:
        assert (days.first, days.last) == (min(some), max(some))


@given(day, st.integers(0, 40), st.integers(0, 40))
def test_a_widened_day_is_the_span_around_it(one: date, before: int, after: int) -> None:
    span = Days.between(one - timedelta(before), one + timedelta(after))
    assert Days.of([one]).widened(before, after) == span


@given(day, st.integers(-300, 300))
def test_a_shifted_day_is_so_many_days_off(one: date, by: int) -> None:
    assert set(Days.of([one]).shifted(by)) == {one + timedelta(by)}


@given(day)
def test_from_one_return_of_a_day_to_the_next(one: date) -> None:
    every = Days.weekday(one.weekday())
    assert every.until_next(Days.of([one])) == Days.between(one, one + timedelta(6))


def test_the_calendar_is_known() -> None:
    assert set(Days.month_day(2, 29) & Days.between(date(2019, 1, 1), date(2024, 12, 31))) == {
        date(2020, 2, 29),
        date(2024, 2, 29),
    }
    assert date(2019, 7, 4) in Days.weekday(3)
    assert date(2019, 7, 4) in Days.month(7)
    assert date(2019, 7, 4) not in Days.day_of_month(5)


def test_what_lies_outside_is_left_out() -> None:
    assert not Days.of([EARLIEST - timedelta(1), LATEST + timedelta(1)])
    assert not Days.of([EARLIEST]).shifted(-1)
    assert Days.between(None, EARLIEST).last == EARLIEST
    assert not Days.between(date(2020, 1, 2), date(2020, 1, 1))


@pytest.mark.parametrize("end", ["first", "last"])
def test_no_days_have_no_end(end: str) -> None:
    with pytest.raises(ValueError, match="no day is left"):
        getattr(Days(), end)

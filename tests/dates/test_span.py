"""Spans of days behave as sets of days do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.dates import Basis, SpanOfDays
from comity.errors import QuestionError

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SPANS = st.builds(
    lambda a, b, basis: SpanOfDays(min(a, b), max(a, b), basis), DAYS, DAYS, st.sampled_from(Basis)
)


def members(span: SpanOfDays) -> tuple[int, int]:
    return span.first.toordinal(), span.last.toordinal()


@given(SPANS)
def test_what_is_written_is_read_back(span: SpanOfDays) -> None:
    assert SpanOfDays.parse(str(span), span.basis) == span


@given(SPANS, SPANS)
def test_they_overlap_exactly_where_they_share_days(one: SpanOfDays, other: SpanOfDays) -> None:
    shared = one.intersect(other)
    assert one.overlaps(other) == other.overlaps(one) == (shared is not None)
    if shared:
        assert one.contains(shared)
        assert other.contains(shared)
        assert shared.days <= min(one.days, other.days)


@given(SPANS, SPANS)
def test_the_hull_is_the_shortest_span_with_both(one: SpanOfDays, other: SpanOfDays) -> None:
    hull = one.hull(other)
    assert hull == other.hull(one)
    assert hull.contains(one)
    assert hull.contains(other)
    assert {hull.first, hull.last} <= {one.first, one.last, other.first, other.last}


@given(SPANS, st.integers(-3000, 3000))
def test_shifting_there_and_back_changes_nothing(span: SpanOfDays, days: int) -> None:
    moved = span.shifted(days)
    assert moved.days == span.days
    assert moved.first - span.first == timedelta(days)
    assert moved.shifted(-days) == span


@given(st.lists(SPANS, max_size=8))
def test_they_sort_by_first_then_last_day(spans: list[SpanOfDays]) -> None:
    ordered = sorted(spans)
    assert [members(span) for span in ordered] == sorted(members(span) for span in spans)


@pytest.mark.parametrize(
    ("text", "precision", "days", "human"),
    [
        ("2019-02-14", "day", 1, "14 February 2019"),
        ("2019-02", "month", 28, "February 2019"),
        ("2020", "year", 366, "2020"),
        ("2019-02-01/2019-02-20", "span", 20, "1 to 20 February 2019"),
        ("2019-02-28/2019-03-03", "span", 4, "28 February to 3 March 2019"),
        ("2018-12-30/2019-01-02", "span", 4, "30 December 2018 to 2 January 2019"),
        ("2019-01/2019-03", "span", 90, "1 January to 31 March 2019"),
    ],
)
def test_its_precision_length_and_wording(text: str, precision: str, days: int, human: str) -> None:
    span = SpanOfDays.parse(text)
    assert (span.precision, span.days, span.human()) == (precision, days, human)


def test_a_span_of_whole_months_is_written_as_what_it_is() -> None:
    assert str(SpanOfDays.parse("2019-02-01/2019-02-28")) == "2019-02"
    assert str(SpanOfDays.parse("2019-01-01/2019-12-31")) == "2019"
    assert str(SpanOfDays.parse("2019-01/2019-02")) == "2019-01-01/2019-02-28"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2019-13", "no day of the calendar"),
        ("2019-02-30", "no day of the calendar"),
        ("last week", "is no date; write"),
        ("2019-03/2019-02", "ends before it begins"),
        ("2019/2020/2021", "more than two dates"),
        ("", "is no date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        SpanOfDays.parse(text)


def test_it_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        SpanOfDays(date(2019, 2, 2), date(2019, 2, 1))


def test_what_is_made_of_two_is_known_no_better_than_the_worse() -> None:
    stated, inferred = SpanOfDays.year(2019), SpanOfDays.month(2019, 2, Basis.INFERRED)
    assert stated.hull(inferred).basis is Basis.INFERRED
    shared = stated.intersect(inferred)
    assert shared
    assert shared.basis is Basis.INFERRED
    assert stated.known(Basis.PUBLISHED).basis is Basis.PUBLISHED


def test_it_contains_days_as_well_as_spans() -> None:
    february = SpanOfDays.month(2020, 2)
    assert february.contains(date(2020, 2, 29))
    assert not february.contains(date(2020, 3, 1))
    assert not SpanOfDays.day(date(2020, 2, 29)).contains(february)

"""Stays in a rolling window: the public examples, and a count day by day as the oracle."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity.borders import stays
from comity.borders.rules import Window
from comity.borders.stays import Stay, balance, first_overstay
from comity.errors import RecordError

if TYPE_CHECKING:
    from pathlib import Path

SCHENGEN = Window(90, 180)


def stay(first: str, last: str | None) -> Stay:
    return Stay(date.fromisoformat(first), None if last is None else date.fromisoformat(last))


def told(*pairs: str) -> list[Stay]:
    return [stay(*pair.split("/")) for pair in pairs]


# European Commission, short-stay calculator, user manual, section 6, examples 1 and 2.
EC_1 = told("2024-01-01/2024-01-01", "2024-06-01/2024-09-20")
EC_2 = told("2024-01-01/2024-01-10", "2024-03-01/2024-03-30", "2024-05-01/2024-06-09")
# Swiss State Secretariat for Migration, examples 1, 2, 4, 5 and 6 on the calculation of short stays.
SEM_1 = told("2014-08-15/2014-09-30")
SEM_2 = told("2014-08-15/2014-09-30", "2014-11-01/2014-11-30")
SEM_4 = told("2013-06-01/2013-07-13", "2013-08-15/2013-09-30", "2014-01-01/2014-01-30")
SEM_5 = told("2013-09-01/2013-09-30", "2014-02-21/2014-04-20", "2014-05-01/2014-06-09")
SEM_6 = told("2013-06-28/2013-08-09", "2013-09-19/2014-03-01")


@pytest.mark.parametrize(
    ("history", "on", "wanted"),
    [
        pytest.param(EC_1, "2024-06-14", {"used": 15, "start": "2023-12-18", "overstay": 0}, id="EC-1.1"),
        pytest.param(EC_1, "2024-08-29", {"used": 90, "start": "2024-03-03", "overstay": 0}, id="EC-1.2"),
        pytest.param(EC_2, "2024-06-19", {"left": 20, "last": "2024-07-08"}, id="EC-2.1"),
        pytest.param(EC_2, "2024-08-07", {"left": 20, "last": "2024-08-26"}, id="EC-2.2"),
        pytest.param(EC_2, "2024-08-08", {"left": 50, "last": "2024-09-26"}, id="EC-2.3"),
        pytest.param(EC_2, "2024-09-08", {"left": 90, "last": "2024-12-06"}, id="EC-2.4"),
        pytest.param(SEM_1, "2015-01-01", {"left": 90}, id="SEM-1"),
        pytest.param(SEM_2, "2014-11-30", {"last": "2014-12-13", "overstay": 0}, id="SEM-2"),
        pytest.param(SEM_4, "2014-01-30", {"last": "2014-03-31", "overstay": 0}, id="SEM-4"),
        pytest.param(SEM_5, "2014-06-09", {"overstay": 9}, id="SEM-5a"),
        pytest.param(SEM_5, "2014-08-30", {"left": 50}, id="SEM-5b"),
        pytest.param(SEM_6, "2014-03-01", {"overstay": 74}, id="SEM-6"),
    ],
)
def test_public_examples_are_counted_as_their_authors_do(
    history: list[Stay], on: str, wanted: dict[str, object]
) -> None:
    found = balance(history, SCHENGEN, date.fromisoformat(on))
    answers = {
        "used": found.used,
        "start": str(found.window_start),
        "left": found.left,
        "last": str(found.last_day),
        "overstay": found.overstay,
    }
    assert {key: answers[key] for key in wanted} == wanted


def test_the_first_day_of_an_overstay_is_named() -> None:
    assert first_overstay(EC_1, SCHENGEN) == date(2024, 8, 30)  # EC-1.3
    assert first_overstay(EC_2, SCHENGEN) is None


def test_who_is_still_there_overstays_on_the_ninety_first_day() -> None:
    history = [stay("2024-01-01", None)]
    assert first_overstay(history, SCHENGEN) == date(2024, 3, 31)
    assert balance(history, SCHENGEN, date(2024, 3, 30)).left == 0
    assert balance(history, SCHENGEN, date(2024, 3, 30)).last_day == date(2024, 3, 30)
    assert balance(history, SCHENGEN, date(2024, 3, 31)).last_day is None
    assert balance(history, SCHENGEN, date(2024, 3, 31)).overstay == 1


def test_who_enters_counts_the_day_of_entry_and_who_is_there_does_not() -> None:
    on = date(2024, 6, 1)
    assert balance([], SCHENGEN, on).left == 90
    assert balance([Stay(on, on)], SCHENGEN, on).left == 89
    assert balance([], SCHENGEN, on).last_day == balance([Stay(on, on)], SCHENGEN, on).last_day


def test_a_day_of_exit_and_entry_is_one_day() -> None:
    history = told("2024-01-01/2024-01-05", "2024-01-05/2024-01-09")
    assert balance(history, SCHENGEN, date(2024, 1, 20)).used == 9


def test_stays_planned_for_later_do_not_count() -> None:
    past = told("2024-01-01/2024-01-30")
    planned = told("2024-06-01/2024-06-30")
    on = date(2024, 5, 1)
    assert balance([*past, *planned], SCHENGEN, on) == balance(past, SCHENGEN, on)


def test_the_leap_day_is_a_day() -> None:
    assert balance(told("2024-02-28/2024-03-01"), SCHENGEN, date(2024, 3, 1)).used == 3
    assert balance(told("2023-02-28/2023-03-01"), SCHENGEN, date(2023, 3, 1)).used == 2


def test_a_window_without_absence_limits_nothing() -> None:
    found = balance(told("2024-01-01/2024-12-31"), Window(180, 180), date(2024, 12, 31))
    assert (found.last_day, found.overstay) == (date.max, 0)
    assert first_overstay(told("2024-01-01/2024-12-31"), Window(180, 180)) is None


def test_the_calendar_ends_are_no_trouble() -> None:
    first = balance([Stay(date.min, date.min)], SCHENGEN, date.min)
    assert (first.window_start, first.used, first.left) == (date.min, 1, 89)
    last = balance([], SCHENGEN, date.max)
    assert (last.left, last.last_day) == (1, date.max)


# -- the oracle: a set of days, one day after the other

DAY_0 = date(2023, 12, 1)


@st.composite
def histories(draw: st.DrawFn) -> list[Stay]:
    """Stays in order, some next to one another or with a common day, perhaps one that goes on."""
    day, found = draw(st.integers(0, 40)), []
    for _ in range(draw(st.integers(0, 7))):
        length = draw(st.integers(1, 60))
        found.append(Stay(_day(day), _day(day + length - 1)))
        day += length - 1 + draw(st.sampled_from([0, 1, 2, 5, 30, 90]))
    if draw(st.booleans()):
        found.append(Stay(_day(day), None))
    return draw(st.permutations(found))


def _day(number: int) -> date:
    return DAY_0 + timedelta(number)


def _days(history: list[Stay], until: date) -> set[date]:
    return {
        each.first + timedelta(number)
        for each in history
        for number in range((min(each.last or until, until) - each.first).days + 1)
    }


def _count(days: set[date], window: Window, on: date) -> int:
    return sum(on - timedelta(back) in days for back in range(window.span))


windows = st.sampled_from(
    [SCHENGEN, Window(60, 180), Window(90, 365), Window(1, 2), Window(10, 30), Window(29, 30)]
)


@given(histories(), windows, st.integers(0, 500))
@example([Stay(_day(0), _day(89))], SCHENGEN, 90)
@example([Stay(_day(0), _day(89))], SCHENGEN, 180)
def test_a_balance_is_what_counting_day_by_day_gives(
    history: list[Stay], window: Window, number: int
) -> None:
    on = _day(number)
    days = _days(history, on)
    there = on in days
    used = _count(days, window, on)
    staying, last = {day for day in days if day < on}, None
    for ahead in range(window.span + 1):
        staying.add(on + timedelta(ahead))
        if _count(staying, window, on + timedelta(ahead)) > window.days:
            break
        last = on + timedelta(ahead)
    found = balance(history, window, on)
    assert found.window_start == on - timedelta(window.span - 1)
    assert found.used == used
    assert found.overstay == max(0, used - window.days)
    assert found.last_day == last
    assert found.left == (0 if last is None else (last - on).days + (not there))


@given(histories(), windows)
def test_the_first_overstay_is_the_first_day_that_counts_too_many(
    history: list[Stay], window: Window
) -> None:
    end = max((each.last or each.first + timedelta(window.span) for each in history), default=DAY_0)
    days = _days(history, end)
    wanted = next((day for day in sorted(days) if _count(days, window, day) > window.days), None)
    assert first_overstay(history, window) == wanted


# -- reading


def _read(tmp_path: Path, text: str) -> tuple[Stay, ...]:
    path = tmp_path / "stays.csv"
    path.write_text(text, encoding="utf-8")
    return stays.read(path)


def test_stays_are_read_in_order_of_time(tmp_path: Path) -> None:
    text = "\ufeffentry,exit\n2024-06-01,\n\n2024-01-01, 2024-01-10\n"
    assert _read(tmp_path, text) == (stay("2024-01-01", "2024-01-10"), stay("2024-06-01", None))


@pytest.mark.parametrize("header", ["entry,exit", "first,last", "From,To", "name,to,from", "entry;exit"])
def test_columns_may_have_other_names(tmp_path: Path, header: str) -> None:
    if header == "name,to,from":
        row = "Anna,2024-01-10,2024-01-01"
    else:
        row = "2024-01-01;2024-01-10" if ";" in header else "2024-01-01,2024-01-10"
    assert _read(tmp_path, f"{header}\n{row}\n") == (stay("2024-01-01", "2024-01-10"),)


def test_standard_input_is_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("entry,exit\n2024-01-01,2024-01-10\n"))
    assert len(stays.read("-")) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "entry,exit\n"])
def test_a_file_without_rows_has_no_stays(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("2024-02-30,2024-03-01", r"row 2: '2024-02-30' is no day of the calendar"),
        ("2024,2024-03-01", r"row 2: '2024' is no date; write it as 2024-06-14"),
        ("20240101,2024-03-01", r"row 2: '20240101' is no date"),
        (",2024-03-01", r"row 2: the day of entry is missing"),
        ("2024-03-01,2024-02-01", r"row 2: a stay ends \(2024-02-01\) before it begins \(2024-03-01\)"),
        ("2024-01-05,2024-01-20\n2024-01-01,2024-01-06", r"row 3: the stay overlaps that of row 2"),
        ("2024-01-05,\n2024-02-01,2024-02-06", r"row 3: the stay overlaps that of row 2 .*to now"),
        ("2024-01-05,2024-01-09\n\n2024-01-05,2024-01-09", r"row 4: the stay overlaps that of row 2"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, rows: str, words: str) -> None:
    with pytest.raises(RecordError, match=rf"stays\.csv, {words}"):
        _read(tmp_path, f"entry,exit\n{rows}\n")


def test_a_missing_column_is_named_beside_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"no column 'exit' \(nor 'last' or 'to'\) among 'entry', 'leave'"):
        _read(tmp_path, "entry,leave\n2024-01-01,2024-01-02\n")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.csv: cannot be read: No such file"):
        stays.read(tmp_path / "none.csv")


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "stays.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(RecordError, match="no text in UTF-8"):
        stays.read(tmp_path / "stays.csv")

"""What a page shows beside its article that limits its date."""

from __future__ import annotations

from datetime import date

from comity.dates.readings import Either
from comity.pages.dating import bounds
from comity.pages.dating.days import Days

TODAY = date(2026, 11, 1)
EITHER = Either(date(2019, 8, 3), date(2019, 3, 8))  # 03/08/2019
BOTH = Days.of([EITHER.one, EITHER.other])


def chosen(lines: list[str], elsewhere: list[str] | None = None, text: str = "") -> Days:
    """The days that are left of a date in doubt."""
    days = BOTH
    for clue in bounds.order(EITHER, lines, elsewhere or [], text):
        days = clue.among(days)
    return days


def test_a_page_is_no_younger_than_its_copyright_line() -> None:
    (clue,) = bounds.of_page(["© 2015-2019 The Post"], [], TODAY)
    assert clue.among(Days.of([date(2019, 12, 31), date(2020, 1, 1)])) == Days.of([date(2019, 12, 31)])


def test_a_page_is_no_younger_than_the_day_on_which_it_was_kept() -> None:
    (clue,) = bounds.of_page([], ["Archived on 5 May 2018"], TODAY)
    assert date(2018, 5, 6) not in clue.among(Days.between(None, None))


def test_many_days_of_other_stories_show_when_the_page_stood_and_one_does_not() -> None:
    lines = ["3 May 2018", "4 May 2018", "5 May 2018"]
    (clue,) = bounds.of_page([], lines, TODAY)
    assert date(2018, 6, 1) not in clue.among(Days.between(None, None))
    assert list(bounds.of_page([], lines[:1], TODAY)) == []


def test_another_date_of_the_page_tells_the_order() -> None:
    assert chosen([], ["03/25/2019"]) == Days.of([EITHER.other])
    assert chosen([], ["25/03/2019"]) == Days.of([EITHER.one])


def test_the_same_day_in_words_tells_the_order() -> None:
    assert chosen(["Saturday, 3 August 2019"]) == Days.of([EITHER.one])


def test_the_clock_and_its_zone_tell_the_order() -> None:
    assert chosen(["03/08/2019 2:15 p.m. ET"]) == Days.of([EITHER.other])
    assert chosen(["03/08/2019 14:15 CET"]) == Days.of([EITHER.one])
    assert chosen(["03/08/2019 14:15"]) == Days.of([EITHER.one])


def test_spelling_tells_the_order() -> None:
    assert chosen([], text="The defense program of the center") == Days.of([EITHER.other])
    assert chosen([], text="The defence programme of the centre") == Days.of([EITHER.one])
    assert chosen([], text="The talks went on") == BOTH

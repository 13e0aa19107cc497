"""What naming the world's dated events says of a page's date."""

from __future__ import annotations

from datetime import date

import pytest

from comity.pages.dating import chronicle, world
from comity.pages.dating.article import Article
from comity.pages.dating.days import Days

ANY = Days.between(date(2010, 1, 1), date(2026, 11, 1))


def fitting(*paragraphs: str) -> Days:
    """The days that all clues of these paragraphs allow."""
    days = ANY
    clues, _ = world.of_world(Article.of(paragraphs), chronicle.load())
    assert clues
    for clue in clues:
        days = clue.among(days)
    return days


def test_no_text_names_an_event_before_it_happened() -> None:
    days = fitting("Ties were poor before the invasion of Ukraine.")
    assert date(2022, 2, 20) not in days
    assert date(2022, 2, 25) in days


def test_a_month_beside_an_event_limits_the_year() -> None:
    days = fitting("Ties were poor before the invasion of Ukraine in February.")
    assert date(2022, 10, 4) in days
    assert date(2023, 3, 1) not in days


def test_what_is_feared_has_not_happened() -> None:
    text = "Kyiv spoke of fears of an invasion of Ukraine."
    assert world.of_world(Article.of([text]), chronicle.load()) == ([], [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On the 50th day of the invasion of Ukraine, Warsaw promised more.", date(2022, 4, 14)),
        ("Hours before, on day 30 of the Gaza war, Amman recalled its envoy.", date(2023, 11, 5)),
        ("Ankara spoke six days after the murder of Jamal Khashoggi.", date(2018, 10, 8)),
        ("Delhi mourned on the first anniversary of the Pulwama attack.", date(2020, 2, 14)),
        ("The Council adopted its 12th sanctions package on Monday.", date(2023, 12, 18)),
        ("Egypt and three others severed ties with Qatar on Monday.", date(2017, 6, 5)),
    ],
)
def test_a_count_from_an_event_gives_the_day(text: str, day: date) -> None:
    assert day in fitting(text)
    assert len(fitting(text)) <= 25


def test_a_meeting_told_by_its_day_gives_the_year() -> None:
    days = fitting("Aliyev, Pashinyan and Michel had met in Brussels on July 15.")
    assert date(2023, 7, 20) in days
    assert date(2024, 7, 20) not in days


def test_those_who_met_often_met_on_one_of_their_days() -> None:
    days = fitting("Putin received Erdogan in Sochi on Wednesday for talks on Idlib.")
    assert date(2021, 9, 29) in days
    assert date(2021, 9, 20) not in days


def test_talk_of_two_presidents_is_no_meeting() -> None:
    text = "Putin said on Wednesday that Erdogan was a strong leader."
    assert world.of_world(Article.of([text]), chronicle.load())[0] == []


def test_an_election_gives_its_year_where_its_day_is_told() -> None:
    days = fitting("Observers praised the calm of the Kenyan general election of August 9.")
    assert date(2022, 8, 20) in days
    assert date(2017, 8, 20) not in days


def test_words_in_use_for_some_years_limit_a_page_on_both_sides() -> None:
    days = fitting("The envoys met in Nur-Sultan.")
    assert (days.first, days.last) == (date(2019, 3, 23), date(2022, 10, 31))

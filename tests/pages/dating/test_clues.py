"""What the dates, counts and offices of an article say about its day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from comity import actors
from comity.pages.dating.article import Article
from comity.pages.dating.clues import of_article
from comity.pages.dating.counts import of_counts
from comity.pages.dating.days import Days
from comity.pages.dating.offices import of_offices

if TYPE_CHECKING:
    from comity.pages.dating.clues import Clue

TODAY = date(2026, 11, 1)
ANY = Days.between(date(2010, 1, 1), TODAY)


def clues(text: str) -> list[Clue]:
    article = Article.of([text])
    return [
        *of_offices(article, actors.load()),
        *of_counts(article),
        *of_article(article, TODAY),
    ]


def fitting(text: str) -> Days:
    """The days that every clue of a text allows."""
    days = ANY
    found = clues(text)
    assert found
    for clue in found:
        days = clue.among(days)
    return days


@pytest.mark.parametrize(
    ("text", "day", "other"),
    [
        # offices: in one, out of one, about to enter or leave one
        ("Finnish Prime Minister Sanna Marin spoke.", date(2021, 5, 5), date(2024, 5, 5)),
        ("Former Finnish Prime Minister Sanna Marin spoke.", date(2024, 5, 5), date(2021, 5, 5)),
        ("US President-elect Joe Biden spoke.", date(2020, 12, 1), date(2021, 3, 1)),
        ("The new Dutch Prime Minister Dick Schoof spoke.", date(2024, 9, 1), date(2025, 9, 1)),
        ("In 2018 French President Francois Hollande would have agreed.", date(2020, 1, 1), date(2011, 1, 1)),
        (
            "Chilean President Gabriel Boric, who took office in March, spoke.",
            date(2022, 6, 1),
            date(2023, 6, 1),
        ),
        (
            "Argentine President Javier Milei, who took office two years ago, spoke.",
            date(2025, 12, 12),
            date(2024, 2, 2),
        ),
        # one day named twice
        ("Yesterday (the 5th) Hanoi protested.", date(2020, 3, 6), date(2020, 3, 7)),
        ("On Tuesday the 24th Algiers spoke.", date(2021, 8, 25), date(2020, 8, 25)),
        ("At Friday's session, on May 3, Quito spoke.", date(2024, 5, 4), date(2023, 5, 4)),
        # terms
        ("Riga told him on Monday to go within a week, by June 12.", date(2023, 6, 5), date(2022, 6, 5)),
        ("Sofia gave them 72 hours, until March 24, on Thursday.", date(2019, 3, 21), date(2018, 3, 21)),
        # counts of years
        (
            "Lima marked the 25th anniversary of the peace signed in 1998.",
            date(2023, 10, 1),
            date(2022, 1, 1),
        ),
        ("They signed it in 2001, twenty years ago.", date(2021, 6, 1), date(2024, 6, 1)),
        ("A 30-year-old treaty of friendship signed in 1992 ends.", date(2022, 6, 1), date(2019, 6, 1)),
        # stated days, and terms still to come
        ("The pact of 2019 runs until December 2025.", date(2022, 1, 1), date(2026, 2, 1)),
        ("It was signed in April 2019.", date(2019, 5, 1), date(2018, 5, 1)),
    ],
)
def test_a_text_fits_one_day_and_not_the_other(text: str, day: date, other: date) -> None:
    assert day in fitting(text)
    assert other not in fitting(text)


def test_all_office_holders_speak_not_the_first_alone() -> None:
    days = fitting(
        "Portuguese Prime Minister Antonio Costa and Spanish Prime Minister Pedro Sanchez met "
        "German Chancellor Olaf Scholz."
    )
    assert date(2023, 6, 1) in days
    assert date(2019, 6, 1) not in days
    assert date(2024, 9, 1) not in days


def test_two_acts_on_two_days_are_not_taken_for_one() -> None:
    assert not any("was on a" in clue.reason for clue in clues("Oslo spoke on Friday of May 3 and of May 5."))


def test_an_empty_article_has_no_clues() -> None:
    assert clues("") == []

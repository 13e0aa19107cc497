"""What is told but is no act of today's states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.coding import topics
from comity.dates import SpanOfDays

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Argentina beat France 3-1 in the semi-final.", "sport"),
        ("The striker scored twice as Brazil attacked Chile.", "sport"),
        ("Kenya defeated Uganda in the final of the volleyball championships.", "sport"),
        ("In the film, Japan invades Australia.", "fiction"),
        ("The novel has Peru shelling Chile.", "fiction"),
        ("Kenya defeated the proposal, and Uganda thanked it.", ""),
        ("The assembly voted 31-12 to thank Uganda.", ""),
        ("Japan expelled a Russian consul.", ""),
        ("Sport ministers of Kenya and Uganda signed an agreement.", ""),
    ],
)
def test_sport_and_fiction_are_told_from_news(sentence: str, reason: str) -> None:
    assert topics.aside(sentence) == reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Argentina attacked France and beat them 3-1 in the semi-final.", "sport"),
        ("In the film, Japan invades Australia.", "fiction"),
    ],
)
def test_a_sentence_of_sport_or_fiction_gives_nothing_and_says_why(
    desk: Desk, sentence: str, reason: str
) -> None:
    text = f"{sentence} Kenya thanked Uganda."
    assert desk.told(text) == ["KEN -> UGA SUPPORT"]
    assert desk.reasons(text) == [reason]


def test_an_article_that_is_all_sport_gives_nothing_at_all(desk: Desk) -> None:
    text = (
        "Kenya beat Uganda 2-1 late on. The striker scored from the penalty spot after half-time.\n\n"
        "Uganda's goalkeeper kept the squad alive. Kenya attacked Uganda from the kick-off, the referee said."
    )
    assert topics.is_sports_page(text)
    assert desk.results(text) != []
    assert desk.told(text) == []
    assert desk.reasons(text) == ["sport"]


def test_one_word_of_sport_does_not_make_a_page_of_it() -> None:
    assert not topics.is_sports_page("The minister watched the badminton, then expelled the consul. " * 3)


@pytest.mark.parametrize(
    ("year", "history"), [("1937", True), ("2003", True), ("2004", False), ("2023", False)]
)
def test_what_ended_twenty_years_ago_is_history(year: str, history: bool) -> None:
    assert topics.is_history(SpanOfDays.parse(year), SpanOfDays.parse("2024-05-16")) is history


def test_nothing_is_history_to_a_page_without_a_date() -> None:
    assert not topics.is_history(SpanOfDays.parse("1937"), None)


def test_a_history_lesson_gives_nothing(desk: Desk) -> None:
    assert desk.told("Japan invaded China in 1937. Chile and Peru signed a treaty in 1929.") == []


def test_a_history_lesson_says_that_it_is_one(desk: Desk) -> None:
    assert desk.reasons("Japan invaded China in 1937.") == ["history"]


def test_what_a_page_of_its_own_time_tells_is_news(desk: Desk) -> None:
    assert desk.told("Japan invaded China in July.", "1937-08-02") == ["JPN -> CHN ASSAULT"]

"""Dates are found in newswriting of every shape, and mean the days that a reader takes them to mean."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from comity.dates import Basis, Kind, Relation, SpanOfDays, find

CASES: dict[str, list[Any]] = yaml.safe_load(
    Path(__file__).with_name("expressions.yml").read_text(encoding="utf-8")
)
NOTHING: list[str] = CASES.pop("nothing")
ANCHOR = SpanOfDays.day(date(2022, 10, 4))
ALL = [(kind, case) for kind, cases in CASES.items() for case in cases]
WORDS = st.lists(
    st.sampled_from(
        "on by in the last next this May March 5 14th 2019 Tuesday Oct. , week month year ago two of a days "
        "until - ( ) to early late end 3 12 31 days, earlier the, first quarter Sept. 10 2020-02-30".split()
    ),
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize(("kind", "case"), ALL, ids=[case["text"] for _, case in ALL])
def test_a_sentence_names_these_days(kind: str, case: dict[str, Any]) -> None:
    found = find(case["text"])
    days = {expression.text: expression.resolve(ANCHOR, case.get("ahead", False)) for expression in found}
    wanted = {words: SpanOfDays.parse(str(days)) if days else None for words, days in case["finds"].items()}
    assert {words: span and str(span) for words, span in days.items()} == {
        words: span and str(span) for words, span in wanted.items()
    }
    basis = Basis.STATED if kind == "stated" else None
    for span in filter(None, days.values()):
        assert span.basis is (basis or (Basis.STATED if found[0].kind is Kind.STATED else Basis.RELATIVE))
    assert all(expression.deadline for expression in found) or kind != "deadlines"


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [expression.text for expression in find(text)] == []


def test_only_stated_dates_are_known_without_an_anchor() -> None:
    found = find("On Tuesday, on 3 May 2019, last week and in June it asked.")
    assert [expression.resolve(None) and expression.text for expression in found] == [
        None,
        "3 May 2019",
        None,
        None,
    ]


def test_an_uncertain_anchor_gives_an_uncertain_answer() -> None:
    years = SpanOfDays(date(2018, 2, 15), date(2019, 2, 15), Basis.INFERRED)
    (found,) = find("It met on the 14th.")
    assert found.resolve(years) == SpanOfDays(date(2018, 2, 14), date(2019, 2, 14), Basis.RELATIVE)


def test_what_counts_from_the_story_takes_the_day_it_told() -> None:
    told = SpanOfDays.day(date(2022, 8, 1))
    later, same = find("A week later it asked; on the same day it was told no.")
    assert str(later.resolve(ANCHOR, told=told)) == "2022-08-05/2022-08-11"
    assert str(same.resolve(ANCHOR, told=told)) == "2022-08-01"
    assert later.kind is Kind.TOLD


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The next day it asked.", "2022-08-02"),
        ("It asked the following night.", "2022-08-02"),
        ("A fortnight earlier it had asked.", "2022-07-15/2022-07-21"),
    ],
)
def test_the_next_day_is_the_one_after_that_of_the_story(text: str, days: str) -> None:
    (found,) = find(text)
    assert str(found.resolve(ANCHOR, told=SpanOfDays.day(date(2022, 8, 1)))) == days


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("on May 5", Relation.ON),
        ("by May 5", Relation.BY),
        ("no later than May 5", Relation.BY),
        ("before May 5", Relation.BEFORE),
        ("since May 5", Relation.SINCE),
        ("after May 5", Relation.AFTER),
        ("from May 5 to May 9", Relation.ON),
    ],
)
def test_the_word_before_says_how_it_relates(text: str, relation: Relation) -> None:
    assert find(text)[0].relation is relation


@given(WORDS)
def test_expressions_stand_in_order_and_verbatim(text: str) -> None:
    reached = 0
    for found in find(text):
        assert reached <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        reached = found.end
        for future in (False, True):
            span = found.resolve(ANCHOR, future)
            assert span is None or span.days > 0


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["on Tuesday", "in May", "on the 14th", "on July 9"]),
)
def test_a_past_day_is_behind_the_anchor_and_a_future_one_ahead(day: date, text: str) -> None:
    (found,) = find(text)
    anchor = SpanOfDays.day(day)
    past, future = found.resolve(anchor), found.resolve(anchor, future=True)
    assert past
    assert future
    assert (past.first - day).days <= 14
    assert future.last >= day
    assert past.first <= future.first


def test_it_is_quick() -> None:
    text = "The ministry said on Tuesday that it would expel an officer by Oct. 10, in six days. " * 36
    find(text)
    best = min(_seconds(text) for _ in range(5))
    assert best * 3000 / len(text) < 0.01  # two thousandths on an idle core


def _seconds(text: str) -> float:
    start = time.perf_counter()
    find(text)
    return time.perf_counter() - start

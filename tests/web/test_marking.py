"""Marks that overlap or nest are cut into pieces that say which marks they stand in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comity.web.pages.proof.marking import Mark, segments

NAMES = ("sentence", "quote", "actor", "predicate", "recipient")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], int]:
    text = draw(st.text(max_size=40))
    place = st.integers(-10, 60)
    marks = draw(
        st.lists(
            st.builds(Mark, place, place, st.sampled_from(NAMES), st.sampled_from(("", "a"))), max_size=8
        )
    )
    return text, marks, draw(st.integers(0, 10))


@given(marked())
def test_the_pieces_are_the_text(told: tuple[str, list[Mark], int]) -> None:
    text, marks, start = told
    pieces = segments(text, marks, start)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


@given(marked())
def test_each_character_stands_in_the_marks_that_hold_it(told: tuple[str, list[Mark], int]) -> None:
    text, marks, start = told
    at = start
    for piece in segments(text, marks, start):
        for _ in piece.text:
            assert list(piece.marks) == [mark for mark in marks if mark.start <= at < mark.end]
            at += 1


@given(marked())
def test_each_mark_begins_and_ends_once_where_any_of_it_is_shown(told: tuple[str, list[Mark], int]) -> None:
    text, marks, start = told
    pieces = segments(text, marks, start)
    seen = [mark for mark in marks if max(mark.start, start) < min(mark.end, start + len(text))]
    assert sorted(mark for piece in pieces for mark in piece.begin) == sorted(seen)
    assert sorted(mark for piece in pieces for mark in piece.end) == sorted(seen)


@given(marked())
def test_nothing_begins_or_ends_within_a_piece(told: tuple[str, list[Mark], int]) -> None:
    text, marks, start = told
    pieces = segments(text, marks, start)
    for one, other in pairwise(pieces):
        assert one.end or other.begin  # else it were one piece


def test_an_actor_that_holds_the_act_is_both() -> None:
    text = "Japan's expulsion of Russians"
    marks = [Mark(0, 17, "actor", "actor JPN"), Mark(8, 17, "predicate", "act"), Mark(21, 29, "recipient")]
    assert [(piece.text, piece.names) for piece in segments(text, marks)] == [
        ("Japan's ", "actor"),
        ("expulsion", "actor predicate"),
        (" of ", ""),
        ("Russians", "recipient"),
    ]

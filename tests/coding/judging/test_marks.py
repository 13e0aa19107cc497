from __future__ import annotations

import pytest

from comity.coding.judging.marks import AROUND, SOURCE, TARGET, masked
from comity.errors import RecordError


def test_marks_stand_for_the_pair_whatever_it_is_called() -> None:
    one = masked("<s>Peru</s> thanked <t>the cabinet of Chile</t>.")
    assert one == f"{SOURCE} thanked {TARGET} ."
    assert one == masked("<s>Oslo</s> thanked <t>Mr Gray</t>.")


def test_who_is_marked_twice_is_hidden_twice() -> None:
    assert masked("<s>Peru</s> thanked <t>Chile</t>, <s>Peru</s> said.").count(SOURCE) == 2


def test_who_is_left_out_stands_at_the_end() -> None:
    assert masked("<t>Two papers</t> were closed.") == f"{TARGET} were closed. {SOURCE}"


@pytest.mark.parametrize(
    "text", ["Peru thanked Chile.", "<s>Peru thanked <t>Chile</t>.", "Peru</s> <t>left</t>"]
)
def test_a_mark_that_is_missing_or_open_is_an_error(text: str) -> None:
    with pytest.raises(RecordError, match=r"<s>"):
        masked(text)


def test_of_a_long_text_the_words_around_the_pair_are_shown() -> None:
    text = "before " * 500 + "<s>Peru</s> thanked <t>Chile</t>" + " after" * 500
    words = masked(text).split()
    assert len(words) == 2 * AROUND + 2
    assert {SOURCE, TARGET} <= set(words)


def test_of_a_pair_far_apart_both_ends_are_shown() -> None:
    words = masked("<s>Peru</s> " + "between " * 500 + "<t>Chile</t> thanked").split()
    assert len(words) < 200
    assert {SOURCE, TARGET, "…"} <= set(words)

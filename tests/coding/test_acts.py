"""Acts of a sentence, and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


@pytest.mark.parametrize(
    "sentence",
    [
        "Portugal raised its wages, while Spain cut a tax.",
        "Portugal and Spain share a river.",
        "A storm moved on from Portugal to Spain.",
        "Kenya signed nothing in March, a month of rain in Somalia.",
    ],
)
def test_two_states_in_a_sentence_are_no_act_between_them(desk: Desk, sentence: str) -> None:
    assert desk.told(sentence) == []


def test_a_date_is_no_march(desk: Desk) -> None:
    assert desk.told("In March 2024 Kenya thanked Somalia.") == ["KEN -> SOM SUPPORT"]

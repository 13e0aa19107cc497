"""Copies of one text are found; two reports of one event are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.pages import copies

WIRE = (
    "Iceland recalled its ambassador to Norway on Monday after Oslo raised the duty on frozen fish. "
    "Foreign Minister Katrin Jonsdottir said the duty broke a promise that Norway had given in May and "
    "that talks could resume once it was lifted. Norway's trade ministry answered that the duty was "
    "legal and that it had told Reykjavik about it twice. The two states have quarrelled over fish "
    "since the spring, when Icelandic trawlers were turned away from Tromso. Analysts in both capitals "
    "expect the ambassador to be back before the end of the year because neither side wants to harm the "
    "common power line that is being laid between the two countries."
)
OWN = (
    "The Icelandic ambassador left Oslo on Monday. Reykjavik called her home in anger over the duty "
    "that Norway has put on frozen fish, which the foreign minister called a broken promise. In Oslo "
    "the trade ministry said that nothing about the duty was against the law. Fishermen in the "
    "Westfjords told this newspaper that they had lost half of their orders since the spring and that "
    "they hoped for a quick end of the quarrel between the two northern neighbours."
)
PINNED = (3228865054, 3239303261, 3254655201)


def edited(text: str) -> str:
    return "REYKJAVIK — " + text.replace("on Monday", "Monday").replace("answered", "replied")


def test_a_copy_with_another_head_and_small_edits_is_the_same_text() -> None:
    assert copies.same_text(WIRE, edited(WIRE))


def test_a_copy_cut_in_half_is_the_same_text() -> None:
    half = WIRE[: len(WIRE) // 2]
    assert copies.similarity(copies.signature(WIRE), copies.signature(half)) < copies.SAME_TEXT + 0.1
    assert copies.contained(half, WIRE) > copies.CONTAINED
    assert copies.same_text(WIRE, half)


def test_two_desks_own_reports_of_one_event_are_two_texts() -> None:
    assert not copies.same_text(WIRE, OWN)
    assert copies.similarity(copies.signature(WIRE), copies.signature(OWN)) < 0.2


def test_copies_share_a_band_and_other_texts_do_not() -> None:
    of = {
        name: set(copies.bands(copies.signature(text)))
        for name, text in (("w", WIRE), ("e", edited(WIRE)), ("o", OWN))
    }
    assert of["w"] & of["e"]
    assert not of["w"] & of["o"]


def test_a_signature_is_the_same_in_every_run_and_on_every_machine() -> None:
    assert (
        copies.signature("The quick brown fox jumps over the lazy dog near the river bank today.")[:3]
        == PINNED
    )


def test_short_texts_are_copies_only_when_they_say_the_same() -> None:
    assert copies.same_text("Mali closes its border.", "Mali closes its border!")
    assert not copies.same_text("Mali closes its border.", "Mali opens its border.")


def test_signatures_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        copies.similarity((1, 2), (1, 2, 3))


@given(st.text(max_size=300))
def test_a_text_is_like_itself(text: str) -> None:
    signed = copies.signature(text)
    assert len(signed) == copies.PERMUTATIONS
    assert copies.similarity(signed, copies.signature(text)) == 1.0
    assert len(copies.bands(signed)) == copies.PERMUTATIONS // copies.ROWS

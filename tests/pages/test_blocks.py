"""How a plain-text page falls into blocks."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from comity.pages.blocks import split, tidy

LONG = (
    "Laos and Thailand agreed on Tuesday to open a second bridge over the river, which both governments "
    "had promised in 2015 but never built because the money was missing and the banks on the Lao side "
    "were thought to be too soft."
)
SECOND = (
    "The bridge will carry a road and a single track, the ministers said, and it is meant to be ready "
    "in five years if the rains do not delay the piers, of which eleven must stand in the water."
)


def test_blank_lines_part_blocks() -> None:
    assert split(f"{LONG}\n\n{SECOND}\n") == [LONG, SECOND]


def test_a_paragraph_a_line_is_a_block_a_line() -> None:
    assert split(f"{LONG}\n{SECOND}\r\n-\nAnother headline\n") == [LONG, SECOND, "-", "Another headline"]


def test_lines_broken_at_one_width_are_joined_again() -> None:
    for width in (60, 72, 80):
        wrapped = "\n\n".join(textwrap.fill(text, width) for text in (LONG, SECOND))
        assert split(f"A bridge for Laos\nBy A. Writer\n\n{wrapped}") == [
            "A bridge for Laos",
            "By A. Writer",
            LONG,
            SECOND,
        ]


def test_a_sentence_broken_around_a_link_is_joined_again() -> None:
    assert split(
        "Laos has asked for help from\nThailand\nand its banks, the ministry in\nVientiane\nsaid."
    ) == ["Laos has asked for help from Thailand and its banks, the ministry in Vientiane said."]


def test_a_date_in_digits_before_a_headline_is_a_line_of_its_own() -> None:
    assert split(" date 2021-03-04 Laos asks for help\nText.") == [
        "date 2021-03-04",
        "Laos asks for help",
        "Text.",
    ]
    assert split("2021-03-04 10:30") == ["2021-03-04 10:30"]


def test_a_byline_is_not_taken_for_the_rest_of_a_headline() -> None:
    assert (
        split("Laos will not lift the ban on logs, its minister of trade says\n\nby Ann Writer May 1")[1]
        == "by Ann Writer May 1"
    )


def test_blanks_are_single_and_nothing_invisible_is_left() -> None:
    assert tidy("  Laos\u00a0 and\u200b\tThai\u00adland \ufeff") == "Laos and Thailand"
    assert tidy("“Cafe\u0301”") == "“Café”"


@given(st.text(max_size=400))
def test_no_block_is_empty_or_untidy_and_no_letter_is_lost(text: str) -> None:
    blocks = split(text)
    assert all(block and block == tidy(block) for block in blocks)
    letters = [letter for letter in tidy(text) if letter.isalnum()]
    assert [letter for letter in "".join(blocks) if letter.isalnum()] == letters

"""What a sentence says one act answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


def answers(desk: Desk, text: str) -> list[tuple[str, str]]:
    """Pairs (answer, answered) of what the text's mentions say."""
    mentions = desk.mentions(text)
    by_id = {mention.id: desk.shown(mention) for mention in mentions}
    return [(desk.shown(mention), by_id[other]) for mention in mentions for other in mention.responds_to]


@pytest.mark.parametrize(
    "sentence",
    [
        "In retaliation for the expulsion of a Kenyan consul by Somalia, Kenya expelled a Somali attache.",
        "Kenya expelled a Somali attache in retaliation for Somalia's expulsion of a Kenyan consul.",
        "Kenya expelled a Somali attache in response to the expulsion of a Kenyan consul.",
        "Kenya responded to Somalia's expulsion of its consul by expelling a Somali attache.",
        "Kenya responded to the expulsion of a Kenyan consul by expelling a Somali attache.",
        "Kenya retaliated for the expulsion of its consul by expelling a Somali attache.",
    ],
)
def test_an_expulsion_answers_the_one_it_is_said_to_answer(desk: Desk, sentence: str) -> None:
    assert answers(desk, sentence) == [("KEN -> SOM SANCTION expel", "SOM -> KEN SANCTION expel")]


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        (
            "Turkey imposed tariffs on Canadian steel in response to Canadian sanctions.",
            ("TUR -> CAN SANCTION", "CAN -> TUR SANCTION"),
        ),
        (
            "Somalia responded to the Kenyan sanctions by recalling its ambassador from Nairobi.",
            ("SOM -> KEN SANCTION withdraw", "KEN -> SOM SANCTION"),
        ),
        (
            "Kenya barred two ministers and 61 other Somalis from the country in retaliation for sanctions "
            "that Somalia has imposed over the floods.",
            ("KEN -> SOM SANCTION", "SOM -> KEN SANCTION"),
        ),
        (
            "Kenya expelled a Somali attache in response to the arrest of a Kenyan consul.",
            ("KEN -> SOM SANCTION expel", "SOM -> KEN COERCE arrest"),
        ),
    ],
)
def test_the_other_side_of_an_answer_is_lent_to_what_it_answers(
    desk: Desk, sentence: str, pair: tuple[str, str]
) -> None:
    assert answers(desk, sentence) == [pair]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya expelled a Somali attache and recalled its ambassador from Somalia.",
        "Kenya expelled a Somali attache after Somalia had expelled a Kenyan consul.",  # only later
        "Kenya expelled a Somali attache. Somalia expelled a Kenyan consul.",
    ],
)
def test_what_only_stands_beside_another_act_answers_nothing(desk: Desk, sentence: str) -> None:
    assert answers(desk, sentence) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kenya expelled a Somali consul. Somalia responded by expelling a Kenyan one.",
            [("SOM -> KEN SANCTION expel", "KEN -> SOM SANCTION expel")],
        ),
        (
            "Kenya expelled a Somali consul. Somalia responded by expelling a Kenyan attache.",
            [("SOM -> KEN SANCTION expel", "KEN -> SOM SANCTION expel")],
        ),
        (
            "Kenya expelled a Somali consul. In return, Somalia recalled its ambassador from Kenya.",
            [("SOM -> KEN SANCTION withdraw", "KEN -> SOM SANCTION expel")],
        ),
        (
            "Kenya praised Somalia. In response, Somalia expelled a Kenyan attache.",
            [],
        ),
        (
            "Kenya expelled a Somali consul. Somalia expelled a Kenyan attache in response to a report.",
            [],
        ),
    ],
)
def test_an_answer_finds_what_was_told_before(desk: Desk, text: str, found: list[tuple[str, str]]) -> None:
    assert answers(desk, text) == found


def test_no_answer_points_to_a_headline_that_its_article_tells_again(desk: Desk) -> None:
    text = "Somalia responded by expelling a Kenyan attache. Kenya expelled a Somali consul."
    mentions = desk.mentions(text, title="Kenya expels Somali consul")
    ids = {mention.id for mention in mentions}
    assert all(other in ids for mention in mentions for other in mention.responds_to)

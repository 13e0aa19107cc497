"""Openings: whom a clause joins though the lexicon makes no act of them, by which word, and who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.coding import Coder
from comity.coding.judging import Panel, judge
from comity.coding.judging.weighing import Weights
from comity.coding.openings import OPEN, Opening

if TYPE_CHECKING:
    from tests.coding.conftest import Desk

KEEPING_ALL = Weights(
    heard={}, unheard={}, opened={}, turning=1e9, least=0, least_open=0, settling=2, moding=2
)


@pytest.fixture(scope="module")
def asking(desk: Desk) -> Coder:
    return Coder(desk.gazetteer, desk.ontology, Panel(judge.load(), KEEPING_ALL))


def told(coder: Coder, desk: Desk, text: str) -> set[tuple[str, str, str]]:
    document = desk.article(text)
    found = [one.mention for one in coder.found([document]) if isinstance(one, Opening)]
    assert all(mention.type == OPEN for mention in found)
    return {
        (mention.actors[0].code, mention.predicate.of(text), mention.recipients[0].code) for mention in found
    }


def test_the_word_that_joins_two_actors_is_the_predicate(asking: Coder, desk: Desk) -> None:
    text = "Peru wallpapered the consulate of Chile with posters."
    assert ("PER", "wallpapered", "CHL") in told(asking, desk, text)


def test_of_two_that_are_listed_the_verb_above_them_is(asking: Coder, desk: Desk) -> None:
    text = "Peru and Chile wallpapered a hall in Lima."
    assert told(asking, desk, text) >= {("PER", "wallpapered", "CHL"), ("CHL", "wallpapered", "PER")}


def test_between_whom_the_rules_find_an_act_nothing_is_open(asking: Coder, desk: Desk) -> None:
    assert ("PER", "expelled", "CHL") not in told(asking, desk, "Peru expelled two diplomats of Chile.")


def test_a_pronoun_that_acts_is_asked_about_too(asking: Coder, desk: Desk) -> None:
    text = "Peru thanked Bolivia. Later it wallpapered the consulate of Chile."
    assert ("PER", "wallpapered", "CHL") in told(asking, desk, text)


def test_of_a_sentence_that_lists_many_states_nothing_is_asked(asking: Coder, desk: Desk) -> None:
    assert told(asking, desk, "Peru, Chile, Bolivia and Brazil wallpapered a hall.") == set()


def test_without_a_panel_nobody_is_asked(desk: Desk) -> None:
    document = desk.article("Peru wallpapered the consulate of Chile with posters.")
    assert not any(isinstance(one, Opening) for one in desk.coder.found([document]))

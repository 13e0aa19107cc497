"""What a clause leaves out, filled in from its sentence, its speaker and its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


def test_a_rejected_claim_is_that_of_the_last_who_made_one(desk: Desk) -> None:
    told = desk.told("Bahrain accused Qatar of sheltering rebels. Qatar rejected the claim.")
    assert told == ["BHR -> QAT ACCUSE allege", "QAT -> BHR REJECT change"]


def test_a_recalled_ambassador_comes_back_from_the_other_side_of_the_sentence(desk: Desk) -> None:
    told = desk.told("Bahrain cut ties with Qatar, and Egypt recalled its ambassador.")
    assert told == ["BHR -> QAT SANCTION discontinue", "EGY -> QAT SANCTION withdraw"]


def test_the_ambassador_who_is_called_in_is_that_of_the_story(desk: Desk) -> None:
    told = desk.told("India closed its border with Nepal. The ambassador was summoned on Monday.")
    assert told[0] == "IND -> NPL SANCTION"
    assert len(told) == 2


def test_who_reports_an_agreement_of_another_is_its_other_side(desk: Desk) -> None:
    told = desk.told("Malawi said Zambia had agreed to take back the refugees.")
    assert told == ["MWI + ZMB AGREE"]


def test_a_passive_that_leaves_its_doer_open_is_done_by_whoever_tells_of_it(desk: Desk) -> None:
    told = desk.told("Brazil's president said the Argentine ambassador had been expelled.")
    assert told == ["BRA -> ARG SANCTION expel"]


def test_verbs_joined_by_and_share_whom_they_hit(desk: Desk) -> None:
    told = desk.told("Nepal criticised India and lodged a protest.")
    assert told == ["NPL -> IND ACCUSE disapprove"] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya arrested three suspects and expelled a Somali diplomat.",
        "Kenya cut its fuel tax and expelled a Somali diplomat.",
        "Kenya closed a school and expelled a Somali diplomat.",
    ],
)
def test_what_a_state_does_at_home_is_not_done_to_whom_it_hits_elsewhere(desk: Desk, sentence: str) -> None:
    assert desk.told(sentence) == ["KEN -> SOM SANCTION expel"]


@pytest.mark.xfail(strict=True, reason="a minister whose state nobody tells is given to the other side")
def test_a_minister_at_home_visits_nobody(desk: Desk) -> None:
    text = "The minister, who was in Lamu at the time, said that Kenya had expelled a Somali consul."
    assert desk.told(text) == ["KEN -> SOM SANCTION expel"]


def test_a_lent_role_costs_confidence(desk: Desk) -> None:
    (plain,) = desk.mentions("Kenya expelled the Somali envoy.")
    lent = desk.mentions("Bahrain cut ties with Qatar, and Egypt recalled its ambassador.")[-1]
    assert lent.confidence < plain.confidence

"""Acts as a whole: refusals, judgements, and what a clause leaves for others to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


def bug(*values: object, why: str) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Kenya will not lift the embargo on Somalia.", "KEN -> SOM REJECT yield"),
        ("Kenya won't release the Somali soldiers.", "KEN -> SOM REJECT yield"),
        ("Kenya said it will not accept Somali refugees.", "KEN -> SOM REJECT assist"),
        ("Hungary will not send weapons to Ukraine.", "HUN -> UKR REJECT assist"),
        ("Kenya will never release the Somali soldiers.", "KEN -> SOM REJECT yield"),
    ],
)
def test_whoever_will_not_yield_or_help_rejects_it_in_fact(desk: Desk, sentence: str, told: str) -> None:
    (mention,) = desk.mentions(sentence)
    assert (desk.shown(mention), mention.status) == (told, "actual")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Kenya did not lift the embargo on Somalia.", "KEN -> SOM CONCEDE"),
        ("Hungary will not expel the Russian ambassador.", "HUN -> RUS SANCTION expel"),
    ],
)
def test_what_was_not_done_or_would_have_hurt_is_no_refusal(desk: Desk, sentence: str, told: str) -> None:
    (mention,) = desk.mentions(sentence)
    assert (desk.shown(mention), mention.status) == (told, "denied")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Vietnam welcomed the release of its fishermen by China.", "VNM -> CHN SUPPORT"),
        ("Vietnam condemned the detention of its fishermen by China.", "VNM -> CHN ACCUSE disapprove"),
        ("Bahrain condemned Iran's shelling of Iraq.", "BHR -> IRN ACCUSE disapprove"),
        ("Peru rejected Bolivia's demand for access to the sea.", "PER -> BOL REJECT yield"),
        ("Portugal welcomed Spain's decision to reopen the bridge.", "PRT -> ESP SUPPORT"),
        ("Qatar's arrest of a Saudi citizen was condemned by Saudi Arabia.", "SAU -> QAT ACCUSE disapprove"),
    ],
)
def test_a_judgement_means_whoever_did_what_is_judged(desk: Desk, sentence: str, told: str) -> None:
    assert told in desk.told(sentence)


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


@pytest.mark.xfail(strict=True, reason="a minister whose state nobody tells is given to the other side")
def test_a_minister_at_home_visits_nobody(desk: Desk) -> None:
    text = "The minister, who was in Lamu at the time, said that Kenya had expelled a Somali consul."
    assert desk.told(text) == ["KEN -> SOM SANCTION expel"]


def test_a_date_is_no_march(desk: Desk) -> None:
    assert desk.told("In March 2024 Kenya thanked Somalia.") == ["KEN -> SOM SUPPORT"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        bug(
            "Bahrain cut ties with Qatar. Egypt took the same step.",
            "EGY -> QAT SANCTION discontinue",
            why="the same step is only looked for within its own sentence",
        ),
    ],
)
def test_the_same_step_is_that_of_the_sentence_before(desk: Desk, text: str, last: str) -> None:
    assert desk.told(text)[-1] == last


def test_a_lent_role_costs_confidence(desk: Desk) -> None:
    (plain,) = desk.mentions("Kenya expelled the Somali envoy.")
    lent = desk.mentions("Bahrain cut ties with Qatar, and Egypt recalled its ambassador.")[-1]
    assert lent.confidence < plain.confidence

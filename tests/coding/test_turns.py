"""Acts that a refusal, a judgement or "the same" turns into what they are."""

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


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Bahrain expelled the Iranian consul. Kuwait took the same step against Iran.",
            "KWT -> IRN SANCTION expel",
        ),
        bug(
            "Bahrain cut ties with Qatar. Egypt took the same step.",
            "EGY -> QAT SANCTION discontinue",
            why="the act before lends what was done, but not to whom",
        ),
    ],
)
def test_the_same_step_is_that_of_the_sentence_before(desk: Desk, text: str, last: str) -> None:
    assert desk.told(text)[-1] == last


def test_who_does_not_renew_an_agreement_ends_it(desk: Desk) -> None:
    (mention,) = desk.mentions("Mali will not renew the fishing agreement with Mauritania.")
    assert (desk.shown(mention), mention.status) == ("MLI -> MRT SANCTION discontinue", "actual")

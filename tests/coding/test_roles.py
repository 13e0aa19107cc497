"""Who acts and who suffers it, whatever the construction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.coding.roles import Roles, lend
from comity.records import Party, Span

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


def bug(*values: object, why: str) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya expelled a Somali diplomat.",
        "A Somali diplomat was expelled by Kenya.",
        "A Somali diplomat, expelled by Kenya, flew home.",
        "Kenya, which expelled a Somali diplomat, said nothing.",
        "The Somali diplomat whom Kenya has expelled flew home.",
        "Kenya has begun expelling Somali diplomats.",
        "Kenya lost patience and expelled a Somali diplomat.",
        "Kenya answered by expelling a Somali diplomat.",
        "Kenya's expulsion of a Somali diplomat surprised nobody.",
        "The expulsion of a Somali diplomat by Kenya surprised nobody.",
        "The Somali diplomat's expulsion by Kenya surprised nobody.",
        "Kenya ordered a Somali diplomat to leave.",
        "A Somali diplomat was told to leave by Kenya.",
        "Kenya declared a Somali diplomat persona non grata.",
    ],
)
def test_the_same_act_in_many_constructions_has_the_same_roles(desk: Desk, sentence: str) -> None:
    assert desk.told(sentence) == ["KEN -> SOM SANCTION expel"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norway, Sweden and Finland imposed sanctions on Belarus.", ["FIN,NOR,SWE -> BLR SANCTION"]),
        ("Norway imposed sanctions on Belarus, Iran and Myanmar.", ["NOR -> BLR,IRN,MMR SANCTION"]),
        ("Spain gave Mali two million euros.", ["ESP -> MLI AID"]),
        ("Spain gave two million euros to Mali.", ["ESP -> MLI AID"]),
        ("Chile sent 200 soldiers to the border with Bolivia.", ["CHL -> BOL MOBILIZE troops"]),
        ("Moldova handed the Russian ambassador a note of protest.", ["MDA -> RUS ACCUSE disapprove"]),
        ("Lao soldiers fired at Thai and Cambodian troops.", ["LAO -> KHM,THA ASSAULT firearms"]),
        ("Iran faces new sanctions from Canada.", ["CAN -> IRN SANCTION"]),
        ("Iran drew criticism from Canada.", ["CAN -> IRN ACCUSE disapprove"]),
        ("Two Belarusian citizens were detained in Poland.", ["POL -> BLR COERCE arrest"]),
        ("Turkish jets bombed Syrian villages.", ["TUR -> SYR ASSAULT aerial"]),
        ("A Turkish airstrike killed three Syrian soldiers.", ["TUR -> SYR ASSAULT"]),
    ],
)
def test_coordination_datives_and_carriers_keep_who_acts_apart_from_whom_it_hits(
    desk: Desk, sentence: str, told: list[str]
) -> None:
    assert desk.told(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Laos held talks with Thailand.", ["LAO + THA CONSULT"]),
        ("Talks between Laos and Thailand were held in Vientiane.", ["LAO + THA CONSULT"]),
        ("Laos and Thailand held talks in Singapore.", ["LAO + THA CONSULT"]),
        ("The foreign ministers of Chile and Peru signed a trade agreement.", ["CHL + PER AGREE"]),
        ("Kenya and Uganda signed a treaty with Tanzania.", ["KEN + TZA + UGA AGREE"]),
        ("Jordan's king met his Egyptian counterpart.", ["EGY + JOR CONSULT"]),
        ("Polish-Lithuanian talks were held on Monday.", ["LTU + POL CONSULT"]),
        ("Portugal took part in talks with Spain.", ["ESP + PRT CONSULT"]),
        bug(
            "Russia and Turkey's foreign ministers met.",
            ["RUS + TUR CONSULT"],
            why="of two owners of a plural noun only the last is found",
        ),
    ],
)
def test_both_sides_of_talks_and_agreements_act(desk: Desk, sentence: str, told: list[str]) -> None:
    assert desk.told(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Chad and Niger accused each other of arming rebels.", ["NER + TCD ACCUSE allege"]),
        ("Chad and Niger recalled their ambassadors.", ["NER + TCD SANCTION withdraw"]),
    ],
)
def test_what_two_do_to_one_another_is_symmetric(desk: Desk, sentence: str, told: list[str]) -> None:
    assert desk.told(sentence) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Algeria recalled its ambassador to Spain over remarks on Morocco.",
            ["DZA -> ESP SANCTION withdraw"],
        ),
        ("Ghana thanked Togo after the talks in Benin.", ["GHA -> TGO SUPPORT"]),
        (
            "Kenya shelled Somalia. Jordan imposed sanctions over Somalia.",
            ["KEN -> SOM ASSAULT heavy-weapons", "JOR -> KEN SANCTION"],
        ),
        (
            "Jordan barred Kenyan ships. It answered the sanctions that Kenya imposed over Somalia.",
            ["JOR -> KEN SANCTION", "KEN -> JOR SANCTION"],
        ),
        ("Sudan complained to Egypt about Ethiopia.", ["SDN -> ETH ACCUSE allege"]),
        ("Somalia complained to the UN Security Council about Kenya.", ["SOM -> KEN ACCUSE allege"]),
        ("Jordan fired two missiles over Israel.", ["JOR -> ISR MOBILIZE weapons"]),
    ],
)
def test_the_ground_of_an_act_is_not_its_recipient(desk: Desk, sentence: str, told: list[str]) -> None:
    assert desk.told(sentence) == told


def test_a_forum_is_no_recipient(desk: Desk) -> None:
    told = desk.told("Somalia protested to Kenya before the UN Security Council.")
    assert told == ["SOM -> KEN ACCUSE disapprove"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Thousands of Iraqis rallied outside the Danish embassy in Baghdad.",
            ["IRQ -> DNK PROTEST demo"],
        ),
        (
            "Students marched in Athens against the visit of the Turkish president.",
            ["GRC -> TUR PROTEST demo"],
        ),
    ],
)
def test_a_crowd_is_of_the_place_where_it_rallies(desk: Desk, sentence: str, told: list[str]) -> None:
    assert [line for line in desk.told(sentence) if "PROTEST" in line] == told


def test_a_crowd_is_made_of_citizens(desk: Desk) -> None:
    (mention,) = desk.mentions("Thousands of Iraqis rallied outside the Danish embassy in Baghdad.")
    assert {party.sector for party in mention.actors} == {"CVL"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya arrested three Kenyans in Mombasa.",
        "Kenya arrested three Kenyans who had come from Somalia.",
        "Kenyan troops killed three Kenyans near the Somali border.",
    ],
)
def test_what_a_state_does_to_its_own_citizens_is_nothing_between_states(desk: Desk, sentence: str) -> None:
    assert desk.told(sentence) == []


def test_two_acts_of_one_sentence_each_have_their_own_roles(desk: Desk) -> None:
    told = desk.told("Cyprus condemned the arrest of the Greek consul by Turkey.")
    assert told == ["CYP -> TUR ACCUSE disapprove", "TUR -> GRC COERCE arrest"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Somalia has the support of Egypt.", ["EGY -> SOM SUPPORT"]),
        bug(
            "Spain, together with France, recognised Kosovo.",
            ["ESP,FRA -> XKX SUPPORT"],
            why="together with does not join the subject",
        ),
        ("Bolivia said Chile had shelled its villages.", ["CHL -> BOL ASSAULT heavy-weapons"]),
    ],
)
def test_whose_it_is_stands_elsewhere_in_the_clause(desk: Desk, sentence: str, told: list[str]) -> None:
    assert desk.told(sentence) == told


# Lending a role between two acts of one sentence.


def party(code: str, *, via: str = "name") -> Party:
    return Party(code, "GOV", Span(0, 3), code, via)


def roles(actors: str, recipients: str, *, symmetric: bool = False) -> Roles:
    return Roles(tuple(map(party, actors.split())), tuple(map(party, recipients.split())), symmetric)


def codes(found: Roles) -> tuple[list[str], list[str]]:
    return [p.code for p in found.actors], [p.code for p in found.recipients]


def test_an_empty_role_is_lent_by_the_other_side_of_a_dyad() -> None:
    lent = lend(roles("", "JPN"), roles("JPN", "RUS"))
    assert (codes(lent), lent.lent) == ((["RUS"], ["JPN"]), True)
    assert codes(lend(roles("JPN", ""), roles("JPN", "RUS"))) == (["JPN"], ["RUS"])


@pytest.mark.parametrize(
    ("own", "dyad"),
    [
        (roles("", "JPN"), roles("CHN", "RUS")),  # another story
        (roles("", "JPN"), roles("JPN", "RUS CHN")),  # which of the two?
        (roles("", "JPN RUS"), roles("JPN", "RUS")),  # both are here already
        (Roles((), (party("JPN", via="place"),)), roles("JPN", "RUS")),  # only where it happened
    ],
)
def test_nothing_is_lent_where_it_is_open_who_is_meant(own: Roles, dyad: Roles) -> None:
    assert lend(own, dyad) == own


def test_roles_are_complete_with_two_different_parties() -> None:
    assert roles("JPN", "RUS").complete
    assert not roles("JPN", "").complete
    assert not roles("JPN", "JPN").complete


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Mali thanked Togo for the grain and urged it to send more.", "MLI -> TGO REQUEST"),
        ("Rabat lashed out at Addis Ababa.", "MAR -> ETH ACCUSE disapprove"),
        ("Ghana moved its garrison at the request of Togo.", "TGO -> GHA REQUEST change"),
        ("At Togo's request Ghana moved its garrison.", "TGO -> GHA REQUEST change"),
        ("Chad called for the withdrawal of Libya's soldiers.", "TCD -> LBY REQUEST yield"),
        ("Malawi appealed to the African Union for patience.", "MWI -> AFU REQUEST"),
    ],
)
def test_whoever_is_asked_or_blamed_is_found_beyond_the_plain_object(
    desk: Desk, sentence: str, told: str
) -> None:
    assert any(line.startswith(told) for line in desk.told(sentence))


def test_whose_mission_it_is_the_clause_behind_whose_tells(desk: Desk) -> None:
    assert desk.told("Kenya praised Chad, whose ambassador was expelled by Niger.")[-1] == (
        "NER -> TCD SANCTION expel"
    )


def test_a_bystander_in_a_clause_of_its_own_signs_nothing(desk: Desk) -> None:
    assert desk.told("Peru and Chile signed the treaty, with a Bolivian minister looking on.") == [
        "CHL + PER AGREE"
    ]


def test_a_pair_that_ends_its_deal_ends_it_for_each_other(desk: Desk) -> None:
    assert desk.told("Chad and Niger scrapped the deal on Thursday.") == ["NER + TCD SANCTION discontinue"]


def test_a_relative_clause_carries_the_noun_before_it(desk: Desk) -> None:
    assert "KEN -> TCD SANCTION" in desk.told("The sanctions that Kenya imposed on Chad were mild.")

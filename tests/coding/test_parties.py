"""Which states a noun phrase names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.coding.conftest import Desk

    from comity.records import Party


def codes(parties: Iterable[Party]) -> list[str]:
    return sorted(party.code for party in parties)


def bug(*values: object, why: str) -> object:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        ("Kenyan police arrived.", "police", ["KEN"]),
        ("Police of Kenya arrived.", "Police", ["KEN"]),
        ("Officials from Kenya arrived.", "Officials", ["KEN"]),
        ("Kenya's foreign minister arrived.", "minister", ["KEN"]),
        ("Lawmakers in Seoul arrived.", "Lawmakers", ["KOR"]),
        ("A delegation led by the Kenyan president arrived.", "delegation", ["KEN"]),
        ("Rockets fired by Lao forces landed.", "Rockets", ["LAO"]),
        ("British and French diplomats arrived.", "diplomats", ["FRA", "GBR"]),
        ("The Irish, Norwegian and Spanish envoys arrived.", "envoys", ["ESP", "IRL", "NOR"]),
        ("The foreign ministers of Chile and Peru arrived.", "ministers", ["CHL", "PER"]),
        ("The US, Canada and Australia arrived.", "US", ["AUS", "CAN", "USA"]),
        ("The Kremlin arrived.", "Kremlin", ["RUS"]),
        ("Berlin arrived.", "Berlin", ["DEU"]),
        ("NATO arrived.", "NATO", ["NAT"]),
        ("A UN-backed government in Libya arrived.", "government", ["LBY"]),
        ("Some tired ministers arrived.", "ministers", []),
        bug("Russia and Turkey's ministers arrived.", "ministers", ["RUS", "TUR"], why="only the last owner"),
    ],
)
def test_who_acts_is_named_by_the_phrase_itself(
    desk: Desk, sentence: str, noun: str, expected: list[str]
) -> None:
    doc = desk.parse(sentence)
    head = next(token for token in doc if token.text == noun)
    assert codes(desk.parties(doc).acting([head])) == expected


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        ("They shelled Thai villages.", "villages", ["THA"]),
        ("The villages in Thailand burned.", "villages", ["THA"]),
        ("The trade with Thailand stopped.", "trade", ["THA"]),
        ("They backed a plan that Thailand had announced.", "plan", ["THA"]),
        ("They expelled staff of the embassy of Thailand.", "staff", ["THA"]),
        ("They attacked the Thai embassy in Vientiane.", "embassy", ["THA"]),  # not Laos
        ("They attacked the consulate in Vientiane.", "consulate", []),  # whose?
        ("They fired at Thai and Cambodian troops.", "troops", ["KHM", "THA"]),
    ],
)
def test_whom_it_is_done_to_may_stand_deeper_in_the_phrase(
    desk: Desk, sentence: str, noun: str, expected: list[str]
) -> None:
    doc = desk.parse(sentence)
    head = next(token for token in doc if token.text == noun)
    assert codes(desk.parties(doc).affected([head])) == expected


def test_who_acts_is_not_looked_for_as_deep_as_whom_it_hits(desk: Desk) -> None:
    doc = desk.parse("The dispute with Thailand grew.")
    head = doc[1]
    assert desk.parties(doc).acting([head]) == ()
    assert codes(desk.parties(doc).affected([head])) == ["THA"]


def test_named_parties_stand_before_the_head_or_are_it(desk: Desk) -> None:
    doc = desk.parse("The Thai dispute with Cambodia grew.")
    assert codes(desk.parties(doc).named([doc[2]])) == ["THA"]


@pytest.mark.parametrize(
    ("phrase", "sector", "words"),
    [
        ("Kenyan police", "COP", "Kenyan police"),
        ("Kenyan troops", "MIL", "Kenyan troops"),
        ("Kenyan lawmakers", "LEG", "Kenyan lawmakers"),
        ("Kenyan fishermen", "CVL", "Kenyan fishermen"),
        ("Kenyan officials", "GOV", "Kenyan officials"),
    ],
)
def test_the_noun_gives_a_party_its_sector_and_its_words(
    desk: Desk, phrase: str, sector: str, words: str
) -> None:
    doc = desk.parse(f"{phrase} crossed the river.")
    (party,) = desk.parties(doc).acting([doc[1]])
    assert (party.code, party.sector, party.text) == ("KEN", sector, words)


def test_a_person_in_office_is_a_party_of_the_state(desk: Desk) -> None:
    (mention,) = desk.mentions("French President Emmanuel Macron thanked Kenya.", "2023-06-01")
    (party,) = mention.actors
    assert party.code == "FRA"
    assert party.person == "Emmanuel Macron"


def test_an_embassy_is_its_owners_and_its_town_only_a_place(desk: Desk) -> None:
    assert desk.told("Malawi closed its embassy in Harare.") == ["MWI -> ZWE SANCTION withdraw"]
    assert desk.told("Iranian protesters attacked the Swiss embassy in Tehran.") == [
        "IRN -> CHE PROTEST riot"
    ]


def test_states_in_a_sentence_are_those_it_names_itself(desk: Desk) -> None:
    doc = desk.parse("Chile and Peruvian envoys met in Nairobi. It ended.")
    first, second = doc.sents
    parties = desk.parties(doc)
    assert {"CHL", "PER"} <= parties.states_in(first)
    assert parties.states_in(second) == set()


def test_places_are_told_apart_from_parties(desk: Desk) -> None:
    doc = desk.parse("Students marched in Mombasa.")
    (place,) = desk.parties(doc).places_in(next(doc.sents))
    assert (place.code, place.via) == ("KEN", "place")


def test_a_counterpart_is_the_other_side(desk: Desk) -> None:
    text = "French President Emmanuel Macron flew to Kenya. He thanked his counterpart for the welcome."
    assert desk.told(text)[-1] == "FRA -> KEN SUPPORT"

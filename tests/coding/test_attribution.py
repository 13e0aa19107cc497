"""Who says so, and through whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.coding import attribution
from comity.records import Status

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


@pytest.mark.parametrize(
    ("sentence", "chain"),
    [
        ("Kenya expelled a Somali diplomat.", ()),
        ("Kenya expelled a Somali diplomat, the foreign ministry said.", ("the foreign ministry",)),
        ("The foreign ministry said that Kenya had expelled a Somali diplomat.", ("The foreign ministry",)),
        ("Kenya expelled a Somali diplomat, an official told the Lake Herald.", ("an official",)),
        ("According to the Lake Herald, Kenya expelled a Somali diplomat.", ("the Lake Herald",)),
        (
            "Kenya expelled a Somali diplomat, according to an official in Nairobi.",
            ("an official in Nairobi",),
        ),
        (
            "The Lake Herald reported that a minister said that Kenya had expelled a Somali diplomat.",
            ("a minister", "The Lake Herald"),
        ),
        (
            "The agency, citing two officials, said that Kenya had expelled a Somali diplomat.",
            ("The agency", "two officials"),
        ),
        (
            "Kenya expelled a Somali diplomat, the foreign ministry said, citing the tariffs of Somalia.",
            ("the foreign ministry",),
        ),
        (
            "The minister, who looked tired, said that Kenya had expelled a Somali diplomat.",
            ("The minister",),
        ),
    ],
)
def test_the_chain_names_the_nearest_speaker_first(desk: Desk, sentence: str, chain: tuple[str, ...]) -> None:
    (mention,) = desk.mentions(sentence)
    assert mention.attribution == chain


@pytest.mark.parametrize(
    ("sentence", "chain"),
    [
        (
            "A spokesman for the Kremlin denied that Russia had expelled a Norwegian diplomat.",
            ("A spokesman for the Kremlin",),
        ),
        ("Norway denied having expelled a Russian diplomat.", ("Norway",)),
        (
            "The ministry denied that Norway had expelled a Russian diplomat, the newspaper wrote.",
            ("The ministry", "the newspaper"),
        ),
    ],
)
def test_who_denies_is_named(desk: Desk, sentence: str, chain: tuple[str, ...]) -> None:
    (mention,) = desk.mentions(sentence)
    assert mention.status is Status.DENIED
    assert mention.attribution == chain


def test_who_accuses_is_no_speaker_of_its_own_accusation(desk: Desk) -> None:
    (mention,) = desk.mentions("Kenya accused Somalia of smuggling.")
    assert mention.attribution == ()


def test_a_report_of_an_accusation_names_the_reporter(desk: Desk) -> None:
    (mention,) = desk.mentions("Kenya said that Uganda had accused Rwanda of spying.")
    assert desk.shown(mention) == "UGA -> RWA ACCUSE allege"
    assert mention.attribution == ("Kenya",)


def test_a_link_is_cut_where_it_runs_on_and_on(desk: Desk) -> None:
    long = "the office for the care of harbours, lights, buoys, beacons, wrecks, pilots, piers and weirs"
    (mention,) = desk.mentions(f"According to {long} of the long northern coast, Kenya thanked Somalia.")
    assert mention.attribution
    assert all(len(link) <= attribution.LONGEST for link in mention.attribution)

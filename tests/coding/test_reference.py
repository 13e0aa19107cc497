"""Whom pronouns, groups and definite nouns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.coding.conftest import Desk


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Kenya recalled its ambassador from Somalia. It also expelled a Somali attache.",
            "KEN -> SOM SANCTION expel",
        ),
        (
            "Kenya closed its mission in Somalia. Somalia criticised its neighbour.",
            "SOM -> KEN ACCUSE disapprove",
        ),
        ("Ghana and Togo met on Monday. They signed a border agreement.", "GHA + TGO AGREE"),
        ("Ghana and Togo met on Monday. The two sides signed a border agreement.", "GHA + TGO AGREE"),
        ("Ghana and Togo met on Monday. Both countries agreed to open the border.", "GHA + TGO AGREE"),
        ("Ghana met Togo. The ministers signed a bilateral agreement.", "GHA + TGO AGREE"),
        (
            "Denmark, Norway and Sweden met on Monday. The three countries condemned Russia.",
            "DNK,NOR,SWE -> RUS ACCUSE disapprove",
        ),
        (
            "The Turkish foreign ministry criticised Greece. The ministry summoned the Greek ambassador.",
            "TUR -> GRC ACCUSE disapprove",
        ),
        (
            "Tunisia protested to Malta. The country also recalled its ambassador to Malta.",
            "TUN -> MLT SANCTION withdraw",
        ),
        (
            "Hungary quarrelled with Ukraine. The European Union criticised the country.",
            "EUR -> HUN ACCUSE disapprove",
        ),
        (
            "Chile detained a Bolivian diplomat. The diplomat was expelled on Monday by Chile.",
            "CHL -> BOL SANCTION expel",
        ),
        ("NATO was thanked by Ukraine. The alliance condemned Russia.", "NAT -> RUS ACCUSE disapprove"),
        (
            "French President Emmanuel Macron visited Latvia. He thanked Latvia for its help.",
            "FRA -> LVA SUPPORT",
        ),
        (
            "French President Emmanuel Macron visited Latvia. The president thanked Latvia.",
            "FRA -> LVA SUPPORT",
        ),
        ("Ukraine criticised Hungary. “We thank Poland,” it said.", "UKR -> POL SUPPORT"),
        ("“We condemn Armenia,” the Azerbaijani foreign ministry said.", "AZE -> ARM ACCUSE disapprove"),
        (
            "NAIROBI, May 15 (Agency) - The government expelled the Somali ambassador.",
            "KEN -> SOM SANCTION expel",
        ),
    ],
)
def test_what_stands_for_a_state_means_the_one_told_before(desk: Desk, text: str, last: str) -> None:
    assert desk.told(text)[-1] == last


def test_a_pronoun_is_nobody_whom_its_own_act_hits(desk: Desk) -> None:
    text = "Kenya quarrelled with India. India fell silent. It expelled the Indian attaches."
    assert desk.told(text) == ["KEN -> IND SANCTION expel"]


def test_a_pronoun_has_its_own_words_as_span(desk: Desk) -> None:
    text = "Kenya recalled its ambassador from Somalia. It also expelled a Somali attache."
    party = desk.mentions(text)[-1].actors[0]
    assert (party.text, party.via) == ("It", "coreference")
    assert party.span.of(text) == "It"


def test_an_empty_it_means_nobody(desk: Desk) -> None:
    told = desk.told("Chad spoke to Mali. It is necessary to expel the Libyan envoy.")
    assert not any("LBY" in line for line in told)


def test_he_is_nobody_known_where_the_sentence_names_a_stranger(desk: Desk) -> None:
    text = "French President Emmanuel Macron met Kenyan officials. Oswin Brakel said he had thanked Kenya."
    assert "FRA -> KEN SUPPORT" not in desk.told(text)


def test_nothing_reaches_back_beyond_some_eight_sentences(desk: Desk) -> None:
    filler = "The rains were heavy and the roads of the north were closed for most of the week. " * 20
    near = "Kenya spoke of Somalia. It expelled a Somali attache."
    far = f"Kenya spoke of Somalia. {filler}It expelled a Somali attache."
    assert desk.told(near) == ["KEN -> SOM SANCTION expel"]
    assert desk.told(far) == []


def test_documents_do_not_share_what_was_spoken_of(desk: Desk) -> None:
    first = desk.article("Kenya and Somalia share a coast.", name="first")
    second = desk.article("It expelled a Somali attache, and Uganda watched.", name="second")
    results = list(desk.coder.code([first, second]))
    assert not any(getattr(result, "document", None) == "second" for result in results)

"""What names a state in a text, and what only looks as if it did."""

from __future__ import annotations

from itertools import pairwise

import pytest

from comity import actors

GAZETTEER = actors.load()


def codes(text: str) -> list[str]:
    return [sighting.code for sighting in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan and Russia held talks.", ["JPN", "RUS"]),
        ("The UK, the U.S. and the UAE agreed.", ["GBR", "USA", "ARE"]),
        ("The US condemned it.", ["USA"]),
        ("The DPRK and the Republic of Korea spoke.", ["PRK", "KOR"]),
        ("Türkiye and Swaziland, Burma and Macedonia", ["TUR", "SWZ", "MMR", "MKD"]),
        ("Côte d'Ivoire and Côte d’Ivoire", ["CIV", "CIV"]),
        ("JAPAN PROTESTS TO RUSSIA", ["JPN", "RUS"]),
        ("Nigeria, not Niger; Nigerien, not Nigerian", ["NGA", "NER", "NER", "NGA"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("South Sudan left Sudan.", ["SSD", "SDN"]),
        ("Dominica and the Dominican Republic", ["DMA", "DOM"]),
        ("The Democratic Republic of the Congo and the Republic of the Congo", ["COD", "COG"]),
        ("Congo's army", ["COD"]),
        ("Brazzaville said that Congo would sign.", ["COG", "COG"]),
        ("Northern Ireland and Ireland", ["GBR", "IRL"]),
        ("Kyiv wrote to Kiev.", ["UKR", "UKR"]),
        ("Kosovo, Taiwan, Hong Kong and Macau", ["XKX", "TWN", "HKG", "MAC"]),
        ("The Holy See and Palestine", ["VAT", "PSE"]),
        ("America helped.", ["USA"]),
    ],
)
def test_a_name_gives_its_state(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "plural"),
    [
        ("Russians left.", "RUS", True),
        ("Germans left.", "DEU", True),
        ("Czechs voted.", "CZE", True),
        ("Danes voted.", "DNK", True),
        ("A Dane was held.", "DNK", False),
        ("Britons stayed.", "GBR", True),
        ("Spaniards came.", "ESP", True),
        ("Frenchmen came.", "FRA", True),
        ("Filipinos came.", "PHL", True),
        ("New Zealanders came.", "NZL", True),
        ("South Koreans came.", "KOR", True),
        ("Iraqis came.", "IRQ", True),
        ("Thais came.", "THA", True),
    ],
)
def test_a_people_is_civilian_and_counted(text: str, code: str, plural: bool) -> None:
    (sighting,) = GAZETTEER.find(text)
    assert (sighting.code, sighting.sector, sighting.kind, sighting.plural) == (
        code,
        "CVL",
        "demonym",
        plural,
    )


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("The Kremlin denied it.", "RUS", "GOV"),
        ("The White House denied it.", "USA", "GOV"),
        ("Downing Street denied it.", "GBR", "GOV"),
        ("The Élysée denied it.", "FRA", "GOV"),
        ("The Blue House denied it.", "KOR", "GOV"),
        ("The State Department denied it.", "USA", "GOV"),
        ("The Pentagon denied it.", "USA", "MIL"),
        ("The Bundestag voted.", "DEU", "LEG"),
        ("The State Duma voted.", "RUS", "LEG"),
        ("The Knesset voted.", "ISR", "LEG"),
        ("Capitol Hill waits.", "USA", "LEG"),
        ("Zhongnanhai waits.", "CHN", "GOV"),
        ("Tokyo protested to Moscow.", "JPN", "GOV"),
    ],
)
def test_a_seat_stands_for_its_state(text: str, code: str, sector: str) -> None:
    first = GAZETTEER.find(text)[0]
    assert (first.code, first.sector, first.kind) == (code, sector, "metonym")


@pytest.mark.parametrize(
    "text",
    [
        "They met in Moscow on Friday.",
        "Protesters gathered near downtown Moscow.",
        "MOSCOW, March 3 (TASS) - It rained.",
        "MOSCOW (Reuters) - It rained.",
        "He lives in Moscow, Russia.",
        "She was visiting Moscow.",
    ],
)
def test_a_capital_may_be_only_the_place(text: str) -> None:
    assert GAZETTEER.find(text)[0].kind == "place"


@pytest.mark.parametrize(
    "text", ["Moscow protested.", "relations with Moscow", "a message to Moscow", "Moscow's answer"]
)
def test_a_capital_else_stands_for_the_government(text: str) -> None:
    assert [sighting.kind for sighting in GAZETTEER.find(text)] == ["metonym"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a fire in Vladivostok", "RUS"),
        ("the port of Osaka", "JPN"),
        ("in Crimea", "UKR"),
        ("in Texas", "USA"),
        ("in Gaza", "PSE"),
        ("off Okinawa", "JPN"),
    ],
)
def test_a_town_or_region_is_a_place_of_its_state(text: str, code: str) -> None:
    (sighting,) = GAZETTEER.find(text)
    assert (sighting.code, sighting.kind) == (code, "place")


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan bought a team, and Jordan said that he was glad.",
        "Jordan Henderson passed to Jordan Pickford.",
        "Mr. Jordan answered the committee.",
        "The judge told Dr. Israel to wait.",
        "Chad Smith plays the drums.",
        "Chad, the man from next door, left with his wife.",
        "My friend Chad likes it.",
        "Chad, a 34-year-old plumber, won.",
        "Israel Folau signed.",
        "Kenya Moore signed.",
        "Paris Hilton sang.",
        "Cuba Gooding Jr. acted.",
        "George Washington and Denzel Washington",
        "Voters in Georgia returned Gov. Kemp, who lives in Macon.",
        "Georgia O'Keeffe painted.",
        "Georgia Tech won in overtime.",
        "A jury in Savannah, Georgia, convicted him.",
        "We roasted a turkey on china plates.",
        "Turkey sandwiches with gravy for Thanksgiving",
        "They moved to New Mexico and then to Washington state.",
        "He speaks Russian and writes in Japanese.",
        "The statement was published in Russian and Japanese.",
        "the Russian language, the Spanish-speaking public",
        "Russian roulette, French fries, Turkish delight, Brazil nuts, Chinese whispers, Swiss cheese",
        "a Panama hat, Japanese knotweed, a guinea pig, the Panama Papers, a Moscow mule",
        "The Moscow Times, the Washington Post and China Daily wrote about it.",
        "The Times of India, the Jakarta Post and the Korea Herald wrote about it.",
        "The Kyiv Independent and the Taipei Times wrote about it.",
        "Real Madrid beat Paris Saint-Germain.",
        "Latin America and the South American bloc",
        "African Americans and Asian Americans voted.",
        "in the West Indies, on the Indian Ocean, by the Persian Gulf",
        "the Vienna Convention and the Paris Agreement",
        "chad, togo and mali in lower case",
        "Indiana and Chadwick, Omaha and Perugia",
        "It told us to leave; let us go.",
        "the South China Sea and the Sea of Japan",
        "The Vietnam War and the Korean War",
        "A Diet Coke, please.",
    ],
)
def test_a_lookalike_is_no_state(text: str) -> None:
    assert [s for s in GAZETTEER.find(text) if s.kind not in {"place", "person"}] == []


@pytest.mark.parametrize(
    "text", ["He was born in Moscow, Idaho.", "a mill in Lebanon, Pennsylvania", "a flood in Peru, Ind."]
)
def test_a_town_of_that_name_lies_in_its_own_state(text: str) -> None:
    (sighting,) = GAZETTEER.find(text)
    assert (sighting.code, sighting.kind) == ("USA", "place")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jordan's King Abdullah flew to Cairo.", "JOR"),
        ("Jordan and Israel signed.", "JOR"),
        ("Jordan Condemns Strike on Gaza Hospital", "JOR"),
        ("Jordan Foreign Minister Ayman Safadi", "JOR"),
        ("Georgia accused Russia over South Ossetia.", "GEO"),
        ("Georgia's parliament in Tbilisi voted.", "GEO"),
        ("Chad and Sudan closed the border.", "TCD"),
        ("Chad's government resigned.", "TCD"),
        ("Israel Attacks Gaza After Rocket Fire", "ISR"),
        ("Turkey summoned the ambassador.", "TUR"),
        ("China summoned the ambassador.", "CHN"),
        ("India Tuesday said no.", "IND"),
        ("Cuba freed him.", "CUB"),
    ],
)
def test_the_state_itself_is_still_seen(text: str, expected: str) -> None:
    assert GAZETTEER.find(text)[0].code == expected


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Japan Airlines flies again.", "BUS"),
        ("Air India flies again.", "BUS"),
        ("Moscow State University closed.", "EDU"),
    ],
)
def test_a_company_or_university_is_at_most_a_body(text: str, sector: str) -> None:
    (sighting,) = GAZETTEER.find(text)
    assert (sighting.kind, sighting.sector) == ("body", sector)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korean officials said so.", []),
        ("North Korea fired. Korean officials said so.", ["PRK", "PRK"]),
        ("Seoul replied. The Korean government and Korea's army", ["KOR", "KOR", "KOR"]),
        ("North Korea and South Korea met. Korean officials said so.", ["PRK", "KOR"]),
    ],
)
def test_korea_alone_is_the_one_that_the_text_names(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Congress met.", []),
        ("The US waited while Congress met.", ["USA", "USA"]),
        ("The European Commission and NATO asked the U.N. Security Council.", ["EUR", "NAT", "UNO"]),
        ("The EU, the G7, ASEAN and the African Union", ["EUR", "GOS", "ASN", "AFU"]),
        ("The IAEA and the WHO", ["UNO", "UNO"]),
        ("Who said that?", []),
    ],
)
def test_organisations_and_shared_names(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_spans_are_verbatim_in_order_and_do_not_overlap() -> None:
    text = (
        "Japan’s Foreign Minister Taro Kono met Russia's Sergey Lavrov — in “Munich”, Germany.\n\n"
        "Kono left.  İzmir waits."
    )
    found = GAZETTEER.find(text)
    assert [s.text for s in found] == [s.span.of(text) for s in found]
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))

"""Short phrases: which state, which sector, which person."""

from __future__ import annotations

from datetime import date

import pytest

from comity import actors
from comity.dates import SpanOfDays

GAZETTEER = actors.load()


def resolved(text: str, year: int) -> actors.Actor | None:
    day = date(year, 7, 1)
    return GAZETTEER.resolve(text, SpanOfDays(day, day))


@pytest.mark.parametrize(
    ("year", "text", "code", "sector"),
    [
        (2019, "Russian Foreign Minister Lavrov", "RUS", "GOV"),
        (2019, "Japanese fishermen", "JPN", "AGR"),
        (2019, "the Kremlin", "RUS", "GOV"),
        (2019, "European Commission president", "EUR", "IGO"),
        (2019, "Bundesbank", "DEU", "GOV"),
        (2021, "former Prime Minister Abe", "JPN", "ELI"),
        (2016, "ISIS fighters", "IMG", "IMG"),
        (2016, "the Israeli army", "ISR", "MIL"),
        (2016, "NGO workers from Norway", "NOR", "NGO"),
        (2021, "U.S. Rep. Nancy Pelosi", "USA", "LEG"),
        (2021, "Uyghurs", "CHN", "CVL"),
        (2021, "Rohingya refugees", "MMR", "REF"),
        (2021, "Palestinian militants", "PSE", "UAF"),
        (2021, "Hezbollah", "LBN", "REB"),
        (2021, "US-backed Syrian rebels", "SYR", "REB"),
        (2021, "Afghan refugees in Germany", "AFG", "REF"),
        (2021, "spokesman for the Chinese embassy in Washington", "CHN", "GOV"),
        (2020, "Taliban", "AFG", "REB"),
        (2022, "the Taliban", "AFG", "GOV"),
        (2018, "Texas Gov. Greg Abbott", "USA", "GOV"),
        (2018, "FBI agents", "USA", "COP"),
        (2018, "the BBC", "GBR", "JRN"),
        (2018, "The Moscow Times", "RUS", "JRN"),
        (2018, "Gazprom", "RUS", "BUS"),
        (2018, "Catalan separatists", "ESP", "REB"),
        (2018, "Amnesty International", "NGO", "NGO"),
        (2018, "Somali pirates", "SOM", "CRM"),
        (2018, "Venezuelan opposition leader Juan Guaidó", "VEN", "OPP"),
        (2018, "Likud", "ISR", "PTY"),
        (2018, "Saudi-led coalition", "SAU", "MIL"),
        (2018, "a Norwegian", "NOR", "CVL"),
        (2018, "the Dutch", "NLD", None),
        (2018, "Ministry of Defense of Ukraine", "UKR", "GOV"),
        (2018, "Emmanuel Macron's government", "FRA", "GOV"),
        (2018, "Kurdish Peshmerga", "IRQ", "MIL"),
        (2018, "Congress", "USA", "LEG"),
        (2018, "lawmakers from Japan's ruling party", "JPN", "LEG"),
        (2018, "students at Moscow State University", "RUS", "EDU"),
        (2018, "Kim Jong-un", "PRK", "GOV"),
        (2018, "King Salman", "SAU", "GOV"),
        (2018, "Aung San Suu Kyi", "MMR", "GOV"),
        (2018, "three Korean sailors", "KOR", "MIL"),
        (2018, "the South Ossetian envoy", "GEO", "PRE"),
        (2018, "Japanese ambassador to Peru", "JPN", "GOV"),
        (2018, "ambassador to Peru", None, "GOV"),
        (2018, "opposition lawmakers in Kyiv", "UKR", "OPP"),
        (2018, "spokesman for the rebels", None, "REB"),
        (2018, "head of military intelligence", None, "MIL"),
        (2018, "a former finance minister", None, "ELI"),
        (2018, "military court", None, "JUD"),
        (2018, "police union", None, "LAB"),
        (2018, "state media", None, "GOV"),
        (2018, "Catholic bishops in Nigeria", "NGA", "REL"),
        (2018, "Russian and Chinese warships", "RUS", "MIL"),
        (2018, "Chinese peacekeepers", "CHN", "MIL"),
        (2018, "peacekeepers", "IGO", "IGO"),
        (2018, "aid workers", "NGO", "NGO"),
        (2018, "foreign oil companies", "MNC", "MNC"),
        (2018, "European Parliament", "EUR", "LEG"),
        (2018, "Boeing workers", "USA", "LAB"),
        (2018, "fighters loyal to Khalifa Haftar", "LBY", "REB"),
        (2018, "the wife of Malaysian prime minister Najib Razak", "MYS", "ELI"),
        (2018, "a soldier's mother", None, "CVL"),
        (2018, "ex-President Lula", "BRA", "ELI"),
        (2005, "Tony Blair", "GBR", "GOV"),
        (2015, "Tony Blair", "GBR", "ELI"),
        (2018, "Attorney-General Christian Porter", None, "GOV"),
        (2018, "Labour unions", None, "LAB"),
        (2018, "hezbollah fighters", "LBN", "REB"),
        (2018, "Japan", "JPN", None),
        (2018, "Moscow", "RUS", None),
        (2018, "two Syrians", "SYR", "CVL"),
        (2018, "U.N.", "UNO", "IGO"),
        (2018, "Armenia", "ARM", None),
        (2018, "protesters", None, "CVL"),
        (2018, "the Navy", None, "MIL"),
    ],
)
def test_a_phrase_means_a_state_and_a_sector(
    year: int, text: str, code: str | None, sector: str | None
) -> None:
    actor = resolved(text, year)
    assert actor is not None
    assert (actor.code, actor.sector) == (code, sector)


def test_a_person_and_the_office_are_told() -> None:
    actor = resolved("Chinese Foreign Ministry spokesman Geng Shuang", 2019)
    assert actor is not None
    assert (actor.person, actor.office) == ("Geng Shuang", "Foreign Ministry spokesman")


def test_a_person_behind_a_comma_is_told() -> None:
    actor = resolved("the Palestinian president, Mahmoud Abbas", 2018)
    assert actor is not None
    assert (actor.code, actor.sector, actor.person) == ("PSE", "GOV", "Mahmoud Abbas")


@pytest.mark.parametrize("text", ["", "yesterday", "the blue table", "42"])
def test_what_names_nobody_resolves_to_nothing(text: str) -> None:
    assert resolved(text, 2019) is None

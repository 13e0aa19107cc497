"""Questions to the gazetteer: codes, names, members, sectors, and how quick it is."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest

from comity import actors
from comity.errors import QuestionError

GAZETTEER = actors.load()


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("JPN", "JPN"),
        ("jp", "JPN"),
        ("Japan", "JPN"),
        ("japanese", "JPN"),
        ("the Netherlands", "NLD"),
        ("U.S.", "USA"),
        ("UK", "GBR"),
        ("Türkiye", "TUR"),
        ("turkey", "TUR"),
        ("EUR", "EUR"),
        ("NATO", "NAT"),
        ("nat", "NAT"),
        ("Briton", "GBR"),
        (" russia ", "RUS"),
        ("Cote d’Ivoire", "CIV"),
        ("South Korea", "KOR"),
    ],
)
def test_a_state_is_known_by_code_name_and_demonym(question: str, code: str) -> None:
    assert GAZETTEER.state(question) == code


@pytest.mark.parametrize(
    ("question", "hint"), [("Japn", "Japan (JPN)"), ("Rusia", "Russia (RUS)"), ("Germny", "Germany (DEU)")]
)
def test_a_near_miss_is_met_with_a_suggestion(question: str, hint: str) -> None:
    with pytest.raises(QuestionError, match="did you mean") as error:
        GAZETTEER.state(question)
    assert hint in str(error.value)


@pytest.mark.parametrize("question", ["", "Xyzzyplugh", "Tokyo Disneyland Hotel"])
def test_what_is_no_state_says_what_to_give(question: str) -> None:
    with pytest.raises(QuestionError, match="ISO code"):
        GAZETTEER.state(question)


def test_every_code_has_a_name_that_leads_back_to_it() -> None:
    for code in (*GAZETTEER.atlas.states, *GAZETTEER.atlas.organisations):
        assert GAZETTEER.state(GAZETTEER.name(code)) == code


def test_an_unknown_code_has_no_name() -> None:
    with pytest.raises(QuestionError, match="QQQ"):
        GAZETTEER.name("QQQ")


@pytest.mark.parametrize(
    ("organisation", "state", "day", "is_member"),
    [
        ("EUR", "GBR", "2020-01-31", True),
        ("EUR", "GBR", "2020-02-01", False),
        ("EUR", "HRV", "2013-06-30", False),
        ("EUR", "HRV", "2013-07-01", True),
        ("NAT", "FIN", "2023-04-03", False),
        ("NAT", "SWE", "2024-03-07", True),
        ("GOS", "RUS", "2014-01-01", True),
        ("GOS", "RUS", "2015-01-01", False),
        ("GOS", "JPN", "2022-01-01", True),
        ("BRI", "IRN", "2023-12-31", False),
        ("SCH", "CHE", "2020-01-01", True),
    ],
)
def test_members_are_those_of_the_day(organisation: str, state: str, day: str, is_member: bool) -> None:
    assert (state in GAZETTEER.members(organisation, date.fromisoformat(day))) is is_member


def test_members_of_nothing_known_are_an_error() -> None:
    with pytest.raises(QuestionError, match="XYZ"):
        GAZETTEER.members("XYZ", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("the foreign ministry", "GOV"),
        ("navy", "MIL"),
        ("troops", "MIL"),
        ("warship", "MIL"),
        ("the warships", "MIL"),
        ("parliament", "LEG"),
        ("lawmakers", "LEG"),
        ("a diplomat", "GOV"),
        ("consul", "GOV"),
        ("ambassador", "GOV"),
        ("embassy", "GOV"),
        ("court", "JUD"),
        ("the police", "COP"),
        ("a spy agency", "SPY"),
        ("citizens", "CVL"),
        ("fishermen", "CVL"),
        ("tourists", "CVL"),
        ("nationals", "CVL"),
        ("company", "BUS"),
        ("firm", "BUS"),
        ("airline", "BUS"),
        ("rebels", "REB"),
        ("opposition", "OPP"),
        ("media", "MED"),
        ("army spokesman", "MIL"),
        ("the company's president", "BUS"),
        ("police chief", "COP"),
        ("minister of defence", "GOV"),
        ("rebel leader", "REB"),
        ("a group of lawmakers", "LEG"),
        ("aid workers", "NGO"),
        ("refugees", "REF"),
        ("students", "EDU"),
        ("drug cartel", "CRM"),
        ("gunmen", "UAF"),
        ("trade unions", "LAB"),
        ("monks", "REL"),
        ("consuls general", "GOV"),
        ("table", None),
        ("", None),
    ],
)
def test_words_for_bodies_tell_their_sector(words: str, sector: str | None) -> None:
    assert GAZETTEER.sector(words) == sector


def test_a_long_text_is_read_within_milliseconds() -> None:
    text = ("Japanese Foreign Minister Taro Kono met Russia's Sergey Lavrov in Tokyo, officials said. " * 40)[
        :3000
    ]
    GAZETTEER.find(text)
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.015  # 3 ms on a quiet machine


def _seconds(text: str) -> float:
    start = time.perf_counter()
    GAZETTEER.find(text)
    return time.perf_counter() - start


def test_loading_needs_no_heavy_library() -> None:
    program = (
        "import sys; from comity import actors; actors.load(); "
        "print(sorted({'spacy', 'polars', 'rapidfuzz', 'sqlalchemy', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""A state's name and the words of a body are one sighting."""

from __future__ import annotations

import pytest

from comity import actors

GAZETTEER = actors.load()


@pytest.mark.parametrize(
    ("text", "words", "code", "sector"),
    [
        ("the Russian Foreign Ministry", "Russian Foreign Ministry", "RUS", "GOV"),
        ("Russia's Ministry of Defense", "Russia's Ministry of Defense", "RUS", "MIL"),
        ("the Japanese government", "Japanese government", "JPN", "GOV"),
        ("the U.S. Navy", "U.S. Navy", "USA", "MIL"),
        ("the Iranian parliament", "Iranian parliament", "IRN", "LEG"),
        ("a Georgian court jailed him", "Georgian court", "GEO", "JUD"),
        ("Turkish police", "Turkish police", "TUR", "COP"),
        ("the Russian Internal Affairs Ministry", "Russian Internal Affairs Ministry", "RUS", "COP"),
        ("Japanese fishermen", "Japanese fishermen", "JPN", "CVL"),
        ("a senior Russian official", "Russian official", "RUS", "GOV"),
        ("Russian state-run media", "Russian state-run media", "RUS", "MED"),
        ("China's coast guard", "China's coast guard", "CHN", "MIL"),
        ("the government of Japan", "government of Japan", "JPN", "GOV"),
        (
            "the Ministry of Foreign Affairs of the Russian Federation",
            "Ministry of Foreign Affairs of the Russian Federation",
            "RUS",
            "GOV",
        ),
        ("the Bulgarian prosecutor's office", "Bulgarian prosecutor's office", "BGR", "JUD"),
        ("Syrian opposition leaders", "Syrian opposition leaders", "SYR", "OPP"),
        ("an Indian oil company", "Indian oil company", "IND", "BUS"),
        ("Sudanese army spokesman", "Sudanese army spokesman", "SDN", "MIL"),
        ("Turkey's ruling AK Party", "Turkey's ruling AK Party", "TUR", "PTY"),
        ("Pakistan's ISI", "Pakistan's ISI", "PAK", "SPY"),
        ("Iran's Revolutionary Guards", "Iran's Revolutionary Guards", "IRN", "MIL"),
        ("Houthi rebels", "Houthi rebels", "YEM", "REB"),
        ("a State Department spokesman", "State Department spokesman", "USA", "GOV"),
        ("Hamas fighters", "Hamas fighters", "PSE", "REB"),
        ("Republican lawmakers", "Republican lawmakers", "USA", "LEG"),
        ("EU lawmakers", "EU lawmakers", "EUR", "IGO"),
        ("the Abe administration", "Abe administration", "JPN", "GOV"),
        ("a Moscow court", "Moscow court", "RUS", "JUD"),
        ("Boston police", "Boston police", "USA", "COP"),
    ],
)
def test_a_body_joins_its_state(text: str, words: str, code: str, sector: str) -> None:
    (sighting,) = GAZETTEER.find(text)
    assert (sighting.text, sighting.code, sighting.sector) == (words, code, sector)


@pytest.mark.parametrize(
    ("text", "words", "host"),
    [
        ("the Russian consulate general in Sapporo closed", "Russian consulate general in Sapporo", "JPN"),
        (
            "the Russian consulate general's office in Sapporo",
            "Russian consulate general's office in Sapporo",
            "JPN",
        ),
        ("the Embassy of Japan in Moscow", "Embassy of Japan in Moscow", "RUS"),
        ("the Japanese ambassador to Russia", "Japanese ambassador", "RUS"),
        ("Russia's embassy in Japan", "Russia's embassy", "JPN"),
        (
            "a Russian consul in the northern city of Sapporo",
            "Russian consul in the northern city of Sapporo",
            "JPN",
        ),
        ("the Russian embassy protested", "Russian embassy", None),
    ],
)
def test_a_mission_knows_its_host(text: str, words: str, host: str | None) -> None:
    first = GAZETTEER.find(text)[0]
    assert (first.text, first.host, first.kind) == (words, host, "body")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China forces Japan to answer.", ["China", "Japan"]),
        ("Russia ships gas to Germany.", ["Russia", "Germany"]),
        ("Japan houses refugees.", ["Japan"]),
        ("Russia's unilateral suspension of the pact", ["Russia"]),
        ("Japan attacked troops.", ["Japan"]),
        ("the Japanese national flag", ["Japanese"]),
        ("a Chinese spy balloon", ["Chinese"]),
        ("victims of Russia", ["Russia"]),
        ("pro-Russian separatists", ["Russian"]),
        ("anti-American protesters", ["American"]),
        ("Iran. Troops came.", ["Iran"]),
    ],
)
def test_other_words_do_not_join(text: str, expected: list[str]) -> None:
    assert [sighting.text for sighting in GAZETTEER.find(text)] == expected


def test_adjectives_joined_by_and_share_the_sector() -> None:
    russian, chinese = GAZETTEER.find("Russian and Chinese warships sailed.")
    assert (russian.code, russian.sector, russian.kind) == ("RUS", "MIL", "demonym")
    assert (chinese.code, chinese.sector, chinese.kind) == ("CHN", "MIL", "body")


def test_a_body_says_whether_it_is_many() -> None:
    assert [
        sighting.plural for sighting in GAZETTEER.find("Russian officials; a Russian official; Russians")
    ] == [True, False, True]


def test_an_office_is_given_as_the_text_has_it() -> None:
    (sighting,) = GAZETTEER.find("the Japanese deputy chief cabinet secretary said")
    assert sighting.office == "deputy chief cabinet secretary"

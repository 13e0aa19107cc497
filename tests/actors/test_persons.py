"""Persons: holders of offices at a date, those a text introduces, and what a garbled name stands for."""

from __future__ import annotations

from datetime import date

import pytest

from comity import actors
from comity.dates import SpanOfDays

GAZETTEER = actors.load()


def on(text: str) -> SpanOfDays:
    first, _, last = text.partition("/")
    return SpanOfDays(date.fromisoformat(first), date.fromisoformat(last or first))


def only(text: str, day: str | None) -> actors.Sighting:
    persons = [s for s in GAZETTEER.find(text, on(day) if day else None) if s.kind == "person"]
    assert len(persons) == 1, persons
    return persons[0]


@pytest.mark.parametrize(
    ("text", "day", "words", "code", "person"),
    [
        (
            "Russian Foreign Minister Sergei Lavrov left.",
            "2019-05-31",
            "Russian Foreign Minister Sergei Lavrov",
            "RUS",
            "Sergey Lavrov",
        ),
        (
            "Russia's foreign minister, Sergey Lavrov, left.",
            "2019-05-31",
            "Russia's foreign minister, Sergey Lavrov",
            "RUS",
            "Sergey Lavrov",
        ),
        ("Foreign Minister Kono left.", "2019-05-31", "Foreign Minister Kono", "JPN", "Taro Kono"),
        ("Foreign Minister Taro Kono left.", "2019-05-31", "Foreign Minister Taro Kono", "JPN", "Taro Kono"),
        ("Kono Taro left.", "2019-05-31", "Kono Taro", "JPN", "Taro Kono"),
        ("President Putin left.", "2019-05-31", "President Putin", "RUS", "Vladimir Putin"),
        ("Putin left.", "2019-05-31", "Putin", "RUS", "Vladimir Putin"),
        ("Xi left.", "2019-05-31", "Xi", "CHN", "Xi Jinping"),
        ("Zelensky left.", "2022-05-31", "Zelensky", "UKR", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy left.", "2022-05-31", "Volodymyr Zelenskiy", "UKR", "Volodymyr Zelenskyy"),
        ("Erdogan left.", "2019-05-31", "Erdogan", "TUR", "Recep Tayyip Erdoğan"),
        ("Moon Jae In left.", "2019-05-31", "Moon Jae In", "KOR", "Moon Jae-in"),
        ("Bashar Assad left.", "2019-05-31", "Bashar Assad", "SYR", "Bashar al-Assad"),
        (
            "Saudi Crown Prince Mohammed bin Salman left.",
            "2019-05-31",
            "Saudi Crown Prince Mohammed bin Salman",
            "SAU",
            "Mohammed bin Salman",
        ),
        (
            "Chinese Foreign Ministry spokesperson Mao Ning said.",
            "2024-11-25",
            "Chinese Foreign Ministry spokesperson Mao Ning",
            "CHN",
            "Mao Ning",
        ),
        (
            "European Commission President Ursula von der Leyen said.",
            "2023-05-01",
            "European Commission President Ursula von der Leyen",
            "EUR",
            "Ursula von der Leyen",
        ),
        ("Jordan's King Abdullah left.", "2019-05-31", "Jordan's King Abdullah", "JOR", "Abdullah II"),
        ("Azerbaijan's Aliyev left.", "2019-05-31", "Azerbaijan's Aliyev", "AZE", "Ilham Aliyev"),
        (
            "FOREIGN MINISTER LAVROV LEAVES MUNICH EMPTY",
            "2019-05-31",
            "FOREIGN MINISTER LAVROV",
            "RUS",
            "Sergey Lavrov",
        ),
    ],
)
def test_a_holder_of_an_office_is_known_at_the_date(
    text: str, day: str, words: str, code: str, person: str
) -> None:
    sighting = only(text, day)
    assert (sighting.text, sighting.code, sighting.person, sighting.sector) == (
        words,
        code,
        person,
        sighting.sector,
    )
    assert sighting.sector in {"GOV", "IGO"}


def test_the_same_title_and_name_mean_another_office_at_another_date() -> None:
    assert only("Japanese Defence Minister Taro Kono spoke.", "2020-02-01").office == "Defence Minister"
    assert only("Taro Kono spoke.", "2019-02-01").office == "Minister for Foreign Affairs"


def test_a_garbled_name_beside_a_title_is_the_one_holder_who_fits() -> None:
    sighting = only("Japanese Foreign Minister Taro Nono spoke.", "2019-02-15")
    assert (sighting.person, sighting.via, sighting.text) == (
        "Taro Kono",
        "garbled",
        "Japanese Foreign Minister Taro Nono",
    )


def test_without_a_date_a_garbled_name_needs_to_be_nearer() -> None:
    assert only("Japanese Foreign Minister Taro Nono spoke.", None).person == "Taro Kono"
    assert only("Japanese Foreign Minister Quux Zyxel spoke.", None).person == "Quux Zyxel"


def test_an_unknown_name_beside_a_title_stays_as_written() -> None:
    sighting = only("Turkish Agriculture Minister Foo Barlas said no.", "2019-02-15")
    assert (sighting.code, sighting.sector, sighting.person, sighting.office) == (
        "TUR",
        "GOV",
        "Foo Barlas",
        "Agriculture Minister",
    )


def test_a_person_whom_the_text_introduces_is_known_later_by_the_family_name() -> None:
    found = GAZETTEER.find(
        "Turkish Agriculture Minister Foo Barlas said no. Barlas added that it would last."
    )
    assert [(s.text, s.person, s.code) for s in found][1:] == [("Barlas", "Foo Barlas", "TUR")]


def test_nobody_is_known_before_being_introduced() -> None:
    assert [
        s.text for s in GAZETTEER.find("Barlas spoke. Then Turkish Agriculture Minister Foo Barlas spoke.")
    ] == ["Turkish Agriculture Minister Foo Barlas"]


def test_a_headline_may_use_the_family_name_before_the_article_gives_the_title() -> None:
    text = "Motegi arrives\n\nJapanese Foreign Minister Toshimitsu Motegi arrived."
    assert [s.person for s in GAZETTEER.find(text, on("2020-06-01"))] == [
        "Toshimitsu Motegi",
        "Toshimitsu Motegi",
    ]


def test_another_person_of_the_same_family_name_is_left_alone() -> None:
    text = "Japanese Foreign Minister Taro Kono spoke. His father Yohei Kono listened."
    assert [s.text for s in GAZETTEER.find(text, on("2019-02-15"))] == ["Japanese Foreign Minister Taro Kono"]


@pytest.mark.parametrize(
    ("text", "day", "sector", "former"),
    [
        ("former Prime Minister Shinzo Abe", "2021-06-01", "ELI", True),
        ("Shinzo Abe", "2021-06-01", "ELI", True),
        ("ex-Russian President Dmitry Medvedev", "2014-06-01", "ELI", True),
        ("Japan's former prime minister Shinzo Abe", "2021-06-01", "ELI", True),
        ("Prime Minister Shinzo Abe", "2019-06-01", "GOV", False),
    ],
)
def test_who_has_left_office_is_of_the_elite(text: str, day: str, sector: str, former: bool) -> None:
    sighting = only(text, day)
    assert (sighting.sector, sighting.former) == (sector, former)


def test_a_title_that_several_states_could_mean_goes_to_the_state_in_the_text() -> None:
    found = GAZETTEER.find("South Korea waited. President Moon spoke.", on("2019-06-01"))
    assert found[-1].code == "KOR"


def test_a_deputy_is_no_minister() -> None:
    sighting = only("Russian Deputy Foreign Minister Igor Morgulov spoke.", "2019-06-01")
    assert (sighting.person, sighting.office) == ("Igor Morgulov", "Deputy Foreign Minister")


@pytest.mark.parametrize(
    ("text", "first", "person"),
    [
        (
            "Japanese Foreign Minister Taro Kono and Russian Foreign Minister Sergei Lavrov met.",
            "2017",
            "Taro Kono",
        ),
        ("Prime Minister Shinzo Abe spoke.", "2006", "Shinzo Abe"),
    ],
)
def test_an_office_named_gives_the_terms_that_date_a_text(text: str, first: str, person: str) -> None:
    named = GAZETTEER.offices_named(text)[0]
    assert named.quote == named.span.of(text)
    assert {term.person for term in named.terms} == {person}
    assert str(min(term.first for term in named.terms)).startswith(first)
    assert set(named.terms) <= set(GAZETTEER.terms(text))


def test_a_title_narrows_the_terms_to_that_office() -> None:
    (named,) = GAZETTEER.offices_named("Japanese Foreign Minister Taro Kono spoke.")
    assert {term.role for term in named.terms} == {"foreign_minister"}


def test_a_garbled_name_gives_terms_too() -> None:
    (named,) = GAZETTEER.offices_named("Japanese Foreign Minister Taro Nono spoke.")
    assert {term.person for term in named.terms} == {"Taro Kono"}

"""One file as it was published."""

from __future__ import annotations

import pytest
from tests.borders.seen.published import matrix

from comity.borders.seen import codes, matrices
from comity.errors import RecordError


def cells(text: str) -> dict[tuple[str, str], str]:
    return {(row[0], row[1]): row[2] for row in matrices.read(text.encode(), "a file").rows()}


GOOD = matrix("1,2", "3,4", "5,6")


def test_rows_are_passports_and_columns_destinations() -> None:
    assert cells(GOOD) == {
        ("JPN", "JPN"): "-1",
        ("JPN", "RUS"): "1",
        ("JPN", "QAT"): "2",
        ("RUS", "JPN"): "3",
        ("RUS", "RUS"): "-1",
        ("RUS", "QAT"): "4",
        ("QAT", "JPN"): "5",
        ("QAT", "RUS"): "6",
        ("QAT", "QAT"): "-1",
    }


@pytest.mark.parametrize(
    "text",
    [
        matrix("1,2", "3,4", "5,6", end=","),  # as in 2017
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD + "\n\n",
        GOOD.replace(",1,", ', "1" ,').replace(' "1" ', '"1"'),
        matrix("1,2", "3,4", "5,6", states=("JPN", "RUS", "QAT")),
        matrix("1,2", "3,4", "5,6", states=("Japan", "Russian Federation", "Qatar")),
        "\n".join([GOOD.splitlines()[0], *reversed(GOOD.splitlines()[1:])]),
    ],
)
def test_other_ways_to_write_the_same(text: str) -> None:
    assert cells(text) == cells(GOOD)


def test_codes_and_names_that_only_the_files_use() -> None:
    names = codes.by_name()
    assert [names[each] for each in ("RK", "XK", "UK", "GB")] == ["XKX", "XKX", "GBR", "GBR"]
    assert (names["Congo"], names["Congo (Dem. Rep.)"]) == ("COG", "COD")
    assert len(codes.known()) == 199


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no matrix"),
        ("Passport,JP,RU\n", "no matrix"),
        (
            GOOD.replace("Passport,JP", "Passport,ZZ"),
            r"line 1, column 2: unknown passport or destination 'ZZ'",
        ),
        (GOOD.replace("\nRU", "\nAtlantis"), r"line 3: unknown passport or destination 'Atlantis'"),
        (GOOD.replace("Passport,JP,RU", "Passport,JP,JP"), "more than one column for JPN"),
        (GOOD.replace("\nRU", "\nJP"), "more than one row for JPN"),
        (GOOD.rsplit("QA,", 1)[0], "not square: no row for QAT"),
        (GOOD.replace("\nQA", "\nFR"), "not square: no row for QAT; no column for FRA"),
        (GOOD.replace("RU,3,-1,4", "RU,3,-1"), r"line 3 \(RUS\): 2 values for 3 destinations"),
        (GOOD.replace("RU,3,-1,4", "RU,3,-1,4,5"), r"line 3 \(RUS\): 4 values for 3 destinations"),
        (GOOD.replace("RU,3,-1,4", "RU,3,-1,"), r"line 3 \(RUS\), column QAT: the value is missing"),
        (GOOD.replace("RU,3", 'RU,"3'), "not a CSV file"),
        (
            "Passport,Destination,Requirement\nJP,RU,3\nRU,JP,3\n",
            "unknown passport or destination 'Destination'",
        ),
    ],
)
def test_what_is_not_a_whole_square_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(RecordError, match=f"^a file.*{told}"):
        cells(text)


def test_a_file_in_another_character_set_is_refused() -> None:
    with pytest.raises(RecordError, match="a file: not a CSV file in UTF-8"):
        matrices.read("Passport,Côte d’Ivoire".encode("cp1252"), "a file")

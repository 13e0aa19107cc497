"""What a value of a file means on the file's day."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from comity.borders.requirement import Requirement
from comity.borders.seen import encodings
from comity.borders.seen.encodings import Encoding
from comity.errors import RecordError

ALL = ("0", "1", "2", "3", "-1")
LABELS = ("VF", "VR", "VOA", "ETA", "90", "-1")
WORDS = ("visa free", "visa required", "e-visa", "visa on arrival", "no admission", "90", "-1")


def meaning(raw: str, encoding: Encoding) -> tuple[str, int | None]:
    cells = pl.DataFrame({"passport": ["JPN"], "destination": ["RUS"], "raw": [raw]})
    shown = encodings.decode(cells, encoding, "a file").row(0, named=True)
    return shown["requirement"], shown["days"]


@pytest.mark.parametrize(
    ("values", "day", "encoding"),
    [
        (("0", "1", "-1"), date(2017, 6, 1), Encoding.BINARY),
        (("0", "1"), date(2017, 11, 30), Encoding.BINARY),
        (ALL, date(2017, 11, 30), Encoding.FOUR_LEVELS),
        (ALL, date(2019, 10, 27), Encoding.FOUR_LEVELS),
        (ALL, date(2019, 10, 28), Encoding.FOUR_LEVELS_V2),
        (ALL, date(2020, 1, 13), Encoding.FOUR_LEVELS_V2),
        (LABELS, date(2020, 2, 7), Encoding.DAYS_SWAPPED),
        (LABELS, date(2020, 5, 9), Encoding.DAYS_SWAPPED),
        (WORDS, date(2020, 11, 19), Encoding.TEXT),
        (WORDS, date(2025, 1, 11), Encoding.TEXT),
        (WORDS, date(2025, 1, 12), Encoding.TEXT_ETA),
        ((*WORDS, "eta"), date(2025, 1, 12), Encoding.TEXT_ETA),
    ],
)
def test_values_and_day_tell_the_encoding(values: tuple[str, ...], day: date, encoding: Encoding) -> None:
    assert encodings.encoding_of(values, day, "a file") is encoding


@pytest.mark.parametrize(
    ("raw", "encoding", "requirement", "days"),
    [
        ("0", Encoding.BINARY, "visa_required", None),
        ("1", Encoding.BINARY, "no_prior_visa", None),
        ("1", Encoding.FOUR_LEVELS, "visa_on_arrival", None),
        ("2", Encoding.FOUR_LEVELS, "eta_or_evisa", None),
        ("3", Encoding.FOUR_LEVELS, "visa_free", None),
        ("1", Encoding.FOUR_LEVELS_V2, "eta_or_evisa", None),
        ("2", Encoding.FOUR_LEVELS_V2, "visa_on_arrival", None),
        ("VF", Encoding.DAYS_SWAPPED, "visa_free", None),
        ("31", Encoding.DAYS_SWAPPED, "visa_free", 31),
        ("VOA", Encoding.DAYS_SWAPPED, "eta_or_evisa", None),
        ("ETA", Encoding.DAYS_SWAPPED, "visa_on_arrival", None),
        ("360", Encoding.TEXT, "visa_free", 360),
        ("e-visa", Encoding.TEXT, "eta_or_evisa", None),
        ("EVW", Encoding.TEXT, "eta", None),
        ("covid ban", Encoding.TEXT, "covid_ban", None),
        ("Hayya Entry Permit", Encoding.TEXT, "hayya", None),
        ("no admission", Encoding.TEXT, "no_admission", None),
        ("e-visa", Encoding.TEXT_ETA, "evisa", None),
        ("eta", Encoding.TEXT_ETA, "eta", None),
    ],
)
def test_each_encoding_has_its_own_meanings(
    raw: str, encoding: Encoding, requirement: str, days: int | None
) -> None:
    assert meaning(raw, encoding) == (requirement, days)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("2", Encoding.BINARY),
        ("4", Encoding.FOUR_LEVELS),
        ("90", Encoding.FOUR_LEVELS_V2),
        ("visa free", Encoding.DAYS_SWAPPED),
        ("VOA", Encoding.TEXT),
        ("eta", Encoding.TEXT),
        ("3", Encoding.TEXT),  # a code of an older encoding, not a stay of three days
        ("400", Encoding.TEXT),
        ("090", Encoding.TEXT),
        ("90.0", Encoding.TEXT),
        ("٩٠", Encoding.TEXT),
        ("E-VISA", Encoding.TEXT_ETA),
        ("-1", Encoding.TEXT),  # only where both are the same
        ("", Encoding.TEXT),
    ],
)
def test_an_unknown_value_is_refused_with_its_place(raw: str, encoding: Encoding) -> None:
    with pytest.raises(RecordError, match=r"a file, row JPN, column RUS: unknown value .* leave it out"):
        meaning(raw, encoding)


def test_a_finer_encoding_tells_more_apart() -> None:
    assert Encoding.BINARY.fineness < Encoding.FOUR_LEVELS.fineness < Encoding.TEXT_ETA.fineness


@pytest.mark.parametrize(("values", "day"), [(LABELS, date(2020, 11, 19)), (ALL, date(2020, 2, 8))])
def test_a_file_that_is_not_of_its_day_is_refused(values: tuple[str, ...], day: date) -> None:
    with pytest.raises(RecordError, match=f"a file: .*{day}; correct its date"):
        encodings.encoding_of(values, day, "a file")


def test_all_requirements_and_overlays_can_be_shown() -> None:
    assert {*map(str, Requirement), "covid_ban", "hayya"} == set(encodings.REQUIREMENTS.categories)

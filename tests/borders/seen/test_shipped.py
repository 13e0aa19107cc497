"""The record that comes with Comity, and the snapshots that it was made from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from comity.borders.seen import encodings, files, import_record

VISA = Path(__file__).parents[4] / "shared" / "data" / "visa"
HISTORY = VISA / "passport_index_history.parquet"
SHIPPED = resources.files("comity.borders").joinpath("seen.parquet")

needs_history = pytest.mark.skipif(
    not HISTORY.is_file(), reason="the collected snapshots lie outside this repository (../shared)"
)


@pytest.fixture(scope="module")
def record() -> pl.DataFrame:
    return pl.read_parquet(SHIPPED.read_bytes())


def shown(record: pl.DataFrame, passport: str, destination: str) -> list[tuple[object, ...]]:
    pair = (pl.col("passport") == passport) & (pl.col("destination") == destination)
    rows = record.filter(pair).select(
        "requirement",
        "days",
        pl.col("first_seen", "last_seen").cast(pl.String),
        pl.col("doubtful").is_not_null(),
    )
    return rows.rows()


def test_it_is_small_and_whole(record: pl.DataFrame) -> None:
    assert len(SHIPPED.read_bytes()) < 300_000
    assert record.select("passport", "destination").unique().height == 199 * 198
    assert str(record["first_seen"].min()) == "2017-06-01"
    assert str(record["last_seen"].max()) == "2026-02-17"


def test_its_licence_comes_with_it() -> None:
    notice = resources.files("comity.borders").joinpath("seen-LICENCE.md").read_text(encoding="utf-8")
    assert "Copyright (c) 2017 Ilya Ilyankou" in notice
    assert "Permission is hereby granted, free of charge" in notice
    assert "imorte/passport-index-data" in notice


def test_a_republished_file_is_no_observation(record: pl.DataFrame) -> None:
    days = pl.concat([record["first_seen"], record["last_seen"]]).cast(pl.String).unique()
    assert not {"2023-05-05", "2023-06-05", "2023-07-03"} & set(days)
    assert "2023-04-06" in days


def test_the_false_electronic_visa_of_japanese_for_russia_is_doubtful(record: pl.DataFrame) -> None:
    assert shown(record, "JPN", "RUS") == [
        ("visa_required", None, "2017-06-01", "2023-04-06", False),
        ("covid_ban", None, "2020-11-19", "2020-11-19", False),
        ("eta_or_evisa", None, "2021-01-25", "2021-01-25", True),
        ("covid_ban", None, "2021-02-19", "2021-02-19", False),
        ("eta_or_evisa", None, "2021-05-13", "2021-05-13", True),
        ("covid_ban", None, "2021-08-09", "2021-08-09", False),
        ("eta_or_evisa", None, "2023-08-15", "2025-01-02", False),
        ("evisa", None, "2025-01-12", "2026-02-17", False),
    ]


def test_the_mass_that_flapped_for_japan_is_doubtful(record: pl.DataFrame) -> None:
    flapped = record.filter(
        (pl.col("destination") == "JPN")
        & pl.col("doubtful").is_not_null()
        & (pl.col("first_seen") == pl.date(2024, 5, 8))
    )
    # 126 were shown so: four had been before, three have stayed so since.
    assert flapped.height == 119
    assert shown(record, "AFG", "JPN") == [
        ("visa_required", None, "2017-06-01", "2026-02-17", False),
        ("covid_ban", None, "2020-11-19", "2022-08-03", False),
        ("eta_or_evisa", None, "2024-05-08", "2024-06-10", True),
    ]


def test_doubts_are_rare(record: pl.DataFrame) -> None:
    assert record["doubtful"].count() == 152
    new_year = record.filter(
        (pl.col("destination") == "GHA") & (pl.col("first_seen") == pl.date(2020, 1, 13))
    )
    assert new_year.height > 100
    assert new_year["doubtful"].count() == 0


@needs_history
def test_it_is_what_an_import_makes(record: pl.DataFrame, tmp_path: Path) -> None:
    report = import_record(HISTORY, tmp_path / "seen.parquet")
    assert_frame_equal(pl.read_parquet(tmp_path / "seen.parquet"), record, categorical_as_str=True)
    assert (report.snapshots, len(report.duplicates)) == (67, 5)


@needs_history
def test_values_are_read_as_others_read_them() -> None:
    """The history has a reading of its own beside what was published; both agree in every row."""
    theirs = pl.read_parquet(
        HISTORY, columns=["date", "commit", "passport_iso3", "destination_iso3", "requirement", "days"]
    )
    for snapshot in files.find_all([HISTORY]):
        cells = snapshot.read()
        encoding = encodings.encoding_of(set(cells["raw"].unique()), snapshot.day, snapshot.name)
        ours = encodings.decode(cells, encoding, snapshot.name).with_columns(
            pl.exclude("days").cast(pl.String)
        )
        other = theirs.filter(pl.col("commit").cast(pl.String) == snapshot.source.split("@")[1]).select(
            passport=pl.col("passport_iso3").cast(pl.String),
            destination=pl.col("destination_iso3").cast(pl.String),
            requirement=pl.col("requirement").cast(pl.String),
            days="days",
        )
        keys = ["passport", "destination"]
        assert_frame_equal(ours.sort(keys), other.sort(keys))


@needs_history
def test_the_files_as_published_say_what_the_history_says(tmp_path: Path) -> None:
    history = {snapshot.day: snapshot for snapshot in files.find_all([HISTORY])}
    found = files.find_all([VISA / "raw"])
    assert len(found) == 5
    for snapshot in found:
        published = snapshot.read().filter(pl.col("passport") != pl.col("destination"))
        keys = ["passport", "destination"]
        assert_frame_equal(published.sort(keys), history[snapshot.day].read().sort(keys))
    assert import_record(VISA / "raw", tmp_path / "seen.parquet").snapshots == 5

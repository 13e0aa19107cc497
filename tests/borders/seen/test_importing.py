"""The whole import, on small repositories of all encodings."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.borders.seen.published import Repository, matrix

from comity.borders.seen import Report, import_record, intervals
from comity.errors import InputError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

# Japanese to Russia and Qatar; Russians to Japan and Qatar; Qataris to Japan and Russia.
BINARY = matrix("0,1", "0,0", "0,0", own="1", end=",")
FOUR_LEVELS = matrix("0,1", "0,2", "3,0", end=",")
SWAPPED = matrix("0,2", "0,1", "3,0")  # the same in the newer codes
DAYS = matrix("VR,ETA", "VR,VOA", "30,VR")
BANNED = matrix("covid ban,visa on arrival", "covid ban,e-visa", "covid ban,visa required")
TEXT = matrix("e-visa,visa on arrival", "visa required,e-visa", "30,visa required")
TOLD = matrix("e-visa,visa on arrival", "visa required,eta", "30,visa required")


def commit_all(repository: Repository) -> dict[str, str]:
    iso2 = "passport-index-matrix-iso2.csv"
    return {
        "binary": repository.commit("2017-11-30", {"passport-index-country-codes.csv": BINARY}),
        "4level": repository.commit(
            "2017-11-30",
            {"passport-index-ISO-alpha-2.csv": FOUR_LEVELS},
            gone=("passport-index-country-codes.csv",),
        ),
        "4level_v2": repository.commit("2019-10-28", {f"test-{iso2}": SWAPPED}),
        "days": repository.commit(
            "2020-02-08", {iso2: DAYS, "README.md": "Last updated on February 07, 2020"}
        ),
        "banned": repository.commit("2020-11-19", {iso2: BANNED}),
        "text": repository.commit("2023-04-06", {iso2: TEXT}),
        "renamed": repository.commit("2023-05-05", {"passport-index-matrix-iso3.csv": TEXT}, gone=(iso2,)),
        "told": repository.commit("2025-01-12", {iso2: TOLD}),
    }


def of(record: pl.DataFrame, passport: str, destination: str) -> list[tuple[object, ...]]:
    pair = (pl.col("passport") == passport) & (pl.col("destination") == destination)
    seen = pl.col("first_seen", "last_seen", "gone_by").cast(pl.String)
    return record.filter(pair).select("requirement", "days", seen).rows()


@needs_git
def test_all_encodings_of_a_clone_become_one_record(repository: Repository, tmp_path: Path) -> None:
    commits = commit_all(repository)
    out = tmp_path / "made" / "seen.parquet"
    told: list[tuple[int, int, str]] = []
    report = import_record(repository.folder, out, progress=lambda *each: told.append(each))
    record = pl.read_parquet(out)
    assert tuple(record.columns) == intervals.COLUMNS
    assert of(record, "JPN", "QAT") == [("visa_on_arrival", None, "2017-11-30", "2025-01-12", None)]
    assert of(record, "RUS", "QAT") == [
        ("eta_or_evisa", None, "2017-11-30", "2023-04-06", "2025-01-12"),
        ("eta", None, "2025-01-12", "2025-01-12", None),
    ]
    assert of(record, "QAT", "JPN") == [
        ("visa_free", None, "2017-11-30", "2019-10-28", "2020-02-07"),
        ("visa_free", 30, "2020-02-07", "2025-01-12", None),
        ("covid_ban", None, "2020-11-19", "2020-11-19", "2023-04-06"),
    ]
    assert of(record, "JPN", "RUS")[0] == ("visa_required", None, "2017-11-30", "2020-02-07", "2023-04-06")
    first = record.filter(pl.col("first_seen") == date(2017, 11, 30))["source"].unique().to_list()
    assert first == [f"somebody/passports@{commits['4level']}"]
    assert report == Report(
        snapshots=6,
        first_day=date(2017, 11, 30),
        newest_day=date(2025, 1, 12),
        duplicates=report.duplicates,
        passports=3,
        intervals=record.height,
        doubtful=0,
        bytes=out.stat().st_size,
    )
    done, *left_out = str(report).splitlines()
    assert (
        done
        == f"6 snapshots from 2017-11-30 to 2025-01-12: {record.height} intervals of 3 passports, 0 doubtful"
    )
    assert left_out == [f"left out: {each}" for each in report.duplicates]
    same_day, again = report.duplicates
    assert commits["binary"] in same_day
    assert "of the same day as" in same_day
    assert commits["renamed"] in again
    assert again.endswith("(2023-04-06)")
    assert [each[:2] for each in told] == [(done, 8) for done in range(1, 9)]


def test_a_content_that_was_published_before_is_no_observation(
    write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    write("2023-04-06.csv", TEXT)
    backwards = "\n".join([TEXT.splitlines()[0], *reversed(TEXT.splitlines()[1:])])
    folder = write("2023-05-05.csv", backwards)  # whatever the order of its rows
    report = import_record(folder, tmp_path / "seen.parquet")
    assert (report.snapshots, report.newest_day) == (1, date(2023, 4, 6))
    assert str(pl.read_parquet(tmp_path / "seen.parquet")["last_seen"].max()) == "2023-04-06"


def test_of_two_contents_of_a_day_the_finer_counts(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    write("2017-11-30-a.csv", FOUR_LEVELS)
    folder = write("2017-11-30-b.csv", BINARY)
    import_record(folder, tmp_path / "seen.parquet")
    assert "no_prior_visa" not in pl.read_parquet(tmp_path / "seen.parquet")["requirement"]


def test_several_paths_are_one_record(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    write("2023-04-06.csv", TEXT)
    folder = write("2025-01-12.csv", TOLD)
    both = import_record([folder / "2025-01-12.csv", folder / "2023-04-06.csv"], tmp_path / "seen.parquet")
    assert (both.first_day, both.newest_day) == (date(2023, 4, 6), date(2025, 1, 12))


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (TOLD.replace("eta", "evisa"), "row RUS, column QAT: unknown value 'evisa'"),
        (TOLD.replace("eta", "-1"), "row RUS, column QAT: unknown value '-1'"),
        (TOLD.replace("RU", "ZZ"), "unknown passport or destination 'ZZ'"),
        (TOLD.rsplit("QA", 1)[0], "no row for QAT"),
        ("", "holds no matrix"),
        (matrix("eta", "eta", states=("JP", "RU")), "neither row nor column for QAT"),
        (FOUR_LEVELS, "dated 2025-01-12; correct its date"),
    ],
)
def test_nothing_is_imported_of_what_is_not_all_right(
    write: Callable[[str, str], Path], tmp_path: Path, bad: str, told: str
) -> None:
    folder = write("2023-04-06.csv", TEXT)
    out = tmp_path / "out" / "seen.parquet"
    import_record(folder, out)
    before = out.read_bytes()
    write("2025-01-12.csv", bad)
    with pytest.raises(RecordError, match=rf"2025-01-12\.csv.*{told}"):
        import_record(folder, out)
    assert out.read_bytes() == before
    assert [each.name for each in out.parent.iterdir()] == ["seen.parquet"]


def test_a_place_that_cannot_be_written_is_named(write: Callable[[str, str], Path], tmp_path: Path) -> None:
    folder = write("2023-04-06.csv", TEXT)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match=r"file.*seen\.parquet: the record cannot be written"):
        import_record(folder, tmp_path / "file" / "seen.parquet")
    (tmp_path / "folder.parquet").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        import_record(folder, tmp_path / "folder.parquet")
    assert not list(tmp_path.glob(".*.part"))


def test_no_path_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no path was given"):
        import_record([], tmp_path / "seen.parquet")


def test_what_is_left_out_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "2019-11-23-matrix.csv").write_text(matrix("0,2", "visum,1", "3,0"))
    (tmp_path / "2025-01-12-matrix.csv").write_text(TOLD)
    out = tmp_path / "record.parquet"
    with pytest.raises(RecordError, match="visum"):
        import_record(tmp_path, out)
    report = import_record(tmp_path, out, leave_out=["2019-11-23"])
    assert report.snapshots == 1
    assert any("as was asked" in each for each in report.duplicates)


def test_leaving_out_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2025-01-12-matrix.csv").write_text(TOLD)
    with pytest.raises(InputError, match="2018-01"):
        import_record(tmp_path, tmp_path / "record.parquet", leave_out=["2018-01"])
    with pytest.raises(InputError, match="all snapshots"):
        import_record(tmp_path, tmp_path / "record.parquet", leave_out=["2025"])

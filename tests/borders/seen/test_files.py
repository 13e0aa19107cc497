"""Where snapshots lie."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.borders.seen.published import Repository, matrix

from comity.borders.seen import files
from comity.errors import InputError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = matrix("1,2", "3,0", "3,3")


def history(**changed: object) -> pl.DataFrame:
    states = ("JP", "RU", "QA")
    rows = [
        {
            "date": date(2018, 1, 9),
            "passport": passport,
            "destination": destination,
            "raw": "3",
            "commit": "6df80cc",
            "source": "somebody/passports",
            **changed,
        }
        for passport in states
        for destination in states
        if passport != destination
    ]
    return pl.DataFrame(rows)


def test_files_of_a_folder_are_dated_by_their_names(write: Callable[[str, str], Path]) -> None:
    write("2019-01-04-matrix.csv", GOOD)
    write("2018-01-09.csv", GOOD)
    write("snapshots.csv", "a list")
    folder = write("2018-01-09-notes.txt", "notes")
    found = files.find_all([folder])
    assert [str(each.day) for each in found] == ["2018-01-09", "2019-01-04"]
    assert [each.source for each in found] == ["2018-01-09.csv", "2019-01-04-matrix.csv"]


def test_one_file_is_enough(write: Callable[[str, str], Path]) -> None:
    (found,) = files.find(write("2018-01-09.csv", GOOD) / "2018-01-09.csv")
    assert found.read().height == 9


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_clones_and_files_beside_one_another(
    repository: Repository, write: Callable[[str, str], Path]
) -> None:
    repository.commit("2018-06-01", {"passport-index-matrix-iso2.csv": GOOD})
    folder = write("2018-01-09.csv", GOOD)
    shutil.move(repository.folder, folder / "clone")
    assert [str(each.day) for each in files.find_all([folder])] == ["2018-01-09", "2018-06-01"]


def test_a_history_gives_what_was_published(tmp_path: Path) -> None:
    both = pl.concat([history(), history(date=date(2018, 6, 1), commit="eb961ff")])
    both.with_columns(pl.col("raw").cast(pl.Categorical)).write_parquet(tmp_path / "all.parquet")
    found = files.find_all([tmp_path / "all.parquet"])
    assert [each.source for each in found] == ["somebody/passports@6df80cc", "somebody/passports@eb961ff"]
    assert found[0].read().height == 6


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (history().head(5), "QAT has 1 destinations of 2"),
        (history().filter(pl.col("passport") != "QA"), "no row for QAT"),
        (pl.concat([history(), history().head(1)]), "JPN to RUS is given more than once"),
        (history().with_columns(passport=pl.col("passport").replace("QA", "ZZ")), "unknown passport 'ZZ'"),
        (history().with_columns(raw=pl.lit(None, pl.String)), "a value is missing in the row"),
        (history().drop("raw"), "column raw is missing"),
    ],
)
def test_a_history_that_is_not_whole_is_refused(tmp_path: Path, frame: pl.DataFrame, told: str) -> None:
    frame.write_parquet(tmp_path / "all.parquet")
    with pytest.raises(InputError, match=rf"all\.parquet.*{told}"):
        [each.read() for each in files.find(tmp_path / "all.parquet")]


def test_what_is_no_snapshot_is_refused_with_the_next_step(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    with pytest.raises(InputError, match="no such file or folder; give a clone"):
        list(files.find(tmp_path / "nowhere"))
    folder = write("matrix.csv", GOOD)
    with pytest.raises(InputError, match="no snapshot found; give a clone"):
        list(files.find(folder))
    with pytest.raises(InputError, match=r"let its name begin with the day, as 2024-12-04-matrix\.csv"):
        list(files.find(folder / "matrix.csv"))
    write("2019-02-30.csv", GOOD)
    with pytest.raises(InputError, match="2019-02-30 is no day"):
        list(files.find(folder))


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"nothing")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        list(files.find(tmp_path / "a.parquet"))


def test_a_broken_file_is_named_when_it_is_read(write: Callable[[str, str], Path]) -> None:
    (found,) = files.find(write("2018-01-09.csv", ""))
    with pytest.raises(RecordError, match=r"2018-01-09\.csv: the file holds no matrix"):
        found.read()

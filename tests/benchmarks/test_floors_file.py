"""Floors only rise, ceilings only fall, and what falls below is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import floors
from comity.errors import RecordError
from figures import Figure
from floors import Floors

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = [
    Figure("triples", "second", "f1", 9, {"rules": 0.5559, "both": 0.7}),
    Figure("calibration", "second", "error", 9, {"both": 0.0412}, falling=True),
]


def test_pinning_rounds_down_and_errors_up() -> None:
    assert floors.pinned(FIGURES, Floors()) == Floors(
        {"triples.second.f1.rules": 0.55, "triples.second.f1.both": 0.7},
        {"calibration.second.error.both": 0.05},
    )


def test_what_may_fall_as_another_rises_is_not_pinned() -> None:
    recall = Figure("triples", "second", "recall", 9, {"rules": 0.5}, kept=False)
    assert floors.pinned([recall], Floors()) == Floors()


def test_pinning_never_lowers_a_floor() -> None:
    before = Floors({"triples.second.f1.rules": 0.6, "dates.own.right.rules": 0.9}, {
        "calibration.second.error.both": 0.03
    })  # fmt: skip
    after = floors.pinned(FIGURES, before)
    assert after.at_least["triples.second.f1.rules"] == 0.6
    assert after.at_least["dates.own.right.rules"] == 0.9
    assert after.at_most["calibration.second.error.both"] == 0.03


def test_what_was_just_pinned_holds(tmp_path: Path) -> None:
    path = tmp_path / "floors.yml"
    floors.write(path, floors.pinned(FIGURES, floors.read(path)))
    assert floors.fallen(FIGURES, floors.read(path)) == []


def test_each_fallen_figure_is_named() -> None:
    limits = Floors({"triples.second.f1.rules": 0.56}, {"calibration.second.error.both": 0.04})
    assert floors.fallen(FIGURES, limits) == [
        "calibration.second.error.both rose to 0.0412; its ceiling is 0.04",
        "triples.second.f1.rules fell to 0.5559; its floor is 0.56",
    ]


def test_a_figure_that_is_not_there_has_fallen_where_its_data_were_measured() -> None:
    limits = Floors({"triples.second.f1.judge": 0.1, "pages.seeds.recall.rules": 0.9})
    assert floors.fallen(FIGURES, limits) == ["triples.second.f1.judge was not measured; its limit is 0.10"]


@pytest.mark.parametrize("content", ["[1]", "floors: {}", "at_least: {dates.own.right.rules: 90}"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecordError, match=r"floors\.yml"):
        floors.read(path)

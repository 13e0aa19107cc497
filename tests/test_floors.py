"""What has been reached is kept: the quick figures of benchmarks/accuracy.py against their floors.

`benchmarks/accuracy.py --check` compares them all, the slow ones too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import accuracy
import floors
from accuracy import FLOORS, Bench

if TYPE_CHECKING:
    from pathlib import Path

    from figures import Figure

pytestmark = pytest.mark.timeout(300)  # stories coded alone and whole, by each coder
QUICK = ("dates", "actors", "triples")


@pytest.fixture(scope="module")
def figures() -> list[Figure]:
    return list(Bench(stories=["second"]).figures(QUICK))


def test_no_figure_has_fallen_below_its_floor(figures: list[Figure]) -> None:
    assert floors.fallen(figures, floors.read(FLOORS)) == []


def test_every_quick_task_has_a_floor() -> None:
    limits = floors.read(FLOORS)
    pinned = {name.split(".")[0] for name in (*limits.at_least, *limits.at_most)}
    assert pinned >= set(QUICK)


def test_a_figure_below_its_floor_ends_with_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.yml"
    path.write_text("at_least: {dates.dates.right.rules: 1.0}\n", encoding="utf-8")
    assert accuracy.main(["--only", "dates", "--check", "--floors", str(path)]) == 1
    told = capsys.readouterr()
    assert "dates.dates.right.rules fell to 0." in told.err
    assert told.out.splitlines()[0].split() == ["task", "data", "measure", "of", "rules"]


def test_pinning_writes_what_then_holds(tmp_path: Path) -> None:
    path = str(tmp_path / "floors.yml")
    assert accuracy.main(["--only", "dates", "--pin", "--floors", path]) == 0
    assert accuracy.main(["--only", "dates", "--check", "--floors", path, "--json"]) == 0


def test_a_table_that_is_not_there_is_told_before_anything_is_measured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert accuracy.main(["--only", "pairs", "--plv", "none.tsv"]) == 2
    assert capsys.readouterr().err.startswith("accuracy.py: none.tsv: No such file")

"""Turning points: how often there is one where nothing turns, and which events explain one."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

import comity
from comity.answers.turning import LEAST, SHOWN, cut
from comity.ontology import plover

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
TYPES = plover.read(resources.files("comity.ontology") / "plover.yml").types.values()
INTENSITIES = [each.goldstein for each in TYPES]


def scores(chance: np.random.Generator, each: float, periods: int) -> list[float]:
    """Scores of periods with so many events each on average, of any type alike."""
    return [float(chance.choice(INTENSITIES, chance.poisson(each)).sum()) for _ in range(periods)]


@pytest.mark.parametrize(
    ("each", "periods", "most"),
    [(0.1, 24, 0.1), (3, 24, 0.1), (20, 24, 0.1), (0.1, 240, 0.1), (3, 240, 0.02)],
)
def test_what_never_turns_seldom_shows_a_turn(each: float, periods: int, most: float) -> None:
    chance = np.random.default_rng(7)
    told = [bool(cut(scores(chance, each, periods))) for _ in range(300)]
    assert sum(told) / len(told) <= most


def test_a_turn_to_conflict_alone_is_found_near_its_month() -> None:
    chance = np.random.default_rng(7)
    conflict = [each for each in INTENSITIES if each < 0]
    found = 0
    for _ in range(100):
        after = [float(chance.choice(conflict, chance.poisson(3)).sum()) for _ in range(40)]
        found += any(abs(at - 40) <= 3 for at in cut(scores(chance, 3, 40) + after))
    assert found >= 75


def test_a_turn_is_explained_by_the_events_that_pull_its_way(tmp_path: Path) -> None:
    with comity.open(tmp_path / "comity.db") as ledger:
        ledger.read([EXAMPLES])
        series = ledger.series("JPN", "RUS")
        turns = ledger.turning_points(series)
        assert ledger.turning_points(series) == turns
    assert len(turns.levels) == len(series.periods) >= LEAST
    assert turns.points
    for point in turns.points:
        assert point.before != point.after
        assert 0 < len(point.events) <= SHOWN
        for each in point.events:
            pull = each.happened.goldstein if each.came else -each.happened.goldstein
            assert pull * (point.after - point.before) > 0
            assert (each.happened.begins >= point.begins) is each.came
            assert each.shown.quote

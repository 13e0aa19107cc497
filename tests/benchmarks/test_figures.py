"""The arithmetic of the benchmark, on numbers that can be counted by hand."""

from __future__ import annotations

import pytest

from figures import Counts, Figure, accuracy, macro_f1
from reliability import BINS, bins, error, plot


def test_counts_add_up_to_precision_recall_and_f1() -> None:
    counts = Counts(right=2, wrong=1, missed=3) + Counts(right=1, wrong=0, missed=0)
    assert counts.precision == pytest.approx(3 / 4)
    assert counts.recall == pytest.approx(3 / 6)
    assert counts.f1 == pytest.approx(6 / 10)


def test_nothing_told_of_nothing_is_nothing() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1, accuracy([])) == (0, 0, 0, 0)


def test_macro_f1_weighs_every_label_of_the_gold_alike() -> None:
    gold = ["AID", "AID", "AID", "REJECT"]
    assert macro_f1(gold, gold) == 1
    assert macro_f1(gold, ["AID"] * 4) == pytest.approx((6 / 7 + 0) / 2)


def test_a_label_that_the_gold_lacks_only_costs_the_one_that_was_meant() -> None:
    assert macro_f1(["AID", "REJECT"], ["none", "REJECT"]) == pytest.approx(0.5)


def test_a_figure_names_each_value() -> None:
    figure = Figure("triples", "second", "f1", 9, {"rules": 0.5, "both": 0.7})
    assert figure.named() == {"triples.second.f1.rules": 0.5, "triples.second.f1.both": 0.7}


def test_bins_hold_their_lower_border_and_the_last_one_holds_certainty() -> None:
    found = bins([(0.0, False), (0.3, True), (0.3, False), (0.92, True), (1.0, True)])
    assert len(found) == BINS
    assert [each.count for each in found] == [1, 0, 0, 2, 0, 0, 0, 0, 0, 2]
    assert found[3].confidence == pytest.approx(0.3)
    assert found[3].right == 0.5
    assert found[9].confidence == pytest.approx(0.96)


def test_the_error_of_calibration_is_the_distance_weighed_by_answers() -> None:
    sure = [(0.9, True)] * 8 + [(0.9, False)] * 2
    unsure = [(0.25, False)] * 10
    assert error(bins(sure)) == pytest.approx(0.1)
    assert error(bins(sure + unsure)) == pytest.approx((10 * 0.1 + 10 * 0.25) / 20)
    assert error(bins([])) == 0


def test_the_plot_is_one_svg_with_a_bar_for_each_bin_that_holds_something() -> None:
    drawn = plot(bins([(0.9, True)] * 3 + [(0.2, False)]), "a <title>")
    assert drawn.count('<rect class="bar"') == 2
    assert "a &lt;title&gt;" in drawn
    assert ">3</text>" in drawn
    assert "prefers-color-scheme: dark" in drawn

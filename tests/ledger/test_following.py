"""Measures are followed anew for the pairs whose events have changed, and for no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.test_pipeline import FIRST, SECOND, SETTINGS, coder

from comity.dates import SpanOfDays
from comity.ids import of_parts
from comity.ledger import following, measured
from comity.ledger.store import Store
from comity.pipeline import Stages, read
from comity.records import Measure, State, Step, Told, Unfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Followed:
    """Makes a measure of every event, and keeps which pairs it was asked for."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []

    def __call__(self, told: Sequence[Told], one: str, other: str) -> tuple[list[Measure], list[Unfit]]:
        self.pairs.append((one, other))
        found = [
            Measure(
                of_parts(one, other, each.event.id),
                "talks",
                one,
                other,
                mutual=True,
                name=each.tellings[0].sentence,
                history=(Step(each.event.days, State.IN_FORCE, each.event.id),),
                heard=each.event.days.last,
            )
            for each in told
        ]
        return found, [Unfit("e", "talks", one, other, "talks", "does not fit")] if len(told) > 1 else []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "comity.db", write=True) as opened:
        yield opened


def stages(follow: Followed, kinds: str = "k-1", name: str = "c-1") -> Stages:
    return replace(coder(name), follow=follow, kinds=kinds)


def names(store: Store, one: str, other: str) -> list[str]:
    with store.snapshot() as connection:
        return sorted(each.name for each in measured.measures_between(connection, one, other))


def test_a_measure_has_the_sentence_that_tells_its_event(store: Store) -> None:
    read([FIRST, SECOND], store, SETTINGS, stages=stages(Followed()))
    assert names(store, "RUS", "JPN") == names(store, "JPN", "RUS")
    assert any("met" in name for name in names(store, "JPN", "RUS"))
    assert len(names(store, "FRA", "JPN")) == 1
    with store.snapshot() as connection:
        assert [each.reason for each in measured.unfit_between(connection, "RUS", "JPN")] == ["does not fit"]
        assert len(list(measured.all_measures(connection))) == 3
        assert len(list(measured.all_measures(connection, party="FRA"))) == 1
        assert list(measured.all_measures(connection, since=date(2024, 6, 1))) == []
        (first, *_) = measured.all_measures(connection)
        assert measured.measures_by_prefix(connection, first.id[:6]) == [first]
        assert first.history[0].days == SpanOfDays(date(2024, 5, 1), date(2024, 5, 1))


def test_one_more_page_follows_its_own_pairs_only(store: Store) -> None:
    follow = Followed()
    read([FIRST, SECOND], store, SETTINGS, stages=stages(follow))
    assert sorted(follow.pairs) == [("FRA", "JPN"), ("JPN", "RUS")]
    follow.pairs.clear()
    read(["c.txt=2024-07-01 FRA met RUS"], store, SETTINGS, stages=stages(follow))
    assert follow.pairs == [("FRA", "RUS")]
    assert len(names(store, "FRA", "JPN")) == 1


def test_what_is_known_already_follows_nothing(store: Store) -> None:
    follow = Followed()
    read([FIRST], store, SETTINGS, stages=stages(follow))
    follow.pairs.clear()
    read([FIRST], store, SETTINGS, stages=stages(follow))
    assert follow.pairs == []


def test_other_kinds_of_measure_follow_all_pairs_anew(store: Store) -> None:
    follow = Followed()
    read([FIRST, SECOND], store, SETTINGS, stages=stages(follow))
    follow.pairs.clear()
    with store.snapshot() as connection:
        assert following.is_settled(connection, kinds="k-1")
        assert not following.is_settled(connection, kinds="k-2")
    assert following.settle(store, follow, kinds="k-2") == 2
    assert sorted(follow.pairs) == [("FRA", "JPN"), ("JPN", "RUS")]


def test_a_newer_coder_that_tells_less_takes_measures_back(store: Store) -> None:
    read([FIRST], store, SETTINGS, stages=stages(Followed()))
    assert names(store, "JPN", "RUS")
    silent = replace(stages(Followed(), name="c-2"), code=lambda documents: ())
    read([FIRST], store, SETTINGS, stages=silent)
    assert names(store, "JPN", "RUS") == []


def test_a_call_that_is_killed_leaves_its_pairs_waiting(store: Store) -> None:
    def killed(told: Sequence[Told], one: str, other: str) -> tuple[list[Measure], list[Unfit]]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read([FIRST], store, SETTINGS, stages=replace(coder("c-1"), follow=killed, kinds="k-1"))
    with store.snapshot() as connection:
        assert not following.is_settled(connection, kinds="k-1")
    follow = Followed()
    read([FIRST], store, SETTINGS, stages=stages(follow))
    assert follow.pairs == [("JPN", "RUS")]
    assert names(store, "JPN", "RUS")

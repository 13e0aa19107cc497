"""What is in force by the five seed pages: what an analyst must be shown from them alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import comity
from comity.dates import Basis
from comity.ledger import measured
from comity.ledger.store import Store
from comity.measures import follow
from comity.ontology import kinds
from comity.records import Measure, State

if TYPE_CHECKING:
    from collections.abc import Sequence

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed pages lie outside this repository (../shared)"
)


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Measure]:
    """The measures between Japan and Russia, and between Japan and China."""
    path = tmp_path_factory.mktemp("seeds") / "comity.db"
    with comity.open(path) as ledger:
        ledger.read([SEEDS])
    found = []
    with Store(path) as store, store.snapshot() as connection:
        for other in ("CHN", "RUS"):
            told = measured.told_between(connection, "JPN", other)
            found.extend(follow(told, "JPN", other, kinds.load())[0])
    return found


def one(measures: Sequence[Measure], kind: str, issuer: str, subject: str) -> Measure:
    (found,) = (
        each for each in measures if (each.kind, each.issuer, each.subject) == (kind, issuer, subject)
    )
    return found


def test_the_japan_centers(measures: Sequence[Measure]) -> None:
    centers = one(measures, "institution", "JPN", "RUS")
    assert centers.name == "Japan Centers"
    assert centers.value == "six centers"
    assert [(str(step.days), step.state) for step in centers.history] == [
        ("1994", State.IN_FORCE),
        ("2025-09-10", State.ENDING_ANNOUNCED),
    ]
    assert centers.began is not None
    assert centers.began.basis is Basis.STATED
    assert centers.history[0].shown is not None
    assert "1994" in centers.history[0].shown[1]


def test_their_memorandum(measures: Sequence[Measure]) -> None:
    (memorandum,) = (each for each in measures if each.name.startswith("memorandum"))
    assert (memorandum.kind, memorandum.name) == ("agreement", "memorandum on Japan Centers")
    assert memorandum.mutual
    assert [(str(step.days), step.state) for step in memorandum.history] == [("2025-01", State.SUSPENDED)]


def test_a_visa_exemption_for_russians_is_only_talked_of(measures: Sequence[Measure]) -> None:
    exemption = one(measures, "visa_rule", "JPN", "RUS")
    assert exemption.on(date(2019, 2, 14)) is State.CONSIDERED
    assert exemption.on(date(2019, 5, 31)) is State.CONSIDERED
    assert exemption.history[0].state is State.PROPOSED


def test_chinas_exemption_is_announced_and_its_call_to_return_it_open(measures: Sequence[Measure]) -> None:
    assert one(measures, "visa_rule", "CHN", "JPN").state is State.ANNOUNCED
    assert one(measures, "visa_rule", "JPN", "CHN").state is State.PROPOSED


def test_the_consul_is_expelled_with_a_deadline(measures: Sequence[Measure]) -> None:
    expulsion = one(measures, "expulsion", "JPN", "RUS")
    assert (expulsion.state, expulsion.value) == (State.IN_FORCE, "one consul")
    assert str(expulsion.history[-1].days) == "2022-10-04"
    assert str(expulsion.history[-1].deadline) == "2022-10-10"
    assert one(measures, "expulsion", "RUS", "JPN").state is State.IN_FORCE


def test_the_diplomat_is_detained_and_the_ambassador_summoned(measures: Sequence[Measure]) -> None:
    assert one(measures, "detention", "RUS", "JPN").name == "detention of a diplomat"
    assert one(measures, "ambassador", "JPN", "RUS").name == "summons of the ambassador"


def test_nothing_else_is_made_up(measures: Sequence[Measure]) -> None:
    assert sorted((each.kind, each.name) for each in measures) == [
        ("agreement", "memorandum on Japan Centers"),
        ("agreement", "peace treaty"),
        ("ambassador", "summons of the ambassador"),
        ("detention", "detention of a diplomat"),
        ("expulsion", "expulsion"),
        ("expulsion", "expulsion"),
        ("institution", "Japan Centers"),
        ("sanction", "sanctions"),
        ("visa_rule", "visa exemption"),
        ("visa_rule", "visa exemption"),
        ("visa_rule", "visa exemption"),
    ]

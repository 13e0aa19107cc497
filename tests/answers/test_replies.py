"""Who answered whom, from pages as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.answers import talking

import comity
from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.api import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with comity.open(talking.read(talking.REPLIES, tmp_path_factory.mktemp("replies"))) as opened:
        yield opened


@pytest.mark.parametrize("scenario", talking.REPLIES, ids=lambda scenario: scenario["name"])
def test_a_scenario(ledger: Ledger, scenario: dict[str, Any]) -> None:
    found = ledger.replies(*scenario["states"])

    def brief(told: str | None) -> str | None:
        if told is None:
            return None
        event = found.event(told)
        return f"{event.actors[0]} {event.type}"

    replied = {
        (brief(reply.event), brief(reply.answers), reply.basis.value): reply for reply in found.replies
    }
    expected = {(each["event"], each["answers"], each["basis"]): each for each in scenario["expect"]}
    assert set(expected) <= set(replied)
    assert bool(expected) is bool(replied)
    for key, each in expected.items():
        reply = replied[key]
        assert reply.days == each.get("days", reply.days)
        assert (reply.how and reply.how.value) == each.get("how", reply.how and reply.how.value)
        assert each.get("says", "") in (reply.quote or "")


def test_days_narrow_what_is_told(ledger: Ledger) -> None:
    assert ledger.replies("Norway", "Iceland", since="2024-05-10").replies
    assert not ledger.replies("Norway", "Iceland", since="2024-05-11").replies
    assert not ledger.replies("Norway", "Iceland", until="2024-05-09").replies
    with pytest.raises(QuestionError, match="swap"):
        ledger.replies("Norway", "Iceland", since="2024-05-11", until="2024-05-09")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    if not talking.SEEDS.is_dir():
        pytest.skip("the seed pages lie outside this repository (../shared)")
    folder: Path = tmp_path_factory.mktemp("seeds")
    with comity.open(folder / "comity.db") as opened:
        opened.read([talking.SEEDS])
        yield opened


def test_the_expulsion_from_sapporo_is_said_to_answer_the_expulsion_of_the_japanese_diplomat(
    seeds: Ledger,
) -> None:
    found = seeds.replies("JPN", "RUS")
    (reply,) = [
        reply
        for reply in found.replies
        if found.event(reply.event).mode == "expel"
        and reply.answers is not None
        and found.event(reply.answers).mode == "expel"
    ]
    assert reply.basis.value == "stated"
    assert reply.score == 1.0
    assert reply.quote is not None
    assert "in retaliation for" in reply.quote
    assert found.event(reply.event).actors == ("JPN",)
    (chain,) = [each for each in found.chains if reply in each.replies]
    assert chain.first == "RUS"
    assert chain.events[0].type == "COERCE"


def test_chinas_call_of_november_2024_is_open(seeds: Ledger) -> None:
    (call,) = seeds.balance("JPN", "CHN").open_calls
    assert (call.side, call.towards) == ("CHN", "JPN")
    assert call.event.days.first.isoformat() == "2024-11-25"
    assert "reciprocal" in call.quote

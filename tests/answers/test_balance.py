"""The give and take of two states."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.measures.made import told

from comity.measures.acts import acts_between
from comity.measures.giving import Given, give_and_take
from comity.measures.replying import replies
from comity.ontology import kinds, plover, yaml_files

HERE = Path(__file__).parent
SCENARIOS: list[dict[str, Any]] = yaml_files.load(HERE / "balance.yml")
KINDS = kinds.load(HERE.parent / "measures" / "reply_kinds")
TYPES = plover.read(files("comity.ontology") / "plover.yml")


def given(scenario: dict[str, Any]) -> list[Given]:
    acts = acts_between(told(scenario["acts"]), "CHL", "PER", KINDS, TYPES)
    return give_and_take(acts, replies(acts, KINDS))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_a_scenario(scenario: dict[str, Any]) -> None:
    found = given(scenario)
    assert {each.event.id: each.part.value for each in found} == {
        event: expected["part"] for event, expected in scenario["expect"].items()
    }
    for each in found:
        expected = scenario["expect"][each.event.id]
        if each.part.value == "asked":
            assert each.open is expected.get("open", False)
        assert each.reciprocity is expected.get("reciprocity", False)
        assert list(each.answered_by) == expected.get("answered_by", list(each.answered_by))
        assert list(each.answers) == expected.get("answers", list(each.answers))

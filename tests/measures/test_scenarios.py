"""The scenarios of transitions.yml and scenarios.yml: what events make of measures."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.measures.telling import told

from comity.measures import follow
from comity.measures.following import ALLOWED
from comity.ontology import kinds, yaml_files

FOLDER = Path(__file__).parent
SCENARIOS: list[dict[str, Any]] = [
    scenario for name in ("transitions.yml", "scenarios.yml") for scenario in yaml_files.load(FOLDER / name)
]
KINDS = kinds.load()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_scenario(scenario: dict[str, Any]) -> None:
    events = [
        told(
            f"event-{number}",
            str(each["date"]),
            each["sentence"],
            each["act"],
            **{
                key: str(each[key])
                for key in ("status", "actor", "recipient", "deadline", "text")
                if key in each
            },
            also=tuple(each.get("also", ())),
        )
        for number, each in enumerate(scenario["events"])
    ]
    measures, unfit = follow(events, "NOR", "PER", KINDS)

    found = [
        {
            "kind": each.kind,
            "issuer": each.issuer,
            "subject": each.subject,
            "name": each.name,
            "history": [[str(step.days), step.state.value, step.value] for step in each.history],
        }
        for each in measures
    ]
    assert in_order(found) == in_order(expected(each) for each in scenario["expect"])
    assert sorted(each.kind for each in unfit) == sorted(scenario.get("unfit", ()))


def expected(told: dict[str, Any]) -> dict[str, Any]:
    steps = [[str(day), state, *(value or [None])] for day, state, *value in told["history"]]
    return {"issuer": "NOR", "subject": "PER", **told, "history": steps}


def in_order(measures: Any) -> list[Any]:
    return sorted(measures, key=str)


def test_every_kind_is_seen_in_each_of_its_states() -> None:
    seen = {
        (measure["kind"], state)
        for scenario in SCENARIOS
        for measure in scenario["expect"]
        for _, state, *_ in measure["history"]
    }
    unseen = {(kind.kind, state.value) for kind in KINDS.values() for state in kind.states} - seen
    assert unseen == set()


def test_every_transition_that_a_kind_allows_is_seen() -> None:
    seen = {
        (measure["kind"], one[1], other[1])
        for scenario in SCENARIOS
        for measure in scenario["expect"]
        for one, other in pairwise(measure["history"])
    }
    unseen = {
        (kind.kind, before.value, after.value)
        for kind in KINDS.values()
        for before in kind.states
        for after in ALLOWED.get(before, frozenset()) & kind.states
    } - seen
    assert unseen == set()

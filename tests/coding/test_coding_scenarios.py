"""Each scenario of tests/scenarios is coded as whoever wrote it expects.

A scenario with `beyond: WHY` is not reached yet: it must fail, so that reaching it is noticed.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity import actors, events, ontology
from comity.coding import Coder
from comity.dates import SpanOfDays
from comity.records import Block, Document, Event, Mention, Role, Span

FOLDER = Path(__file__).parent.parent / "scenarios"


@dataclass(frozen=True)
class Scenario:
    file: str
    told: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.file}: {self.told['name']}"


def scenarios() -> list[Scenario]:
    return [
        Scenario(path.stem, told)
        for path in sorted(FOLDER.glob("*.yml"))
        for told in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def document(told: dict[str, Any]) -> Document:
    """The scenario's text as an article of one paragraph for each blank line."""
    blocks, position = [], 0
    for paragraph in told["text"].strip().split("\n\n"):
        text = " ".join(paragraph.split())
        blocks.append(Block(text, Role.ARTICLE, ("a scenario",), Span(position, position + len(text))))
        position += len(text) + 2
    whole = "\n\n".join(block.text for block in blocks)
    published = SpanOfDays.parse(str(told["published"]))
    return Document("scenario", told["name"], whole, tuple(blocks), language="en", published=published)


def coded(told: dict[str, Any]) -> list[Event]:
    page = document(told)
    results = Coder(actors.load(), ontology.load()).code([page])
    mentions = [result for result in results if isinstance(result, Mention)]
    return [event for event in events.merge(mentions, [page]) if len({*event.actors, *event.recipients}) > 1]


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def interval(value: object) -> tuple[date, date]:
    first, _, last = str(value).partition("/")
    return days(first)[0], days(last or first)[1]


def days(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    return date(*parts), date(*parts)


def sides_fit(event: Event, entry: dict[str, Any]) -> bool:
    actors_wanted, recipients_wanted = set(listed(entry["actor"])), set(listed(entry["recipient"]))
    if actors_wanted & set(event.actors) and recipients_wanted & set(event.recipients):
        return True
    everybody = {*event.actors, *event.recipients}
    return bool(entry.get("symmetric") and everybody & actors_wanted and everybody & recipients_wanted)


def fits(event: Event, entry: dict[str, Any]) -> bool:
    if event.type not in listed(entry["type"]) or not sides_fit(event, entry):
        return False
    if "status" in entry and event.status not in listed(entry["status"]):
        return False
    if "mode" in entry and event.mode not in listed(entry["mode"]):
        return False
    if "date" in entry:
        first, last = interval(entry["date"])
        if event.days.first > last or event.days.last < first:
            return False
    if entry.get("deadline"):
        return event.deadline is not None and event.deadline.last == days(str(entry["deadline"]))[1]
    return True


def shown(event: Event) -> str:
    return (
        f"{','.join(event.actors)} -> {','.join(event.recipients)} {event.type} {event.mode} {event.status} "
        f"{event.days} by {event.deadline}"
    )


def marked(scenario: Scenario) -> Any:
    beyond = scenario.told.get("beyond")
    marks = [pytest.mark.xfail(reason=beyond, strict=True)] if beyond else []
    return pytest.param(scenario, id=scenario.id, marks=marks)


@pytest.mark.parametrize("scenario", [marked(scenario) for scenario in scenarios()])
def test_a_scenario_gives_the_events_that_it_expects_and_no_others(scenario: Scenario) -> None:
    told = scenario.told
    found = coded(told)
    expected, allowed = told.get("expect") or [], told.get("allow") or []
    missed = [entry for entry in expected if not any(fits(event, entry) for event in found)]
    wrong = [shown(event) for event in found if not any(fits(event, entry) for entry in expected + allowed)]
    assert not missed, f"missed {missed}; found {[shown(event) for event in found]}"
    assert not wrong, f"nobody expects {wrong}"


def test_there_are_enough_scenarios_for_every_type_and_few_are_beyond_reach() -> None:
    told = scenarios()
    types = {kind for s in told for entry in s.told.get("expect") or [] for kind in listed(entry["type"])}
    beyond = [s for s in told if s.told.get("beyond")]
    assert len(told) >= 300
    assert types == set(ontology.load().plover.types)
    assert len(beyond) <= 0.12 * len(told)

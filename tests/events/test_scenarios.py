"""The scenarios of scenarios.yml: what becomes one event, and what stays apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from comity.dates import Basis, SpanOfDays
from comity.events import merge
from comity.ontology import yaml_files
from comity.records import Block, Document, Event, Mention, Party, Role, Span, Status

NAMES = {
    "AUS": ("Australia",),
    "CAN": ("Canada",),
    "NOR": ("Norway", "Norwegian"),
    "RUS": ("Russia",),
    "SWE": ("Sweden", "Swedish", "Swedes"),
    "UKR": ("Odesa",),
    "USA": ("The US",),
}
SCENARIOS: list[dict[str, Any]] = yaml_files.load(Path(__file__).with_name("scenarios.yml"))


def read(scenario: dict[str, Any]) -> tuple[list[Document], list[Mention]]:
    documents, mentions = [], []
    for name, page in scenario["pages"].items():
        text, sentences = "", []
        for telling in page["tells"]:
            if not telling.get("same_sentence"):
                text += "\n\n" if text else ""
                sentences.append(len(text))
                text += plain(telling["says"])
            else:
                sentences.append(sentences[-1])
        published = SpanOfDays.parse(str(page["published"]))
        documents.append(
            Document(
                name,
                name,
                text,
                (Block(text, Role.ARTICLE, (), Span(0, len(text))),),
                publisher=page.get("publisher"),
                published=published,
                copies_of=page.get("copies"),
            )
        )
        for number, (telling, start) in enumerate(zip(page["tells"], sentences, strict=True), 1):
            mentions.append(mention(f"{name}.{number}", name, published, telling, start))
    return documents, mentions


def plain(says: str) -> str:
    return says.replace("[", "").replace("]", "")


def mention(name: str, page: str, published: SpanOfDays, telling: dict[str, Any], start: int) -> Mention:
    says = telling["says"]
    sides, what = telling["act"].split(" > " if " > " in telling["act"] else " = ")
    recipients, kind, *mode = what.split()
    first, last = says.index("["), says.index("]") - 1
    predicate = Span(start + first, start + last)

    def parties(codes: str) -> tuple[Party, ...]:
        return tuple(party(code, plain(says), start) for code in codes.split(","))

    actors, others = parties(sides), parties(recipients)
    symmetric = " = " in telling["act"]
    if symmetric:
        actors = others = (*actors, *others)
    on, basis = telling.get("on"), Basis(telling.get("basis", "stated"))
    return Mention(
        id=name,
        document=page,
        sentence=Span(start, start + len(plain(says))),
        quote=predicate,
        predicate=predicate,
        actors=actors,
        recipients=others,
        type=kind,
        mode=mode[0] if mode else None,
        contexts=(),
        status=Status(telling.get("status", "actual")),
        days=SpanOfDays.parse(str(on), basis) if on else published.known(Basis.PUBLISHED),
        symmetric=symmetric,
        deadline=SpanOfDays.parse(str(telling["deadline"])) if "deadline" in telling else None,
        responds_to=tuple(telling.get("answers", ())),
        title=telling.get("title", False),
        confidence=0.9,
        coder="scenario",
        rule=telling.get("way", f"{kind.casefold()} verb"),
    )


def party(code: str, says: str, start: int) -> Party:
    text = next((name for name in NAMES[code] if name in says), "It")
    at = start + max(0, says.find(text))
    return Party(code, "GOV", Span(at, at + len(text)), text, "name")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["name"] for scenario in SCENARIOS])
def test_mentions_become_the_events_of_the_scenario(scenario: dict[str, Any]) -> None:
    documents, mentions = read(scenario)
    events = list(merge(mentions, documents))
    expected = [told if isinstance(told, dict) else {"of": told} for told in scenario["events"]]
    assert sorted(sorted(event.mentions) for event in events) == sorted(sorted(e["of"]) for e in expected)
    for told in expected:
        (event,) = (event for event in events if set(event.mentions) == set(told["of"]))
        facts = facts_of(event, events)
        assert {key: facts[key] for key in told} == told | {"of": sorted(told["of"])} | dated(told)


def dated(told: dict[str, Any]) -> dict[str, str]:
    return {key: str(told[key]) for key in ("on", "deadline") if key in told}


def facts_of(event: Event, events: list[Event]) -> dict[str, Any]:
    by_id = {each.id: each for each in events}
    return {
        "of": sorted(event.mentions),
        "status": event.status.value,
        "mode": event.mode,
        "on": str(event.days),
        "basis": event.days.basis.value,
        "deadline": str(event.deadline),
        "statuses": [status.value for status, _ in event.statuses],
        "sources": event.sources_independent,
        "disputed": event.disputed,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "answers": [min(by_id[answered].mentions) for answered in event.responds_to],
    }

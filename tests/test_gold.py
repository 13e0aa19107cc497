"""Events of whole pages, scored against what a careful reader finds there; the floors are never lowered.

The example pages come with the repository; the seed pages lie beside it and are skipped where they do not.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import comity

HERE = Path(__file__).parents[1]
SHARED = HERE.parent / "shared"
SLACK = timedelta(days=1)
WIDEST = timedelta(days=31)  # a wider span than the gold's own says nothing


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float
    from_furniture: int
    dated: int
    complaints: tuple[str, ...]


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


def listed(value: Any) -> set[str]:
    return set(value if isinstance(value, list) else [value])


def dates_fit(event: dict[str, Any], entry: dict[str, Any]) -> bool:
    first, last = interval(entry["date"])
    start, end = date.fromisoformat(event["date_start"]), date.fromisoformat(event["date_end"])
    narrow = end - start <= max(last - first, WIDEST) + 2 * SLACK
    return narrow and start <= last + SLACK and end >= first - SLACK


def sides_fit(event: dict[str, Any], entry: dict[str, Any]) -> bool:
    actors, recipients = set(event["actors"]), set(event["recipients"])
    if actors & listed(entry["actor"]) and recipients & listed(entry["recipient"]):
        return True
    everyone = actors | recipients
    return bool(
        entry.get("symmetric") and everyone & listed(entry["actor"]) and everyone & listed(entry["recipient"])
    )


def fits(event: dict[str, Any], entry: dict[str, Any]) -> bool:
    return (
        event["type"] in entry["type"]
        and event["status"] in entry["status"]
        and ("mode" not in entry or event["mode"] in entry["mode"])
        and sides_fit(event, entry)
        and dates_fit(event, entry)
    )


def told(event: dict[str, Any]) -> str:
    sides = f"{','.join(event['actors'])} -> {','.join(event['recipients'])}"
    quote = event["sources"][0]["quote"]
    return f"{event['date_start']} {sides} {event['type']} {event['status']}: {quote}"


def score(gold: list[dict[str, Any]], events: list[Any], documents: list[Any]) -> Score:
    wanted = found = right = wrong = trespass = dated = 0
    complaints: list[str] = []
    published = {document["name"]: document["published"] for document in documents}
    for page in gold:
        name = page["doc"]
        cited = [
            event
            for event in events
            if len({*event["actors"], *event["recipients"]}) > 1
            and any(source["document"].endswith(name) for source in event["sources"])
        ]
        for entry in page["required"]:
            wanted += 1
            hit = any(fits(event, entry) for event in cited)
            found += hit
            if not hit:
                complaints.append(f"missed {name}: {entry}")
        for event in cited:
            trespass += not {*event["actors"], *event["recipients"]}.isdisjoint(page["forbidden"])
            known = any(fits(event, entry) for entry in page["required"] + page["allowed"])
            right += known
            wrong += not known
            if not known:
                complaints.append(f"wrong {name}: {told(event)}")
        said = next((day for called, day in published.items() if called.endswith(name)), "absent")
        same = page["published"] is None or str(said)[:10] == str(page["published"])
        dated += same
        if not same:
            complaints.append(f"misdated {name}: said {said}, is {page['published']}")
    return Score(right / (right + wrong), found / wanted, trespass, dated, tuple(complaints))


def scored(pages: Path, gold: Path, ledger: Path) -> Score:
    with comity.open(ledger) as opened:
        opened.read([pages])
        return score(
            yaml.safe_load(gold.read_text(encoding="utf-8")),
            list(opened.export("events")),
            list(opened.export("documents")),
        )


@pytest.mark.parametrize(
    ("pages", "gold", "precision", "recall", "dated"),
    [
        pytest.param(HERE / "examples/pages", HERE / "examples/gold.yml", 0.95, 0.92, 20, id="examples"),
        pytest.param(SHARED / "seeds", SHARED / "gold/seeds.yml", 0.94, 0.95, 5, id="seeds"),
    ],
)
def test_what_a_careful_reader_finds_is_found(
    tmp_path: Path, pages: Path, gold: Path, precision: float, recall: float, dated: int
) -> None:
    if not pages.is_dir():
        pytest.skip(f"{pages} is not here")
    reached = scored(pages, gold, tmp_path / "comity.db")
    print(f"precision {reached.precision:.3f}, recall {reached.recall:.3f}, dated {reached.dated}")
    shown = "\n".join(reached.complaints)
    assert reached.from_furniture == 0, shown
    assert reached.precision >= precision, shown
    assert reached.recall >= recall, shown
    assert reached.dated >= dated, shown

"""Scores a ledger against a gold file: what a careful reader finds in the same pages.

    python benchmarks/scoring.py [--pages examples/pages] [--gold examples/gold.yml]

examples/README.md explains the gold. An event counts where it has two different parties and cites the page.
It is right where it fits a required or an allowed entry; a required entry is found where an event fits it.
Days may be one off; a span much wider than the entry's says nothing and does not fit.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import comity
from comity import SpanOfDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.answers.contract import Record

EXAMPLES = Path(__file__).parent.parent / "examples"
SLACK = timedelta(days=1)
WIDEST = timedelta(days=31)  # an event's span, where the entry's own is shorter


@dataclass(slots=True)
class Score:
    """Counts, and one line for everything that was missed, wrong or misdated."""

    required: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    furniture: int = 0  # events that name a state which only the furniture of their page mentions
    pages: int = 0
    dated: int = 0
    deadlines: tuple[int, int] = (0, 0)  # told rightly, of those in required entries
    answers: tuple[int, int] = (0, 0)
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of events that are right; 0 where there are none."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of required entries that are found; 1 where none is required."""
        return self.found / self.required if self.required else 1.0

    def __str__(self) -> str:
        shares = f"precision {self.precision:.3f}  recall {self.recall:.3f}"
        apart = f"deadlines {_share(self.deadlines)}  answers {_share(self.answers)}"
        return f"{shares}  from page furniture {self.furniture}  dated {self.dated}/{self.pages}  {apart}"


def score(gold: Iterable[dict[str, Any]], events: Sequence[Record], documents: Iterable[Record]) -> Score:
    """What the exported events and documents are worth by this gold."""
    total = Score()
    published = {document["name"]: document["published"] for document in documents}
    for page in gold:
        _date(page, published, total)
        _page(page, [event for event in events if _is_between_two(event) and _cites(event, page)], total)
    return total


def _date(page: dict[str, Any], published: dict[str, str | None], total: Score) -> None:
    total.pages += 1
    told = next((day for name, day in published.items() if name.endswith(page["doc"])), None)
    if page["published"] is None or told == str(page["published"]):
        total.dated += 1
    else:
        total.faults.append(f"misdated  {page['doc']}: {told} for {page['published']}")


def _page(page: dict[str, Any], events: Sequence[Record], total: Score) -> None:
    required, name = page["required"], page["doc"]
    fitting = {entry["id"]: [event for event in events if fits(event, entry)] for entry in required}
    for entry in required:
        total.required += 1
        total.found += bool(fitting[entry["id"]])
        if not fitting[entry["id"]]:
            total.faults.append(f"missed  {name}: {entry['id']}")
        if "deadline" in entry:
            met = any(event["deadline"] == str(entry["deadline"]) for event in fitting[entry["id"]])
            total.deadlines = _counted(total.deadlines, met)
        if entry.get("answers") in fitting:
            answered = {event["id"] for event in fitting[entry["answers"]]}
            met = any(not answered.isdisjoint(event["responds_to"]) for event in fitting[entry["id"]])
            total.answers = _counted(total.answers, met)
    for event in events:
        total.furniture += not _parties(event).isdisjoint(page["forbidden"])
        if any(fits(event, entry) for entry in (*required, *page["allowed"])):
            total.right += 1
        else:
            total.wrong += 1
            total.faults.append(f"wrong  {name}: {_shown(event)}")


def fits(event: Record, entry: dict[str, Any]) -> bool:
    """Does the event say what the entry does: type, status, mode, both sides, the days?"""
    return (
        event["type"] in entry["type"]
        and event["status"] in entry["status"]
        and ("mode" not in entry or event["mode"] in entry["mode"])
        and _has_sides(event, entry)
        and _is_of_days(event, SpanOfDays.parse(str(entry["date"])))
    )


def _has_sides(event: Record, entry: dict[str, Any]) -> bool:
    actors, recipients = _codes(entry["actor"]), _codes(entry["recipient"])
    if actors & set(event["actors"]) and recipients & set(event["recipients"]):
        return True
    everybody = _parties(event)
    return bool(entry.get("symmetric") and everybody & actors and everybody & recipients)


def _is_of_days(event: Record, wanted: SpanOfDays) -> bool:
    told = SpanOfDays.parse(f"{event['date_start']}/{event['date_end']}")
    if told.last - told.first > max(wanted.last - wanted.first, WIDEST) + 2 * SLACK:
        return False
    return told.first <= wanted.last + SLACK and wanted.first - SLACK <= told.last


def _codes(told: str | list[str]) -> set[str]:
    return {told} if isinstance(told, str) else set(told)


def _parties(event: Record) -> set[str]:
    return {*event["actors"], *event["recipients"]}


def _is_between_two(event: Record) -> bool:
    return len(_parties(event)) > 1


def _cites(event: Record, page: dict[str, Any]) -> bool:
    return any(source["document"].endswith(page["doc"]) for source in event["sources"])


def _counted(so_far: tuple[int, int], met: bool) -> tuple[int, int]:
    return so_far[0] + met, so_far[1] + 1


def _share(counted: tuple[int, int]) -> str:
    return f"{counted[0]}/{counted[1]}"


def _shown(event: Record) -> str:
    actors, recipients = ",".join(event["actors"]), ",".join(event["recipients"])
    quote = event["sources"][0]["quote"][:90]
    return f"{event['date_start']} {actors} -> {recipients} {event['type']} {event['status']}: {quote!r}"


def score_pages(pages: Path, gold: Path, ledger: Path) -> Score:
    """Read the pages into a new ledger and score what it exports."""
    with comity.open(ledger) as opened:
        opened.read([pages])
        told = yaml.safe_load(gold.read_text(encoding="utf-8"))
        return score(told, list(opened.export("events")), list(opened.export("documents")))


def main() -> None:
    """Print every fault, then the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=Path, default=EXAMPLES / "pages")
    parser.add_argument("--gold", type=Path, default=EXAMPLES / "gold.yml")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scored = score_pages(told.pages, told.gold, Path(folder) / "comity.db")
    print("\n".join([*scored.faults, str(scored)]))


if __name__ == "__main__":
    main()

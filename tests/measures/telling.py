"""Events as a scenario tells them: of the type, mode and contexts that their entry of the lexicon has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import comity.ontology
from comity.dates import SpanOfDays
from comity.ontology import yaml_files
from comity.records import Event, Status, Telling, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTS = Path(comity.ontology.__file__).parent / "acts"


@cache
def acts() -> Mapping[str, tuple[str, dict[str, Any]]]:
    """Every entry of the lexicon by its name, with the type whose it is."""
    return {
        entry["act"]: (path.stem.upper(), entry)
        for path in sorted(ACTS.glob("*.yml"))
        for entry in yaml_files.load(path)
    }


def told(
    name: str,
    date: str,
    sentence: str,
    act: str,
    *,
    status: str = "actual",
    actor: str = "NOR",
    recipient: str = "PER",
    deadline: str | None = None,
    text: str | None = None,
    also: tuple[str, ...] = (),
) -> Told:
    """An event, with the sentence that tells it and `also` others, out of a document with a text."""
    event_type, entry = acts()[act]
    event = Event(
        name,
        event_type,
        entry.get("mode"),
        tuple(entry.get("contexts", ())),
        Status(status),
        SpanOfDays.parse(date),
        (actor,),
        (recipient,),
        (f"mention-{name}",),
        deadline=SpanOfDays.parse(deadline) if deadline else None,
    )
    sentences = (sentence, *also)
    page = text or " ".join(sentences)
    return Told(event, tuple(Telling(f"page-{name}", each, each, f"{act} verb", page) for each in sentences))

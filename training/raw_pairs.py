"""Pairs from the stories of training/stories/: every two states that a raw sentence names.

What a reader found between the two is the example's type; where that is nothing, as mostly, `none`: the
commonest case in a page, and what keeps the judge from seeing acts everywhere.
"""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from comity import actors
from comity.coding.judging.marks import marked
from comity.dates import Basis, SpanOfDays
from training.examples import NONE, Example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from comity.records import Span

HERE = Path(__file__).parent
TAUGHT = ("third.yml", "fourth.yml")  # first.yml teaches the weights, second.yml is measured on


def read(folder: Path = HERE / "stories", files: tuple[str, ...] = TAUGHT) -> Iterator[Example]:
    """Every ordered pair of the sentences of these files, once for each type that the reader found."""
    gazetteer = actors.load()
    for name in files:
        if not (folder / name).exists():
            continue
        for story in yaml.safe_load((folder / name).read_text(encoding="utf-8")):
            published = SpanOfDays(story["published"], story["published"], Basis.STATED)
            for at, sentence in enumerate(story["text_sentences"]):
                spans: dict[str, Span] = {}
                for sighting in gazetteer.find(sentence["text"], published):
                    if sighting.code:
                        spans.setdefault(sighting.code, sighting.span)
                yield from _pairs(f"raw-{story['story']}", at, sentence, spans)


def _pairs(story: str, at: int, sentence: Mapping[str, Any], spans: Mapping[str, Span]) -> Iterator[Example]:
    for source, target in permutations(spans, 2):
        text = marked(sentence["text"], spans[source], spans[target])
        if text is None:
            continue
        found = [event for event in sentence["events"] if _between(event, source, target)]
        kinds = {event["type"]: event for event in found} or {NONE: {}}
        for kind, event in kinds.items():
            name = f"{story}-{at}"
            yield Example(
                id=f"{name}#{source}-{target}-{kind}", story=story, template=name, text=text,
                source=spans[source].of(sentence["text"]), target=spans[target].of(sentence["text"]),
                type=kind, mode=event.get("mode"), status=event.get("status"), codebook=NONE,
            )  # fmt: skip


def _between(event: Mapping[str, Any], source: str, target: str) -> bool:
    sides = (event["actor"], event["recipient"])
    return sides == (source, target) or (event.get("symmetric", False) and sides == (target, source))

"""The lexicon and the coder together: each entry's example is coded as the entry says."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from comity.actors import load as load_actors
from comity.coding import Coder
from comity.dates import Basis, SpanOfDays
from comity.ontology import load
from comity.records import Block, Document, Mention, Role, Span

if TYPE_CHECKING:
    from comity.ontology import Entry

FLOOR = 0.95  # of all examples; what is above is parser luck
FLOOR_OF_A_TYPE = 0.8


def document(entry: Entry) -> Document:
    text = entry.example
    return Document(
        id=entry.act,
        name=entry.act,
        text=text,
        blocks=(Block(text, Role.ARTICLE, (), Span(0, len(text))),),
        published=SpanOfDays(date(2024, 3, 15), date(2024, 3, 15), Basis.STATED),
    )


@pytest.fixture(scope="module")
def coded() -> dict[str, set[tuple[str, str | None]]]:
    """Type and mode of every mention that each entry's example gives."""
    ontology = load()
    entries = ontology.lexicon.entries
    results: dict[str, set[tuple[str, str | None]]] = {entry.act: set() for entry in entries}
    for found in Coder(load_actors(), ontology).code(document(entry) for entry in entries):
        if isinstance(found, Mention):
            results[found.document].add((found.type, found.mode))
    return results


def test_the_examples_are_coded_to_type_and_mode(coded: dict[str, set[tuple[str, str | None]]]) -> None:
    entries = load().lexicon.entries
    missed = [entry for entry in entries if (entry.type, entry.mode) not in coded[entry.act]]
    listed = "\n".join(
        f"{e.type} {e.mode} {e.act}: {e.example} -> {sorted(map(str, coded[e.act]))}" for e in missed
    )
    assert 1 - len(missed) / len(entries) >= FLOOR, listed


def test_no_type_is_left_behind(coded: dict[str, set[tuple[str, str | None]]]) -> None:
    entries = load().lexicon.entries
    told = Counter(entry.type for entry in entries)
    right = Counter(entry.type for entry in entries if any(t == entry.type for t, _ in coded[entry.act]))
    shares = {name: right[name] / told[name] for name in told}
    assert all(share >= FLOOR_OF_A_TYPE for share in shares.values()), shares

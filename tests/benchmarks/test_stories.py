"""Triples are counted once a sentence, and what both sides do counts whichever is named first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import stories
from comity.errors import RecordError
from figures import Counts
from stories import Deed, Read

if TYPE_CHECKING:
    from pathlib import Path

EXPELS = Deed("NOR", "SANCTION", "ISL", False, "actual", "expel", ("2024-03-11", "2024-03-11"))
TALKS = Deed("NOR", "CONSULT", "ISL", True, "announced", None, None)
TURNED = replace(EXPELS, actor="ISL", recipient="NOR")


@pytest.mark.parametrize(
    ("gold", "told", "counts"),
    [
        ([EXPELS], [EXPELS], Counts(right=1)),
        ([EXPELS], [EXPELS, EXPELS], Counts(right=1)),
        ([EXPELS], [], Counts(missed=1)),
        ([], [EXPELS], Counts(wrong=1)),
        ([EXPELS], [TURNED], Counts(wrong=1, missed=1)),
        ([EXPELS], [replace(EXPELS, type="COERCE")], Counts(wrong=1, missed=1)),
        ([EXPELS], [replace(EXPELS, status="denied", mode=None)], Counts(right=1)),
        ([TALKS], [replace(TALKS, actor="ISL", recipient="NOR"), TALKS], Counts(right=1)),
        ([TALKS], [replace(TALKS, actor="ISL", recipient="NOR", symmetric=False)], Counts(right=1)),
        ([replace(TALKS, symmetric=False)], [replace(TALKS, actor="ISL", recipient="NOR")], Counts(right=1)),
    ],
)
def test_triples_are_a_set(gold: list[Deed], told: list[Deed], counts: Counts) -> None:
    assert stories.counted([Read(gold, told)]) == counts


def test_every_pair_of_a_mention_but_with_itself_is_a_deed() -> None:
    mention: dict[str, Any] = {
        "actors": ["NOR", "ISL"],
        "recipients": ["NOR", "ISL"],
        "type": "CONSULT",
        "symmetric": True,
        "status": "actual",
        "mode": "visit",
        "date_start": None,
        "date_end": None,
        "confidence": 0.9,
    }
    found = list(stories.deeds(mention))
    assert [(deed.actor, deed.recipient) for deed in found] == [("NOR", "ISL"), ("ISL", "NOR")]
    assert stories.counted([Read([TALKS], found)]) == Counts(right=1)


def test_particulars_are_asked_of_the_surest_telling() -> None:
    vague = replace(EXPELS, status="denied", confidence=0.3)
    sure = replace(EXPELS, confidence=0.8)
    assert list(stories.matched([Read([EXPELS], [vague, sure])])) == [(EXPELS, sure)]
    assert list(stories.matched([Read([EXPELS], [TALKS])])) == []


def test_a_triple_is_as_sure_as_its_surest_telling() -> None:
    tellings = [replace(EXPELS, confidence=0.4), replace(EXPELS, confidence=0.8), TALKS]
    assert sorted(stories.judged([Read([EXPELS], tellings)])) == [(0.8, True), (1.0, False)]


def test_a_story_that_lacks_a_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "stories.yml"
    path.write_text("- story: ferry\n  published: 2024-01-02\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"story 1 \(ferry\).*text_sentences"):
        stories.read(path)


def test_stories_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.yml.*training/stories"):
        stories.read(tmp_path / "none.yml")

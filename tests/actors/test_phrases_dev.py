"""The phrases to tune on stay right; those held out have their floor in the benchmarks."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from comity import actors
from comity.dates import SpanOfDays

FILE = Path(__file__).parents[2] / "benchmarks" / "data" / "actors_dev.tsv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
GAZETTEER = actors.load()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_a_phrase_of_the_news_is_resolved(row: dict[str, str]) -> None:
    actor = GAZETTEER.resolve(row["text"], SpanOfDays.day(date.fromisoformat(row["date"])))
    assert actor is not None
    assert (actor.code or "", actor.sector or "") == (row["country"], row["sector"])

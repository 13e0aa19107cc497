"""Ledgers read from the pages of scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import comity
from comity.ontology import yaml_files

REPLIES: list[dict[str, Any]] = yaml_files.load(Path(__file__).parent / "replies.yml")
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def read(scenarios: list[dict[str, Any]], folder: Path) -> str:
    """A ledger of all their pages; its place."""
    pages = folder / "pages"
    pages.mkdir()
    for scenario in scenarios:
        for number, text in enumerate(scenario["pages"], 1):
            (pages / f"{'-'.join(scenario['states'])}-{number}.txt").write_text(text)
    place = str(folder / "comity.db")
    with comity.open(place) as ledger:
        ledger.read([pages])
    return place

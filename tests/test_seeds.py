"""The five seed pages, read as a user reads them and scored by the program that was handed over with them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import comity

SHARED = Path(__file__).parents[2] / "shared"
SEEDS, GOLD, SCORER = SHARED / "seeds", SHARED / "gold" / "seeds.yml", SHARED / "tools" / "score_ledger.py"
PRECISION = 0.90
RECALL = 0.95

pytestmark = pytest.mark.skipif(
    not (SEEDS.is_dir() and GOLD.is_file() and SCORER.is_file()),
    reason="the seed pages, their gold and its scorer lie outside this repository (../shared)",
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the scorer prints: every fault, then the figures."""
    folder = tmp_path_factory.mktemp("seeds")
    with comity.open(folder / "comity.db") as ledger:
        ledger.read([SEEDS])
        for kind in ("events", "documents"):
            ledger.write(kind, "jsonl", folder / f"{kind}.jsonl")
    files = (SCORER, GOLD, folder / "events.jsonl", folder / "documents.jsonl")
    command = [sys.executable, *map(str, files)]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(found)
    return found


def figure(printed: str, name: str) -> str:
    found = re.search(rf"\b{name} ([\d./]+)", printed.strip().splitlines()[-1])
    assert found, printed
    return str(found[1])


def test_what_is_told_is_right(printed: str) -> None:
    assert float(figure(printed, "precision")) >= PRECISION, printed


def test_what_is_there_is_found(printed: str) -> None:
    assert float(figure(printed, "recall")) >= RECALL, printed


def test_furniture_never_speaks(printed: str) -> None:
    assert figure(printed, "from page furniture") == "0", printed


def test_all_five_are_dated(printed: str) -> None:
    assert figure(printed, "dated") == "5/5", printed

"""`comity event`, where several sources tell: who they are and where they disagree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from tests.answers.test_trust import CARRIERS, COUNTS, DENIES

import comity
from comity.cli import main, screen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DISPUTED = """\
told by   7 mentions, 3 independent sources (1 state-run, 2 private)
reported  first 14 May 2024, last 17 May 2024
sources   TASS, state-run, RUS: a side of this event; carried by Harbour Post, Northern Wire, Baltic Echo, \
Volga Mirror, Steppe News
          The Guardian, private, GBR
          Meduza, private, LVA
disputed  actual (TASS, The Guardian; said by the embassy of Norway, the Foreign Ministry in Moscow) or \
denied (Meduza; said by A spokesman for the Kremlin)
          18 diplomats (TASS; said by the Foreign Ministry in Moscow) or 20 diplomats (The Guardian; said by \
the embassy of Norway)
"""


def ledger_of(folder: Path, pages: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """A ledger of these pages by publisher, and the id of its one event."""
    lines = [
        {"id": publisher, "title": "A cold morning", "publisher": publisher, "date": date, "text": text}
        for publisher, (date, text) in pages.items()
    ]
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with comity.open(folder / "comity.db") as ledger:
        ledger.read([folder / "pages.jsonl"])
        (entry,) = ledger.timeline("RUS", "NOR")
    return str(folder / "comity.db"), entry.event.id


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    return ledger_of(tmp_path_factory.mktemp("disputed"), {**CARRIERS, **COUNTS, **DENIES})


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(["event", *arguments])
    assert not stopped.value.code
    return capsys.readouterr().out


def test_sources_and_what_they_dispute_stand_side_by_side(
    disputed: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    place, event = disputed
    out = printed(capsys, event, "--ledger", place)
    assert out[out.index("told by") : out.index("sure  ")] == DISPUTED


def test_a_terminal_breaks_them_under_their_label(
    disputed: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place, event = disputed
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setattr(screen, "console", lambda: Console(width=60, highlight=False))
    lines = printed(capsys, event, "--ledger", place).splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("sources   TASS"))
    assert lines[first + 1].startswith(" " * 10)
    assert all(len(line) <= 60 for line in lines)


def test_json_has_each_value_with_its_sources(
    disputed: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    place, event = disputed
    record = json.loads(printed(capsys, event, "--json", "--ledger", place))
    assert (record["first_reported"], record["last_reported"]) == ("2024-05-14", "2024-05-17")
    assert record["sources_by_kind"] == {"state": 1, "private": 2}
    assert record["contradictions"][1] == {
        "what": "diplomat",
        "values": [
            {"value": "18", "sources": ["TASS"], "said_by": ["the Foreign Ministry in Moscow"]},
            {"value": "20", "sources": ["The Guardian"], "said_by": ["the embassy of Norway"]},
        ],
    }


def test_one_source_takes_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place, event = ledger_of(tmp_path, COUNTS)
    out = printed(capsys, event, "--ledger", place)
    assert "told by   1 mention, 1 source (The Guardian, private, GBR)\nsure" in out
    assert not any(line.startswith(("reported", "sources", "disputed")) for line in out.splitlines())


def test_one_source_that_nobody_lists_adds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, event = ledger_of(tmp_path, {"The Fjord Letter": COUNTS["The Guardian"]})
    assert "told by   1 mention, 1 source\nsure" in printed(capsys, event, "--ledger", place)

"""`comity read` on real files, as whole processes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import comity

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """Peru expels two Chilean diplomats

LIMA, May 3, 2024 - Peru expelled two Chilean diplomats on Friday after a dispute over fishing rights,
the foreign ministry in Lima said in a statement that was read out to reporters.

Chile condemned the decision and said that it would answer with measures of its own in the coming days.

MOST READ
Football: all results
Weather in Arica
"""
DULL = """The garden of the old mill opens again

The mill at the end of the lane has a new roof, and its garden opens to visitors on Sunday afternoon, when
the baker from the village sells bread and the children may feed the ducks on the pond behind the house.
"""


def comity_with(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    program = "import sys; from comity.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=False,
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "expulsion.txt").write_text(PAGE)
    (folder / "garden.txt").write_text(DULL)
    return folder


def test_reading_ends_with_what_was_read_kept_and_skipped(pages: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "comity.db")
    told = comity_with("read", str(pages), "--ledger", ledger)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("read 2 pages: 2 documents kept, ")
    assert "gave no mention: 1 no two states" in told.stdout
    timeline = comity_with("timeline", "Peru", "Chile", "--ledger", ledger)
    assert "PER" in timeline.stdout
    assert "SANCTION/expel" in timeline.stdout
    assert "2024-05-03" in timeline.stdout


def test_a_missing_path_is_told_and_the_others_are_read(pages: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "comity.db")
    (pages / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (pages / "empty.txt").touch()
    missing = str(tmp_path / "nowhere")
    told = comity_with("read", missing, str(pages), "--json", "--ledger", ledger)
    assert told.returncode == 2
    assert f"comity: {missing}: missing path; {missing} does not exist" in told.stderr
    report = json.loads(told.stdout)
    assert report["read"] == 2
    assert {error["reason"] for error in report["errors"]} == {"missing path", "not a text"}
    again = comity_with("read", missing, str(pages), "--json", "--ledger", ledger)
    assert json.loads(again.stdout)["known"] == 2
    skipped = comity_with("skipped", "--json", "--ledger", ledger).stdout.splitlines()
    names = [json.loads(line)["name"] for line in skipped if json.loads(line)["stage"] == "read"]
    assert sorted(names) == sorted([missing, "empty.txt", "picture.html"])


def test_pages_come_from_standard_input_too(tmp_path: Path) -> None:
    ledger = str(tmp_path / "comity.db")
    told = comity_with("read", "-", "--ledger", ledger, given=PAGE)
    assert told.stdout.startswith("read 1 page: 1 document kept")


def test_a_file_that_is_no_ledger_is_not_read_into(pages: Path) -> None:
    letter = pages / "garden.txt"
    told = comity_with("read", str(pages), "--ledger", str(letter))
    assert told.returncode == 3
    assert told.stderr.startswith("comity: ")
    assert "is no Comity ledger" in told.stderr
    assert letter.read_text() == DULL


def test_python_gives_the_same_answers(pages: Path, tmp_path: Path) -> None:
    place = tmp_path / "comity.db"
    with comity.open(place) as ledger:
        report = ledger.read([pages])
        assert (report.read, report.errors) == (2, [])
        entries = ledger.timeline("Peru", "Chilean", since="2024-05")
        assert any(entry.event.mode == "expel" for entry in entries)
        same = comity_with("timeline", "PER", "CHL", "--since", "2024-05", "--json", "--ledger", str(place))
        assert [json.loads(line) for line in same.stdout.splitlines()] == ledger.records(entries)
        first = entries[0].event
        assert ledger.event(first.id[:10]).event == first
        document = ledger.document("expulsion.txt")
        assert [block.text for block in document.dropped][:1] == ["MOST READ"]
        assert {event["id"] for event in ledger.export("events")} >= {entry.event.id for entry in entries}

"""What `import comity` gives."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import comity

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = """
    Basis Block ComityError Document DocumentDetail Entry Event EventDetail InputError Ledger LedgerError
    LedgerVersionError Measure Mention OntologyError Page PageError Party QuestionError RecordError Report
    Role Settings Skipped Span SpanOfDays State Status Stay Step Visas __version__ open
""".split()


def test_the_public_names_are_these_and_sorted() -> None:
    assert sorted(comity.__all__) == comity.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(comity, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        comity.nothing  # noqa: B018


def test_importing_comity_loads_nothing_but_itself() -> None:
    program = "import sys; import comity; print(sorted(m for m in sys.modules if m.startswith('comity')))"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout == "['comity']\n"


def test_a_ledger_is_opened_at_the_place_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_LEDGER", str(tmp_path / "told.db"))
    assert comity.open().settings.ledger == str(tmp_path / "told.db")
    assert comity.open("mine.db").settings.ledger == "mine.db"


def test_asking_an_absent_ledger_is_an_error_of_ours(tmp_path: Path) -> None:
    with comity.open(tmp_path / "none.db") as ledger, pytest.raises(comity.LedgerError, match="no ledger at"):
        ledger.timeline("JPN", "RUS")


def test_a_ledger_among_the_pages_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("PARIS, May 2, 2024\n\nChad expelled two diplomats of Mali.", "utf-8")
    with comity.open(tmp_path / "comity.db") as ledger:
        ledger.read([tmp_path])
        report = ledger.read([tmp_path])
    assert (report.read, report.known, report.errors) == (1, 1, [])

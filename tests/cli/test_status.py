"""comity status, measures and measure, as somebody calls them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert
from tests.answers.test_measures import CENTRES, EXPULSION, TALKED_OF, TREATY

from comity.cli import main
from comity.ledger import rows, schema
from comity.ledger.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    place = str(tmp_path / "comity.db")
    with Store(place, write=True) as opened, opened.transaction() as connection:
        told = [rows.measure_row(each) for each in (CENTRES, TREATY, EXPULSION, TALKED_OF)]
        connection.execute(insert(schema.measures), told)
    return place


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_status_is_a_line_a_measure_in_a_pipe(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "status", "Japan", "RUS", "--on", "2025-09-11", "--ledger", ledger)
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert [line[0] for line in lines] == ["in_force", "in_force", "suspended", "ending_announced"]
    assert lines[3][:6] == ["ending_announced", "institution", "JPN", "->", "RUS", "1994"]


def test_status_as_json_is_one_record(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "status", "RUS", "JPN", "--on", "2025-09-11", "--json", "--ledger", ledger)
    found = json.loads(out)
    assert code == 0
    assert found["on"] == "2025-09-11"
    assert {"id", "kind", "issuer", "subject", "value", "status", "valid_from", "valid_to", "history"} <= set(
        found["measures"][0]
    )


def test_status_of_two_states_without_measures_still_has_their_visa_rules(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "status", "FRA", "BRA", "--on", "2024-01-01", "--ledger", ledger)
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()] == ["visa_rule", "visa_rule"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("status", "Japn", "RUS"), "did you mean Japan"),
        (("status", "JPN", "RUS", "--on", "2025-02-30"), "2025-02-30"),
        (("status", "JPN", "RUS", "--on", "2025"), "no single day"),
        (("measures", "--kind", "expulsions"), "did you mean expulsion"),
        (("measures", "--issuer", "Rusia"), "did you mean Russia"),
        (("measures", "--since", "soon"), "is no day"),
        (("measure", "zzz"), "no measure has an id"),
    ],
)
def test_what_has_no_meaning_is_refused_with_what_to_do(
    arguments: tuple[str, ...], told: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *arguments, "--ledger", ledger)
    assert (code, out) == (2, "")
    assert told in err


def test_measures_are_listed_by_kind_and_issuer(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "measures", "--kind", "expulsion", "--issuer", "JPN", "--ledger", ledger)
    assert out.split()[1:5] == ["ended", "expulsion", "JPN", "->"]
    _, out, _ = run(capsys, "measures", "--json", "--ledger", ledger)
    assert len([json.loads(line) for line in out.splitlines()]) == 4
    _, out, _ = run(capsys, "measures", "--issuer", "FRA", "--ledger", ledger)
    assert out.startswith("No measure fits")


def test_a_measure_tells_its_steps(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "measure", "institution", "--ledger", ledger)
    assert "1994  in force  six  (stated)" in out
    assert "2025-09-10  ending announced  six  (stated)" in out


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_measures_are_exported(form: str, ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "export", "measures", "--format", form, "--ledger", ledger)
    assert len(out.splitlines()) == (4 if form == "jsonl" else 5)


def test_measures_are_exported_to_parquet(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import polars as pl

    out = tmp_path / "measures.parquet"
    run(capsys, "export", "measures", "--format", "parquet", "--out", str(out), "--ledger", ledger)
    assert pl.read_parquet(out)["history"].list.len().sum() == 7

"""comity series, as somebody calls it: on the example pages' ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import comity
from comity.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("series") / "comity.db")
    with comity.open(place) as opened:
        opened.read([EXAMPLES])
    return place


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(["series", *arguments])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_csv_and_json_tell_the_same(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "JPN", "RUS", "--by", "month", "--format", "csv", "--ledger", ledger)
    table = list(csv.DictReader(io.StringIO(out)))
    _, out, _ = run(capsys, "Japan", "Russia", "--json", "--ledger", ledger)
    records = [json.loads(line) for line in out.splitlines()]
    assert [(row["period"], row["direction"], int(row["events"])) for row in table] == [
        (each["period"], each["direction"], each["events"]) for each in records
    ]
    assert {each["direction"] for each in records} == {"JPN->RUS", "RUS->JPN", "both"}


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_plot_is_the_same_bytes_each_time(
    ending: str, ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plots = [tmp_path / f"{number}.{ending}" for number in range(2)]
    for plot in plots:
        assert run(capsys, "JPN", "RUS", "--plot", str(plot), "--ledger", ledger)[0] == 0
    first, second = (plot.read_bytes() for plot in plots)
    assert first == second
    assert len(first) > 5_000


def test_turning_points_come_with_the_events_behind_them(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "JPN", "RUS", "--turning", "--json", "--ledger", ledger)
    turns = [json.loads(line) for line in out.splitlines()]
    assert any("2022" in json.dumps(turn) for turn in turns)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("JPN", "RUS", "--by", "fortnight"), "no period is called"),
        (("JPN", "RUS", "--plot", "x.gif"), "no kind of picture"),
        (("JPN", "JPN"), "named twice"),
        (("JPN", "Rusia"), "did you mean Russia"),
        (("JPN", "RUS", "--since", "2024", "--until", "2020"), "before they begin"),
    ],
)
def test_what_has_no_meaning_is_refused(
    arguments: tuple[str, ...], told: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, *arguments, "--ledger", ledger)
    assert code == 2
    assert told in err


def test_a_pair_without_events_is_told_and_nothing_is_drawn(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plot = tmp_path / "x.svg"
    code, out, _ = run(capsys, "PER", "CHL", "--plot", str(plot), "--ledger", ledger)
    assert (code, plot.exists()) == (0, False)
    assert out.startswith("No settled event")

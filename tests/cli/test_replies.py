"""`comity replies` and `comity balance` as somebody at a terminal or in a pipe meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.answers import talking

from comity.cli import main, screen

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["event", "answers", "basis", "score", "days", "quote"]
CALL = {
    "states": ["BOL", "ECU"],
    "pages": [
        """Bolivia lifts visas for Ecuadorians

LA PAZ, April 2, 2024 - Bolivia lifted the visa requirement for citizens of Ecuador on Tuesday, the foreign
ministry said. It called the step a sign of trust between neighbours of long standing.

Bolivia urged Ecuador on Tuesday to take reciprocal steps for Bolivian travellers, a spokeswoman for the
ministry said.
"""
    ],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("replies")
    chain = next(each for each in talking.REPLIES if each["states"] == ["PER", "CHL"])
    missing = next(each for each in talking.REPLIES if each["states"] == ["ARG", "URY"])
    return talking.read([chain, missing, CALL], folder)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    captured = capsys.readouterr()
    assert not stopped.value.code, captured.err
    return captured.out


def test_json_is_one_list_with_a_reply_a_line(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "replies", "Peru", "Chile", "--json", "--ledger", place)
    found = json.loads(out)
    assert len(out.splitlines()) == len(found) == 2
    assert all(list(each) == KEYS for each in found)
    assert {each["basis"] for each in found} == {"stated"}
    assert any(each["days"] == 4 and "in retaliation for" in each["quote"] for each in found)


def test_a_pipe_gets_a_line_a_reply(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "replies", "PER", "CHL", "--ledger", place).splitlines()
    assert len(lines) == 2
    assert all("  answers  " in line and "\x1b" not in line for line in lines)


def test_a_terminal_gets_chains_with_who_moved_first(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "140")
    out = printed(capsys, "replies", "PER", "CHL", "--ledger", place)
    assert "Peru and Chile   2 chains, 2 stated, 0 inferred" in out
    assert out.count("PER moved first") == 2
    assert "answers 1, 4 days later, escalated" in out
    assert "says so: “Chile expelled two Peruvian diplomats" in out


def test_what_is_answered_may_not_be_in_the_ledger(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = json.loads(printed(capsys, "replies", "ARG", "URY", "--json", "--ledger", place))
    assert (one["answers"], one["score"], one["days"]) == (None, None, None)
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    out = printed(capsys, "replies", "ARG", "URY", "--ledger", place)
    assert "what it answers is not in the ledger" in out


@pytest.mark.parametrize("command", ["replies", "balance"])
def test_nothing_is_told_in_words_and_as_an_empty_list(
    place: str, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert printed(capsys, command, "Kenya", "Somalia", "--ledger", place).count("\n") == 1
    assert json.loads(printed(capsys, command, "Kenya", "Somalia", "--json", "--ledger", place)) == []


@pytest.mark.parametrize("command", ["replies", "balance"])
def test_an_unknown_state_gets_a_suggestion(
    place: str, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "Peruu", "Chile", "--ledger", place]) == 2
    assert "did you mean Peru" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replies", "PER", "CHL", "--since", "lately", "--ledger", place]) == 2
    assert "is no day" in capsys.readouterr().err


def test_a_call_for_reciprocity_is_open(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = json.loads(printed(capsys, "balance", "ECU", "BOL", "--json", "--ledger", place))
    parts = {each["part"]: each for each in found}
    assert set(parts) == {"granted", "asked"}
    assert parts["asked"]["reciprocity"] is True
    assert parts["asked"]["open"] is True
    assert parts["granted"]["open"] is None
    assert "reciprocal steps" in parts["asked"]["quote"]
    lines = printed(capsys, "balance", "ECU", "BOL", "--ledger", place).splitlines()
    assert any("  asked    actual  open  " in line for line in lines)
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "140")
    out = printed(capsys, "balance", "ECU", "BOL", "--ledger", place)
    assert "Bolivia: 1 asked, 1 granted" in out
    assert "calls for reciprocity that are open" in out

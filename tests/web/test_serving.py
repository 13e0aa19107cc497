"""`comity serve`: where it listens, what it says, and what it says when it cannot."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from comity.cli import main
from comity.errors import InputError
from comity.web.serving import address_of, is_loopback, listening

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "import sys; from comity.cli import main; sys.exit(main())"


def test_it_tells_its_address_and_answers_there(demo: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--ledger", str(demo)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        told = running.stdout.readline()
        address = next(word for word in told.split() if word.startswith("http://"))
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
        running.terminate()
        assert running.wait(10) in {0, -15}


def test_a_missing_ledger_is_told_before_anything_listens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--port", "0", "--ledger", str(tmp_path / "none.db")]) == 3
    assert "make one with: comity read" in capsys.readouterr().err


def test_a_port_in_use_is_told_with_what_to_do(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port), "--ledger", str(demo)]) == 2
    told = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in told
    assert "--port" in told


def test_an_address_of_another_machine_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="--host"):
        listening("192.0.2.1", 0)
    with pytest.raises(InputError, match="--host"):
        listening("no such host", 0)


def test_an_address_is_written_as_a_browser_opens_it() -> None:
    with listening("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("example.org", False)],
)
def test_only_loopback_is_for_this_machine_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone

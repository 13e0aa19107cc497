"""Small files as the repositories publish them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STATES = ("JP", "RU", "QA")


def matrix(*rows: str, states: tuple[str, ...] = STATES, own: str = "-1", end: str = "") -> str:
    """A CSV matrix: each row gives the values for the other states, in their order."""
    lines = [",".join(["Passport", *states]) + end]
    for at, (state, row) in enumerate(zip(states, rows, strict=True)):
        values = row.split(",")
        lines.append(",".join([state, *values[:at], own, *values[at:]]) + end)
    return "\n".join(lines) + "\n"


class Repository:
    """A git repository in a temporary folder, a commit a day."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", "https://example.org/somebody/passports.git")

    def git(self, *arguments: str, day: str = "2020-01-01") -> str:
        stamp = f"{day}T12:00:00+00:00"
        person = {
            f"GIT_{who}_{what}": "x@y.z" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, "GIT_CONFIG_GLOBAL": os.devnull}
        command = ["git", "-C", str(self.folder), *arguments]
        done = subprocess.run(
            command, capture_output=True, check=True, text=True, env={**os.environ, **person, **dates}
        )
        return done.stdout.strip()

    def commit(self, day: str, files: dict[str, str], gone: tuple[str, ...] = ()) -> str:
        """Write and delete files; the commit's id, seven digits."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name in gone:
            (self.folder / name).unlink()
        self.git("add", "-A", day=day)
        self.git("commit", "-q", "-m", f"Files of {day}", day=day)
        return self.git("rev-parse", "HEAD")[:7]

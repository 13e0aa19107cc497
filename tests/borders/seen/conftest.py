from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.borders.seen.published import Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "clone")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file into a folder of dated files, and gives the folder."""

    def write(name: str, text: str) -> Path:
        folder = tmp_path / "dated"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write

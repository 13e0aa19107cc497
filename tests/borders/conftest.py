from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.borders.made import Made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)

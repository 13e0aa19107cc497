"""The compiled form of the offices is fresh, and is left aside where it is not."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from comity.actors import compiled
from comity.actors.atlas import Atlas

if TYPE_CHECKING:
    from pathlib import Path

ATLAS = Atlas(compiled.FOLDER)
CODES = {*ATLAS.states, *ATLAS.organisations}
ORDERS = {code: state.order for code, state in ATLAS.states.items()}


def test_the_compiled_file_is_of_the_present_sources() -> None:
    content = json.loads((compiled.FOLDER / compiled.NAME).read_bytes())
    assert content["digest"] == compiled.digest(compiled.FOLDER), "run: python -m comity.actors"


def test_the_compiled_holders_are_those_of_the_files() -> None:
    read = compiled.from_files(compiled.FOLDER, ORDERS, CODES)
    assert compiled.holders_of(compiled.FOLDER, ORDERS, CODES) == read


def test_an_edited_file_counts_at_once(tmp_path: Path) -> None:
    shutil.copy(compiled.FOLDER / "states.yml", tmp_path)
    shutil.copy(compiled.FOLDER / compiled.NAME, tmp_path)
    (tmp_path / "leaders.yml").write_text("{}")
    (tmp_path / "offices").mkdir()
    (tmp_path / "offices" / "JPN.yml").write_text(
        "state: JPN\noffices:\n- {title: King, role: head_of_state, holders: [{name: Foo Bar, from: 2020}]}\n"
    )
    assert [holder.person.name for holder in compiled.holders_of(tmp_path, ORDERS, CODES)] == ["Foo Bar"]

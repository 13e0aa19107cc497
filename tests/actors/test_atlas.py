"""The data of states, organisations and groups: complete, and refused where wrong."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from babel import Locale

from comity.actors.atlas import Atlas
from comity.actors.compiled import FOLDER
from comity.errors import OntologyError

if TYPE_CHECKING:
    from pathlib import Path

ATLAS = Atlas(FOLDER)
OUTSIDE = {"PSE", "VAT", "TWN", "XKX", "HKG", "MAC"}


def test_the_members_of_the_united_nations_are_all_there() -> None:
    assert len(set(ATLAS.states) - OUTSIDE) == 193
    assert set(ATLAS.states) >= OUTSIDE


def test_codes_are_unique_and_well_formed() -> None:
    alpha2 = [state.alpha2 for state in ATLAS.states.values()]
    assert len(set(alpha2)) == len(alpha2)
    assert all(len(code) == 2 and code.isupper() for code in alpha2)
    assert not set(ATLAS.states) & set(ATLAS.organisations)


def test_every_alpha_2_code_is_one_of_the_common_locale_data() -> None:
    territories = Locale("en").territories
    assert [state.alpha2 for state in ATLAS.states.values() if state.alpha2 not in territories] == []


def test_no_name_is_claimed_by_two_states() -> None:
    seen: dict[str, str] = {}
    for state in ATLAS.states.values():
        for name in {*state.names, *state.demonyms}:
            assert seen.setdefault(name, state.code) == state.code, name


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "JPN: {alpha2: JP, name: Japan, adjectives: [Japanese], capital: [Tokyo], colour: red}",
            "unknown key colour",
        ),
        ("JPN: {alpha2: JP, name: Japan, adjectives: [Japanese]}", "capital is missing"),
        ("JPN: {alpha2: JP, name: Japan, adjectives: [], capital: [], seats: {KING: [Palace]}}", "no sector"),
    ],
)
def test_a_wrong_state_is_refused_by_name(tmp_path: Path, line: str, message: str) -> None:
    for name in ("places.yml", "groups.yml", "organisations.yml"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "states.yml").write_text(line)
    with pytest.raises(OntologyError, match=message) as error:
        Atlas(tmp_path)
    assert "JPN" in str(error.value)


def test_a_group_of_an_unknown_state_is_refused(tmp_path: Path) -> None:
    for name in ("places.yml", "organisations.yml", "states.yml"):
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / "groups.yml").write_text("groups: {QQQ: {REB: [Foo Front]}}")
    with pytest.raises(OntologyError, match="Foo Front"):
        Atlas(tmp_path)

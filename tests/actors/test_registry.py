"""Who is known by name: the files under known/ are right, and what they name is found."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from comity import actors
from comity.actors.gazetteer import FOLDER
from comity.actors.registry import Entry, Registry
from comity.errors import OntologyError

if TYPE_CHECKING:
    from pathlib import Path

ATLAS = actors.load().atlas
CODES = frozenset({*ATLAS.states, *ATLAS.organisations})
REGISTRY = Registry(FOLDER / "known", CODES)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Oxfam", Entry("NGO", "NGO", "body")),
        ("Carabinieri", Entry("ITA", "COP", "body")),
        ("Uyghurs", Entry("CHN", "CVL", "people")),
        ("South Ossetian", Entry("GEO", None, "unrecognised")),
        ("Zaporizhia Oblast", None),
    ],
)
def test_a_name_is_known(text: str, entry: Entry | None) -> None:
    assert [told for *_, told in REGISTRY.hits(text)] == ([entry] if entry else [])


def test_a_state_in_law_goes_before_the_region() -> None:
    ((_, _, entry),) = REGISTRY.hits("Nagorno-Karabakh")
    assert (entry.code, entry.kind) == ("AZE", "unrecognised")


@pytest.mark.parametrize(
    ("file", "line", "why"),
    [
        ("media.yml", "XYZ: {JRN: [Nowhere Times]}", "XYZ is no state"),
        ("media.yml", "PER: {MDA: [X]}", "'MDA'"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, file: str, line: str, why: str) -> None:
    shutil.copytree(FOLDER / "known", tmp_path / "known")
    (tmp_path / "known" / file).write_text(line, encoding="utf-8")
    with pytest.raises(OntologyError, match=why):
        Registry(tmp_path / "known", CODES)

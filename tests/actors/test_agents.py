"""The vocabulary of agents.yml: sectors of common words, and what only looks like an actor's own word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comity.actors.agents import PLOVER, Agents
from comity.actors.gazetteer import FOLDER
from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from pathlib import Path

AGENTS = Agents(FOLDER / "agents.yml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("riot police", ["riot police"]),
        ("the defence ministers", ["ministers"]),
        ("police union", ["police union"]),
        ("children’s doctors", ["children", "doctors"]),
        ("government-backed fighters", ["fighters"]),
        ("pro-government protesters", ["protesters"]),
        ("policy", []),
    ],
)
def test_the_longest_words_are_found(text: str, words: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in AGENTS.hits(text)] == words


@pytest.mark.parametrize("kind", ["offices", "words", "leaning"])
def test_every_sector_is_plovers(kind: str) -> None:
    assert set(yaml_files.load(FOLDER / "agents.yml")[kind]) <= PLOVER


def test_no_word_has_two_sectors() -> None:
    seen: dict[str, str] = {}
    for sector, words in yaml_files.load(FOLDER / "agents.yml")["words"].items():
        for word in words:
            assert seen.setdefault(word, sector) == sector, word


def test_an_unknown_sector_is_named(tmp_path: Path) -> None:
    content = (FOLDER / "agents.yml").read_text(encoding="utf-8")
    path = tmp_path / "agents.yml"
    path.write_text(content.replace("  AGR: [farmer,", "  FRM: [farmer,"), encoding="utf-8")
    with pytest.raises(OntologyError, match="'FRM' is no sector"):
        Agents(path)


@pytest.mark.parametrize(
    ("words", "former"),
    [("the former president", True), ("ex-President Lula", True), ("the formal president", False)],
)
def test_an_office_no_longer_held(words: str, *, former: bool) -> None:
    assert AGENTS.says_former(words) is former

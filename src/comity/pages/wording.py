"""What the furniture of news pages says: the phrases of `furniture.yml`, and which of them a block holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path


class Kind(StrEnum):
    """What a furniture block does on its page; `furniture.yml` says more."""

    OPENER = "opener"
    CLOSER = "closer"
    POINTER = "pointer"
    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    PICTURE = "picture"
    LEGAL = "legal"
    APPEAL = "appeal"
    ABOUT = "about"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of the file: a kind, the reason shown to the reader, and the expression that finds it."""

    kind: Kind
    reason: str
    words: int
    whole: bool
    expression: re.Pattern[str]

    def fits(self, text: str, words: int) -> bool:
        """Whether a block with this text, in lower case, and so many words holds the phrase."""
        if words > self.words:
            return False
        found = self.expression.fullmatch(text) if self.whole else self.expression.search(text)
        return found is not None


KEYS = ("kind", "reason", "words", "whole", "patterns")
# What somebody said is not what the page says: "our newsroom was searched," the editor said.
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_ESCAPED = re.compile(r"\\.")
_CAPITALS = re.compile(r"[A-Z]\S*")
_EDGES = re.compile(r"^[\s\W]*?(?=[\w×+>»►▶→(\[©#@])|[\s:;|»›>→▶►…–—-]+$")


def load(path: Path | Traversable) -> tuple[Phrase, ...]:
    """The phrases of a file in its order; OntologyError names the file and the entry that is wrong."""
    entries = yaml_files.load(path)
    if not isinstance(entries, list):
        raise OntologyError(f"{path}: expected a list of entries; each starts with '- kind:'")
    return tuple(_phrase(entry, f"{path}, entry {number}") for number, entry in enumerate(entries, 1))


def _phrase(entry: object, where: str) -> Phrase:
    yaml_files.check_keys(entry, allowed=KEYS, required=KEYS, where=where)
    assert isinstance(entry, dict)  # noqa: S101 - check_keys has seen to it
    try:
        kind = Kind(entry["kind"])
        together = "|".join(f"(?:{pattern})" for pattern in entry["patterns"])
        # Lower case against lower case is twice as quick as letter case ignored.
        expression = re.compile(together)
    except (ValueError, TypeError, re.error) as error:
        raise OntologyError(f"{where}: {error}; mend it there") from error
    if capitals := _CAPITALS.findall(_ESCAPED.sub("", together)):
        raise OntologyError(f"{where}: {capitals[0]} never fits, for blocks are in lower case; write it so")
    return Phrase(kind, str(entry["reason"]), int(entry["words"]), bool(entry["whole"]), expression)


@cache
def phrases() -> tuple[Phrase, ...]:
    """Our own file's phrases."""
    return load(files("comity.pages") / "furniture.yml")


def find(text: str) -> Phrase | None:
    """The first phrase that names this block as furniture, if one does."""
    bare = _EDGES.sub("", text).lower()
    unquoted = (_QUOTED.sub("…", text) if len(text) > 80 else text).lower()
    words = len(text.split())
    for phrase in phrases():
        if phrase.fits(bare if phrase.whole else unquoted, words):
            return phrase
    return None

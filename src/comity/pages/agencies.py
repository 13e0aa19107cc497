"""Which news agency a text comes from, as its dateline or its credits say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

KEYS = ("name", "words", "common")
DATELINE = 90  # characters at a text's start in which a dateline may stand
_CREDIT = re.compile(
    r"\b(?:inputs? from|sources?\s?[:|]|report(?:ed|ing)? by|via\s?[:|]|with|courtesy(?: of)?|by|agency"
    r"|copyright|©|credit)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency and the expressions that find it at a text's head, and in a credit."""

    name: str
    bracketed: re.Pattern[str]
    credited: re.Pattern[str]


def load(path: Path | Traversable) -> tuple[Agency, ...]:
    """The agencies of a file; OntologyError names the file and the entry that is wrong."""
    entries = yaml_files.load(path)
    if not isinstance(entries, list):
        raise OntologyError(f"{path}: expected a list of agencies; each starts with '- {{name:'")
    return tuple(_agency(entry, f"{path}, entry {number}") for number, entry in enumerate(entries, 1))


def _agency(entry: dict[str, object], where: str) -> Agency:
    yaml_files.check_keys(entry, allowed=KEYS, required=("name", "words"), where=where)
    words = entry["words"]
    if not isinstance(words, list) or not words:
        raise OntologyError(f"{where}: words is no list; write how datelines write the agency")
    either = "|".join(re.escape(str(word)) for word in sorted(words, key=str, reverse=True))
    bare = "(?!)" if entry.get("common") else rf"\b(?:{either})\b"
    return Agency(
        str(entry["name"]),
        re.compile(
            rf"[(\[]\s*(?:{either})\s*(?:[/,;|-][^()\[\]]*)?[)\]]|[/,;|-]\s*(?:{either})\s*[)\]]|/(?:{either})/"
        ),
        re.compile(
            rf"{bare}|(?:^|[:|/,(]\s*|\b(?:[Ff]rom|[Bb]y|and|[Ww]ith)\s+)(?:{either})(?=\W*(?:$|[|/,)]|and\b))"
        ),
    )


@cache
def agencies() -> tuple[Agency, ...]:
    """Our own file's agencies."""
    return load(files("comity.pages") / "agencies.yml")


def agency(text: str, lines: Iterable[str] = ()) -> str | None:
    """The agency whose text an article carries: by its dateline, its last words, or the page's credit lines.

    `text` is the article without its title. What the article merely quotes an agency for does not count.

    >>> agency("TOKYO (Reuters) - Japan said on Monday that it would wait.")
    'Reuters'
    """
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    if not paragraphs:
        return None
    heads: Sequence[str] = [paragraph[:DATELINE] for paragraph in paragraphs[:2]]
    tail = paragraphs[-1][-60:]
    for known in agencies():
        if any(known.bracketed.search(head) for head in heads) or known.bracketed.search(tail):
            return known.name
    for line in lines:
        for known in agencies():
            if known.bracketed.search(line) or (_CREDIT.search(line) and known.credited.search(line)):
                return known.name
    return None

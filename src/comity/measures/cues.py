"""How a sentence says that an act answers another: the cues of `replies.yml`, found in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.errors import OntologyError
from comity.ontology import yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parent / "replies.yml"

_OBJECT = re.compile(r"\W{0,2}\s*(?:by|with|to|for|against|over|after)\b", re.IGNORECASE)
_BY = re.compile(r"\W{0,2}\s*(?:by|with)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,;:(\u2014\u2013-]|\band)\W*$")


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name an act, and of which types and modes such an act is."""

    pattern: re.Pattern[str]
    types: frozenset[str]
    modes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """See replies.yml."""

    cues: tuple[tuple[re.Pattern[str], bool], ...]
    denials: tuple[re.Pattern[str], ...]
    conditions: tuple[re.Pattern[str], ...]
    matters: tuple[Naming, ...]  # of no types where the words after them name the act
    pointing: re.Pattern[str]
    nameless: re.Pattern[str]
    acts: tuple[Naming, ...]
    reciprocity: tuple[re.Pattern[str], ...]
    subjects: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence, in its characters; `told` is where the sentence says what is answered."""

    start: int
    end: int
    told: tuple[int, int] | None
    like: bool  # it says that the answer is of the same kind


@cache
def load(path: Path = FILE) -> Cues:
    """The cues; OntologyError names the entry that is wrong."""
    content = yaml_files.load(path)
    keys = tuple(each.name for each in fields(Cues))
    yaml_files.check_keys(content, allowed=keys, required=keys, where=str(path))
    return Cues(
        tuple(_cue(entry, path) for entry in content["cues"]),
        _patterns(content, path, "denials"),
        _patterns(content, path, "conditions"),
        tuple(_naming(entry, path, "matters") for entry in content["matters"]),
        _pattern(content["pointing"], path, "pointing"),
        _pattern(content["nameless"], path, "nameless"),
        tuple(_naming(entry, path, "acts") for entry in content["acts"]),
        _patterns(content, path, "reciprocity"),
        _patterns(content, path, "subjects"),
    )


def _cue(entry: Any, path: Path) -> tuple[re.Pattern[str], bool]:
    yaml_files.check_keys(entry, allowed=("words", "like"), required=("words",), where=f"{path}, cues")
    return _pattern(entry["words"], path, "cues"), entry.get("like") is True


def _naming(entry: Any, path: Path, where: str) -> Naming:
    yaml_files.check_keys(
        entry, allowed=("words", "types", "modes"), required=("words",), where=f"{path}, {where}"
    )
    pattern = _pattern(entry["words"], path, where)
    return Naming(pattern, frozenset(entry.get("types", ())), frozenset(entry.get("modes", ())))


def _patterns(content: Any, path: Path, where: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(text, path, where) for text in content[where])


def _pattern(text: Any, path: Path, where: str) -> re.Pattern[str]:
    try:
        return re.compile(str(text), re.IGNORECASE)
    except re.error as error:
        raise OntologyError(f"{path}, {where}: {text!r} is no regular expression: {error}") from error


def found(sentence: str, cues: Cues) -> Iterator[Cue]:
    """The cues of a sentence, in its order; those that it denies are left out.

    >>> [cue] = found("In reply to the ban, Norway expelled two envoys.", load())
    >>> "In reply to the ban, Norway expelled two envoys."[slice(*cue.told)]
    'to the ban'
    """
    taken = 0
    every = (
        (match.start(), -match.end(), like)
        for pattern, like in cues.cues
        for match in pattern.finditer(sentence)
    )
    for start, minus_end, like in sorted(every):
        if start < taken or any(each.search(sentence, 0, start) for each in cues.denials):
            continue
        taken = -minus_end
        yield Cue(start, taken, _told(sentence, start, taken), like)


def _told(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words stand that say what is answered; None where the cue is bare, as in "responded by"."""
    opening = _OBJECT.match(sentence, end)
    if opening is None or _BY.match(sentence, end):
        return None
    first = end + len(opening[0]) - len(opening[0].lstrip())
    # What opens a sentence, or is put in between commas, ends at the next one.
    comma = sentence.find(",", end) if _OPENS.search(sentence, 0, start) else -1
    return first, comma if comma >= 0 else len(sentence)


def about(sentence: str, cues: Cues) -> Iterator[tuple[int, Naming | None]]:
    """Of a protest or demand, where it says what it is about, and which act its words name."""
    for matter in cues.matters:
        match = matter.pattern.search(sentence)
        if match:
            yield match.end(), matter if matter.types else named(sentence[match.end() :], cues)


def named(words: str, cues: Cues) -> Naming | None:
    """Which act these words name; None where they name none."""
    at = ((match.start(), each) for each in cues.acts if (match := each.pattern.search(words)))
    return min(at, key=lambda pair: pair[0], default=(0, None))[1]

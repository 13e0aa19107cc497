"""What sentences call a measure, what value they give it, and since when their document says it stands."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from comity.dates import Basis, SpanOfDays

if TYPE_CHECKING:
    from comity.ontology.kinds import MeasureKind, Naming
    from comity.records import Telling

_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "his", "her"})
_BRITISH = {"centre": "center", "programme": "program", "defence": "defense"}


def named(kind: MeasureKind, tellings: tuple[Telling, ...]) -> str | None:
    """What the sentences call the measure, the words of the event itself first; None where they name none."""
    return _named(kind, tellings, [telling.quote for telling in tellings]) or _named(
        kind, tellings, [telling.sentence for telling in tellings]
    )


def _named(kind: MeasureKind, tellings: tuple[Telling, ...], said: list[str]) -> str | None:
    for naming in kind.names:
        for words, telling in zip(said, tellings, strict=True):
            found = naming.pattern.search(words)
            if found:
                return _called(naming, found)
            if naming.said_as is not None and naming.said_as.search(words):
                elsewhere = _most_called(naming, telling.text)
                if elsewhere is not None:
                    return elsewhere
    return None


def valued(kind: MeasureKind, tellings: tuple[Telling, ...]) -> str | None:
    """The value that the sentences tell, with its unit; the event's own words first. None: they tell none."""
    said = [telling.quote for telling in tellings] + [telling.sentence for telling in tellings]
    for words in said if kind.values else ():
        for pattern in kind.values:
            found = pattern.search(words)
            if found:
                parts = (found["value"], found.groupdict().get("unit"))
                return _tidy(" ".join(part for part in parts if part))
    return None


def standing(
    kind: MeasureKind, name: str | None, tellings: tuple[Telling, ...]
) -> tuple[SpanOfDays, tuple[str, str]] | None:
    """Since when a document says that a measure of this name stands, with its id and words."""
    if name is None or not kind.standing:
        return None
    for telling in tellings:
        for pattern in kind.standing:
            for found in pattern.finditer(telling.text):
                if key(found["name"]) == key(name):
                    year = int(found["year"])
                    days = SpanOfDays(date(year, 1, 1), date(year, 12, 31), Basis.STATED)
                    return days, (telling.document, _tidy(found[0]))
    return None


@lru_cache(maxsize=4096)
def key(told: str) -> str:
    """What names and values of one thing have in common: no case, article, plural, British or spelt number.

    >>> key("the Japan Centres") == key("Japan Center")
    True
    >>> key("six centers") == key("6 centres")
    True
    """
    words = (_ending(word) for word in re.findall(r"\w+", told.casefold()) if word not in _ARTICLES)
    return " ".join(_NUMBERS.get(word, _BRITISH.get(word, word)) for word in words)


def _ending(word: str) -> str:
    if word in _NUMBERS or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _called(naming: Naming, found: re.Match[str]) -> str:
    told = found["name"] if naming.name is None else naming.name.format(**found.groupdict())
    first, _, rest = _tidy(told).partition(" ")
    return rest if rest and first.casefold() in _ARTICLES else _tidy(told)


@lru_cache(maxsize=256)
def _most_called(naming: Naming, text: str) -> str | None:
    """The name that a document uses most, of equally many the first in the alphabet."""
    names = Counter(_called(naming, found) for found in naming.pattern.finditer(text))
    return min(names, key=lambda name: (-names[name], name)) if names else None


def _tidy(told: str) -> str:
    return " ".join(told.split())

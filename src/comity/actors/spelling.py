"""How one name is written in many ways: transliterations, diacritics, order, short forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters that do not decompose into a plain letter and a mark.
_PLAIN = str.maketrans("ıłŁøØđĐðəƏ’‘ʻʼ`-.", "ilLoOdDdaA'''''  ") | {
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("Æ"): "Ae",
    ord("þ"): "th",
}
PARTICLES = frozenset(
    """al el bin ibn bint abu abd ben ould van von der den de da do dos das del della di du la le lo san st
    ter ten zu""".split()
)
# Names that are spelt in more ways than the rules below make one.
_SAME = {
    spelling: names[0]
    for names in (
        "muhammad mohammed mohamed mohamad mohammad muhammed muhamad mohammod".split(),
        "sergi sergei sergey sergii sergiy serhiy serhii sergij".split(),
        "alexander aleksandr alexandr oleksandr aliaksandr alyaksandr aleksander alexandre".split(),
        "alexi aleksey aleksei alexei alexey oleksiy oleksii".split(),
        "evgeni yevgeny evgeny yevgeniy evgeniy yevhen yevgeni".split(),
        "dmitri dmitry dmitriy dmitrii dmytro dimitri dimitry".split(),
        "abdul abdel abdal abdol".split(),
        "al el ad as ar an at az ul".split(),
        "yusuf yousef youssef yousuf yusef yosef".split(),
        "husein hussein husain hossein hussain hosein hoseyn".split(),
        "hasan hassan".split(),
        "khamenei khamenei khameneyi".split(),
        "said saeed saeid sayeed".split(),
        "kim gim".split(),
        "lee yi rhee".split(),
    )
    for spelling in names
}
_ENDING = re.compile(r"(?:iy|yy|ii|yi|yj|ij|ei|ey|y|j)$")
_LONG = re.compile(r"(?<=[aeiou])h$|(?<=o)u$|(?<=o)h(?=[^aeiou])|(?<=[aeou])i(?=[iy])")
_TWICE = re.compile(r"(.)\1+")
_DIGRAPHS = (
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("kh", "h"),
    ("q", "k"),
    ("ck", "k"),
    ("ye", "e"),
    ("ya", "ia"),
    ("yu", "iu"),
    ("yo", "io"),
    ("w", "v"),
    ("x", "ks"),
)


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name in plain lower-case letters, with single spaces.

    >>> plain("Recep Tayyip Erdoğan")
    'recep tayyip erdogan'
    """
    translated = name.translate(_PLAIN)
    if not translated.isascii():
        decomposed = unicodedata.normalize("NFKD", translated)
        translated = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(translated.lower().split())


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name with the usual variants of transliteration made one; only to be compared with another.

    >>> folded("Sergey Lavrov") == folded("Sergei Lavrov"), folded("Zelenskyy") == folded("Zelensky")
    (True, True)
    """
    return "".join(_fold(word) for word in plain(name).split())


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    word = word.replace("'", "")
    if word in _SAME:
        return _SAME[word]
    word = _LONG.sub("", _ENDING.sub("i", word))
    for written, made in _DIGRAPHS:
        if written in word:
            word = word.replace(written, made)
    return _TWICE.sub(r"\1", word)


def parts(name: str) -> list[str]:
    """The name's words, particles kept with what follows.

    >>> parts("Mohammed bin Salman")
    ['Mohammed', 'bin Salman']
    """
    found: list[str] = []
    held: list[str] = []
    for word in name.split():
        held.append(word)
        if word.lower() not in PARTICLES:
            found.append(" ".join(held))
            held = []
    return [*found, *([" ".join(held)] if held else [])]


def short_forms(name: str, order: str) -> list[str]:
    """The words by which somebody is called after the first mention.

    `order` is the state's order of names: family_last, family_first, given, any.

    >>> short_forms("Sergei Lavrov", "family_last"), short_forms("Xi Jinping", "family_first")
    (['Lavrov'], ['Xi'])
    """
    words = parts(re.sub(r",? (?:Jr|Sr|II|III|IV|V|VI|XIV)\.?$", "", name))
    if len(words) < 2:
        return words
    first, last = words[0], words[-1]
    bare = [last.split()[-1]] if " " in last else []
    if "-" in last and last.split("-")[0].lower() in PARTICLES:
        bare.append(last.partition("-")[2])  # al-Assad is Assad too
    if order == "family_first":
        return [first]
    if order in {"given", "any"}:
        return [first, last, *bare, *([" ".join(words[1:])] if len(words) > 2 else [])]
    return [last, *bare, *([" ".join(words[-2:])] if len(words) > 2 else [])]


def spellings(name: str) -> Iterator[str]:
    """The folded forms under which a full name is looked up: with and without initials and articles."""
    words = name.split()
    yield folded(name)
    whole = [word for word in words if len(word.rstrip(".")) > 1]
    if len(whole) < 2:
        return
    yield folded(" ".join(whole))
    bare = [word.partition("-")[2] if word.lower().startswith(("al-", "el-")) else word for word in whole]
    yield folded(" ".join(bare))
    if len(bare) == 3 and not set(map(str.lower, bare)) & PARTICLES:
        yield folded(f"{bare[0]} {bare[2]}")

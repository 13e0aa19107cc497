"""How one name is written in many ways: transliterations, diacritics, order, short forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that do not decompose into a plain letter and a mark.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "ð": "d", "þ": "th", "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'"})  # fmt: skip

PARTICLES = frozenset(
    "al el bin ibn bint abu abd ben ould van von der den de da do dos das del della di du la le lo san st ter ten mac mc zu".split()
)

# Spellings of one sound. Each rule folds the variants to one form; both sides of a comparison are folded.
_FOLDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b(?:mohammed|mohamed|mohamad|mohammad|muhammed|muhammad|mohammod|muhamad)\b", "muhammad"),
        (r"\b(?:al|el|ad|as|ar|an|at|az|ul)[- ](?=\w)", "al "),
        (r"\bserg(?:ei|ey|ii|iy|i)\b", "sergi"),
        (r"\b(?:alek?sandr|alexandr|alexander|oleksandr|aliaksandr|alyaksandr)\b", "alexander"),
        (r"\b(?:aleksey|aleksei|alexei|alexey|alexi)\b", "alexi"),
        (r"\b(?:yevgen[iy]+|evgen[iy]+|yevhen[iy]*)\b", "yevgeni"),
        (r"\bab(?:dul|del|dal|d al|d el)[- ]?", "abdal "),
        (r"\b(?:yousef|yusuf|youssef|yousuf|yusef|yosef)\b", "yusuf"),
        (r"\b(?:hussein|husain|hossein|husein|hussain|hosein|hoseyn)\b", "hussein"),
        (r"\b(?:hasan|hassan)\b", "hassan"),
        (r"\b(?:saud|saoud|su'ud)\b", "saud"),
        (r"\b(?:faisal|feisal|faysal)\b", "faisal"),
        (r"\b(?:khamen[ae]+'?i|khamenei)\b", "khamenei"),
        (r"(?:iy|yy|ii|yi|yj|ij|ei|ey|y|j)\b", "i"),
        (r"(?<=[aeiou])h\b|(?<=o)u\b|(?<=o)h(?=[^aeiou])", ""),
        (r"(?<=[aeou])i[iy]", "i"),
        (r"oh(?=[^aeiouh])", "o"),
        (r"ou", "u"),
        (r"oo", "u"),
        (r"ee", "i"),
        (r"kh(?=[aeiouy])", "h"),
        (r"q", "k"),
        (r"ck", "k"),
        (r"ye(?=\w)", "e"),
        (r"y(?=[aeou])", "i"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name in plain lower-case letters, with single spaces.

    >>> plain("Recep Tayyip Erdoğan")
    'recep tayyip erdogan'
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.lower().replace("-", " ").replace(".", " ").split())


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name with the usual variants of transliteration made one; only to be compared with another.

    >>> folded("Sergey Lavrov") == folded("Sergei Lavrov"), folded("Zelenskyy") == folded("Zelensky")
    (True, True)
    """
    key = plain(name).replace("'", "")
    for pattern, replacement in _FOLDS:
        key = pattern.sub(replacement, key)
    return key.replace(" ", "")


def parts(name: str) -> list[str]:
    """The name's words, particles kept with what follows: "Mohammed bin Salman" is Mohammed, bin Salman."""
    found: list[str] = []
    held: list[str] = []
    for word in name.split():
        held.append(word)
        if word.lower().rstrip(".-") not in PARTICLES or len(word) == 1:
            found.append(" ".join(held))
            held = []
    return [*found, *([" ".join(held)] if held else [])]


def short_forms(name: str, order: str) -> list[str]:
    """The words by which somebody is called after the first mention.

    `order` is the state's order of names: family_last, family_first, given, any.

    >>> short_forms("Sergei Lavrov", "family_last"), short_forms("Xi Jinping", "family_first")
    (['Lavrov'], ['Xi'])
    """
    words = parts(re.sub(r",? (?:Jr|Sr|II|III|IV)\.?$", "", name))
    if len(words) < 2:
        return words
    first, last = words[0], words[-1]
    bare = [last.split()[-1]] if " " in last else []
    if order == "family_first":
        # Chinese and Korean names; a Western order or given name shows in a long first word.
        return [first] if len(words) <= 3 else [first, last]
    if order == "given":
        return [first, last, *bare]
    if order == "any":
        return [first, last, *bare, *([" ".join(words[1:])] if len(words) > 2 else [])]
    doubled = [" ".join(words[-2:])] if len(words) > 2 else []
    return [last, *bare, *doubled]

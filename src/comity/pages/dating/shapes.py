"""Dates as lines, stamps and addresses write them and sentences do not, rewritten as sentences would."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_REWRITTEN = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement, _MONTHS in pattern)
    for pattern, replacement in (
        # 20240516, 20240516T1420
        (rf"(?<!\d)({_YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=T?\b|T\d|_)", r"\1-\2-\3 "),
        # 11 Jan 202411 Jan 2024: a page that says its date twice
        (rf"\b({_DAY}\.? (?:{_MONTHS})\.?,? {_YEAR})(?=\d)", r"\1 "),
        (rf"\b((?:{_MONTHS})\.? {_DAY},? {_YEAR})(?=[A-Za-z\d])", r"\1 "),
        # Oct 04,2022  04 Oct,2022
        (rf"\b((?:{_MONTHS})\.? {_DAY}|{_DAY} (?:{_MONTHS})\.?) ?,({_YEAR})\b", r"\1, \2"),
        # Oct-04-2022  Oct/04/2022
        (rf"\b({_MONTHS})[-/.]({_DAY})[-/.]({_YEAR})\b", r"\1 \2, \3"),
        # 2022-Oct-04  2022 Oct 4  2022, October 4
        (rf"\b({_YEAR})(?:[-/.]|,? )({_MONTHS})\.?[-/. ]({_DAY})\b(?!:)", r"\2 \3, \1"),
        # 04Oct2022  04-Oct-22  4 Oct '22
        (rf"\b({_DAY})({_MONTHS})({_YEAR})\b", r"\1 \2 \3"),
        (rf"\b({_DAY})[- ]({_MONTHS})[- ,]{{1,2}}['’]?([0-4]\d)\b(?![:.\d])", r"\1 \2 20\3"),
        # Oct 4, '22
        (rf"\b((?:{_MONTHS})\.? {_DAY}),? ['’]([0-4]\d)\b(?![:.\d])", r"\1, 20\2"),
        # 4. 10. 2022
        (rf"\b({_DAY})\. (1[0-2]|0?[1-9])\. ({_YEAR})\b", r"\1.\2.\3"),
        # 4. October 2022
        (rf"\b({_DAY})\. (?=(?:{_MONTHS})\b)", r"\1 "),
        # 04.10.22 14:20  04/10/22
        (rf"(?<![\d./-])({_DAY})([./-])({_DAY})\2([0-4]\d)(?!\d|[./-]\d)", r"\1\g<2>\3\g<2>20\4"),
        # 2022. 10. 04.
        (rf"\b({_YEAR})\. (1[0-2]|0?[1-9])\. ({_DAY})\b\.?", r"\1-\2-\3"),
    )
)
_MONTH = re.compile(_MONTHS, re.IGNORECASE)
_DIGIT = re.compile(r"\d")  # without one, there is nothing to rewrite
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+\.[a-z]{2,10}/\S+", re.IGNORECASE)
_IN_ADDRESS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[/_-](?P<y>20[0-4]\d)[/_.-]?(?P<m>0[1-9]|1[0-2])[/_.-]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.T?-]|$)",
        rf"/(?P<y>20[0-4]\d)[/-](?P<name>{_MONTHS})[/-](?P<d>\d\d?)(?=[/_-]|$)",
        r"[/_-](?P<d>0[1-9]|[12]\d|3[01])[/_-](?P<m>0[1-9]|1[0-2])[/_-](?P<y>20[0-4]\d)(?=[/_.?-]|$)",
    )
)
_SLUG_WORD = re.compile(r"[a-z]{4,}")
_NUMBERS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


@lru_cache(maxsize=256)  # a page's lines are asked for more than once
def rewritten(line: str) -> str:
    """The line with its dates as sentences write them.

    >>> rewritten("Published On 11 Jan 202411 Jan 2024")
    'Published On 11 Jan 2024 11 Jan 2024'
    """
    if _DIGIT.search(line):
        named = _MONTH.search(line) is not None
        for expression, replacement, names_month in _REWRITTEN:
            if named or not names_month:
                line = expression.sub(replacement, line)
    return line


def in_address(address: str) -> str | None:
    """The day in an address, as 2019-05-31."""
    for expression in _IN_ADDRESS:
        match = expression.search(address)
        if match:
            groups = match.groupdict()
            month = int(groups["m"]) if groups.get("m") else _NUMBERS[groups["name"][:3].lower()]
            return f"{groups['y']}-{month:02}-{int(groups['d']):02}"
    return None


def of_address(told: Mapping[str, str]) -> str | None:
    """The day in the page's own address."""
    return in_address(told.get("url", ""))


def own_address(line: str, article: str) -> str | None:
    """The day in an address on a line, where its words are those of the article."""
    match = _ADDRESS.search(line)
    if match is None:
        return None
    slug = match[0].split("/", 3)[-1].rstrip("/").rpartition("/")[2] or match[0]
    words = set(_SLUG_WORD.findall(slug.lower()))
    known = sum(word in article for word in words)
    return in_address(match[0]) if words and 2 * known >= len(words) else None


def has_dated_address(line: str) -> bool:
    """Whether a line is an address that holds a day."""
    match = _ADDRESS.fullmatch(line.strip())
    return match is not None and in_address(match[0]) is not None

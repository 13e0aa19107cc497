"""Years that an article counts: "20 years ago, in 2002", "the 75th anniversary of ... in 1945"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from comity.dates.words import NUMBERS
from comity.pages.dating.clues import Clue
from comity.pages.dating.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.pages.dating.article import Article

_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_YEAR = r"(?P<y>1[6-9]\d\d|20[0-4]\d)\b(?!s)"
_COUNTS = tuple(  # how a count of years and the year from which it runs stand together
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NUMBER}(?:st|nd|rd|th)? anniversary (?:of|since) [^.;]{{3,80}}?"
        rf"\b(?:in|of|on) [^.;,]{{0,16}}?{_YEAR}",
        rf"\b{_NUMBER} years (?:ago|earlier),? (?:back )?(?:in|on) (?:[A-Z]\w+ )?(?:\d\d?,? )?{_YEAR}",
        rf"\b{_NUMBER}-year-old (?:treaty|agreement|accord|pact|deal|ban|embargo|convention)\b"
        rf"[^.;]{{0,40}}? (?:in|of|from) {_YEAR}",
        rf"\b(?:in|of|from) {_YEAR},? (?:exactly |almost |nearly |some |about )?{_NUMBER} years ago\b",
    )
)
EXACT = re.compile(r"anniversary", re.IGNORECASE)


def of_counts(article: Article) -> Iterator[Clue]:
    """The year that a count gives; a year more or less where it need not be full."""
    if "year" not in article.lowered and "anniversary" not in article.lowered:
        return
    for expression in _COUNTS:
        for match in expression.finditer(article.text):
            count = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"].lower()]
            year = int(match["y"]) + count
            if not count or year > date.max.year - 1:
                continue
            slack = 0 if EXACT.search(match[0]) else 1
            yield Clue(
                f"“{match[0]}” gives the year {year}",
                2 if not slack else 1.5,
                Days.between(date(year - slack, 1, 1), date(year + slack, 12, 31)),
            )
            break

"""What a page shows beside its article that limits its date: copyright, archives, other stories' days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.dates import find
from comity.pages.dating.clues import Clue
from comity.pages.dating.days import Days
from comity.pages.dating.shapes import rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.dates.readings import Either

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,30}(?:\d{4}\s*[-–]\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:archived?|crawl(?:ed)?|captured?|retrieved|accessed|snapshot|fetched)\b", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?![\d/])")
_AMERICAN_TIME = re.compile(r"\b(?:[ECMP][SD]?T|Eastern|Pacific)\b")
_OTHER_TIME = re.compile(
    r"\b(?:GMT|UTC|BST|CES?T|EES?T|MSK|IST|JST|KST|SGT|HKT|WIB|PKT|AE[SD]T|EAT|CAT|SAST|WAT|GST)\b"
)
_AMERICAN = re.compile(
    r"\b(?:defense|center|program|organization|labor|color|favor|harbor|neighbor\w*|canceled|toward)\b"
)
_BRITISH = re.compile(
    r"\b(?:defence|centre|programme|organisation|labour|colour|favour|harbour|neighbour\w*|cancelled|towards)\b"
)
YEARS = (1, 2, 4)
_FULL_CLOCK = re.compile(r"\b(?:1[3-9]|2[0-3])[:.h][0-5]\d\b")
STRAYS = 3  # so many days of other stories show when the page was kept, fewer may all be older ones
_STRAY = timedelta(3)


def of_page(lines: Sequence[str], elsewhere: Sequence[str], today: date) -> Iterator[Clue]:
    """The clues in lines that are not about the article's own date."""
    year = _copyright(lines, elsewhere)
    if year:
        yield Clue(
            f"the page stood in {year}, as its copyright line says", 1, Days.between(None, date(year, 12, 31))
        )
    days: list[date] = []
    for line in elsewhere:
        whole = [
            told.first
            for found in find(rewritten(line[:300]))
            if (told := found.resolve(None)) and told.days == 1 and told.first <= today
        ]
        if whole and _KEPT.search(line):
            yield Clue(f"it was kept on {max(whole)}, as its line says", 2, Days.between(None, max(whole)))
        elif not _COPYRIGHT.search(line):
            days += whole
    if len(days) >= STRAYS:
        last = max(days)
        yield Clue(f"the latest day elsewhere on the page is {last}", 0.5, Days.between(None, last + _STRAY))


def nearest(lines: Sequence[str], elsewhere: Sequence[str]) -> Iterator[Clue]:
    """Preferences: a page is seldom kept many years after it was published."""
    year = _copyright(lines, elsewhere)
    for years in YEARS if year else ():
        first = date(year - years + 1, 1, 1)
        yield Clue(
            f"it is rather not much older than its copyright line of {year}", 0, Days.between(first, None)
        )


def usual_order(either: Either) -> Clue:
    """A preference: most of the world writes the day first."""
    return Clue("most of the world writes the day first", 0, Days.of([either.one]))


def _copyright(lines: Sequence[str], elsewhere: Sequence[str]) -> int:
    """The latest year of the page's copyright lines, or 0."""
    years = (match[1] for line in (*lines, *elsewhere) if (match := _COPYRIGHT.search(line)))
    return max(map(int, years), default=0)


def order(either: Either, lines: Sequence[str], elsewhere: Sequence[str], text: str) -> Iterator[Clue]:
    """Whether a page writes the day or the month first, where a date in numbers leaves that open."""
    one, other = Days.of([either.one]), Days.of([either.other])
    page = "\n".join((*lines, *elsewhere))
    for match in _SLASHED.finditer(page):
        first, second = int(match[1]), int(match[2])
        if (first > 12) != (second > 12):
            yield Clue(f"the page writes {match[0]}, so in this order", 2, one if first > 12 else other)
            break
    for found in find(page):
        told = found.resolve(None)
        if told and told.days == 1 and told.first in (either.one, either.other):
            yield Clue(f"the page says “{found.text}” too", 2, Days.of([told.first]))
            break
    near = "\n".join(lines)
    if _AMERICAN_TIME.search(near):
        yield Clue("its time is an American one, so that the month stands first", 1.5, other)
    elif _OTHER_TIME.search(near):
        yield Clue("its time is not an American one, so that the day stands first", 1.5, one)
    elif _FULL_CLOCK.search(near):
        yield Clue("its clock has 24 hours, so that the day stands first", 1, one)
    american, british = len(_AMERICAN.findall(text)), len(_BRITISH.findall(text))
    if british > american:
        yield Clue("its spelling is British, so that the day stands first", 0.5, one)
    elif american > british:
        yield Clue("its spelling is American, so that the month stands first", 0.5, other)

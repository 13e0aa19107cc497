"""Which lines beside an article may say when it was published, and which speak of other days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.dates import find
from comity.pages import sections
from comity.pages.datelines import is_dateline
from comity.pages.dating.shapes import has_dated_address, rewritten
from comity.records import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.records import Block

# Furniture that speaks of the page's own date; a section's lines carry another reason besides.
DATING = frozenset({"dateline", "byline", "credit of agencies or editors"})
ANOTHER_HEADLINE = 4  # words of a line below the article, from which another story's dates may stand
ABOVE = 12  # blocks above the article that may be its head
BESIDE = 3  # blocks from the article or its title at which a stamp is its own, whatever heading stands above
BELOW = 8
MOST_WORDS = 14
OPENING = 2  # characters before the day that opens a line
LONGEST = 300  # characters
_UNDER = "under “"  # how the reason begins that a heading took a line with it
_LONE_WEEKDAY = re.compile(
    r"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?:[\W\d]|[ap]\.?m\b|h\b|gmt|utc)*", re.IGNORECASE
)
_TELLING = re.compile(r"\d|day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lines:
    """The page's lines about itself, nearest to the article first, and its other lines that hold numbers."""

    near: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def lines(assigned: Sequence[Block], left_out: Sequence[Block] = ()) -> Lines:
    """The lines of a page by its blocks; of `left_out` ones no place is known."""
    near: list[tuple[int, str]] = []
    elsewhere: list[str] = []
    article = [at for at, block in enumerate(assigned) if block.role is Role.ARTICLE]
    heads = [at for at, block in enumerate(assigned) if block.role is Role.TITLE] + article[:1]
    ended = False
    for at, block in enumerate(assigned):
        if block.role is not Role.FURNITURE:
            continue
        below = bool(article) and at > article[-1]
        ended = ended or (below and _begins_another(block))
        distance = min((abs(at - place) for place in (*heads, *article)), default=at)
        if not _TELLING.search(block.text):
            continue
        if not ended and _may_say(block, distance, BELOW if below else ABOVE):
            near.append((distance, block.text))
        else:
            elsewhere.append(block.text[:LONGEST])
    near.sort(key=lambda line: line[0])
    if any(distance <= BESIDE and says_when(text) for distance, text in near):  # farther ones are banners
        elsewhere += [text[:LONGEST] for distance, text in near if distance > BESIDE]
        near = [(distance, text) for distance, text in near if distance <= BESIDE]
    own = [block.text for block in left_out if set(block.reasons) <= DATING]
    rest = [block.text[:LONGEST] for block in left_out if not set(block.reasons) <= DATING]
    return Lines(
        (*(text for _, text in near), *own),
        (*elsewhere, *(text for text in rest if _TELLING.search(text))),
    )


def says_when(text: str) -> bool:
    """Whether a line is little more than a day, a month or a time.

    >>> says_when("21.11.2021 17:32"), says_when("Thursday, 16:40")
    (True, True)
    >>> says_when("Talks of 21.11.2021 failed to bring the envoys home")
    False
    """
    if not _TELLING.search(text):
        return False
    if _LONE_WEEKDAY.fullmatch(text) or has_dated_address(text):
        return True
    return len(text) <= LONGEST and (is_dateline(rewritten(text)) or _opens(text))


def _opens(text: str) -> bool:
    """Whether a short line opens with a day and its year: "Saturday, May 4, 2019. From our reporter"."""
    if len(text.split()) > MOST_WORDS:
        return False
    first = next(iter(find(rewritten(text))), None)
    days = first.resolve(None) if first is not None and first.start <= OPENING else None
    return days is not None and days.days == 1


def _may_say(block: Block, distance: int, reach: int) -> bool:
    if set(block.reasons) <= DATING:
        return True
    if distance > reach or not says_when(block.text):
        return False
    return distance <= BESIDE or not any(reason.startswith(_UNDER) for reason in block.reasons)


def _begins_another(block: Block) -> bool:
    """Whether other stories begin with this line below the article."""
    headline = sections.UNSAID in block.reasons and len(block.text.split()) >= ANOTHER_HEADLINE
    return (headline and not says_when(block.text)) or any(
        reason.startswith(_UNDER) for reason in block.reasons
    )

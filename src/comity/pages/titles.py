"""Which line of a plain-text page is its article's headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comity.pages.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.pages.sight import Sight

REASON = "headline-shaped line above the article that says what the article says"
LEAST_SHARED = 0.25  # of its words
LEAST_GRAMMAR = 0.05  # function words; a list of tags has none
PARAGRAPHS_ASKED = 6
LONGEST = 34
NEARLY = 2.0  # a headline stands above its deck, which may say more of what the article says
_ADDRESS = re.compile(r"\b[\w-]+\.(?:com|org|net|ru|gov|info|mid|int|eu|uk|[a-z]{2})\b")
_INNER_STOP = re.compile(r"[a-z]\. [A-Z]")
_NEVER = frozenset(
    {
        Kind.DATELINE,
        Kind.BYLINE,
        Kind.CAPTION,
        Kind.PICTURE,
        Kind.CREDIT,
        Kind.LEGAL,
        Kind.APPEAL,
        Kind.POINTER,
    }
)


def find(sights: Sequence[Sight]) -> Sight | None:
    """The headline among the lines above the article's first paragraphs, or nothing where none fits."""
    body = [sight for sight in sights if sight.prose]
    if not body:
        return None
    about = frozenset().union(*(sight.shape.content for sight in body[:PARAGRAPHS_ASKED]))
    first = next(at for at, sight in enumerate(sights) if sight.prose)
    repeated = {sight.shape.text.casefold() for sight in sights if sight.repeats}
    worths = [(sight, _worth(sight, about, repeated)) for sight in sights[:first]]
    best = max((worth for _, worth in worths), default=0.0)
    return next((sight for sight, worth in worths if worth and worth >= best - NEARLY), None)


def _worth(sight: Sight, about: frozenset[str], repeated: set[str]) -> float:
    """How well a line serves as the headline of an article that is about these words; 0 where it does not."""
    shape = sight.shape
    if sight.kind in _NEVER or sight.repeats or not 3 <= shape.size <= LONGEST or not shape.content:
        return 0.0
    shared = len(shape.content & about) / len(shape.content)
    if shared < LEAST_SHARED:
        return 0.0
    worth = 10 * shared + 0.2 * min(shape.size, 12)
    worth += 3 if shape.text.casefold() in repeated else 0
    worth -= 3 if _ADDRESS.search(shape.text) or sight.kind is not None else 0
    worth -= 2 if _INNER_STOP.search(shape.text) else 0
    worth -= 1 if shape.text.lower().startswith(("the ", "a ")) else 0
    worth -= 4 if shape.text.count(",") >= 3 and shape.function_share < LEAST_GRAMMAR else 0
    return max(worth, 0.1)

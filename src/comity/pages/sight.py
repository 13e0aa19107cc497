"""What each block of a page is by itself, before its neighbours are asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity.pages import wording
from comity.pages.datelines import is_dateline, is_trail
from comity.pages.shape import Shape
from comity.pages.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

# Prose that holds one of these is furniture all the same; else a sentence is the article's own.
SPEAKS_IN_SENTENCES = frozenset({Kind.CAPTION, Kind.CREDIT, Kind.LEGAL, Kind.APPEAL, Kind.POINTER})
LONGEST_CREDIT = 40  # words; a longer paragraph that ends in a credit is a paragraph
LONGEST_CAPTION = 75
LONGEST_POINTER = 30

# An agency's name behind a paragraph signs the article.
_SIGNED = re.compile(r"(?<=[.!?”\"])\s*\([A-Z][\w-]*(?: [A-Z][\w-]*)?\)\s*$")
_OF_A_PICTURE = re.compile(r"\b[Pp](?:hoto|icture)|PHOTO|\b[Ii]mage|\((?:L|R|C|left|right)\)")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]{15,}’")
_READER = re.compile(r"\b(?:you|your|yours|you're|you’re|you'll|you’ll)\b", re.IGNORECASE)
_OUTLET = re.compile(r"\b(?:we|us|our|ours|we're|we’re|we've|we’ve)\b", re.IGNORECASE)
_BIDS = re.compile(
    r"\W*(?:please |now |to )?(?:support|subscribe|donate|join|sign|follow|become|get|download|read|click"
    r"|register|log"
    r"|contribute|thank|stay|make|never|select|don['’]?t|if|by|help|spotted|found|noticed|already|not|remind|enjoy|want"
    r"|buy|like|find|add|visit|contact|watch|check|see|install|accept|this (?:site|website|page))\b",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"\b(?:support|donat\w+|contribut\w+|subscri\w+|newsletters?|journalis\w+|reporting|readers?|newsroom|cookies?"
    r"|ads?|advert\w+|website|site|e-?mail|inbox|free|monthly|a month|account|login|sign|click|privacy"
    r"|consent"
    r"|browser|app|channel|follow|share|read|membership|members?|help|mission|community|comments?|page|trial"
    r"|independent|unbiased|accurate|silenced?|truth|updates?|stories|content|experience|ready|form|\$\d+)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:journalis\w+|newsroom|readers?|subscri\w+|donat\w+|newsletters?|unbiased|ad-free|reporting|accurate"
    r"|silenced?|independent)\b",
    re.IGNORECASE,
)
ASKING = 3  # points at which a paragraph asks something of its reader


@dataclass(slots=True)
class Sight:
    """A block as it is being judged: furniture as soon as something says so, with the reasons so far."""

    shape: Shape
    kind: Kind | None = None
    furniture: bool = False
    reasons: list[str] = field(default_factory=list)
    repeats: bool = False

    @property
    def prose(self) -> bool:
        """Whether it may still be part of an article."""
        return self.shape.prose and not self.furniture

    def drop(self, reason: str) -> None:
        """Make it furniture, or give one more reason for it."""
        self.furniture = True
        if reason not in self.reasons:
            self.reasons.append(reason)


def look(texts: Sequence[str], *, title: str | None = None) -> list[Sight]:
    """The sights of all blocks of a page, in order."""
    sights = [_sight(text) for text in texts]
    _mark_repeats(sights, title)
    _mark_blurbs(sights)
    return sights


def _sight(text: str) -> Sight:
    sight = Sight(Shape(text))
    phrase = wording.find(_SIGNED.sub("", text) if sight.shape.prose else text)
    if phrase is not None and _counts(phrase.kind, sight.shape):
        sight.kind = phrase.kind
        if phrase.kind is not Kind.ABOUT and phrase.kind is not Kind.PICTURE:
            sight.drop(phrase.reason)
    elif sight.shape.scrap:
        sight.drop("a number or a symbol")
    elif is_trail(text):
        sight.kind = Kind.CONTROL
        sight.drop("the way to the page")
    elif is_dateline(text):
        sight.kind = Kind.DATELINE
        sight.drop("dateline")
    elif sight.shape.prose and asks(text) >= ASKING:
        sight.kind = Kind.APPEAL
        sight.drop("speaks to the reader about the outlet")
    return sight


def _counts(kind: Kind, shape: Shape) -> bool:
    """Whether a phrase says anything of a block of this shape."""
    if not shape.prose:
        return True
    if kind is Kind.CAPTION or kind is Kind.CREDIT:
        return shape.size <= (LONGEST_CAPTION if _OF_A_PICTURE.search(shape.text) else LONGEST_CREDIT)
    if kind is Kind.POINTER:
        return shape.size <= LONGEST_POINTER
    if kind is Kind.APPEAL:
        unquoted = _QUOTED.sub(" ", shape.text)
        return bool(_BIDS.match(shape.text) or _READER.search(unquoted) or _OUTLET.search(unquoted))
    return kind in SPEAKS_IN_SENTENCES or kind in {Kind.ABOUT, Kind.PICTURE, Kind.CONTROL}


def asks(text: str) -> int:
    """How much a paragraph speaks to its reader about the outlet, outside quotations; `ASKING` is plenty."""
    unquoted = _QUOTED.sub(" ", text)
    reader = len(_READER.findall(unquoted))
    outlet = len(_OUTLET.findall(unquoted))
    if not reader and not outlet:
        return 0
    trade = len({word.lower() for word in _TRADE.findall(unquoted)})
    if outlet and len({word.lower() for word in _PRESS.findall(unquoted)}) >= 2:
        return ASKING
    if not reader or not trade:
        return 0
    return min(trade, 3) + min(reader, 2) + (1 if outlet else 0)


def speaks_for_outlet(text: str) -> bool:
    """Whether somebody says "we" or "our" outside quotations, as an article seldom does."""
    return _OUTLET.search(_QUOTED.sub(" ", text)) is not None


def _mark_blurbs(sights: list[Sight]) -> None:
    """Short lines that end like sentences but hold no verb are blurbs, unless beside a paragraph."""
    strong = [sight.prose and sight.shape.strong for sight in sights]
    for at, sight in enumerate(sights):
        if sight.prose and not strong[at] and not any(strong[max(0, at - 1) : at + 2]):
            sight.drop("ends like a sentence but holds no verb")


def _mark_repeats(sights: list[Sight], title: str | None) -> None:
    """A block that says again what an earlier one said, or the title, is furniture."""
    seen = {title.casefold()} if title else set()
    for sight in sights:
        text = sight.shape.text.casefold()
        if text in seen:
            sight.repeats = True
            sight.drop("repeats an earlier line" if text != (title or "").casefold() else "repeats the title")
        elif sight.shape.size >= 3:
            seen.add(text)

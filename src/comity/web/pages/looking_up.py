"""What is typed into the search field, and where it leads: a state, a pair, or what has this id or name."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from comity.answers import document, states
from comity.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comity.api import Ledger

_BETWEEN = re.compile(r"\s*(?:<->|->|[-‐-―/,;:+&→↔]|\b(?:and|with|to|vs?\.?|versus)\b)\s*|\s+", re.IGNORECASE)
"""What may stand between two states. A hyphen or "and" may also be part of a name: every place is tried."""

_AROUND = re.compile(
    r"^(?:between|relations? (?:of|between))\s+|\s+(?:relations?|ties|pair|dyad)$", re.IGNORECASE
)
_ID = re.compile(r"[0-9a-f]{8,64}", re.IGNORECASE)

LONGEST = 200
"""Characters of a question."""
MOST = 6
MOST_PLACES = 40
"""In so many places a question is divided to find two states: more words name no pair."""


@dataclass(frozen=True, slots=True)
class Way:
    """A page that may be meant, and in what words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """The one page that a question means, else those that it may mean."""

    address: str | None
    suggestions: tuple[Way, ...] = ()


def look_up(ledger: Ledger, told: str) -> Found:
    """Where these words lead: "japan russia", "Japanese-Russian", "JPN/RUS", an id, a page's name."""
    asked = " ".join(told.split())
    about = _AROUND.sub("", asked).strip()
    named = _names(ledger)
    alone = named(about)
    if alone is not None:
        return Found(f"/{alone}")
    divided = list(_divided(about))
    for left, right in divided:
        one, other = named(left), named(right)
        if one is not None and other is not None:
            return Found(f"/{one}" if one == other else f"/{one}/{other}")
    address = _with_id(ledger, asked)
    if address is not None:
        return Found(address)
    pages = document.called(ledger.store(), asked, MOST)
    ways = [
        *_pairs(divided, named),
        *(Way(f"/{code}", states.name(code)) for code in states.near(about, MOST)),
    ]
    if len(pages) == 1:
        ((page, name),) = pages.items()
        if not ways or name.endswith(asked):
            return Found(_document(page))
    ways += [Way(_document(page), f"the page {name}") for page, name in pages.items()]
    return Found(None, tuple(dict.fromkeys(ways)))


def _document(page: str) -> str:
    return f"/document/{quote(page, safe='')}"


def _names(ledger: Ledger) -> Callable[[str], str | None]:
    """The code of a state or organisation, or None; each name is looked up once."""
    store = ledger.store()
    known: dict[str, str | None] = {}

    def code(told: str) -> str | None:
        if told not in known:
            try:
                known[told] = states.code(store, told)
            except QuestionError:
                known[told] = None
        return known[told]

    return code


def _divided(told: str) -> Iterator[tuple[str, str]]:
    """The question in two, at every place where one state may end and another begin."""
    for place, between in enumerate(_BETWEEN.finditer(told)):
        if place == MOST_PLACES:
            return
        left, right = told[: between.start()], told[between.end() :]
        if left and right:
            yield left, right


def _pairs(divided: list[tuple[str, str]], named: Callable[[str], str | None]) -> Iterator[Way]:
    """Pairs of which one state is told and the other nearly, or of just two words both nearly."""
    for left, right in divided:
        one, other = named(left), named(right)
        if one is None and other is None and len(divided) > 1:
            continue
        ones = [one] if one else states.near(left, 2)
        others = [other] if other else states.near(right, 2)
        for first in ones:
            for second in others:
                if first != second:
                    yield Way(f"/{first}/{second}", f"{states.name(first)} and {states.name(second)}")


def _with_id(ledger: Ledger, told: str) -> str | None:
    """The event or measure whose id begins so."""
    if not _ID.fullmatch(told):
        return None
    with suppress(QuestionError):
        return f"/event/{ledger.event(told).event.id}"
    with suppress(QuestionError):
        return f"/measures/{ledger.measure(told).measure.id}"
    return None

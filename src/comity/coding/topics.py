"""What is told but is no act of today's states: sport, film and fiction, history lessons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.dates import SpanOfDays

_SPORT = re.compile(
    r"\b(?:midfielder|striker|goalkeeper|defender|penalty shoot-?out|semi-?finals?|quarter-?finals?|"
    r"group stage|World Cup|qualifiers?|friendly match|half-?time|full-?time|medal(?:s|list|lists)?|podium|"
    r"championships?|grand slam|wicket|innings|batsm[ae]n|bowler|grand prix|playoffs?|premier league|"
    r"hat-?trick|head coach|knockout|set point|tie-?break|relay|freestyle|Olympic (?:gold|silver|bronze)|"
    r"volleyball|basketball|ice hockey|rugby|cricket|footballers?|badminton|table tennis|wrestler|chess|"
    r"teammates?|scored|scoreless|equalis\w+|equaliz\w+|kick-?off|squad|referee)\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?!\s*(?:year|per|%|vote|degree|hour|day|month|percent))")
_FICTION = re.compile(
    r"\b(?:novels?|films?|movies?|thriller|screenplay|box office|protagonist|fictional|TV series|"
    r"drama series|video ?game|blockbuster|directed by|starring|miniseries|bestseller|"
    r"comic book|starred|actress)\b",
    re.IGNORECASE,
)
HISTORY_YEARS = 20  # an act that ended longer ago than this is history, not news


@lru_cache(maxsize=1024)  # the sieve asks first, then the coder
def aside(sentence: str) -> str:
    """Why the sentence tells no act of states: "sport", "fiction", or "" where nothing speaks against it."""
    if is_sport(sentence):
        return "sport"
    return "fiction" if is_fiction(sentence) else ""


def is_sport(sentence: str) -> bool:
    """A match, a medal, a team: states that play one another do nothing to one another."""
    found = len(_SPORT.findall(sentence))
    return found >= 2 or (found == 1 and bool(_SCORE.search(sentence))) or _beaten(sentence)


def _beaten(sentence: str) -> bool:
    verb = re.search(r"\b(?:beat|beats|defeated|thrashed|edged|drew with|lost to|hosted?)\b", sentence)
    return bool(verb and (_SCORE.search(sentence) or _SPORT.search(sentence)))


def is_fiction(sentence: str) -> bool:
    """A novel, a film, a game."""
    return bool(_FICTION.search(sentence))


def is_sports_page(text: str) -> bool:
    """Is the whole article about sport? Then its talk of attack and defence is no act."""
    words = max(len(text.split()), 1)
    return len(_SPORT.findall(text)) + 2 * len(_SCORE.findall(text)) > max(4, words * 0.02)


def is_history(days: SpanOfDays, published: SpanOfDays | None) -> bool:
    """Did the act end so long before the page was published that it is a lesson, not news?"""
    return published is not None and days.last.year < published.first.year - HISTORY_YEARS

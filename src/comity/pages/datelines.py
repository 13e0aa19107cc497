"""Lines that say when, where and by whom a page was published, and the way to a page ("Home > World")."""

from __future__ import annotations

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAYS = "(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE = re.compile(
    rf"\b(?:(?:{_MONTHS})\.? ?\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:{_MONTHS})\b"
    rf"|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|(?:{_MONTHS})\.?,? \d{{4}}"
    rf"|\d{{4}}年|{_DAYS},? \d{{1,2}}\b|\d{{8}}\b)"
    rf"|\b\d{{1,2}}[:.]\d{{2}} ?(?:[ap]\.?m|gmt|utc|ist|jst|[a-z]{{3,4}}\b)",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:{_MONTHS}|{_DAYS}|\d[\d:./-]*(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|utc"
    r"|[a-z]{2,4}t|msk|edt|hours?|hrs?|local time"
    r"|updated?|published|posted|created|modified|on|at|date|time|last|first|the|of|in|read|mins?|minutes?|am|pm|beijing"
    r"|by|and|city|source|print|edition|news|today|yesterday)\b",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\s[|•·/–—-]\s|\|")
# As in: MOSCOW, March 3. /TASS/. ...
_IN_SLASHES = re.compile(r"[A-Z][^/>»]{2,40}\s/[A-Z][\w-]{1,20}/")
_TRAIL = re.compile(r"\s*(?:>|»|›|→|::|/|\\|→)\s*")
_LETTERS = re.compile(r"[^\W\d_]{2}")  # the steps of a date in numbers have none
MOST_OTHER_WORDS = 4
MOST_SEPARATED_WORDS = 16
SENTENCE = 6  # words


def is_dateline(text: str) -> bool:
    """Whether a line is little more than a date or a time, perhaps with a place, a name or a desk.

    >>> is_dateline("Friday, 31 May, 2019 - 12:46")
    True
    >>> is_dateline("Ministers to meet again on May 31")
    False
    >>> is_dateline("LIMA, March 3, 2024 - Peru has expelled two diplomats of Chile.")
    False
    """
    if len(text) > 160 or not _DATE.search(text):
        return False
    other = len(re.findall(r"[^\W\d_]{2,}", _TIME.sub(" ", text)))
    if other <= (MOST_OTHER_WORDS if not text.rstrip().endswith(".") else 2):
        return (
            not re.search(r"\b(?:to|will|after|before|since|until|from|for)\b", text, re.IGNORECASE)
            or other <= 1
        )
    return bool(_SEPARATED.search(text)) and other <= MOST_SEPARATED_WORDS and not _leads_in(text)


def _leads_in(text: str) -> bool:
    """Whether a sentence follows the date, as where a report begins: "LIMA, March 3 - Peru has ..."."""
    last = _SEPARATED.split(text)[-1].strip()
    return len(last.split()) >= SENTENCE and last.rstrip("\"'”’)").endswith((".", "!", "?"))


def is_trail(text: str) -> bool:
    """Whether a line is the way to the page: "Home > World > Asia".

    >>> is_trail("Homepage > Europe > Content of article")
    True
    """
    steps = [step for step in _TRAIL.split(text) if step]
    if (
        _IN_SLASHES.match(text)
        or len(text) > 200
        or len(steps) < 2
        or not all(_LETTERS.search(step) for step in steps)
    ):
        return False
    if steps[0].lower().split(" ")[0].rstrip(",") in {
        "home",
        "homepage",
        "main",
        "start",
        "news",
        "you",
        "frontpage",
    }:
        return True
    return len(steps) >= 3 and all(len(step.split()) <= 4 for step in steps[:-1])

"""Words that look like dates and are none: the modal may, a march, the Sun, the 14th round, 2,000 people."""

from __future__ import annotations

import re

from comity.dates import readings as r
from comity.dates.words import MONTHS, WEEKDAYS

_ONE_WORD_MONTHS = {"january", "february", "july", "september", "october", "november", "december"}
_LEADS_TO_MONTH = re.compile(
    r"\b(?:in|since|until|till|during|last|this|next|of|early|late|mid|from|through|throughout|before|"
    r"after|for|and|between|"
    r"by|late-|early-|mid-|every|each|to|or|on|ending|ended|starting|is|was|around|about|back in)[\s-]+$",
    re.IGNORECASE,
)
_NO_MONTH_BEFORE = re.compile(
    r"\b(?:black|long|great|red|theresa|prime minister|minister|mrs?\.?|ms\.?|mayor|president|dr\.?|brian|"
    r"\w+ed by|women['’]s|million|death|protest|salt|of the)\s+$",
    re.IGNORECASE,
)
_NO_MONTH_AFTER = re.compile(r"(?:['’]s (?:government|cabinet|party|deal|plan)| (?:revolution|[A-Z][a-z]+))")
_NO_WEEKDAY_BEFORE = re.compile(
    r"(?:black|bloody|good|super|ash|palm|easter|holy|maundy|cyber|shrove|sheffield|fat|mail on|ruby|"
    r"giving)\s+$",
    re.IGNORECASE,
)
_NO_WEEKDAY_AFTER = re.compile(
    r" (?:Times|Telegraph|Express|Mirror|Mail|Post|Herald|Independent|Mercury|Agreement|Night Live|"
    r"School)\b|s? for Future"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|of|from|before|after|through|throughout|early|late|year|to|"
    r"between|and|around|about"
    r"|than|mid|circa|for|prior to|back in|ending|starting|the end of)[\s-]+|[(,]\s?)$",
    re.IGNORECASE,
)
_YEAR_ADJECTIVE = re.compile(r"(?:\b(?:the|its|his|her|their|our|a)|['’]s)\s+$", re.IGNORECASE)
_NO_YEAR_AFTER = re.compile(
    r"\s*(?:%|percent|per cent|people|persons|troops|soldiers|km|kilomet|miles?\b|met(?:re|er)s|feet|"
    r"dollars|euros|yen|tons|"
    r"tonnes|years|hours|days|men\b|women\b|workers|students|barrels|refugees|migrants|homes|houses|"
    r"civilians|visas|local time)",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = re.compile(
    r"(?:\b(?:on|by|until|till|from|since|of|before|after|to|and|\w{3,6}day,?|yesterday,?) |\()the\s+$|"
    r"\bof\s+$",
    re.IGNORECASE,
)
_ORDINAL_AFTER = re.compile(
    r"\s*(?:$|[,.;:!?)\]]|[-–—] )|\s+(?:the|a|an|and|to|in|at|for|with|that|he|she|they|it|we|his|her|"
    r"their|its|when|after|"
    r"before|as|local|this|said|told|met|held|[a-z]{3,}ed|by|from|is|was|were|will|would)\b|"
    r"\s+(?!(?:Congress|Session|Party|"
    r"National|Central|Amendment|Summit|Street|Avenue|Meeting|Conference|Plenary|General|Assembly|"
    r"Infantry|Army|Division|"
    r"Brigade|Corps|Century|Round|World|Olympics?|Asian|Five|Parallel|Floor|Regiment|Fleet|Arab|Islamic|"
    r"International|"
    r"Anniversary|Annual|Republic|District|Ward|Precinct|[A-Z]{2,})\b)[A-Z]"
)
_NO_TERM_BEFORE = re.compile(
    r"\b(?:time|first|worst|once|second|third|\w{3,}est|only|twice|times|visit|most|years?)\b[^.,;]{0,24}$",
    re.IGNORECASE,
)
_NEXT_DAY_BEFORE = re.compile(r"(?<!\bin )(?<!\bover )(?<!\bwithin )\bthe\s+$", re.IGNORECASE)
_OF_PERIOD = re.compile(r"(?:\b(?:the|of|at|over|during|on)\s+)$", re.IGNORECASE)


def is_date(reading: r.Reading, word: str, before: str, said: str, after: str) -> bool:
    """Whether the words around it let `said`, which begins with `word`, be the date that the grammar read."""
    match reading:
        case r.Month(years=None) | r.From(start=r.Month()) if word.lower().rstrip(".") in MONTHS:
            return _is_month(word, before, said, after)
        case r.Weekday() if word.lower() in WEEKDAYS:
            return _is_weekday(word, before, said, after)
        case r.DayOfMonth(shift=None):
            return bool(_ORDINAL_BEFORE.search(before) and _ORDINAL_AFTER.match(after))
        case r.Fixed() if word[0].isdigit() and word == said and len(word) == 4:
            return _is_year(before, after)
        case r.Period() if word.lower() in {"week", "month", "year"}:
            return word != said  # "the week before last"
        case r.Weekend() if word.lower() == "weekend":
            return bool(_OF_PERIOD.search(before))
        case r.Window() if word.lower() == "decades" and said.lower() == "decades":
            return bool(re.search(r"\b(?:for|over|in)\s+$", before, re.IGNORECASE))
        case r.Told() if word.lower() == "next":
            return bool(_NEXT_DAY_BEFORE.search(before))
        case r.Due() if word.lower() == "in":
            return not _NO_TERM_BEFORE.search(before)
    # A month inside a longer date is capitalised: "he may 5 times".
    return word.lower() not in MONTHS or word[0].isupper()


def _is_month(word: str, before: str, said: str, after: str) -> bool:
    name = word.lower()
    if not word[0].isupper() or _NO_MONTH_BEFORE.search(before):
        return False
    if name not in _ONE_WORD_MONTHS:
        if _NO_MONTH_AFTER.match(after) and not re.search(
            r"\b(?:in|since|last|this|next|early|late|until)[\s-]+$", before
        ):
            return False
        if len(name) <= 4 and name not in {"may", "june", "july"}:  # "in Feb.", never "Jan Egeland" or "Mar"
            return (
                bool(re.search(r"\b(?:in|since|until|last|of|early|late|mid)[\s-]+$", before))
                and said != "Mar"
            )
        return bool(_LEADS_TO_MONTH.search(before)) and not (
            name == "may" and re.search(r"\b(?:to|by|on|for|or|and|after|before|is|was)\s+$", before)
        )
    return not re.match(r" revolution", after, re.IGNORECASE)


def _is_weekday(word: str, before: str, said: str, after: str) -> bool:
    if not word[0].isupper() or _NO_WEEKDAY_BEFORE.search(before) or _NO_WEEKDAY_AFTER.match(after):
        return False
    if word.lower().endswith("day") and len(word) > 3:
        return True
    return (
        word.lower() not in {"sun", "sat", "mon"} and bool(re.search(r"\bon\s+$", before)) and len(said) <= 6
    )


def _is_year(before: str, after: str) -> bool:
    if _NO_YEAR_AFTER.match(after) or before.endswith(("$", "€", "£", "¥", "-", ":", "/")):
        return before.lower().endswith("mid-") and not _NO_YEAR_AFTER.match(after)
    if _YEAR_BEFORE.search(before):
        return True
    return bool(_YEAR_ADJECTIVE.search(before) and re.match(r" [a-z]", after))

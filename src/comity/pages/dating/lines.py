"""The publication date as a page's own lines give it, in the many shapes of newspapers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.dates import Expression, Kind, find
from comity.dates.readings import Either, Fixed, MonthDay, Weekday
from comity.pages.dating.shapes import own_address, rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

OLDEST = 1990  # a year before it is no publication date of a page
MONTH_LINE = 6  # other words of a line that gives but a month or a weekday
LONGEST = 300  # characters of a line that is looked at
_PUBLISHED = re.compile(
    r"\b(?:published|posted|created|issued|released|first published|publication|release date|uploaded|"
    r"pub|dated?|"
    r"submitted|filed|written)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated?|modified|edited|revised|refreshed|last)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{4} ?(?:GMT|UTC|hrs)\b|\b\d{1,2} ?[ap]\.?m\b|\bGMT\b|\bUTC\b",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"©|\(c\) ?\d{4}|\bcopyright\b|\ball rights\b|\barchive(?:d|s)\b|\bcrawl|\bcaptures?\b|\bretrieved\b|"
    r"\baccessed\b|"
    r"\bsnapshot\b|\bsince\b|\bestablished\b|\bfounded\b|\bexpires?\b|\bvalid\b|\bmost (?:read|popular)\b|"
    r"\btrending\b|\bpopular\b|\brelated\b|\bnext (?:event|issue)\b|\bcomments?\b|\breplied\b|\bborn\b",
    re.IGNORECASE,
)
_AFTER_DATELINE = re.compile(
    r"[.,]?\s*(?:[A-Z][\w.]{1,20}\s*(?:—|–|--|-\s|\.\s)|[\])]|\((?:[^()]{2,40})\)|—|–|--|-\s|:|/[A-Z]|\.\s*/|\|)"
)
_BEFORE_DATELINE = re.compile(r"[\s(\[*•]*(?:[^\W\d_][\w.'’-]*[\s,/()\[\]—–-]+){1,8}$")
_LABELLED = re.compile(
    r"\s*(?:First )?(?:Published|Posted|Updated|Created|Issued)(?: on| at|:)?\s*", re.IGNORECASE
)
_SMALL_WORDS = re.compile(r"\b(?:on|in|the|said|by|from|for|to|with|will|has|was|are|is)\s", re.IGNORECASE)
DATELINE_REACH = 70


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that a line of the page gives, and how much it looks like the publication date."""

    found: Expression
    line: str
    score: float
    dateline: bool = False  # opens the article: publication may be a day later
    updated: bool = False  # the day of a later version

    @property
    def whole(self) -> date | None:
        """The day, where the year is stated too."""
        days = self.found.resolve(None)
        return days.first if days and days.days == 1 else None

    @property
    def day(self) -> bool:
        """Whether it gives a day, if not the year or the order of day and month."""
        return self.whole is not None or isinstance(self.found.reading, MonthDay | Either)


def candidates(lines: Sequence[str], article: Sequence[str], *, today: date) -> list[Candidate]:
    """All of them, the likeliest first, days before months and weekdays; none that lies after `today`."""
    found = list(_in_lines(lines, article))
    opening = dateline(article)
    if opening:
        found.append(opening)
    said = [candidate for candidate in found if _possible(candidate, today)]
    counts: dict[date, int] = {}
    for candidate in said:
        if candidate.whole:
            counts[candidate.whole] = counts.get(candidate.whole, 0) + 1
    weighed = [
        replace(candidate, score=candidate.score + 0.5 * (counts[candidate.whole] - 1))
        if candidate.whole
        else candidate
        for candidate in said
    ]
    return sorted(weighed, key=lambda candidate: (not candidate.day, -candidate.score))


def _in_lines(lines: Sequence[str], article: Sequence[str]) -> Iterator[Candidate]:
    about = "\n".join(article).lower()
    for order, told in enumerate(lines):
        line = told[:LONGEST]
        if _NOT_OURS.search(line):
            continue
        address = own_address(line, about)
        if address:
            yield Candidate(find(address)[0], told, 2.5)
            continue
        line = rewritten(line)
        reached = 0
        expressions = find(line)
        other = len(re.findall(r"[^\W\d_]{3,}", line)) - 2 * len(expressions)
        for found in expressions:
            before = line[max(reached, found.start - 45) : found.start]
            reached = found.end
            score = 2.0 - 0.05 * order - 0.1 * max(0, other - 6)
            published = _PUBLISHED.search(before)
            score += 3 if published else 0
            if _TIME.search(line):
                score += 1.5
            if _is_day(found) or (other <= MONTH_LINE and _is_less(found)):
                updated = not published and bool(_UPDATED.search(before))
                yield Candidate(found, told, score, updated=updated)


def _is_day(found: Expression) -> bool:
    """Whether it names one day, or one of two where the order of day and month is open."""
    if found.kind not in (Kind.STATED, Kind.CALENDAR):
        return False
    days = found.resolve(None)
    return isinstance(found.reading, MonthDay | Either) or (days is not None and days.days == 1)


def _is_less(found: Expression) -> bool:
    """Whether it names a month with its year, or a weekday alone."""
    reading = found.reading
    if isinstance(reading, Weekday):
        return reading.weeks is None and reading.side is None
    return isinstance(reading, Fixed) and 28 <= (reading.last - reading.first).days + 1 <= 31


def _possible(candidate: Candidate, today: date) -> bool:
    reading = candidate.found.reading
    if isinstance(reading, Fixed):
        return reading.first.year >= OLDEST and reading.first <= today
    return True


def dateline(article: Sequence[str]) -> Candidate | None:
    """The place and day before the first sentence: "TOKYO, Sept. 10 (Agency) — ..."."""
    for paragraph in article[:2]:
        opening = rewritten(paragraph[: DATELINE_REACH + 60])
        for found in find(opening[: DATELINE_REACH + 30])[:1]:
            before, after = opening[: found.start], opening[found.end : found.end + 45]
            if found.start > DATELINE_REACH or not _is_day(found):
                continue
            if _LABELLED.fullmatch(before):
                return Candidate(found, opening[: found.end + 20], 3.0)
            if _SMALL_WORDS.search(before):
                continue
            opens = not before.strip(" ([*•") or _BEFORE_DATELINE.match(before)
            if opens and _AFTER_DATELINE.match(re.sub(r"^,? (?:19|20)\d\d", "", after)):
                return Candidate(found, opening[: found.end + 20], 1.0, dateline=True)
    return None

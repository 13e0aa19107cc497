"""What the holders of offices that an article names say about the day on which it was published."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from comity.dates import Kind, Relation
from comity.pages.dating.article import meaning
from comity.pages.dating.clues import Clue
from comity.pages.dating.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.actors.sightings import OfficeNamed, Term
    from comity.dates import Expression
    from comity.pages.dating.article import Article

GRACE = timedelta(3)  # a successor is named a little before, a predecessor a little after the day
NEW = timedelta(270)  # so long is the holder of an office a new one
ELECT = timedelta(150)  # before a term, its holder is elected
SHOWN = 4  # terms that a reason tells
LOOK_BACK = 48  # characters before a title
REACH = 160  # characters behind a name in which "took office in August" is his
RIGHT_BEHIND = 20
_WORDS = r"[\s-]*(?:[\w'’-]+\s+){0,2}$"
_LEFT = re.compile(
    rf"\b(?:former|ex-?|then-?|late|ousted|deposed|ex|predecessor,?|onetime|one-time){_WORDS}", re.IGNORECASE
)
_LEAVING = re.compile(rf"\b(?:outgoing|caretaker){_WORDS}", re.IGNORECASE)
_COMING = re.compile(rf"\b(?:incoming|designate){_WORDS}", re.IGNORECASE)
_ELECT = re.compile(r"[- ](?:elect|designate)\b", re.IGNORECASE)
_NEW = re.compile(rf"\b(?:new|newly[- ]\w+|recently[- ]\w+){_WORDS}", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:took|taken|taking|assumed|entered|came (?:in)?to|in) (?:over )?(?:the )?(?:office|power|post)\b"
    r"|\btook over\b|\bwas (?:sworn in|inaugurated|elected|appointed)\b"
    r"|\bbecame (?:[\w-]+ ){0,2}(?:president|minister|chancellor|premier)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(r"\b(?:before|not|until|since) (?:[\w’']+ )?$", re.IGNORECASE)
MOST_AGE = timedelta(400)
BEGAN_GRACE = timedelta(45)  # elected, appointed and sworn in are some weeks apart


class Offices(Protocol):
    """Whatever knows who held which office when; the gazetteer of actors does."""

    def offices_named(self, text: str) -> Sequence[OfficeNamed]:
        """The phrases that give a person an office, and the terms that each may speak of."""
        ...  # pragma: no cover


def of_offices(article: Article, gazetteer: Offices) -> Iterator[Clue]:
    """The clues in all offices that the article gives to persons, of whatever state."""
    seen = set()
    for named in gazetteer.offices_named(article.text):
        if not named.terms:
            continue
        reason, weight, days = _held(article, named)
        key = frozenset((term.person, term.office) for term in named.terms), weight
        if key not in seen:
            seen.add(key)
            yield Clue(reason, weight, days)
        yield from _by_age(article, named)


def _held(article: Article, named: OfficeNamed) -> tuple[str, float, Days]:
    """What naming somebody so says: in office, not yet or no longer, or in office once."""
    before = article.text[max(0, named.span.start - LOOK_BACK) : named.span.start]
    begun = min(term.first for term in named.terms)
    told = "; or ".join(map(_told, named.terms[:SHOWN]))
    held = _terms(named.terms)
    if _LEFT.search(before):
        ended = [term.last for term in named.terms if term.last]
        left = Days.between(min(ended) - GRACE if ended else begun, None)
        return f"no longer in office: {told}", 2, left - held if ended else left
    if _ELECT.search(named.quote) or _COMING.search(before):
        coming = _joined(Days.between(term.first - ELECT, term.first + GRACE) for term in named.terms)
        return f"not yet in office: {told}", 2, coming
    if _of_the_past(article, named):
        return f"it tells of the past of one in office: {told}", 1.5, Days.between(begun - GRACE, None)
    if _NEW.search(before):
        new = _joined(Days.between(term.first - ELECT, term.first + NEW) for term in named.terms)
        return f"new in office: {told}", 1.5, new
    if _LEAVING.search(before):
        leaving = _joined(
            Days.between(term.last - NEW, term.last + GRACE) for term in named.terms if term.last
        )
        return f"about to leave: {told}", 1.5, leaving or held
    return told, 2, held


def _terms(terms: Sequence[Term]) -> Days:
    return _joined(
        Days.between(term.first - GRACE, term.last + GRACE if term.last else None) for term in terms
    )


def _joined(days: Iterator[Days]) -> Days:
    together = Days()
    for some in days:
        together = together | some
    return together


def _of_the_past(article: Article, named: OfficeNamed) -> bool:
    """Whether a stated year, or a count of years, stands before the holder or right behind."""
    return any(
        found.relation in (Relation.ON, Relation.SINCE)
        and (found.kind is Kind.STATED or found.text.lower().endswith(("years ago", "last year")))
        and found.start - named.span.end <= RIGHT_BEHIND
        for found in article.named_in(article.sentence(named.span.start))
    )


def _by_age(article: Article, named: OfficeNamed) -> Iterator[Clue]:
    """The "took office in August" behind a name: the term began in that month."""
    start, end = article.sentence(named.span.start)
    end = min(end, named.span.end + REACH)
    began = _BEGAN.search(article.text, named.span.end, end)
    if began is None or _NOT_SO.search(article.text[start : began.start()]):
        return
    following = [found for found in article.named_in((began.end(), end)) if found.start - began.end() < 24]
    counted = [found for found in following if found.kind in (Kind.CALENDAR, Kind.RELATIVE)]
    if not counted:
        return
    found = counted[0]
    starts = [term.first for term in named.terms]

    def allowed(day: date, found: Expression = found) -> bool:
        told = meaning(found, day)
        return told is not None and any(
            told.first - BEGAN_GRACE <= first <= told.last + BEGAN_GRACE for first in starts
        )

    near = _joined(Days.between(first - BEGAN_GRACE, first + MOST_AGE) for first in starts)
    reach = near if found.kind is Kind.CALENDAR else Days.between(min(starts) - BEGAN_GRACE, None)
    yield Clue(
        f"{named.terms[0].person} took office “{found.text}”: {' or '.join(map(str, starts[:SHOWN]))}",
        2,
        lambda days: (days & reach).where(allowed),
    )


def _told(term: Term) -> str:
    return f"{term.person} was {term.office} ({term.state}) from {term.first} to {term.last or 'today'}"

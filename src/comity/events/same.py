"""Whether two tellings are of one happening.

Each rule answers with how alike the words must be; what the parties, days and statuses leave open, the
sentences' own words decide. Two questions are asked: within one document, where a writer repeats himself
and tells apart what differs; and across documents, where only days and words speak.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from comity.events import matter
from comity.events.happening import WIDE
from comity.records import Status

if TYPE_CHECKING:
    from comity.dates import SpanOfDays
    from comity.events.happening import Happening

NEAR = 31
"""Tellings whose days lie further apart than this are never one happening."""
ECHO = 10
"""Days for which later pages still tell of a deed without dating it."""
SAME_DAY = 1
"""Days between two tellings that a time zone or a night may explain."""
WEEK = 7
"""Spans of more days than this agree with too many others to show much by it."""
NEVER = 2.0
"""More than any likeness."""
REFERRED = 0.2
"""Likeness from which "the expulsion" in a later page is the one that earlier pages tell of."""
QUOTED = 0.85
"""Likeness from which two sentences are one sentence, carried on."""

# Types of which a day may see several between the same parties, each with its own matter.
_SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_RECURRENT = frozenset({"ASSAULT", "AID", "COERCE", "COOPERATE", "MOBILIZE", "PROTEST"})
# Modes under which quite different deeds stand; the others name one deed in several words.
_BROAD = frozenset({"access", "discontinue", "restrict", "withhold"})
_LINE = frozenset({Status.ACTUAL, Status.ANNOUNCED, Status.CONSIDERED})
_UNSETTLED = frozenset({Status.ANNOUNCED, Status.CONSIDERED, Status.HYPOTHETICAL})


class Kinship(IntEnum):
    """How closely the ways of saying two acts are related, closest first."""

    SAME = 0  # one entry of the lexicon, or words for one deed
    MODE = 1  # a mode that takes in different deeds
    TYPE = 2  # nothing but the type


# The likeness needed, by kinship: where the days agree, and where they are some way apart.
_DEED = ((0.0, 0.3), (0.3, 0.45), (0.35, 0.5))
_WORDS = ((0.2, 0.4), (0.3, 0.5), (0.4, 0.6))


def likeness_needed(one: Happening, other: Happening) -> float:
    """How alike two tellings of one document must be to be of one happening; NEVER where they cannot."""
    if not one.predicates.isdisjoint(other.predicates):
        return NEVER  # one verb with two days ("on July 30 and Aug. 26") tells of two
    kinship = _kinship(one, other)
    if kinship is not Kinship.SAME and not one.sentences.isdisjoint(other.sentences):
        return NEVER  # a sentence that names two deeds tells them apart
    apart = _parties(one, other)
    if apart == NEVER:
        return NEVER
    between = _gap_within(one, other)
    if between is None:
        return NEVER
    if _is_deed(one) and matter.counted_otherwise(one.counts, other.counts):
        return NEVER
    unsettled = _status_within(one, other, kinship)
    if (one.refers_back or other.refers_back) and kinship is Kinship.SAME:
        return max(apart, unsettled)
    return max(_needed(one, kinship, far=between > SAME_DAY), apart, unsettled)


def likeness_needed_across(one: Happening, other: Happening) -> float:
    """How alike tellings of different documents must be to be of one happening; NEVER where they cannot."""
    if not one.documents.isdisjoint(other.documents):
        return NEVER  # a document that tells both tells them apart
    apart = _parties(one, other)
    if apart == NEVER:
        return NEVER
    between = _gap_across(one, other)
    if between is None:
        return NEVER
    kinship = _kinship(one, other)
    unsettled = _status_across(one, other, kinship, between)
    if between > ECHO:
        return max(QUOTED, unsettled)
    loosely = max(one.days.days, other.days.days) > WEEK
    if loosely and kinship is Kinship.TYPE:
        return NEVER
    needed = _needed(one, kinship, far=loosely or between > SAME_DAY)
    if (one.refers_back or other.refers_back) and kinship is Kinship.SAME and _is_deed(one):
        needed = min(needed, REFERRED)
    return max(needed, apart, unsettled)


def likeness(one: Happening, other: Happening) -> float | None:
    """How alike their sentences are, 0 to 1; None where either says too little."""
    if not one.matters or not other.matters:
        return None
    return max(matter.likeness(a, b) for a in one.matters for b in other.matters)


def gap(one: SpanOfDays, other: SpanOfDays) -> int:
    """The days between two spans; 0 where they overlap."""
    return max(0, (one.first - other.last).days, (other.first - one.last).days)


def _is_deed(one: Happening) -> bool:
    return one.type not in _SPOKEN and one.type not in _RECURRENT


def _needed(one: Happening, kinship: Kinship, *, far: bool) -> float:
    return (_DEED if _is_deed(one) else _WORDS)[kinship][far]


def _kinship(one: Happening, other: Happening) -> Kinship:
    if not one.acts.isdisjoint(other.acts):
        return Kinship.SAME
    if one.type == "CONSULT" and (one.mode == other.mode or (one.settled and other.settled)):
        return Kinship.SAME  # "met", "held talks" and "visited" are words for one encounter
    if one.mode is not None and one.mode == other.mode:
        return Kinship.SAME if _is_deed(one) and one.mode not in _BROAD else Kinship.MODE
    return Kinship.TYPE


def _parties(one: Happening, other: Happening) -> float:
    """The likeness that their parties and modes call for."""
    if one.mode is not None and other.mode is not None and one.mode != other.mode:
        return NEVER
    if one.symmetric or other.symmetric:
        here, there = one.everyone, other.everyone
        if here == there:
            return 0.0
        return 0.4 if here <= there or there <= here else NEVER
    if one.actors == other.actors and one.recipients == other.recipients:
        return 0.0
    nested = (one.actors <= other.actors and one.recipients <= other.recipients) or (
        other.actors <= one.actors and other.recipients <= one.recipients
    )
    return 0.15 if nested else NEVER


def _status_within(one: Happening, other: Happening, kinship: Kinship) -> float:
    """The likeness that their statuses call for, told in one document."""
    told = {one.status, other.status}
    if len(told) == 1:
        return 0.0
    if Status.DENIED in told:
        return 0.3 if kinship is Kinship.SAME else NEVER
    if told <= _LINE:
        return NEVER if _is_planned_again(one, other) else 0.0
    return 0.3 if told <= _UNSETTLED else 0.5


def _status_across(one: Happening, other: Happening, kinship: Kinship, between: int) -> float:
    """The likeness that their statuses call for, told in two documents `between` days apart."""
    told = {one.status, other.status}
    if len(told) == 1:
        return 0.0
    if Status.DENIED in told:
        return 0.3 if kinship is Kinship.SAME else NEVER
    if not told <= _LINE or _is_planned_again(one, other):
        return NEVER
    return 0.0 if between <= (0 if one.known and other.known else SAME_DAY) else NEVER


def _is_planned_again(one: Happening, other: Happening) -> bool:
    """Are these talks that were held, and talks to come, of which no day says that they are the same?"""
    return one.type == "CONSULT" and one.settled != other.settled and not (one.known and other.known)


def _gap_within(one: Happening, other: Happening) -> int | None:
    """The days between two tellings of one document; None where they are told apart by them."""
    between = gap(one.days, other.days)
    if between > NEAR:
        return None
    if Status.DENIED in (one.status, other.status):
        return between
    if one.known and other.known:
        alike = (one.days.days > WIDE) == (other.days.days > WIDE)
        return 0 if between == 0 and alike else None
    if one.known == other.known:
        return between
    undated, dated = (other, one) if one.known else (one, other)
    return between if _may_be_dated(undated, dated) else None


def _gap_across(one: Happening, other: Happening) -> int | None:
    """The days between tellings of two documents; None where they are told apart by them."""
    between = gap(one.days, other.days)
    if between > NEAR or _is_vague(one, other):
        return None
    if Status.DENIED in (one.status, other.status):
        return min(between, ECHO)
    if one.known and other.known:
        slack = SAME_DAY if one.days.days == other.days.days == 1 else 0
        return between if between <= slack else None
    if one.known == other.known:
        return between
    undated, dated = (other, one) if one.known else (one, other)
    return between if _may_be_dated(undated, dated) else None


def _is_vague(one: Happening, other: Happening) -> bool:
    """Do they say so little about their days that they may lie far apart?"""
    here, there = one.days, other.days
    return max(here.days, there.days) > WIDE and (here.first, here.last) != (there.first, there.last)


def _may_be_dated(undated: Happening, dated: Happening) -> bool:
    """May the day of the one be that of the other, of which only the publication date is known?"""
    lag = (undated.days.first - dated.days.last).days
    if lag < -SAME_DAY:
        return undated.status in _UNSETTLED and dated.status in _UNSETTLED
    if undated.status in _UNSETTLED and dated.settled:
        return lag <= 3  # what is still to come is not what happened weeks ago
    return True

"""Where the evidence of one event disagrees: a denial, another number, another day.

What one source tells in two ways is no dispute; what two independent sources tell is.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from comity.dates import Basis
from comity.events import matter
from comity.records import Contradiction, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from comity.records import Document, Mention


def contradictions(
    mentions: Sequence[Mention], documents: Mapping[str, Document], sources: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """The contradictions among the mentions of one event; `sources` names each document's (see Sources)."""
    found = [*_denial(mentions), *_days(mentions, sources), *_numbers(mentions, documents, sources)]
    return tuple(found)


def _denial(mentions: Sequence[Mention]) -> list[Contradiction]:
    """A denial beside the claim that it was done, or will be; the denying side need be no other source."""
    told: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.status in (Status.ACTUAL, Status.ANNOUNCED, Status.DENIED):
            told.setdefault(mention.status.value, []).append(mention.id)
    return [_listed("status", told)] if Status.DENIED.value in told and len(told) > 1 else []


def _days(mentions: Sequence[Mention], sources: Mapping[str, str]) -> list[Contradiction]:
    """Days that independent sources state; "Tuesday" and "Wednesday" may be one night in two zones."""
    by_source: dict[str, set[str]] = {}
    told: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.days.basis is Basis.STATED and mention.days.days == 1 and mention.status is Status.ACTUAL:
            day = mention.days.first.isoformat()
            by_source.setdefault(sources[mention.document], set()).add(day)
            told.setdefault(day, []).append(mention.id)
    return [_listed("day", told)] if _disagree(by_source.values()) else []


def _numbers(
    mentions: Sequence[Mention], documents: Mapping[str, Document], sources: Mapping[str, str]
) -> list[Contradiction]:
    if len({sources[mention.document] for mention in mentions}) < 2:
        return []
    by_source: dict[str, dict[str, set[float]]] = {}
    told: dict[str, dict[str, list[str]]] = {}
    for mention in mentions:
        for noun, values in matter.of(mention, documents[mention.document]).counts.items():
            by_source.setdefault(noun, {}).setdefault(sources[mention.document], set()).update(values)
            for value in values:
                told.setdefault(noun, {}).setdefault(f"{value:,.10g}", []).append(mention.id)
    return [
        _listed(noun, told[noun]) for noun, values in sorted(by_source.items()) if _disagree(values.values())
    ]


def _disagree(told: Iterable[Set[object]]) -> bool:
    """Is there a pair of sources that have no value in common?"""
    apart = list({frozenset(values) for values in told})
    return any(not one & other for one, other in combinations(apart, 2))


def _listed(what: str, told: Mapping[str, Sequence[str]]) -> Contradiction:
    return Contradiction(what, tuple((value, tuple(ids)) for value, ids in sorted(told.items())))

"""Gathering of tellings into happenings: each joins the one that it fits best, or founds its own.

The best known come first, so that a telling without a date finds the dated ones; none is compared with
a chain of others but with the happening's best known day and its words, so that nothing drifts together.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from comity.dates import Basis
from comity.events import same
from comity.events.happening import WIDE
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comity.events.happening import Happening

    Needed = Callable[[Happening, Happening], float]

CLOSER = 0.02
"""What a day nearer is worth beside likeness, where several fit."""
SAME_WAY = 0.1
"""What it is worth that both are said in the same way."""
SILENCE = 0.2
"""The likeness that a mention with too few words is taken to have."""


def within_document(tellings: Iterable[Happening]) -> list[Happening]:
    """The happenings that one document tells of."""
    return _gathered(sorted(tellings, key=_order_within), same.likeness_needed, dated=False)


def across_documents(tellings: Iterable[Happening], order: Callable[[Happening], object]) -> list[Happening]:
    """The happenings that all documents tell of; `order` breaks ties between tellings equally well known."""

    def known_first(telling: Happening) -> tuple[object, ...]:
        span = telling.days
        return (
            telling.status is Status.DENIED,
            not telling.known,
            span.days > 1,
            -len(telling.everyone),
            span.first,
            span.last,
            order(telling),
        )

    # Those of one day find each other before a neighbouring day can draw one of them away.
    agreeing = _gathered(sorted(tellings, key=known_first), _agreeing, dated=True)
    return _gathered(sorted(agreeing, key=known_first), same.likeness_needed_across, dated=True)


def _gathered(tellings: Iterable[Happening], needed: Needed, *, dated: bool) -> list[Happening]:
    found = _Found(dated=dated)
    for telling in tellings:
        found.place(telling, needed)
    return found.happenings


def _agreeing(one: Happening, other: Happening) -> float:
    """As across documents, for tellings whose days are as well known and have one in common."""
    if one.known is not other.known or same.gap(one.days, other.days):
        return same.NEVER
    return same.likeness_needed_across(one, other)


def _order_within(telling: Happening) -> tuple[object, ...]:
    (mention,) = telling.mentions
    return (
        telling.status is Status.DENIED,
        mention.title,
        not telling.known,
        telling.days.days > 1,
        telling.refers_back,
        mention.predicate,
        mention.id,
    )


def _fit(telling: Happening, candidate: Happening, needed: Needed) -> float | None:
    """How well a telling fits; None where it does not."""
    need = needed(telling, candidate)
    if need == same.NEVER:
        return None
    alike = same.likeness(telling, candidate)
    if need > (SILENCE if alike is None else alike):
        return None
    shared = not telling.acts.isdisjoint(candidate.acts)
    return (alike or 0.0) + SAME_WAY * shared - CLOSER * same.gap(telling.days, candidate.days)


class _Found:
    """The happenings found so far, by type, pair of parties and, where `dated`, day."""

    def __init__(self, *, dated: bool) -> None:
        self.happenings: list[Happening] = []
        self._dated = dated
        self._places: dict[tuple[str, tuple[str, str]], dict[int, list[int]]] = {}

    def place(self, telling: Happening, needed: Needed) -> None:
        """Let the telling join the happening that it fits best; the first found where several fit as well."""
        best, highest = -1, 0.0
        for number in self._candidates(telling):
            fit = _fit(telling, self.happenings[number], needed)
            if fit is not None and (best < 0 or fit > highest):
                best, highest = number, fit
        if best < 0:
            self._enter(telling, telling.pairs, len(self.happenings))
            self.happenings.append(telling)
            return
        joined = self.happenings[best]
        fresh = telling.pairs - joined.pairs
        joined.absorb(telling)
        self._enter(joined, fresh, best)

    def _enter(self, happening: Happening, pairs: Iterable[tuple[str, str]], number: int) -> None:
        for pair in pairs:
            by_day = self._places.setdefault((happening.type, pair), {})
            for day in self._days_of(happening):
                by_day.setdefault(day, []).append(number)

    def _days_of(self, happening: Happening) -> Iterable[int]:
        span = happening.days
        if not self._dated:
            return (0,)
        if span.days > WIDE:
            return (-span.first.toordinal(),)  # found by its like only
        return range(span.first.toordinal(), span.last.toordinal() + 1)

    def _candidates(self, telling: Happening) -> list[int]:
        numbers: set[int] = set()
        for pair in telling.pairs:
            by_day = self._places.get((telling.type, pair))
            if by_day:
                for day in self._days_sought(telling):
                    numbers.update(by_day.get(day, ()))
        return sorted(numbers)

    def _days_sought(self, telling: Happening) -> Iterable[int]:
        span = telling.days
        if not self._dated or span.days > WIDE:
            return self._days_of(telling)
        first, last = span.first.toordinal(), span.last.toordinal()
        if telling.status is Status.DENIED or (span.basis is Basis.PUBLISHED and not telling.settled):
            return range(max(1, first - same.NEAR), min(date.max.toordinal(), last + same.NEAR) + 1)
        if span.basis is Basis.PUBLISHED:
            return range(max(1, first - same.NEAR), last + same.SAME_DAY + 1)
        return range(first - same.SAME_DAY, last + same.SAME_DAY + 1)

"""From clues to a day: the days that fit best, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.dates import Basis, SpanOfDays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from comity.dates import Expression
    from comity.pages.dating.clues import Clue

EARLIEST = date(2010, 1, 1)
FEW = 4  # as many days are named one by one
NEAR = 8  # days within which a story's own day is taken for the day of its publication
TIE = 0.01  # of weight


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last."""
    return (first + timedelta(count) for count in range((last - first).days + 1))


def infer(
    clues: Sequence[Clue],
    *,
    today: date,
    must: Callable[[date], bool] | None = None,
    news: Sequence[Expression] = (),
) -> tuple[SpanOfDays | None, tuple[str, ...]]:
    """The span of all days on which the most weight of clues agrees, with the reasons as sentences.

    Only days that `must` allows are looked at. Where they lie within a week or so, and the story names some
    of them as its `news`, those are left. A clue that fits none is set aside.
    """
    looked_at = [day for day in days_between(EARLIEST, today) if must is None or must(day)]
    weights = dict.fromkeys(looked_at, 0.0)
    open_weight = sum(clue.weight for clue in clues)
    telling: list[tuple[Clue, set[date]]] = []
    for clue in clues:
        allowed = {day for day in weights if clue.allows(day)}
        if len(allowed) < len(weights):
            telling.append((clue, allowed))
        for day in allowed:
            weights[day] += clue.weight
        open_weight -= clue.weight
        enough = max(weights.values(), default=0.0) - open_weight - TIE
        weights = {
            day: weight for day, weight in weights.items() if weight >= enough
        }  # the others cannot win
    if not weights or (must is None and not any(allowed for _, allowed in telling)):
        return None, ("nothing on the page limits when it was published",)
    kept = list(weights)
    reasons = [
        clue.reason if not allowed.isdisjoint(kept) else f"set aside: {clue.reason}"
        for clue, allowed in telling
    ]
    reasons.sort(key=lambda reason: reason.startswith("set aside"))
    for told in news:
        days = _named(told, kept)
        if days and days != kept:
            reasons.append(f"of the days that fit, {_listed(kept)}, it tells of “{told.text}”")
            kept = days
    if len(kept) > 1:
        reasons.append(f"{_listed(kept)} remain possible")
    return SpanOfDays(kept[0], kept[-1], Basis.INFERRED), tuple(reasons)


def _named(news: Expression, days: Sequence[date]) -> list[date]:
    """Those of the days that the news names, where they are near one another."""
    if (days[-1] - days[0]).days > NEAR:
        return []
    named = {told.first for day in days if (told := news.resolve(SpanOfDays.day(day)))}
    return [day for day in days if day in named]


def _listed(days: Sequence[date]) -> str:
    if len(days) <= FEW:
        return " and ".join(map(str, days))
    return f"{len(days)} days from {days[0]} to {days[-1]}"

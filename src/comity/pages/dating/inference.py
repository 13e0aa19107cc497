"""From clues to a day: the days that fit best, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.dates import Basis, SpanOfDays
from comity.pages.dating.clues import WEEKDAYS, Clue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

EARLIEST = date(2010, 1, 1)
FEW = 4  # as many days are named one by one


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last."""
    return (first + timedelta(count) for count in range((last - first).days + 1))


def infer(
    clues: Sequence[Clue],
    *,
    today: date,
    must: Callable[[date], bool] | None = None,
    news_weekday: int | None = None,
) -> tuple[SpanOfDays | None, tuple[str, ...]]:
    """The span of all days on which the most weight of clues agrees, with the reasons as sentences.

    Only days that `must` allows are looked at. Where they lie within a week, the story's own weekday is the
    day. A clue that fits none of them is set aside, and said to be.
    """
    looked_at = [day for day in days_between(EARLIEST, today) if must is None or must(day)]
    allowed = [(clue, {day for day in looked_at if clue.allows(day)}) for clue in clues]
    telling = [(clue, days) for clue, days in allowed if 0 < len(days) < len(looked_at)]
    if not looked_at or (must is None and not telling):
        return None, ("nothing on the page limits when it was published",)
    weights = dict.fromkeys(looked_at, 0.0)
    for clue, days in telling:
        for day in days:
            weights[day] += clue.weight
    most = max(weights.values())
    kept = [day for day, weight in weights.items() if most - weight < 0.01]
    reasons = [clue.reason for clue, days in telling if not days.isdisjoint(kept)]
    reasons += [f"set aside: {clue.reason}" for clue, days in telling if days.isdisjoint(kept)]
    reasons += [f"set aside: {clue.reason}" for clue, days in allowed if not days]
    if (kept[-1] - kept[0]).days in range(1, 7) and news_weekday is not None:
        on_weekday = [day for day in kept if day.weekday() == news_weekday]
        if on_weekday:
            reasons.append(f"of the days that fit, {_listed(kept)}, it tells of the {WEEKDAYS[news_weekday]}")
            kept = on_weekday
    elif len(kept) > 1:
        reasons.append(f"{_listed(kept)} remain possible")
    return SpanOfDays(kept[0], kept[-1], Basis.INFERRED), tuple(reasons)


def _listed(days: Sequence[date]) -> str:
    if len(days) <= FEW:
        return " and ".join(map(str, days))
    return f"{len(days)} days from {days[0]} to {days[-1]}"

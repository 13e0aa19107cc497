"""From clues to a day: the days that fit best, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from comity.dates import Basis, SpanOfDays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.pages.dating.clues import Clue
    from comity.pages.dating.days import Days

FEW = 4  # as many days are named one by one
SETTLED = timedelta(7)  # preferences that do not lead to days so near one another are left aside
TIE = 0.01  # of weight
UNKNOWN = "nothing on the page limits when it was published"


def infer(
    clues: Sequence[Clue], *, possible: Days, limited: bool, preferences: Sequence[Clue] = ()
) -> tuple[SpanOfDays | None, tuple[str, ...]]:
    """The span of all days on which the most weight of clues agrees, with the reasons as sentences.

    Only `possible` days are looked at; `limited` says that the page limits them. A clue that fits none of the
    best days is set aside. `preferences` then choose among these, one after the other, where they lead to
    days near one another.
    """
    best, telling = _best(clues, possible)
    if not best or not (limited or any(allowed for _, allowed in telling)):
        return None, (UNKNOWN,)
    reasons = [clue.reason if allowed & best else f"set aside: {clue.reason}" for clue, allowed in telling]
    reasons.sort(key=lambda reason: reason.startswith("set aside"))
    kept, chosen = _preferred(preferences, best)
    if kept.last - kept.first <= SETTLED:
        reasons += chosen
    else:
        kept = best
    if len(kept) > 1:
        reasons.append(f"{_listed(kept)} remain possible")
    return SpanOfDays(kept.first, kept.last, Basis.INFERRED), tuple(reasons)


def _best(clues: Sequence[Clue], possible: Days) -> tuple[Days, list[tuple[Clue, Days]]]:
    """The days with the most weight, and the clues that tell days apart, with those they allow."""
    groups = {0.0: possible} if possible else {}
    rest = sum(clue.weight for clue in clues)
    telling: list[tuple[Clue, Days]] = []
    left = possible
    for clue in sorted(clues, key=lambda clue: clue.costly):  # the costly ones look at few days then
        allowed = clue.among(left)
        rest -= clue.weight
        if allowed == left:
            groups = {weight + clue.weight: days for weight, days in groups.items()}
            continue
        telling.append((clue, allowed))
        parted: dict[float, Days] = {}
        for weight, days in groups.items():
            for part, worth in ((days & allowed, weight + clue.weight), (days - allowed, weight)):
                if part:
                    parted[worth] = parted[worth] | part if worth in parted else part
        enough = max(parted) - rest - TIE  # the others cannot win
        groups = {weight: days for weight, days in parted.items() if weight >= enough}
        left = type(left)()
        for days in groups.values():
            left = left | days
    best = groups[max(groups)] if groups else possible
    return best, telling


def _preferred(preferences: Sequence[Clue], days: Days) -> tuple[Days, list[str]]:
    """The days that the preferences choose in turn, and the reasons of those that chose."""
    reasons = []
    for preference in preferences:
        if len(days) <= 1:
            break
        chosen = preference.among(days)
        if chosen and chosen != days:
            reasons.append(f"of the days that fit, {_listed(days)}, {preference.reason}")
            days = chosen
    return days, reasons


def _listed(days: Days) -> str:
    if len(days) <= FEW:
        return " and ".join(map(str, days))
    return f"{len(days)} days from {days.first} to {days.last}"

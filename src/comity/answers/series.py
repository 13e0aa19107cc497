"""The relation of two states over time: what they did to one another in each period, counted and weighed.

What counts, so that a figure can be checked against the events:

- An event counts once, however many pages and sentences tell it; in both lanes and once in "both" where both
  sides act alike (talks, agreements).
- It counts where it is settled: its status is actual, and nobody denies it. What one source tells as done and
  another denies is counted apart, as `denied`. A dispute over a number or a day leaves it done: it counts.
- It counts in the period of its first day. Where its days span more than a period has (31 for months), it is
  known too loosely to be placed, and is left out and told apart (`loose`).
- Its intensity is Goldstein's, by type, from -10 (conflict) to 10 (cooperation), as PLOVER's types have it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from comity.answers import days, periods
from comity.answers.classes import CLASSES
from comity.errors import QuestionError
from comity.ledger import reader
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import polars

    from comity.answers.periods import By
    from comity.ledger.store import Store
    from comity.ontology.plover import Plover
    from comity.records import Event

BOTH = "both"
"""The direction of what either side did."""

COLUMNS = ("period", "direction", "events", *CLASSES, "score", "score_mean", "denied")
"""The keys of a record, in their order."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A settled event, where it counts and how much it weighs."""

    event: Event
    begins: date  # the first day of its period
    column: str  # one of CLASSES
    goldstein: float
    directions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One direction in one period: how many events of which class, and their intensity."""

    period: str
    begins: date
    direction: str
    events: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    score: float  # sum of the events' intensities
    denied: int  # told as done and denied; not among `events`

    @property
    def score_mean(self) -> float | None:
        """The intensity of an event of this period; None where there was none."""
        return round(self.score / self.events, 3) if self.events else None

    def record(self) -> dict[str, Any]:
        """As tables, CSV and JSON have it."""
        return {column: getattr(self, column) for column in COLUMNS}


@dataclass(frozen=True)
class Series:
    """Every period from the first to the last settled event, each in three directions.

    The directions are "JPN->RUS", "RUS->JPN" and "both". Periods without an event are there, with zeros.
    """

    one: str
    other: str
    by: By
    points: tuple[Point, ...]  # by period, then by direction
    happened: tuple[Happened, ...]  # by day
    loose: tuple[Event, ...]  # settled, but their days span more than a period has

    @property
    def directions(self) -> tuple[str, str, str]:
        """The lanes, and both together."""
        return _directions(self.one, self.other)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The names of all periods."""
        return tuple(point.period for point in self.lane(BOTH))

    def lane(self, direction: str) -> list[Point]:
        """The periods of one direction."""
        return [point for point in self.points if point.direction == direction]

    def records(self) -> list[dict[str, Any]]:
        """A mapping for each period and direction, keys in the order of the columns."""
        return [point.record() for point in self.points]

    def frame(self) -> polars.DataFrame:
        """The records as a data frame, with the first day of each period in the column `begins`."""
        import polars

        kinds: dict[str, Any] = dict.fromkeys(COLUMNS, polars.Int64)
        kinds |= dict.fromkeys(("period", "direction"), polars.String)
        kinds |= dict.fromkeys(("score", "score_mean"), polars.Float64)
        kinds["begins"] = polars.Date
        rows = [{**point.record(), "begins": point.begins} for point in self.points]
        return polars.DataFrame(rows, schema=kinds)


def series(
    store: Store,
    one: str,
    other: str,
    *,
    by: str = "month",
    since: date | None = None,
    until: date | None = None,
) -> Series:
    """The series of two states, given by code; of the events whose first day lies in `since` to `until`.

    QuestionError names an unknown period, the same state twice, and days that end before they begin.
    """
    length = periods.read(by)
    if one == other:
        raise QuestionError(f"a series is of two states, and {one} was named twice; name another one")
    days.check_order(since, until)
    with store.snapshot() as connection:
        events = reader.events_between(
            connection, one, other, since=since, until=until, statuses=[Status.ACTUAL.value]
        )
    within = [event for event in events if since is None or event.days.first >= since]
    from comity.ontology import plover

    return of_events(within, one, other, length, plover.shipped())


def of_events(events: Iterable[Event], one: str, other: str, by: By, plover: Plover) -> Series:
    """The series that these events of two states make."""
    settled: list[Happened] = []
    denied: list[Happened] = []
    loose = []
    for event in events:
        if event.status is not Status.ACTUAL:
            continue
        doubted = any(status is Status.DENIED for status, _ in event.statuses)
        if event.days.days > periods.LONGEST[by]:
            if not doubted:
                loose.append(event)
            continue
        kind = plover.types[event.type]
        column = CLASSES[kind.event_class - 1]
        begins = periods.begin(event.days.first, by)
        placed = Happened(event, begins, column, kind.goldstein, _lanes(event, one, other))
        (denied if doubted else settled).append(placed)
    points = tuple(_points(settled, denied, _directions(one, other), by))
    in_order = sorted(settled, key=lambda each: (each.event.days.first, each.event.id))
    return Series(one, other, by, points, tuple(in_order), tuple(loose))


def _points(
    settled: list[Happened], denied: list[Happened], directions: tuple[str, ...], by: By
) -> Iterable[Point]:
    counts: Counter[tuple[date, str, str]] = Counter()
    scores: dict[tuple[date, str], float] = {}
    for each in settled:
        for lane in each.directions:
            counts[each.begins, lane, each.column] += 1
            scores[each.begins, lane] = scores.get((each.begins, lane), 0.0) + each.goldstein
    for each in denied:
        for lane in each.directions:
            counts[each.begins, lane, "denied"] += 1
    begun = [each.begins for each in (*settled, *denied)]
    for begins in periods.between(min(begun), max(begun), by) if begun else ():
        for lane in directions:
            yield Point(
                periods.name(begins, by),
                begins,
                lane,
                events=sum(counts[begins, lane, column] for column in CLASSES),
                **{column: counts[begins, lane, column] for column in (*CLASSES, "denied")},
                # Intensities have one decimal; what adding them leaves behind is no figure.
                score=round(scores.get((begins, lane), 0.0), 1),
            )


def _directions(one: str, other: str) -> tuple[str, str, str]:
    return f"{one}->{other}", f"{other}->{one}", BOTH


def _lanes(event: Event, one: str, other: str) -> tuple[str, ...]:
    there, back, both = _directions(one, other)
    actors, recipients = set(event.actors), set(event.recipients)
    if event.symmetric:
        return there, back, both
    lanes = (
        lane for lane, pair in ((there, (one, other)), (back, (other, one))) if _did(pair, actors, recipients)
    )
    return *lanes, both


def _did(pair: tuple[str, str], actors: set[str], recipients: set[str]) -> bool:
    return pair[0] in actors and pair[1] in recipients

"""From what single snapshots show to dated intervals.

Each pair of a passport and a destination has three layers, and the intervals of one layer never overlap:

- the *rules*. A rule runs on below overlays and doubtful readings where the same is shown before and after:
  then it is one interval whose first and last day seen span over them. On the days that are hidden so, nobody
  observed it. Where the rule differs afterwards, the change lies somewhere between; a rule that was not shown
  before an overlay begins after it.
- the *overlays* (`covid_ban`, `hayya`), as they were shown.
- *doubtful* readings (see `doubts`), as they were shown, with the reason.

What is told more finely (visa_free, then visa_free with 90 days; eta_or_evisa, then evisa) is another
interval, even where it contradicts nothing: an interval says exactly what was shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from comity.borders.requirement import Overlay
from comity.borders.seen import doubts
from comity.borders.seen.encodings import REQUIREMENTS
from comity.borders.seen.matrices import CODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

PAIR = doubts.PAIR
COLUMNS = (*PAIR, "requirement", "days", "first_seen", "last_seen", "gone_by", "source", "doubtful")
_SEEN = ("first_seen", "last_seen", "gone_by")


def build(shown: Sequence[tuple[date, str, pl.DataFrame]]) -> pl.DataFrame:
    """Intervals from snapshots: for each its day, its source and what it shows, the oldest first, a day once.

    What it shows has the columns passport, destination, requirement, days. A row of the result is an
    interval: first_seen and last_seen are the days of the first and last snapshot that show it; gone_by is
    the day of the first one that shows another of its layer (for overlays and doubtful readings: anything
    else), null where none does; source is that of the first. Sorted by passport, destination, first day and
    requirement.
    """
    readings = doubts.mark(_readings(shown))
    overlay = pl.col("requirement").cast(pl.String).is_in([str(each) for each in Overlay])
    apart = overlay | pl.col("doubtful").is_not_null()
    intervals = [_as_shown(readings).filter(apart), _rules(readings.filter(~apart))]
    sources = [source for _, source, _ in shown]
    return (
        pl.concat(each.select(*PAIR, "requirement", "days", *_SEEN, "at", "doubtful") for each in intervals)
        .with_columns(
            source=pl.col("at").replace_strict(dict(enumerate(sources)), return_dtype=_enum(sources))
        )
        .with_columns(pl.col("doubtful").cast(pl.Categorical))
        .sort(*PAIR, "first_seen", "requirement")
        .select(COLUMNS)
    )


def _readings(shown: Sequence[tuple[date, str, pl.DataFrame]]) -> pl.DataFrame:
    """What consecutive snapshots show alike: a row a reading, in order of pair and time."""
    cells = pl.concat(
        frame.select(
            pl.col(PAIR).cast(CODES),
            pl.col("requirement").cast(REQUIREMENTS),
            pl.col("days").cast(pl.Int16),
            day=pl.lit(day, pl.Date),
            at=pl.lit(at, pl.UInt16),
        )
        for at, (day, _, frame) in enumerate(shown)
    ).sort(PAIR, maintain_order=True)
    return _joined(cells, pl.col("day").first().alias("first"), pl.col("day").last().alias("last")).drop(
        "run"
    )


def _as_shown(readings: pl.DataFrame) -> pl.DataFrame:
    gone = pl.col("first").shift(-1).over(PAIR)
    return readings.with_columns(first_seen="first", last_seen="last", gone_by=gone)


def _rules(readings: pl.DataFrame) -> pl.DataFrame:
    """Readings of rules, joined over what hides them."""
    rules = _joined(
        readings, pl.col("first").first().alias("first_seen"), pl.col("last").last().alias("last_seen")
    )
    gone = pl.col("first_seen").shift(-1).over(PAIR)
    return rules.with_columns(gone_by=gone, doubtful=pl.lit(None, pl.String))


def _joined(rows: pl.DataFrame, *days: pl.Expr) -> pl.DataFrame:
    """Rows that follow one another and show the same, as one."""
    run = pl.struct(*PAIR, "requirement", "days").rle_id().alias("run")
    same = pl.col(*PAIR, "requirement", "days", "at").first()
    return rows.group_by(run, maintain_order=True).agg(same, *days, shown=pl.len())


def _enum(texts: Sequence[str]) -> pl.Enum:
    return pl.Enum(list(dict.fromkeys(texts)))

"""Which readings are doubtful: those that flap, by three stated rules.

A *reading* is what consecutive snapshots show for one passport and destination. It flaps where it is unlike
the two that surround it and these are alike. Likeness is that of requirements, not of days, and `eta`,
`evisa` and `eta_or_evisa` are alike, so that a rule that is told more finely meanwhile is still the same. Of
readings that take turns (A B A B A) every second is doubted, beginning with the first that is surrounded.

1. *At once*: at least 20 passports of one destination (or 20 destinations of one passport) turn from A to B
   in the same snapshot, and each is back at A within 92 days; pairs that turned so and returned at another
   time too are left out, for that is a practice (Ghana gives visas on arrival around New Year). From
   2024-05-08 to 2024-06-10 passports to Japan were shown so.
2. *Alone*: one single snapshot shows B, and those around it, at most 92 days apart, show A.
3. *Amid an overlay*: B is only shown by single snapshots, each between two that show the same overlay and are
   at most 183 days apart, and the rule before and after is A. So Japanese had an "e-visa" for Russia on
   2021-01-25 and 2021-05-13 between covid bans.

92 and 183 days are a quarter and a half of a year, counted between the snapshots around the reading: no
longer can it have held. Some rules did hold so shortly: a doubt is no verdict, and a curated rule with its
source goes before all that snapshots show.
"""

from __future__ import annotations

import polars as pl

from comity.borders.requirement import Overlay, Requirement

MANY = 20
"""Pairs that turn at once."""

SHORT = 92
"""Days between the snapshots around a short reading."""

AMID = 183
"""Days between the snapshots around a single one amid an overlay."""

PAIR = ("passport", "destination")
_OVERLAYS = [str(each) for each in Overlay]
_ALIKE = {str(each): str(Requirement.ETA_OR_EVISA) for each in (Requirement.ETA, Requirement.EVISA)}


def mark(readings: pl.DataFrame) -> pl.DataFrame:
    """The readings with a column `doubtful`: the reason in words, or null.

    `readings` has a row a reading, in order of pair and time: passport, destination, requirement, first and
    last (days of the first and last snapshot that show it), shown (number of snapshots). Overlays are among
    them and not doubted.
    """
    spells = _spells(readings)
    turns = _turns(spells)
    reasons = turns.filter(pl.col("doubtful").is_not_null()).select("turn", "doubtful")
    of_spells = (
        spells.select("spell", "turn").join(reasons, on="turn", how="inner").select("spell", "doubtful")
    )
    kinds = readings.with_columns(_kind()).with_columns(_run_of("kind").alias("spell"))
    return kinds.join(of_spells, on="spell", how="left", maintain_order="left").drop("kind", "spell")


def _kind() -> pl.Expr:
    return pl.col("requirement").cast(pl.String).replace(_ALIKE).alias("kind")


def _run_of(*columns: str) -> pl.Expr:
    return pl.struct(*PAIR, *columns).rle_id()


def _spells(readings: pl.DataFrame) -> pl.DataFrame:
    """Consecutive readings of rules that are alike; one `turn` are those with only overlays between."""
    spells = (
        readings.with_columns(_kind())
        .with_columns(_run_of("kind").alias("spell"))
        .group_by("spell", maintain_order=True)
        .agg(
            pl.col(*PAIR, "kind").first(),
            pl.col("first").min(),
            pl.col("last").max(),
            pl.col("shown").sum(),
        )
    )
    before, after = pl.col("kind").shift(1).over(PAIR), pl.col("kind").shift(-1).over(PAIR)
    apart = (pl.col("first").shift(-1).over(PAIR) - pl.col("last").shift(1).over(PAIR)).dt.total_days()
    amid = (pl.col("shown") == 1) & (before == after) & before.is_in(_OVERLAYS) & (apart <= AMID)
    spells = spells.with_columns(amid=amid.fill_null(value=False), overlay=before)
    rules = spells.filter(~pl.col("kind").is_in(_OVERLAYS))
    return rules.with_columns(_run_of("kind").alias("turn"))


def _turns(spells: pl.DataFrame) -> pl.DataFrame:
    """What rules were shown one after the other, each with the reason to doubt it or null."""
    turns = spells.group_by("turn", maintain_order=True).agg(
        pl.col(*PAIR, "kind", "overlay").first(),
        pl.col("first").min(),
        pl.col("last").max(),
        pl.col("shown").sum(),
        pl.col("amid").all(),
    )
    turns = turns.with_columns(
        before=pl.col("kind").shift(1).over(PAIR),
        after=pl.col("kind").shift(-1).over(PAIR),
        left=pl.col("last").shift(1).over(PAIR),
        back=pl.col("first").shift(-1).over(PAIR),
    )
    turns = _with_practice(
        turns.with_columns(returns=(pl.col("before") == pl.col("after")).fill_null(value=False))
    )
    brief = pl.col("returns") & ((pl.col("back") - pl.col("left")).dt.total_days() <= SHORT)
    turns = turns.with_columns(brief=brief).with_columns(mass=pl.col("brief") & ~pl.col("practice"))
    turns = turns.with_columns(
        to=_many("destination"),
        of=_many("passport"),
        alone=pl.col("brief") & (pl.col("shown") == 1),
        amid=pl.col("returns") & pl.col("amid"),
    )
    flaps = pl.any_horizontal("to", "of", "alone", "amid")
    turns = turns.with_columns(flaps=flaps).with_columns(chain=_run_of("flaps"))
    every_second = pl.int_range(pl.len()).over("chain") % 2 == 0
    return _with_reasons(turns.with_columns(doubted=pl.col("flaps") & every_second))


def _with_practice(turns: pl.DataFrame) -> pl.DataFrame:
    """Whether the pair turned from the one to the other and back more than once, in either direction."""
    one, other = pl.min_horizontal("before", "kind"), pl.max_horizontal("before", "kind")
    turns = turns.with_columns(one=one, other=other)
    times = [
        (pl.col("returns") & (pl.col("kind") == pl.col(each))).sum().over(*PAIR, "one", "other")
        for each in ("one", "other")
    ]
    return turns.with_columns(practice=pl.max_horizontal(times) > 1)


def _many(side: str) -> pl.Expr:
    """Whether many pairs of this side turn from A to B in one snapshot and are soon back."""
    return pl.col("mass") & (pl.col("mass").sum().over(side, "before", "kind", "first") >= MANY)


def _with_reasons(turns: pl.DataFrame) -> pl.DataFrame:
    def at_once(side: str, flag: str, words: str) -> pl.Expr:
        group = (side, "before", "kind", "first")
        together = pl.col("doubted") & pl.col(flag)
        count = together.sum().over(group)
        back = pl.col("back").filter(together).max().over(group)
        return pl.format(
            words + " changed from {} to {} at once on {} and back by {}",
            count,
            pl.col(side).cast(pl.String),
            "before",
            "kind",
            pl.col("first").cast(pl.String),
            back.cast(pl.String),
        )

    alone = pl.format(
        "one snapshot only shows it, on {}; those of {} and {} show {}",
        *(pl.col(each).cast(pl.String) for each in ("first", "left", "back")),
        "before",
    )
    amid = pl.format("single snapshots amid {} show it; the rule before and after is {}", "overlay", "before")
    reason = (
        pl.when(~pl.col("doubted"))
        .then(None)
        .when(pl.col("to"))
        .then(at_once("destination", "to", "{} passports to {}"))
        .when(pl.col("of"))
        .then(at_once("passport", "of", "{} destinations of passport {}"))
        .when(pl.col("amid"))
        .then(amid)
        .otherwise(alone)
    )
    return turns.with_columns(doubtful=reason)

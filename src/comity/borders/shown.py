"""What public snapshots showed, as rules: layer one of the record.

The file `seen.parquet` keeps each reading as it was shown, with the days on which it was
(`comity.borders.seen` makes it). Here readings become rules: a rule began after the last snapshot that
showed another one and by the first that showed it. Where a source told more coarsely at first, and the
finer reading that followed does not contradict, both are one rule, which is `inferred` on the days of the
coarser reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.borders.requirement import Overlay, Requirement
from comity.borders.rules import Basis, Closure, Period, Rule, Source
from comity.dates import SpanOfDays
from comity.errors import InputError

if TYPE_CHECKING:
    import polars as pl

FILE = Path(__file__).with_name("seen.parquet")

COLUMNS = (
    "passport",
    "destination",
    "requirement",
    "days",
    "first_seen",
    "last_seen",
    "gone_by",
    "source",
    "doubtful",
)

FIRST_WITH_DAYS = date(2020, 2, 7)
"""Before this snapshot none told how many days a stay may last."""

LOOKED_FOR = 12
"""Pairs that are found by going through all rows; more are worth an index."""

_DAY = timedelta(1)
_OVERLAYS = {overlay.value for overlay in Overlay}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A reading that is kept but not believed, and why."""

    requirement: Requirement
    days: int | None
    first_seen: date
    last_seen: date
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Pair:
    """All that the snapshots showed of one passport and destination, in order of time."""

    rules: tuple[Rule, ...] = ()
    closures: tuple[Closure, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


class Shown:
    """The readings of one file, asked by pair. InputError where the file is missing or not such a table."""

    def __init__(self, path: Path = FILE) -> None:
        self.path = path

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row an interval: passport, destination, requirement, days, first and last day seen, ..."""
        import polars as pl

        if not self.path.is_file():
            raise InputError(
                f"{self.path} is missing; make it by `comity visa import CLONE --record {self.path}`"
            )
        try:
            frame = pl.read_parquet(self.path)
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputError(
                f"{self.path} is no visa record: {error}; make it anew by `comity visa import`"
            ) from error
        missing = [column for column in COLUMNS if column not in frame.columns]
        if missing:
            raise InputError(
                f"{self.path} is no visa record: it has no column {', '.join(missing)};"
                " make it anew by `comity visa import`"
            )
        return frame

    @cached_property
    def newest(self) -> date:
        """The day of the newest snapshot."""
        return self._day("max", "last_seen")

    @cached_property
    def begins(self) -> date:
        """The day of the first snapshot."""
        return self._day("min", "first_seen")

    def _day(self, which: str, column: str) -> date:
        day = getattr(self.frame[column], which)()
        if not isinstance(day, date):
            raise InputError(f"{self.path} is empty; make it anew by `comity visa import`")
        return day

    @cached_property
    def states(self) -> list[str]:
        """The codes of all passports and destinations, sorted."""
        return sorted(
            {str(code) for side in ("passport", "destination") for code in self.frame[side].unique()}
        )

    def pair(self, passport: str, destination: str) -> Pair:
        """What was shown of a pair; nothing where the snapshots do not have it."""
        return self._pairs.get(passport, destination)

    @cached_property
    def _pairs(self) -> _Pairs:
        return _Pairs(self.frame)


class _Pairs:
    """The rows of each pair. The first few are looked for; whoever asks for more has an index made."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self.asked = 0

    def get(self, passport: str, destination: str) -> Pair:
        import polars as pl

        self.asked += 1
        if self.asked > LOOKED_FOR:
            return read(passport, destination, self._rows.get((passport, destination), []))
        wanted = (pl.col("passport") == passport) & (pl.col("destination") == destination)
        return read(passport, destination, self.frame.filter(wanted).sort("first_seen").to_dicts())

    @cached_property
    def _rows(self) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """All rows by pair, in order of time."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in self.frame.sort("first_seen").iter_rows(named=True):
            found.setdefault((row["passport"], row["destination"]), []).append(row)
        return found


def read(passport: str, destination: str, rows: list[dict[str, Any]]) -> Pair:
    """The rules, overlays and doubtful readings of one pair's rows, which stand in order of time."""
    base = [row for row in rows if row["requirement"] not in _OVERLAYS and row["doubtful"] is None]
    return Pair(
        tuple(_rules(passport, destination, base)),
        tuple(_closure(passport, destination, row) for row in rows if row["requirement"] in _OVERLAYS),
        tuple(
            Doubtful(
                Requirement(row["requirement"]),
                row["days"],
                row["first_seen"],
                row["last_seen"],
                row["doubtful"],
                _source(row),
            )
            for row in rows
            if row["doubtful"] is not None
        ),
    )


def _rules(passport: str, destination: str, rows: list[dict[str, Any]]) -> list[Rule]:
    chains: list[list[dict[str, Any]]] = []
    for row in rows:
        if chains and _goes_on(chains[-1][-1], row):
            chains[-1].append(row)
        else:
            chains.append([row])
    found = []
    for number, chain in enumerate(chains):
        before = chains[number - 1][-1]["last_seen"] if number else None
        after = chains[number + 1][0]["first_seen"] if number + 1 < len(chains) else None
        first, finest = chain[0], chain[-1]
        begins = SpanOfDays(before + _DAY if before else first["first_seen"], first["first_seen"])
        ends = SpanOfDays(finest["last_seen"], after - _DAY) if after else None
        found.append(
            Rule(
                id=f"seen-{passport}-{destination}-{first['first_seen']}".lower(),
                passports=frozenset({passport}),
                destination=destination,
                requirement=Requirement(finest["requirement"]),
                period=Period(begins, ends, open=before is None),
                basis=Basis.SEEN,
                days=finest["days"],
                sources=(_source(finest),),
                shown_from=finest["first_seen"],
                shown_to=finest["last_seen"],
            )
        )
    return found


def _goes_on(coarse: dict[str, Any], fine: dict[str, Any]) -> bool:
    """Whether a reading is the one before it, told more finely."""
    one, other = Requirement(coarse["requirement"]), Requirement(fine["requirement"])
    if other is one:
        return coarse["days"] == fine["days"] or (
            coarse["days"] is None and coarse["last_seen"] < FIRST_WITH_DAYS
        )
    return other.refines(one) and coarse["days"] is None


def _closure(passport: str, destination: str, row: dict[str, Any]) -> Closure:
    gone = row["gone_by"]
    return Closure(
        id=f"seen-{passport}-{destination}-{row['first_seen']}".lower(),
        passports=frozenset({passport}),
        destination=destination,
        bars=Overlay(row["requirement"]),
        period=Period(
            SpanOfDays.day(row["first_seen"]),
            SpanOfDays(row["last_seen"], gone - _DAY) if gone else None,
        ),
        basis=Basis.SEEN,
        sources=(_source(row),),
    )


def _source(row: dict[str, Any]) -> Source:
    repository, _, commit = row["source"].partition("@")
    return Source(
        title=f"Passport Index, as collected in {repository}" + (f" ({commit})" if commit else ""),
        publisher=repository,
        date=str(row["first_seen"]),
        url=f"https://github.com/{repository}" if "/" in repository else None,
    )

"""A table of journeys as the engine takes it: codes and days in arrays, and what is wrong with which row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from comity.actors import questions
from comity.borders import conditions
from comity.borders.areas import AREAS
from comity.borders.bulk.engine import Column
from comity.borders.tables import histories
from comity.errors import ComityError, QuestionError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from comity.borders.record import Record
    from comity.borders.tables.histories import Histories

NEEDED = {"passport": ("passport",), "destination": ("destination",), "on": ("on", "date")}
"""The columns without which nothing can be answered, and what they may be called."""

FACTS = {("passport_type" if kind == "passport" else kind): kind for kind in conditions.KINDS}
"""The columns of facts, and the kinds of condition they speak of."""

LONGEST = 1_000_000
"""Days that one may wish to stay."""

_FIRST, _LAST = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (date.min, date.max))
_WRITTEN = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True, slots=True)
class Places:
    """A column of states: row i names `codes[numbers[i]]`; the code is empty where it is none."""

    numbers: NDArray[np.int64]
    codes: tuple[str, ...]

    @property
    def column(self) -> pl.Series:
        """The code of each row."""
        return pl.Series(self.codes, dtype=pl.String).gather(pl.Series(self.numbers))


@dataclass(frozen=True, slots=True)
class Travellers:
    """A table of journeys; every array has a value for each row, whatever is wrong with it."""

    passport: Places
    destination: Places
    day: NDArray[np.int32]  # since 1970
    facts: dict[str, Column]
    days: NDArray[np.int32] | None  # that one wishes to stay; 0: not told
    stays: Histories | None
    problem: pl.Series  # null where nothing is wrong

    def pairs(self) -> set[tuple[str, str]]:
        """The pairs of passport and destination that are asked for."""
        codes = len(self.destination.codes)
        both = np.unique(self.passport.numbers * codes + self.destination.numbers)
        found = ((self.passport.codes[each // codes], self.destination.codes[each % codes]) for each in both)
        return {pair for pair in found if all(pair)}


def columns(found: Sequence[str], name: str = "the table") -> dict[str, str]:
    """What the needed columns are called here; RecordError names those that are missing."""
    called = {}
    for column, names in NEEDED.items():
        called[column] = next((each for each in names if each in found), "")
    missing = [column for column, each in called.items() if not each]
    if missing:
        raise RecordError(
            f"{name}: no column {', '.join(map(repr, missing))} among"
            f" {', '.join(map(repr, found)) or 'none'}; a table of journeys has"
            f" {', '.join(NEEDED)}, and may have days, stays, {', '.join(FACTS)}"
        )
    return called


def read(frame: pl.DataFrame, record: Record) -> Travellers:
    """The journeys of a table. RecordError where a column is missing or is no such column at all."""
    called = columns(frame.columns)
    _check_plain(frame, [*called.values(), "days", *FACTS])
    passports = set(record.passports())
    problems: list[pl.Series] = []
    passport = _states(frame[called["passport"]], "passport", passports, problems)
    destination = _states(frame[called["destination"]], "destination", passports | set(AREAS), problems)
    day = _days(frame[called["on"]], problems)
    facts = {
        kind: _facts(frame[column], kind, problems)
        for column, kind in FACTS.items()
        if column in frame.columns
    }
    wished = _lengths(frame["days"], problems) if "days" in frame.columns else None
    stays = histories.read(frame["stays"]) if "stays" in frame.columns else None
    if stays is not None:
        problems.append(stays.problem)
    nothing = pl.Series(dtype=pl.String).extend_constant(None, len(frame))
    problem = pl.select(pl.coalesce(*problems, nothing)).to_series()
    return Travellers(passport, destination, day, facts, wished, stays, problem)


def _check_plain(frame: pl.DataFrame, names: Sequence[str]) -> None:
    """Refuse lists and structs where a cell has one value; what one holds may be a list of texts."""
    for name in names:
        dtype = frame.schema.get(name)
        if dtype is None or not dtype.is_nested():
            continue
        if name == "holds" and isinstance(dtype, pl.List) and dtype.inner in {pl.String, pl.Null}:
            continue
        raise RecordError(f"the column {name!r} holds {dtype}; write one value in each cell")


def _coded(told: pl.Series) -> tuple[NDArray[np.int64], list[Any]]:
    """A code for each row, and the value of each code."""
    values = told.unique()
    numbered = pl.DataFrame({"told": values}).with_row_index("code")
    codes = (
        told.rename("told")
        .to_frame()
        .join(numbered, on="told", how="left", nulls_equal=True, maintain_order="left")["code"]
    )
    return codes.to_numpy().astype(np.int64), values.to_list()


def _text(told: pl.Series) -> pl.Series:
    """Text without blanks around it, null where nothing is left."""
    return told.cast(pl.String).str.strip_chars().replace("", None)


def _read_each(
    told: pl.Series, reader: Callable[[Any], Any], problems: list[pl.Series], nothing: Any
) -> tuple[NDArray[np.int64], list[Any]]:
    """Codes and values as a reader gives them; what it refuses is `nothing`, and a problem of its rows."""
    codes, values = _coded(told)
    found: list[Any] = []
    wrong: list[str | None] = []
    for value in values:
        try:
            found.append(reader(value))
            wrong.append(None)
        except ComityError as error:
            found.append(nothing)
            wrong.append(str(error))
    if any(wrong):
        problems.append(pl.Series(wrong, dtype=pl.String).gather(pl.Series(codes)))
    return codes, found


def _states(told: pl.Series, column: str, known: Collection[str], problems: list[pl.Series]) -> Places:
    def code(value: str | None) -> str:
        if value is None:
            raise QuestionError(f"{column}: no state is told")
        if value in known:
            return value
        found = questions.load().state(value)
        if found not in known:
            raise QuestionError(f"{column}: {questions.load().name(found)} ({found}) is not in the record")
        return found

    codes, found = _read_each(_text(told), code, problems, "")
    return Places(codes, tuple(found))


def _days(told: pl.Series, problems: list[pl.Series]) -> NDArray[np.int32]:
    """Days since 1970; any day where none is told."""
    if told.dtype in {pl.String, pl.Null}:
        text = _text(told)
        written = pl.select(pl.when(text.str.contains(_WRITTEN)).then(text)).to_series()
        days = written.str.to_date("%Y-%m-%d", strict=False)
    elif told.dtype == pl.Date or isinstance(told.dtype, pl.Datetime):
        days, text = told.cast(pl.Date), told.cast(pl.String)
    else:
        raise RecordError(f"the column {told.name!r} holds {told.dtype}; write days as 2019-02-15")
    numbers = days.to_physical()
    numbers = pl.select(pl.when(numbers.is_between(_FIRST, _LAST)).then(numbers)).to_series()
    if numbers.null_count():
        problems.append(
            pl.select(
                pl.when(text.is_null())
                .then(pl.lit("no day is told; write it as 2019-02-15"))
                .when(numbers.is_null())
                .then(pl.format("'{}' is no day of the calendar; write it as 2019-02-15", text))
            ).to_series()
        )
    return numbers.fill_null(0).cast(pl.Int32).to_numpy()


def _facts(told: pl.Series, kind: str, problems: list[pl.Series]) -> Column:
    def fact(value: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return conditions.facts({kind: value}).get(kind)

    if isinstance(told.dtype, pl.List):
        told = told.cast(pl.List(pl.String)).list.join(";").replace("", ";")  # a list of none says none
    elif told.dtype == pl.String:
        told = _text(told)
    codes, values = _read_each(told, fact, problems, None)
    return Column(codes, values)


def _lengths(told: pl.Series, problems: list[pl.Series]) -> NDArray[np.int32]:
    text = _text(told)
    number = text.cast(pl.Float64, strict=False)
    fits = number.is_between(1, LONGEST) & (number == number.floor())
    if (text.is_not_null() & ~fits.fill_null(value=False)).any():
        problems.append(
            pl.select(
                pl.when(text.is_not_null() & ~fits.fill_null(value=False)).then(
                    pl.format("days: '{}' is no number of days, one or more", text)
                )
            ).to_series()
        )
    return pl.select(pl.when(fits).then(number)).to_series().fill_null(0).cast(pl.Int32).to_numpy()

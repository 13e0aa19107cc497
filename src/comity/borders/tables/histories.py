"""The stays of many travellers, from a column of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from comity.borders.bulk import rolling
from comity.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

FORM = (
    "write 2024-01-01/2024-01-10, several with ; between, and nothing after the / of one who is still there"
)

_STAY = r"^(\d{4}-\d{2}-\d{2})\s*/\s*(\d{4}-\d{2}-\d{2})?$"
_FIELDS = {"first": ("first", "entry", "from"), "last": ("last", "exit", "to")}
_FEW = 8  # stays in a row of the narrowest table


@dataclass(frozen=True, slots=True)
class Table:
    """Travellers with about as many stays, and these as `rolling.balances` takes them."""

    rows: NDArray[np.intp]
    first: NDArray[np.int32]
    last: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Histories:
    """Who told stays, which, and what is wrong with them. Stays stand in order of row and entry."""

    told: NDArray[np.bool_]  # of each row
    problem: pl.Series  # of each row; null where nothing is wrong
    row: NDArray[np.intp]  # of each stay
    first: NDArray[np.int32]
    last: NDArray[np.int32]

    def tables(self) -> Iterator[Table]:
        """All who told stays, in tables of rising width: one long history costs the others nothing."""
        counts = np.bincount(self.row, minlength=len(self.told))
        place = np.arange(len(self.row)) - (np.cumsum(counts) - counts)[self.row]
        fewest, most = 0, _FEW
        while fewest == 0 or fewest <= counts.max(initial=0):
            among = self.told & (counts >= fewest) & (counts <= most)
            rows = np.flatnonzero(among)
            if len(rows):
                stays = among[self.row]
                at = (np.cumsum(among) - 1)[self.row[stays]], place[stays]
                width = max(1, int(counts[rows].max()))
                first = np.full((len(rows), width), rolling.NO_STAY, np.int32)
                last = first.copy()
                first[at], last[at] = self.first[stays], self.last[stays]
                yield Table(rows, first, last)
            fewest, most = most + 1, most * 2


def read(told: pl.Series) -> Histories:
    """The stays of a column: text as `FORM` says, or lists of structs with the fields first and last.

    RecordError where the column is neither.
    """
    if told.dtype == pl.String:
        cells = told.str.strip_chars().replace("", None)
        spans = _split(cells)
    elif isinstance(told.dtype, pl.List) and isinstance(told.dtype.inner, pl.Struct):
        cells = told
        spans = _unnest(cells)
    elif told.dtype == pl.Null:
        cells, spans = told, _split(told.cast(pl.String))
    else:
        raise RecordError(
            f"the column {told.name!r} holds {told.dtype}; stays are text or lists of (first, last): {FORM}"
        )
    spans = (
        spans.with_columns(
            first=pl.col("entry").str.to_date("%Y-%m-%d", strict=False),
            last=pl.col("exit").str.to_date("%Y-%m-%d", strict=False),
        )
        .sort("row", "first", "last", nulls_last=True)
        .with_columns(follows=pl.col("row") == pl.col("row").shift())
        .with_columns(wrong=_is_wrong())
    )
    wrong = spans.with_columns(pl.col("first", "last").shift().name.prefix("before_"))
    wrong = wrong.filter("wrong").with_columns(words=_words()).group_by("row").agg(pl.col("words").first())
    rows = told.rename("told").to_frame().with_row_index("row").select("row")
    problem = rows.join(wrong, on="row", how="left", maintain_order="left")["words"]
    good = spans.filter(~pl.col("wrong"))
    return Histories(
        (cells.is_not_null()).to_numpy(),
        problem,
        good["row"].to_numpy().astype(np.intp),
        good["first"].cast(pl.Int32).to_numpy(),
        good["last"].cast(pl.Int32).fill_null(rolling.STILL).to_numpy(),
    )


def _split(cells: pl.Series) -> pl.DataFrame:
    """A row a stay: the number of its row, its text, its entry and exit as text."""
    spans = (
        cells.rename("told")
        .to_frame()
        .with_row_index("row")
        .drop_nulls("told")
        .with_columns(pl.col("told").str.split(";"))
        .explode("told")
        .with_columns(pl.col("told").str.strip_chars())
        .filter(pl.col("told") != "")
    )
    return spans.with_columns(
        entry=pl.col("told").str.extract(_STAY, 1), exit=pl.col("told").str.extract(_STAY, 2)
    )


def _unnest(cells: pl.Series) -> pl.DataFrame:
    """As `_split`."""
    fields = {field.name for field in cells.dtype.inner.fields}  # type: ignore[attr-defined]
    found = {}
    for which, names in _FIELDS.items():
        found[which] = next((name for name in names if name in fields), None)
    if None in found.values():
        raise RecordError(
            f"the stays of the column {cells.name!r} have the fields {', '.join(sorted(fields))}; "
            "name them first and last, or entry and exit"
        )
    stay = pl.col("told").struct
    return (
        cells.rename("told")
        .to_frame()
        .with_row_index("row")
        .explode("told")
        .drop_nulls("told")
        .with_columns(
            entry=stay.field(str(found["first"])).cast(pl.String).str.slice(0, 10),
            exit=stay.field(str(found["last"])).cast(pl.String).str.slice(0, 10).replace("", None),
        )
        .with_columns(
            told=pl.concat_str(pl.col("entry").fill_null(""), pl.lit("/"), pl.col("exit").fill_null(""))
        )
    )


def _is_unread() -> pl.Expr:
    last_told = pl.col("exit").is_not_null() | ~pl.col("told").str.ends_with("/")
    return pl.col("first").is_null() | (pl.col("last").is_null() & last_told)


def _is_wrong() -> pl.Expr:
    """Whether a stay is unread, ends before it begins, or overlaps the one before it in its row."""
    first, last = pl.col("first"), pl.col("last")
    overlaps = pl.col("follows") & first.shift().is_not_null() & (first < last.shift()).fill_null(value=True)
    return (_is_unread() | (last < first) | overlaps).fill_null(value=False)


def _words() -> pl.Expr:
    """What is wrong with a stay, in words."""
    told, before_last = pl.col("told"), pl.col("before_last").cast(pl.String).fill_null("now")
    return (
        pl.when(_is_unread())
        .then(pl.format("stays: '{}' is no stay; " + FORM, told))
        .when(pl.col("last") < pl.col("first"))
        .then(pl.format("stays: {} ends before it begins", told))
        .otherwise(pl.format("stays: {} overlaps the stay from {} to {}", told, "before_first", before_last))
    )

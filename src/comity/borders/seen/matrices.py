"""One file as it was published: a square matrix, a row a passport and a column a destination."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import polars as pl

from comity.borders.seen import codes
from comity.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MEND = "correct the file, or leave it out and import the others"

CODES = pl.Enum(codes.known())
"""Passports and destinations, alpha-3."""


def read(data: bytes, name: str) -> pl.DataFrame:
    """The cells of a matrix: columns passport and destination (alpha-3), and raw, the value as published.

    The header names the destinations, each row begins with its passport; alpha-2 codes, alpha-3 codes and
    English names are understood. RecordError names file, line and value where the matrix is not square and
    whole.
    """
    lines = _lines(data, name)
    if len(lines) < 3:
        raise RecordError(f"{name}: the file holds no matrix ({len(lines)} lines); {MEND}")
    header = lines[0]
    destinations = [_code(cell, f"{name}, line 1, column {at}") for at, cell in enumerate(header[1:], 2)]
    _once(destinations, f"{name}, line 1", "column")
    passports = []
    values: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        where = f"{name}, line {number}"
        passport = _code(line[0], where)
        if len(line) != len(header):
            raise RecordError(
                f"{where} ({passport}): {len(line) - 1} values for {len(destinations)} destinations; {MEND}"
            )
        if "" in line:
            empty = destinations[line.index("") - 1]
            raise RecordError(f"{where} ({passport}), column {empty}: the value is missing; {MEND}")
        passports.append(passport)
        values += line[1:]
    _once(passports, name, "row")
    check_same(passports, destinations, name)
    size = len(destinations)
    return pl.DataFrame(
        {
            "passport": pl.Series([each for each in passports for _ in range(size)], dtype=CODES),
            "destination": pl.Series(destinations * size, dtype=CODES),
            "raw": values,
        }
    )


def _lines(data: bytes, name: str) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        lines = [[cell.strip() for cell in line] for line in csv.reader(text.splitlines(), strict=True)]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise RecordError(f"{name}: not a CSV file in UTF-8 ({problem}); {MEND}") from problem
    lines = [line for line in lines if any(line)]
    # The files of 2017 end each line with a comma: a last column without a name and without a value.
    if lines and all(len(line) == len(lines[0]) and line[-1] == "" for line in lines):
        lines = [line[:-1] for line in lines]
    return lines


def _code(text: str, where: str) -> str:
    code = codes.by_name().get(text)
    if code is None:
        raise RecordError(
            f"{where}: unknown passport or destination {text!r}; it must be an ISO 3166-1 code or an English"
            " name of actors/states.yml"
        )
    return code


def _once(found: Sequence[str], where: str, what: str) -> None:
    twice = sorted({each for each in found if found.count(each) > 1})
    if twice:
        raise RecordError(f"{where}: more than one {what} for {', '.join(twice)}; {MEND}")


def check_same(passports: Iterable[str], destinations: Iterable[str], name: str) -> None:
    """RecordError that names what is missing, unless rows and columns are the same states."""
    rows, columns = set(passports), set(destinations)
    if rows != columns:
        lacks = [f"no row for {', '.join(sorted(columns - rows))}"] if columns - rows else []
        lacks += [f"no column for {', '.join(sorted(rows - columns))}"] if rows - columns else []
        raise RecordError(f"{name}: the matrix is not square: {'; '.join(lacks)}; {MEND}")

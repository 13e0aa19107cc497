"""Dates in a text: are the days that a reader understands the days that Comity tells?"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from comity import dates
from comity.dates import SpanOfDays
from comity.errors import RecordError
from figures import Figure, accuracy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = ("text", "published", "first", "last")
# The coder tells by the verb what is still to come; of these sentences, these words do.
_AHEAD = re.compile(r"\b(?:will|would|shall|is to|are to|is due|are due)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence published on a day, and the days it names last; None where it names none."""

    text: str
    published: date
    days: tuple[date, date] | None


def read(path: Path) -> list[Dated]:
    """The rows of a table; RecordError names the one that is wrong."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise RecordError(
            f"{path}: {error.strerror}; give a table with the columns {', '.join(COLUMNS)}"
        ) from error
    found = []
    for number, row in enumerate(rows, start=2):
        missing = [name for name in COLUMNS if row.get(name) is None]
        if missing:
            raise RecordError(
                f"{path}, row {number} lacks {', '.join(missing)}; the columns are {', '.join(COLUMNS)}"
            )
        try:
            days = (
                (date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) if row["first"] else None
            )
            found.append(Dated(row["text"], date.fromisoformat(row["published"]), days))
        except ValueError as error:
            raise RecordError(f"{path}, row {number}: {error}; write a day as 2022-10-04") from error
    return found


def told(row: Dated) -> tuple[date, date] | None:
    """The days that the text names last, those before it being what "the next day" counts from."""
    days: SpanOfDays | None = None
    ahead = bool(_AHEAD.search(row.text))
    for expression in dates.find(row.text):
        days = expression.resolve(SpanOfDays.day(row.published), ahead, told=days)
    return (days.first, days.last) if days else None


def figures(path: Path) -> Iterator[Figure]:
    """The share of rows whose days are right; no coder has a part in it."""
    rows = read(path)
    right = accuracy(told(row) == row.days for row in rows)
    yield Figure("dates", path.stem, "right", len(rows), {"rules": right})

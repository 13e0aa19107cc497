"""Stays, and how many days of them a rolling window still allows: 90 days in any 180.

Days are counted as the European Commission's short-stay calculator counts them: the days of entry and of exit
both count, and on each day of a stay one looks back over the window that ends on it. A day on which one stay
ends and the next begins is one day.

Two facts make this quick. While a person stays without a break, each day adds one to the count and at most
one falls out of the window, so the count never falls: the lawful days come first. And the count is within
bounds as long as enough days of the window were spent elsewhere: with 90 in 180, the last lawful day is the
one whose window begins on the ninetieth day of absence, counted back from the day of entry.
"""

from __future__ import annotations

import csv
import re
import sys
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from comity.borders.rules import Window

_NAMES = {"first": ("entry", "first", "from"), "last": ("exit", "last", "to")}
_EARLIEST, _LATEST = date.min.toordinal(), date.max.toordinal()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Stay:
    """From the day of entry to the day of exit, both included; RecordError where it ends before it begins."""

    first: date
    last: date | None  # None: still there

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise RecordError(
                f"a stay ends ({self.last}) before it begins ({self.first}); write the day of entry first"
            )


@dataclass(frozen=True, slots=True)
class Balance:
    """How a person stands on a day."""

    window_start: date  # the first day of the window that ends on the day
    used: int  # days of stay in that window, the day itself included if the person was there
    left: int  # more days that are lawful without a break; of one who is not there, the day itself included
    last_day: date | None  # the last lawful one of them; None: not even the day itself is lawful
    overstay: int  # days used beyond those allowed


def balance(stays: Iterable[Stay], window: Window, on: date) -> Balance:
    """How a person stands on a day: days used, days left, last lawful day.

    If a stay covers the day, the person is there and stays on; if none does, the person enters on it. Either
    way only the days before it matter: stays that are planned for later are part of the unbroken stay when it
    meets them, and limit nothing when it does not. Ask for their own days to learn whether they are lawful.

    A window that allows as many days as it has limits nothing: the last lawful day is the last of Python's.
    """
    spans, today = _joined(stays), on.toordinal()
    start = max(today - window.span + 1, _EARLIEST)
    used = sum(max(0, min(last, today) - max(first, start) + 1) for first, last in spans)
    there = any(first <= today <= last for first, last in spans)
    lawful = _last_lawful(spans, window, today)
    return Balance(
        window_start=date.fromordinal(start),
        used=used,
        left=max(0, lawful - today + (not there)),
        last_day=date.fromordinal(lawful) if lawful >= today else None,
        overstay=max(0, used - window.days),
    )


def first_overstay(stays: Iterable[Stay], window: Window) -> date | None:
    """The first day of the stays that exceeds the window; of one who is still there, it may lie ahead."""
    spans = _joined(stays)
    for first, last in spans:
        lawful = _last_lawful(spans, window, first)
        if lawful < last:
            return date.fromordinal(max(first, lawful + 1))
    return None


def _joined(stays: Iterable[Stay]) -> list[tuple[int, int]]:
    """The days of the stays as spans of ordinals, in order and without a common day."""
    found: list[tuple[int, int]] = []
    for stay in sorted(stays, key=lambda each: each.first):
        first = stay.first.toordinal()
        last = _LATEST if stay.last is None else stay.last.toordinal()
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _last_lawful(spans: Sequence[tuple[int, int]], window: Window, entry: int) -> int:
    """The last lawful day of an unbroken stay from `entry` on; none is where it lies before `entry`."""
    absent = window.span - window.days
    if absent <= 0:
        return _LATEST
    begins = entry - absent  # of the window, had there been no stay before
    for first, last in reversed(spans):
        until = min(last, entry - 1)
        if first <= until and begins <= until:
            begins -= until - first + 1
    return min(begins + window.span - 1, _LATEST)


def read(path: Path | str) -> tuple[Stay, ...]:
    """The stays of a CSV file ("-": standard input) with the columns entry and exit, in order of time.

    The columns may also be called first and last, or from and to; others are left aside. An empty exit means
    still there. A file without any line has no stays. RecordError names the file and the row, counted as a
    spreadsheet does (the header is row 1), for what is no day, ends before it begins or overlaps.
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        text = sys.stdin.read() if str(path) == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RecordError(f"{name}: cannot be read: {error.strerror or error}; check the path") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{name}: is no text in UTF-8 ({error.reason}); save it as CSV in UTF-8") from error
    return _in_order(list(_rows(text, name)), name)


def _rows(text: str, name: str) -> Iterator[tuple[int, Stay]]:
    """Each row's number and stay."""
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    rows = csv.reader(lines, delimiter=";" if ";" in header and "," not in header else ",")
    columns: dict[str, int] | None = None
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns = _columns(cells, name)
                continue
            yield rows.line_num, _stay(cells, columns, f"{name}, row {rows.line_num}")
    except csv.Error as error:
        raise RecordError(f"{name}, row {rows.line_num}: is no CSV: {error}") from error


def _columns(header: list[str], name: str) -> dict[str, int]:
    """Where the two days stand."""
    told = [cell.lower() for cell in header]
    found = {}
    for which, names in _NAMES.items():
        at = next((told.index(each) for each in names if each in told), None)
        if at is None:
            raise RecordError(
                f"{name}: no column {names[0]!r} (nor {' or '.join(map(repr, names[1:]))}) among"
                f" {', '.join(map(repr, header))}; the first row names the columns, as in: entry,exit"
            )
        found[which] = at
    return found


def _stay(cells: list[str], columns: dict[str, int], where: str) -> Stay:
    first, last = (cells[at] if at < len(cells) else "" for at in columns.values())
    if not first:
        raise RecordError(f"{where}: the day of entry is missing; every stay has one")
    try:
        return Stay(_day(first), _day(last) if last else None)
    except (ValueError, RecordError) as error:
        raise RecordError(f"{where}: {error}") from error


def _day(told: str) -> date:
    if not _DAY.fullmatch(told):
        raise ValueError(f"{told!r} is no date; write it as 2024-06-14")
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise ValueError(f"{told!r} is no day of the calendar: {error}") from error


def _in_order(rows: list[tuple[int, Stay]], name: str) -> tuple[Stay, ...]:
    """The stays by day of entry; RecordError where two share more than a day of exit and entry."""
    rows.sort(key=lambda row: (row[1].first, row[1].last or date.max))
    for (number, stay), (following, next_stay) in pairwise(rows):
        if stay.last is None or next_stay.first < stay.last:
            one, other = sorted((number, following))
            raise RecordError(
                f"{name}, row {other}: the stay overlaps that of row {one}"
                f" ({stay.first} to {stay.last or 'now'}, {next_stay.first} to {next_stay.last or 'now'});"
                " one person is in one place at a time, correct one of them"
            )
    return tuple(stay for _, stay in rows)

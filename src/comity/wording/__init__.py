"""Days, dyads and numbers in plain words, the same on every screen."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from comity.dates import SpanOfDays
    from comity.records import Event, Mention

MARKS = {"actual": "●", "announced": "◐", "considered": "○", "hypothetical": "?", "denied": "✕"}
"""A sign for each status, so that a column of them is read at a glance."""


def count(number: int, one: str, many: str = "") -> str:
    """As "1 source", "3 sources"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def signed(number: float) -> str:
    """As "+4.8", "-6.5", "0.0"."""
    rounded = round(number, 1)
    return f"{rounded:+.1f}" if rounded else "0.0"


def day(when: date) -> str:
    """As "4 Oct 2022"."""
    return f"{when.day} {calendar.month_abbr[when.month]} {when.year}"


def days(span: SpanOfDays) -> str:
    """As "4 Oct 2022", "4–6 Oct 2022", "30 Sep – 4 Oct 2022", "Oct 2022", "2022", or from day to day."""
    first, last = span.first, span.last
    if first == last:
        return day(first)
    to_month_end = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and to_month_end and first.year == last.year:
        if first.month == last.month:
            return f"{calendar.month_abbr[first.month]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {calendar.month_abbr[first.month]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def iso(span: SpanOfDays) -> str:
    """As "2022-10-04", or "2022-10-04/2022-10-06"."""
    if span.first == span.last:
        return span.first.isoformat()
    return f"{span.first}/{span.last}"


def what(event: Event | Mention) -> str:
    """As "SANCTION expel"."""
    return f"{event.type} {event.mode}" if event.mode else event.type


def dyad(event: Event, *, to: str = "→", both: str = "↔") -> str:
    """As "JPN → RUS"; "JPN ↔ RUS" where both sides act alike."""
    actors, recipients = sides(event)
    return f"{actors} {both if event.symmetric else to} {recipients}"


def sides(event: Event) -> tuple[str, str]:
    """Who stands on the left of the arrow, who on the right; of a symmetric event, each once."""
    if event.symmetric:
        everyone = sorted({*event.actors, *event.recipients})
        return everyone[0], ",".join(everyone[1:])
    return ",".join(event.actors), ",".join(event.recipients)


def sources(event: Event) -> str:
    """As "3 mentions, 2 independent sources"."""
    return f"{count(len(event.mentions), 'mention')}, {independent(event)}"


def independent(event: Event) -> str:
    """As "1 source", "2 independent sources"."""
    return count(event.sources_independent, "source", "independent sources")


def one_line(text: str) -> str:
    """The text without its line breaks, and without what a terminal would obey rather than show."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def shortened(text: str, length: int) -> str:
    """The text on one line, of at most so many characters."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"

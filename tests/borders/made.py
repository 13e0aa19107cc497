"""Small made-up records: a file of snapshots and a folder of curated rules, of states with invented rules."""

from __future__ import annotations

from datetime import date
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

import polars as pl

from comity.borders.record import Record
from comity.visas import Visas

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = {
    "passport": pl.String,
    "destination": pl.String,
    "requirement": pl.String,
    "days": pl.Int16,
    "first_seen": pl.Date,
    "last_seen": pl.Date,
    "gone_by": pl.Date,
    "source": pl.String,
    "doubtful": pl.String,
}


def day(told: str) -> date:
    return date.fromisoformat(told)


class Made:
    """Tell what was seen and what is curated, then ask for the record."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "seen.parquet"
        self.folder = folder / "rules"
        self.folder.mkdir()
        self.rows: list[dict[str, Any]] = []

    def seen(
        self,
        pair: str,
        requirement: str,
        span: str,
        *,
        days: int | None = None,
        gone: str | None = None,
        doubtful: str | None = None,
    ) -> Made:
        """One interval, as "PER CHL", "visa_free", "2020-03-01/2021-05-01"."""
        passport, destination = pair.split()
        first, last = span.split("/")
        self.rows.append(
            {
                "passport": passport,
                "destination": destination,
                "requirement": requirement,
                "days": days,
                "first_seen": day(first),
                "last_seen": day(last),
                "gone_by": day(gone) if gone else None,
                "source": "somebody/tables@abc1234",
                "doubtful": doubtful,
            }
        )
        return self

    def curated(self, code: str, text: str, *, reviewed: str = "2025-06-01", begins: str = "") -> Made:
        """One file, with one source that is called gazette."""
        (self.folder / f"{code}.yml").write_text(file(code, text, reviewed=reviewed, begins=begins))
        return self

    @property
    def record(self) -> Record:
        pl.DataFrame(self.rows, schema=SCHEMA).write_parquet(self.path)
        return Record(self.path, self.folder)

    @property
    def visas(self) -> Visas:
        visas = Visas()
        visas.record = self.record
        return visas


def file(code: str, text: str, *, reviewed: str = "2025-06-01", begins: str = "") -> str:
    """The text of a curated file around its rules, suspensions and closures."""
    head = f"destination: {code}\nreviewed: {reviewed}\n"
    head += f"begins: {begins}\n" if begins else ""
    head += (
        "sources:\n  gazette: {title: Decree on visitors, publisher: Official Gazette, date: 2019-12-01}\n"
    )
    return head + dedent(text)


def rule(name: str, requirement: str, begins: str, more: str = "", *, passports: str = "[PER]") -> str:
    """One rule's entry, to stand under "rules:"; `more`: further keys, one a line."""
    entry = f"id: {name}\npassports: {passports}\nrequirement: {requirement}\nfrom: {begins}\n"
    lines = indent(entry + "sources: [gazette]\n" + dedent(more).strip("\n"), "  ").rstrip()
    return "- " + lines.removeprefix("  ") + "\n"

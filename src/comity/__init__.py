"""Comity: a dated, sourced ledger of what states did to one another.

>>> import comity
>>> ledger = comity.open("comity.db")
>>> ledger.read(["pages/"])                   # doctest: +SKIP
>>> ledger.timeline("Japan", "RUS")           # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from comity.answers.document import DocumentDetail
    from comity.answers.event import EventDetail
    from comity.answers.timeline import Entry
    from comity.api import Ledger
    from comity.borders.stays import Stay
    from comity.dates import Basis, SpanOfDays
    from comity.errors import (
        ComityError,
        InputError,
        LedgerError,
        LedgerVersionError,
        OntologyError,
        PageError,
        QuestionError,
        RecordError,
    )
    from comity.pipeline import Report
    from comity.records import (
        Block,
        Document,
        Event,
        Measure,
        Mention,
        Page,
        Party,
        Role,
        Skipped,
        Span,
        State,
        Status,
        Step,
    )
    from comity.settings import Settings
    from comity.visas import Visas

__version__ = "0.1.0"

__all__ = [
    "Basis",
    "Block",
    "ComityError",
    "Document",
    "DocumentDetail",
    "Entry",
    "Event",
    "EventDetail",
    "InputError",
    "Ledger",
    "LedgerError",
    "LedgerVersionError",
    "Measure",
    "Mention",
    "OntologyError",
    "Page",
    "PageError",
    "Party",
    "QuestionError",
    "RecordError",
    "Report",
    "Role",
    "Settings",
    "Skipped",
    "Span",
    "SpanOfDays",
    "State",
    "Status",
    "Stay",
    "Step",
    "Visas",
    "__version__",
    "open",
]

_HOMES = {
    "comity.answers.document": ("DocumentDetail",),
    "comity.answers.event": ("EventDetail",),
    "comity.answers.timeline": ("Entry",),
    "comity.api": ("Ledger",),
    "comity.borders.stays": ("Stay",),
    "comity.dates": ("Basis", "SpanOfDays"),
    "comity.errors": (
        "ComityError",
        "InputError",
        "LedgerError",
        "LedgerVersionError",
        "OntologyError",
        "PageError",
        "QuestionError",
        "RecordError",
    ),
    "comity.pipeline": ("Report",),
    "comity.records": (
        "Block",
        "Document",
        "Event",
        "Measure",
        "Mention",
        "Page",
        "Party",
        "Role",
        "Skipped",
        "Span",
        "State",
        "Status",
        "Step",
    ),
    "comity.settings": ("Settings",),
    "comity.visas": ("Visas",),
}


def open(  # noqa: A001 (read as comity.open, like gzip.open)
    place: str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    read_only: bool = False,
) -> Ledger:
    """The ledger at a file or database URL; by default `COMITY_LEDGER`, else comity.db in this folder.

    `read_only`: nothing is written to it, whatever is asked.
    """
    from comity.api import at

    return at(place, settings, read_only=read_only)


def __getattr__(name: str) -> object:
    # Each command imports this package, so what it exports is loaded when it is asked for.
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'comity' has no attribute {name!r}")

"""Why a page could not be read, as a closed list, and which of the reasons are the user's to mend."""

from __future__ import annotations

from enum import StrEnum

from comity.records import Skipped

STAGE = "read"


class Failure(StrEnum):
    """The reasons for which `read` skips."""

    MISSING = "missing path"
    UNREADABLE = "unreadable file"
    EMPTY = "empty file"
    NOT_TEXT = "not a text"
    TOO_LARGE = "too large"
    BROKEN = "broken archive"
    NO_OBJECT = "no JSON object"
    NO_TEXT = "record without text"


ERRORS = frozenset(
    {
        Failure.MISSING,
        Failure.UNREADABLE,
        Failure.NOT_TEXT,
        Failure.BROKEN,
        Failure.NO_OBJECT,
        Failure.TOO_LARGE,
    }
)
"""Reasons that make a command exit non-zero once the other pages are read; the rest are only counted."""


def failed(name: str, reason: Failure, detail: str) -> Skipped:
    """A page, file or line that could not be read, and what to do about it."""
    return Skipped(name, STAGE, reason.value, detail)

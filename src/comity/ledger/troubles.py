"""What can be wrong with a ledger's place, said in plain words with the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.errors import LedgerError
from comity.ledger import schema

if TYPE_CHECKING:
    from pathlib import Path


def none_yet(place: str) -> LedgerError:
    """That nothing stands there which could be read."""
    return LedgerError(
        f"there is no ledger at {place}; make one with: comity read PATH... --ledger {place}, "
        "or name another with --ledger"
    )


def unopened(file: Path, error: OSError) -> LedgerError:
    """That the file cannot be opened, or has gone."""
    if isinstance(error, FileNotFoundError):
        return none_yet(str(file))
    return LedgerError(
        f"the ledger {file} cannot be opened ({error.strerror}); "
        "mend its permissions or name another file with --ledger"
    )


def older(place: str, found: int) -> LedgerError:
    """That an older ledger cannot be read without bringing it up to date."""
    return LedgerError(
        f"the ledger {place} is of version {found}, and this Comity reads version {schema.VERSION}; "
        f"bring it up to date with: comity measures --ledger {place}"
    )


_REASONS = (
    ("full", "the disk is full; free some space and read again, what was written before is whole"),
    ("disk i/o", "the disk refused to write or read; check its space and health, then read again"),
    ("readonly", "it cannot be written to; mend its permissions or name another file with --ledger"),
    ("unable to open", "it cannot be opened; check the folder's permissions or name another with --ledger"),
    ("locked", "another process is writing to it; try again when that one has ended"),
    ("malformed", "the file is damaged; restore a copy, or read the pages anew into another ledger"),
    ("not a database", "the file is damaged; restore a copy, or read the pages anew into another ledger"),
)


def told(place: str, cause: str) -> str:
    """What a database says of itself, with what to do about it."""
    for sign, words in _REASONS:
        if sign in cause.casefold():
            return f"the ledger {place}: {words} ({cause})"
    return f"the ledger {place} cannot be used: {cause}; check the place given with --ledger"

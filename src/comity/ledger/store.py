"""A ledger that is open: connections to its database, and database trouble told in plain words."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, exc
from sqlalchemy.pool import NullPool

from comity.errors import LedgerError
from comity.ledger import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 30
"""How long a writer waits for another one before it gives up."""

_MAGIC = b"SQLite format 3\x00"
_APPLICATION_AT = 68  # https://www.sqlite.org/fileformat.html, "The Database Header"


class Store:
    """The ledger at `place`, a file or a database URL. Close it, or use it in a `with`.

    With `write`, a missing ledger is made and an older one is brought up to date. LedgerError names a place
    that holds no ledger or cannot be opened; LedgerVersionError one that a newer Comity wrote.
    """

    def __init__(self, place: str | Path, *, write: bool = False) -> None:
        self.place = str(place)
        self._file = None if "://" in self.place else Path(self.place)
        if self._file is not None:
            _check_file(self._file, write=write)
        self._engine = self._connect(write=write)
        try:
            self._prepare(write=write)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back; the store cannot be used afterwards."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection whose work is done wholly, or not at all where anything is raised."""
        with self._plainly(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it was at the first look, whatever is written meanwhile."""
        with self._plainly(), self._engine.connect() as connection:
            yield connection.execution_options(only_looks=True)

    def _connect(self, *, write: bool) -> Engine:
        if self._file is None:
            with self._plainly():
                return create_engine(self.place, poolclass=NullPool, json_serializer=_compact)
        # A file with "?" or "#" in its name must not end the address, so SQLite is given an encoded one.
        address = f"{self._file.absolute().as_uri()}?mode={'rwc' if write else 'rw'}"
        if not write and _frozen(self._file):
            address += "&immutable=1"
        engine = create_engine(
            "sqlite://",
            creator=lambda: _sqlite(address),
            poolclass=NullPool,
            json_serializer=_compact,
        )

        def begin(connection: Connection) -> None:
            looks = not write or connection.get_execution_options().get("only_looks")
            connection.exec_driver_sql("BEGIN" if looks else "BEGIN IMMEDIATE")

        event.listen(engine, "begin", begin)
        return engine

    def _prepare(self, *, write: bool) -> None:
        if not write:
            with self.snapshot() as connection:
                found = schema.found_version(connection)
            if found is None:
                raise _no_ledger_yet(self.place)
            schema.check(found, place=self.place)
            if found < schema.VERSION:
                Store(self.place, write=True).close()
            return
        with self.transaction() as connection:
            found = schema.found_version(connection)
            if found is None:
                if self._file is not None:
                    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
                schema.make(connection)
            else:
                schema.migrate(connection, found, place=self.place)
        if self._file is not None:
            # Only now: in WAL mode a new file's mark would not yet stand in the file itself.
            with self._plainly(), closing(_sqlite(self._file.absolute().as_uri())) as bare:
                bare.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            raise LedgerError(_told(self.place, str(error.orig))) from error
        except (exc.SQLAlchemyError, sqlite3.Error) as error:
            raise LedgerError(_told(self.place, str(error))) from error


def _check_file(file: Path, *, write: bool) -> None:
    """Look at the file itself before SQLite does, so that a file which is no ledger stays untouched."""
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except FileNotFoundError as error:
        if not write:
            raise _no_ledger_yet(str(file)) from error
        if not file.absolute().parent.is_dir():
            raise LedgerError(
                f"no ledger can be made at {file}: the folder {file.parent} does not exist; make it first"
            ) from error
        return
    except OSError as error:
        raise LedgerError(
            f"the ledger {file} cannot be opened ({error.strerror}); "
            "mend its permissions or name another file with --ledger"
        ) from error
    if not header:
        if write:
            return
        raise _no_ledger_yet(str(file))
    mark = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if not header.startswith(_MAGIC) or mark != schema.APPLICATION:
        raise LedgerError(
            f"{file} is no Comity ledger and was left as it is; name another file with --ledger PATH"
        )


def _no_ledger_yet(place: str) -> LedgerError:
    return LedgerError(
        f"there is no ledger at {place}; make one with: comity read PATH... --ledger {place}, "
        "or name another with --ledger"
    )


def _frozen(file: Path) -> bool:
    """A ledger that nobody here can write to, such as one on a read-only disk: SQLite needs to be told."""
    return not os.access(file.absolute().parent, os.W_OK) and not Path(f"{file}-wal").exists()


def _sqlite(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_REASONS = (
    ("full", "the disk is full; free some space and read again, what was written before is whole"),
    ("disk i/o", "the disk refused to write or read; check its space and health, then read again"),
    ("readonly", "it cannot be written to; mend its permissions or name another file with --ledger"),
    ("unable to open", "it cannot be opened; check the folder's permissions or name another with --ledger"),
    ("locked", "another process is writing to it; try again when that one has ended"),
    ("malformed", "the file is damaged; restore a copy, or read the pages anew into another ledger"),
    ("not a database", "the file is damaged; restore a copy, or read the pages anew into another ledger"),
)


def _told(place: str, cause: str) -> str:
    for sign, words in _REASONS:
        if sign in cause.casefold():
            return f"the ledger {place}: {words} ({cause})"
    return f"the ledger {place} cannot be used: {cause}; check the place given with --ledger"

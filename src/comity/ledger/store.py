"""A ledger that is open: connections to its database, and database trouble told in plain words."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, exc
from sqlalchemy.pool import NullPool

from comity.errors import LedgerError
from comity.ledger import schema, troubles, watching
from comity.ledger.watching import Identity, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 30
"""How long a writer waits for another one before it gives up."""

SETTLING_SECONDS = 1
"""How long a writer that leaves waits for those who read."""

_MAGIC = b"SQLite format 3\x00"
_APPLICATION_AT = 68  # https://www.sqlite.org/fileformat.html, "The Database Header"


class Store:
    """The ledger at `place`, a file or a database URL. Close it, or use it in a `with`.

    With `write`, a missing ledger is made. An older one is brought up to date, but with `read_only` nothing
    is ever written: such a store refuses an older one, and sees at each look whether another ledger has
    taken the place. LedgerError names a place that holds no ledger or cannot be opened; LedgerVersionError
    one that a newer Comity wrote.
    """

    def __init__(self, place: str | Path, *, write: bool = False, read_only: bool = False) -> None:
        if write and read_only:
            raise ValueError("a store is opened to write or to be read only, not both")
        self.place = str(place)
        self.read_only = read_only
        self._writes = False
        self._file = None if "://" in self.place else Path(self.place)
        if self._file is not None:
            _check_file(self._file, write=write)
        self._engine = self._connect(write=write)
        self._watch = None if self._file is None else Watch(self._file, self._held)
        self._known = self._identity()
        try:
            self._prepare(write=write)
        except BaseException:
            self.close()
            raise
        self._writes = write

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back; the store cannot be used afterwards."""
        if self._watch is not None:
            self._watch.close()
        self._engine.dispose()
        if self._writes and self._file is not None:
            _settle_log(self._file)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection whose work is done wholly, or not at all where anything is raised."""
        if self.read_only:
            raise LedgerError(f"the ledger {self.place} was opened to be read only; open it for writing")
        with self._plainly(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it was at the first look, whatever is written meanwhile."""
        if self.read_only and self._file is not None:
            self._look_again(self._file)
        with self._looking() as connection:
            yield connection

    def mark(self) -> str:
        """A short text that is another one after every change of the ledger, whichever process made it.

        It is also another where a new file has taken the place. LedgerError where the ledger has gone. For
        SQLite it costs some microseconds, for PostgreSQL a connection and a question.
        """
        if self._watch is None or self._file is None:
            with self._looking() as connection:
                return watching.asked(connection)
        if self.read_only:
            self._look_again(self._file)
        with self._plainly():
            try:
                return self._watch.mark()
            except OSError as error:
                raise troubles.unopened(self._file, error) from error

    def written(self) -> datetime | None:
        """When its file was last written to, in UTC; None for a database that is no file."""
        if self._file is None:
            return None
        times = []
        for file in (self._file, _log(self._file)):
            with suppress(OSError):
                found = file.stat()
                if found.st_size:  # an empty log is made by who looks
                    times.append(found.st_mtime)
        return datetime.fromtimestamp(max(times), UTC) if times else None

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        with self._plainly(), self._engine.connect() as connection:
            # SQLite is told by a pragma of its own; others than these two pass it over.
            told = {"postgresql_readonly": True} if self.read_only else {}
            yield connection.execution_options(only_looks=True, **told)

    def _look_again(self, file: Path) -> None:
        """Make sure that what stands at the place now is a ledger that this Comity reads."""
        found = self._identity()
        if found is None or found != self._known:
            _check_file(file, write=False)
            self._prepare(write=False)
            self._known = found

    def _identity(self) -> Identity | None:
        try:
            return None if self._file is None else Identity.of(self._file)
        except OSError:
            return None

    def _held(self) -> sqlite3.Connection:
        return _sqlite(self._address(write=False), look_only=True, any_thread=True)

    def _connect(self, *, write: bool) -> Engine:
        if self._file is None:
            with self._plainly():
                return create_engine(self.place, poolclass=NullPool, json_serializer=_compact)
        address = self._address(write=write)
        engine = create_engine(
            "sqlite://",
            creator=lambda: _sqlite(address, look_only=self.read_only),
            poolclass=NullPool,
            json_serializer=_compact,
        )

        def begin(connection: Connection) -> None:
            looks = not write or connection.get_execution_options().get("only_looks")
            connection.exec_driver_sql("BEGIN" if looks else "BEGIN IMMEDIATE")

        event.listen(engine, "begin", begin)
        return engine

    def _address(self, *, write: bool) -> str:
        """The file as SQLite is to open it: encoded, since "?" or "#" in its name would end an address."""
        assert self._file is not None  # noqa: S101 (a database that is no file has its own address)
        # A ledger that is read only is opened to write as well, or the last to leave could not clear the log.
        address = f"{self._file.absolute().as_uri()}?mode={'rwc' if write else 'rw'}"
        return address + "&immutable=1" if not write and _frozen(self._file) else address

    def _prepare(self, *, write: bool) -> None:
        if not write:
            with self._looking() as connection:
                found = schema.found_version(connection)
            if found is None:
                raise troubles.none_yet(self.place)
            schema.check(found, place=self.place)
            if found < schema.VERSION:
                if self.read_only:
                    raise troubles.older(self.place, found)
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
            raise LedgerError(troubles.told(self.place, str(error.orig))) from error
        except (exc.SQLAlchemyError, sqlite3.Error) as error:
            raise LedgerError(troubles.told(self.place, str(error))) from error


def _check_file(file: Path, *, write: bool) -> None:
    """Look at the file itself before SQLite does, so that a file which is no ledger stays untouched."""
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except FileNotFoundError as error:
        if not write:
            raise troubles.none_yet(str(file)) from error
        if not file.absolute().parent.is_dir():
            raise LedgerError(
                f"no ledger can be made at {file}: the folder {file.parent} does not exist; make it first"
            ) from error
        return
    except OSError as error:
        raise troubles.unopened(file, error) from error
    if not header:
        if write:
            return
        raise troubles.none_yet(str(file))
    mark = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if not header.startswith(_MAGIC) or mark != schema.APPLICATION:
        raise LedgerError(
            f"{file} is no Comity ledger and was left as it is; name another file with --ledger PATH"
        )


def _frozen(file: Path) -> bool:
    """A ledger that nobody here can write to, such as one on a read-only disk: SQLite needs to be told."""
    return not os.access(file.absolute().parent, os.W_OK) and not _log(file).exists()


def _log(file: Path) -> Path:
    """What was written and does not stand in the ledger's own file yet."""
    return Path(f"{file}-wal")


def _settle_log(file: Path) -> None:
    """Take the log into the file, so that a copy of it is whole also while somebody else has it open.

    SQLite does so itself where the last one leaves. What fails here is lost to nobody: the log stays.
    """
    with suppress(OSError, sqlite3.Error):
        if _log(file).stat().st_size:
            with closing(_sqlite(f"{file.absolute().as_uri()}?mode=rw")) as connection:
                connection.execute(f"PRAGMA busy_timeout = {SETTLING_SECONDS * 1000}")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sqlite(address: str, *, look_only: bool = False, any_thread: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=not any_thread,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    if look_only:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""Whether a database has changed since it was last looked at, told by a mark that costs next to nothing."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

POSTGRESQL = "SELECT CAST(pg_current_snapshot() AS text)"
"""Which transactions have ended and which run: another text after each one that wrote, on copies also."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file stands at a place: another one has taken it where this is another."""

    device: int
    inode: int

    @classmethod
    def of(cls, file: Path) -> Identity:
        """OSError where nothing stands there."""
        found = file.stat()
        return cls(found.st_dev, found.st_ino)


class Watch:
    """Watches an SQLite file through one connection that is held, from any thread.

    SQLite counts for a connection the changes that others commit (`PRAGMA data_version`, 2 µs); the count
    begins anew with each connection, so every one gets a name of its own. While the connection is held, no
    other file can be given the same inode.
    """

    def __init__(self, file: Path, connect: Callable[[], sqlite3.Connection]) -> None:
        self._file = file
        self._connect = connect
        self._lock = threading.Lock()
        self._held: sqlite3.Connection | None = None
        self._identity: Identity | None = None
        self._name = ""

    def mark(self) -> str:
        """Another text after each change of the database; OSError where the file has gone."""
        with self._lock:
            found = self._file.stat()
            identity = Identity(found.st_dev, found.st_ino)
            if self._held is None or identity != self._identity:
                self._let_go()
                self._held = self._connect()
                self._identity, self._name = identity, os.urandom(6).hex()
            try:
                (changes,) = self._held.execute("PRAGMA data_version").fetchone()
            except Exception:
                self._let_go()  # the next one to ask tries anew
                raise
        # Time and size tell of a file that was written over in place, of which SQLite knows nothing.
        return f"{self._name}-{changes}-{found.st_mtime_ns:x}-{found.st_size:x}"

    def close(self) -> None:
        """Give the connection back; the next mark takes another one, and is another."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.close()


def asked(connection: Connection) -> str:
    """The mark of a database that is no file. Of one that cannot tell, each look counts as a change."""
    if connection.dialect.name == "postgresql":
        told: str = connection.exec_driver_sql(POSTGRESQL).scalar_one()
        return told
    return os.urandom(12).hex()

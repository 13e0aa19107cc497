"""The file of the judgements: JSON lines that are only ever added to, each wholly or not at all."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from comity.errors import LedgerError, RecordError
from comity.judgements.record import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PATIENCE = 5.0
"""So many seconds another process may keep the file to itself: to add a line takes some milliseconds."""
AGAIN = 0.005
"""After so many seconds it is tried again."""


class Judgements:
    """The judgements in a file, from any number of threads and processes.

    LedgerError where the file cannot be read or written; RecordError names a line that is no judgement.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._file: tuple[int, int] | None = None  # which file was read
        self._read = 0  # bytes of it
        self._lines = 0
        self._newest: dict[str, Judgement] = {}

    def __iter__(self) -> Iterator[Judgement]:
        """Every judgement, in the order in which they were made."""
        with self._opened(os.O_RDONLY, fcntl.LOCK_SH) as descriptor:
            content = b"" if descriptor is None else _content(descriptor, 0)
        yield from self._judgements(content, 0)

    def newest(self) -> Mapping[str, Judgement]:
        """For each mention the judgement that counts: the newest, and of equally new ones the last."""
        with self._lock:
            self._look()
            return dict(self._newest)

    def append(self, judgement: Judgement) -> None:
        """Add one, wholly and for good, or not at all."""
        line = f"{judgement.line()}\n".encode()
        is_new = not self.path.exists()
        with self._lock, self._opened(os.O_RDWR | os.O_APPEND | os.O_CREAT, fcntl.LOCK_EX) as descriptor:
            assert descriptor is not None  # noqa: S101 (it is made where it is not there)
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                raise RecordError(
                    f"{self.path}: the last line is cut off; mend it or remove it, and nothing else"
                )
            try:
                written = os.write(descriptor, line)
            except OSError:
                os.ftruncate(descriptor, size)
                raise
            if written < len(line):
                os.ftruncate(descriptor, size)
                raise LedgerError(f"{self.path} cannot be written (the disk is full); free some space")
            os.fsync(descriptor)
        if is_new:
            _sync(self.path.parent)

    def check(self) -> int:
        """How many there are; the file is made where there is none. Errors as of reading and writing."""
        with self._opened(os.O_RDWR | os.O_APPEND | os.O_CREAT, fcntl.LOCK_SH):
            pass
        return sum(1 for _ in self)

    def _look(self) -> None:
        """Read what has come since the last look; all, where another file has taken the place."""
        with self._opened(os.O_RDONLY, fcntl.LOCK_SH) as descriptor:
            if descriptor is None:
                self._begin(None)
                return
            found = os.fstat(descriptor)
            if (found.st_dev, found.st_ino) != self._file or found.st_size < self._read:
                self._begin((found.st_dev, found.st_ino))
            content = _content(descriptor, self._read)
        fresh = list(self._judgements(content, self._lines))
        for judgement in fresh:
            known = self._newest.get(judgement.mention)
            if known is None or known.at <= judgement.at:
                self._newest[judgement.mention] = judgement
        self._read += len(content)
        self._lines += content.count(b"\n")

    def _begin(self, file: tuple[int, int] | None) -> None:
        self._file, self._read, self._lines, self._newest = file, 0, 0, {}

    def _judgements(self, content: bytes, before: int) -> Iterator[Judgement]:
        *lines, rest = content.split(b"\n")
        for number, line in enumerate(lines, before + 1):
            try:
                judgement = Judgement.of(line.decode("utf-8"))
            except (RecordError, UnicodeDecodeError) as error:
                raise self._wrong(number, str(error)) from error
            yield judgement
        if rest:
            raise self._wrong(before + len(lines) + 1, "is cut off")

    def _wrong(self, number: int, why: str) -> RecordError:
        return RecordError(f"{self.path}, line {number}: {why}; mend the line or remove it, and nothing else")

    @contextmanager
    def _opened(self, how: int, lock: int) -> Iterator[int | None]:
        """The file's descriptor, locked against other processes; None where there is no file."""
        try:
            descriptor = os.open(self.path, how | os.O_CLOEXEC, 0o644)
        except FileNotFoundError as error:
            if how & os.O_CREAT:
                raise self._trouble(error) from error
            yield None
            return
        except OSError as error:
            raise self._trouble(error) from error
        try:
            self._take(descriptor, lock)
            yield descriptor
        except OSError as error:
            raise self._trouble(error) from error
        finally:
            os.close(descriptor)

    def _take(self, descriptor: int, lock: int) -> None:
        """Lock the file until it is closed; LedgerError where another process keeps it for long."""
        ends = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, lock | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > ends:
                    raise LedgerError(
                        f"{self.path} has been locked by another program for {PATIENCE:g} s; try again when "
                        "that has ended"
                    ) from error
                time.sleep(AGAIN)
            else:
                return

    def _trouble(self, error: OSError) -> LedgerError:
        return LedgerError(
            f"{self.path} cannot be used for judgements ({error.strerror}); choose another file"
        )


def _sync(folder: Path) -> None:
    """Make sure that a new file's name outlasts a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _content(descriptor: int, start: int) -> bytes:
    size = os.fstat(descriptor).st_size
    parts = []
    while start < size and (part := os.pread(descriptor, size - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)

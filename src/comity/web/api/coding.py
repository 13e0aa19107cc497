"""The coder in a process of its own: `comity code`, kept warm between one text and the next.

So the server itself never loads the parser and the judge (some seconds and 500 MB), a text that takes too
long can be stopped, and whatever a text does to the coder, the server answers on.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 20.0
"""After so long a text is given up, and the process with it."""
STARTING = 60.0
"""After so long a process that has not started is given up."""
WAITING = 8
"""Texts that may wait for the one that is being coded."""

_FIRST = {"id": 0, "text": "", "date": None}


class Busy(Exception):  # noqa: N818 (says what it is)
    """As many texts wait already as may."""


class GaveUp(Exception):  # noqa: N818
    """A text took too long, or the process ended over it."""


def command(coder: str) -> list[str]:
    """What starts the process: this Python, with nothing from the folder that the server was started in."""
    main = "import sys; from comity.cli import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-P", "-c", main, "code", "--coder", coder]


class Coding:
    """One process that codes one text at a time. It is started with the first text, and ends with `close`."""

    def __init__(
        self, started_by: Sequence[str], *, seconds: float = SECONDS, waiting: int = WAITING
    ) -> None:
        self._started_by = list(started_by)
        self._seconds = seconds
        self._most = waiting + 1
        self._asked = 0
        self._counting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = ThreadPoolExecutor(1, "coding")
        # A server that is killed closes the pipe, at which the process ends too.
        atexit.register(self.close)

    @property
    def asked(self) -> int:
        """Texts that are being coded, or wait."""
        return self._asked

    def ask(self, record: dict[str, Any]) -> Future[dict[str, Any]]:
        """What `comity code` answers to this record, once it is its turn; Busy where too many wait.

        The future raises GaveUp where the text took too long.
        """
        with self._counting:
            if self._asked >= self._most:
                raise Busy
            self._asked += 1
        future = self._thread.submit(self._answer, record)
        future.add_done_callback(self._done)
        return future

    def close(self) -> None:
        """End the process, and what waits for it."""
        atexit.unregister(self.close)
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._end()

    def _done(self, _: Future[dict[str, Any]]) -> None:
        with self._counting:
            self._asked -= 1

    def _answer(self, record: dict[str, Any]) -> dict[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603 (our own command)
                self._started_by,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONUTF8": "1"},
                start_new_session=True,  # Ctrl-C is for the server, which ends this one
            )
            self._through(self._process, _FIRST, STARTING)
        return self._through(self._process, record, self._seconds)

    def _through(
        self, process: subprocess.Popen[bytes], record: dict[str, Any], seconds: float
    ) -> dict[str, Any]:
        """One line in, one line out."""
        assert process.stdin is not None  # noqa: S101 (for the type checker)
        assert process.stdout is not None  # noqa: S101
        late = threading.Timer(seconds, process.kill)
        late.daemon = True
        late.start()
        try:
            process.stdin.write(json.dumps(record).encode("ascii") + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            found = json.loads(line)
        except (OSError, ValueError) as error:
            self._end()
            raise GaveUp from error
        finally:
            late.cancel()
        if not isinstance(found, dict):
            self._end()
            raise GaveUp
        return found

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was written last is lost with its reader
                    pipe.close()

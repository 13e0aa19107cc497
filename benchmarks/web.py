"""Times the web pages on a ledger of 100,000 events and 20,000 documents, as a browser would see them.

    python benchmarks/web.py [--ledger PLACE] [--seconds 60] [--connections 64] [--new-pages 100]

In order: from the start of `comity serve` to its first answer; single answers, worked out each time (nothing
kept) and kept; many connections at once for a minute; and pages read into the ledger while it is served.
The ledger is copied first, and made (`webledger.py`, half a minute) where none is told. Exit code 1 where an
answer was an error.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import newsroom
from comity.ledger.store import Store
from comity.records import Form
from webledger import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOST = "127.0.0.1"
STARTS = 5
SINGLE = 50
PAIR = "/JPN/RUS"
TIMELINE = "/api/v1/pairs/JPN/RUS/timeline"
ADDRESSES = (
    ("the first page", "/"),
    ("a pair, the busiest (4,650 events)", PAIR),
    ("the same, filtered", f"{PAIR}?type=SANCTION&status=actual&since=2020"),
    ("the same, by words", f"{PAIR}?text=visa%20exemption"),
    ("its timeline for the chart (JSON)", TIMELINE),
    ("its measures for the chart (JSON)", "/api/v1/pairs/JPN/RUS/measures"),
    ("its months for the chart (JSON)", "/api/v1/pairs/JPN/RUS/series?by=month"),
    ("its replies", f"{PAIR}/replies"),
    ("an ordinary pair", "/CHL/PER"),
    ("a state, the busiest", "/JPN"),
    ("measures", "/measures"),
    ("50 events (JSON)", "/api/v1/events"),
    ("50 documents (JSON)", "/api/v1/documents"),
    ("visas of a passport (JSON)", "/api/v1/visa/passport/JPN?on=2024-11-25"),
)
SERVE = "import sys; from comity.cli import main; sys.exit(main())"
KEEPING_NOTHING = (
    "import sys, comity\n"
    "from comity.web.desk import Desk, Limits\n"
    "from comity.web.serving import serve\n"
    "serve(Desk(comity.open(sys.argv[1], read_only=True), Limits(cache=0)), port=int(sys.argv[2]))\n"
)


class Answer(NamedTuple):
    """What came back, and how long that took in seconds."""

    status: int
    body: bytes
    seconds: float


class Connection:
    """One connection that stays open, as a browser's does; small, to leave the machine to the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, address: str, *, packed: bool = True) -> Answer:
        """Ask for an address; OSError or EOFError where the server went away."""
        begun = time.perf_counter()
        if self._streams is None:
            self._streams = await asyncio.open_connection(HOST, self._port, limit=1 << 24)
        reader, writer = self._streams
        takes = "Accept-Encoding: gzip\r\n" if packed else ""
        writer.write(f"GET {address} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\n{takes}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.partition("content-length: ")[2].partition("\r\n")[0]
        body = await reader.readexactly(int(length or 0))
        return Answer(int(head.split(" ", 2)[1]), body, time.perf_counter() - begun)

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as some:
        some.bind((HOST, 0))
        port: int = some.getsockname()[1]
        return port


class Server(NamedTuple):
    """A server that answers, and how many seconds it took until it did."""

    port: int
    process: int
    seconds: float

    def worked(self) -> float:
        """How long the processor has worked for it, in seconds; 0 where the system does not tell."""
        try:
            told = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(place: Path, *, keep: bool = True) -> Iterator[Server]:
    """A server of this ledger, until the block ends."""
    port = free_port()
    program = (
        [sys.executable, "-c", SERVE, "serve", "--port", str(port), "--ledger", str(place)]
        if keep
        else [sys.executable, "-c", KEEPING_NOTHING, str(place), str(port)]
    )
    begun = time.perf_counter()
    with subprocess.Popen(program, stdout=subprocess.DEVNULL) as process:
        try:
            asyncio.run(_first_answer(process, port))
            yield Server(port, process.pid, time.perf_counter() - begun)
        finally:
            process.terminate()


async def _first_answer(process: subprocess.Popen[bytes], port: int) -> None:
    connection = Connection(port)
    while process.poll() is None:
        try:
            answer = await connection.get("/")
        except OSError:
            await asyncio.sleep(0.005)
            continue
        finally:
            connection.close()
        if answer.status != 200:
            raise SystemExit(f"the first page was answered with {answer.status}")
        return
    raise SystemExit("the server ended before it answered")


async def one_by_one(port: int, address: str, count: int = SINGLE) -> list[Answer]:
    """The same question again and again, one after the other."""
    connection = Connection(port)
    found = [await connection.get(address) for _ in range(count)]
    connection.close()
    return found


def told(seconds: Sequence[float]) -> str:
    """Middle and slow ones, in milliseconds."""
    ordered = sorted(seconds)
    late = ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
    return f"median {statistics.median(ordered) * 1000:6.1f} ms, p99 {late * 1000:7.1f} ms"


def many_addresses(port: int) -> list[str]:
    """Those above, and some hundred more that differ: pairs, events, filters."""
    listed = asyncio.run(_json(port, "/api/v1/events?limit=200"))["items"]
    pairs = {f"/{event['actors'][0]}/{event['recipients'][0]}" for event in listed}
    events = [f"/event/{event['id']}" for event in listed]
    years = [f"{PAIR}?since={year}&until={year}" for year in range(2014, 2025)]
    return [*(address for _, address in ADDRESSES), *sorted(pairs), *events, *years]


async def _json(port: int, address: str) -> Any:
    connection = Connection(port)
    answer = await connection.get(address, packed=False)
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{address} was answered with {answer.status}: {answer.body[:300]!r}")
    return json.loads(answer.body)


async def at_once(
    port: int, addresses: Sequence[str], connections: int, seconds: float
) -> tuple[list[float], list[str]]:
    """Many connections, each asking without a pause: how long answers took, and what went wrong."""
    taken: list[float] = []
    errors: list[str] = []
    end = time.perf_counter() + seconds

    async def ask(start: int) -> None:
        connection = Connection(port)
        for address in cycle([*addresses[start:], *addresses[:start]]):
            if time.perf_counter() >= end:
                break
            try:
                answer = await connection.get(address)
            except (OSError, EOFError) as error:
                errors.append(f"{address}: {error!r}")
                connection.close()
                connection = Connection(port)
                continue
            taken.append(answer.seconds)
            if answer.status != 200:
                errors.append(f"{address}: {answer.status} {answer.body[:200]!r}")
        connection.close()

    step = max(len(addresses) // connections, 1)
    await asyncio.gather(*(ask(number * step % len(addresses)) for number in range(connections)))
    return taken, errors


async def while_reading(port: int, folder: Path, place: Path) -> tuple[list[float], list[str], list[int]]:
    """Pages read in by another process: answers meanwhile, errors, documents as they are seen."""
    reading = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, "read", str(folder), "--ledger", str(place),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    ended = asyncio.create_task(reading.communicate())
    taken: list[float] = []
    seen: list[int] = []
    errors: list[str] = []
    connection = Connection(port)
    while True:
        last = ended.done()
        for address in ("/api/v1/ledger", PAIR, "/"):
            answer = await connection.get(address, packed=False)
            taken.append(answer.seconds)
            if answer.status != 200:
                errors.append(f"{address}: {answer.status} {answer.body[:200]!r}")
            elif address.endswith("ledger"):
                seen.append(json.loads(answer.body)["documents"])
        if last:
            break
        await asyncio.sleep(0.1)
    connection.close()
    if reading.returncode:
        errors.append(f"comity read ended with {reading.returncode}: {(await ended)[1]!r}")
    return taken, errors, seen


def starts(place: Path) -> None:
    """How long it takes from the start to the first answer."""
    taken = []
    for _ in range(STARTS):
        with served(place) as server:
            taken.append(server.seconds)
    shown = ", ".join(f"{each:.2f}" for each in sorted(taken))
    print(f"comity serve to its first answer: median {statistics.median(taken):.2f} s ({shown}); aim 1.5 s")


def singles(place: Path) -> list[str]:
    """What each address takes, worked out each time and kept; the aim is the pair's, worked out."""
    errors: list[str] = []
    print(f"\nsingle answers, {SINGLE} each (aim: a pair within 150 ms)")
    with served(place, keep=False) as anew, served(place) as keeping:
        for name, address in ADDRESSES:
            first = asyncio.run(one_by_one(anew.port, address, 1))[0]
            worked = anew.worked()
            found = asyncio.run(one_by_one(anew.port, address))
            worked = (anew.worked() - worked) / SINGLE
            kept = asyncio.run(one_by_one(keeping.port, address))
            errors += [f"{address}: {each.status}" for each in (first, *found, *kept) if each.status != 200]
            print(
                f"  {name:<36} {told([each.seconds for each in found])}, processor {worked * 1000:6.1f} ms; "
                f"first {first.seconds * 1000:6.1f} ms; "
                f"kept {statistics.median(each.seconds for each in kept) * 1000:4.1f} ms; "
                f"{len(first.body) / 1000:5.1f} kB"
            )
    return errors


def crowd(place: Path, connections: int, seconds: float) -> list[str]:
    """Many at once."""
    with served(place) as server:
        addresses = many_addresses(server.port)
        taken, errors = asyncio.run(at_once(server.port, addresses, connections, seconds))
    print(
        f"\n{connections} connections at once for {seconds:g} s, {len(addresses)} addresses: "
        f"{len(taken):,} answers, {len(taken) / seconds:,.0f} a second, {told(taken)}, "
        f"longest {max(taken):.1f} s, {len(errors)} errors"
    )
    return errors


def reading(place: Path, folder: Path, count: int) -> list[str]:
    """New pages while it is served."""
    folder.mkdir()
    for name, data in newsroom.pages(count, Form.HTML, seed=7):
        (folder / Path(name).name).write_bytes(data)
    with served(place) as server:
        before = asyncio.run(_json(server.port, "/api/v1/ledger"))
        taken, errors, seen = asyncio.run(while_reading(server.port, folder, place))
        after = asyncio.run(_json(server.port, "/api/v1/ledger"))
    with Store(place, read_only=True) as store, store.snapshot() as connection:
        held = connection.exec_driver_sql(
            "SELECT count(*) FROM documents JOIN readings ON key = reading WHERE current"
        ).scalar_one()
    if not before["documents"] < after["documents"] == held:
        errors.append(f"{after['documents']} documents were shown, and the ledger holds {held}")
    print(
        f"\n{count} pages read while it is served: documents as they were seen "
        f"{' '.join(map(str, dict.fromkeys(seen)))}; events {before['events']:,}, then {after['events']:,}; "
        f"{len(taken)} answers meanwhile, {told(taken)}, {len(errors)} errors"
    )
    return errors


def main() -> None:
    """All of it, in order."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--new-pages", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "comity.db"
        if options.ledger is None:
            with Store(place, write=True) as store:
                fill(store)
        else:
            shutil.copy(options.ledger, place)
        starts(place)
        errors = singles(place)
        errors += crowd(place, options.connections, options.seconds)
        errors += reading(place, Path(folder) / "pages", options.new_pages)
    for error in errors[:20]:
        print(error, file=sys.stderr)
    sys.exit(bool(errors))


if __name__ == "__main__":
    main()

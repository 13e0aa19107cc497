"""Answers that are kept until the ledger changes, each with its ETag, and worked out once at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders

from comity.errors import ComityError
from comity.web import troubles

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from comity.web.desk import Limits

_Key = tuple[str, bytes, str, str]
"""Path, query, and the scheme and host, which absolute links name."""

LOOKERS = 2
"""Threads that look at the mark: never those that work, so that what is kept is told while they are busy."""
BESIDE = 1024
"""Bytes that an answer takes beside its text and its address, about."""


@dataclass(slots=True)
class _Answer:
    """A whole answer. `etag` is weak, as the same answer may be sent compressed."""

    start: Message
    body: bytes
    etag: str

    @property
    def status(self) -> int:
        status: int = self.start["status"]
        return status


class Freshness:
    """Keeps what GET requests were answered, by address, for as long as `mark` stays the same.

    An answer is sent whole or not at all: one that takes longer than the limit is an error, also where a
    thread still works on it. Who asks for the same meanwhile waits for that thread, and takes no other.
    """

    def __init__(self, app: ASGIApp, mark: Callable[[], str], limits: Limits) -> None:
        self.app = app
        self.mark = mark
        self.limits = limits
        self.kept: OrderedDict[_Key, _Answer] = OrderedDict()
        self.size = 0
        self.marked: str | None = None
        self.making: dict[tuple[str, _Key], asyncio.Task[_Answer]] = {}
        self.lookers = anyio.CapacityLimiter(LOOKERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or work it out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = await self._answer(scope, receive)
        if answer is None:
            late = f"this took longer than {self.limits.seconds:g} s; ask for less, as with since and until"
            await troubles.told(scope, 503, late)(scope, receive, send)
            return
        await _send(answer, scope, send)

    async def _answer(self, scope: Scope, receive: Receive) -> _Answer | None:
        """The whole answer; None where it takes too long."""
        ends = asyncio.get_running_loop().time() + self.limits.seconds
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}  # what is sent of it is the head alone
        mark = None
        if scope["method"] == "GET" and self.limits.cache and not _private(scope):
            looking = asyncio.create_task(self._look())
            if not await _ended(looking, ends):
                return None
            mark = looking.result()
        if mark is None:
            work = asyncio.create_task(self._worked_out(scope, receive))
        else:
            key = scope["path"], scope["query_string"], scope["scheme"], Headers(scope=scope).get("host", "")
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]
            work = self._made(mark, key, scope)
        return work.result() if await _ended(work, ends) else None

    async def _look(self) -> str | None:
        """The mark as it is now; where it has changed, what was kept is forgotten.

        None where it cannot be told: then the answer itself tells what is wrong, and is not kept.
        """
        try:
            mark = await anyio.to_thread.run_sync(self.mark, limiter=self.lookers)
        except ComityError:
            mark = None
        if mark != self.marked:
            self.kept.clear()
            self.size, self.marked = 0, mark
        return mark

    def _made(self, mark: str, key: _Key, scope: Scope) -> asyncio.Task[_Answer]:
        """The work on an answer, for all who ask for it while the mark is this one."""
        work = self.making.get((mark, key))
        if work is None:
            work = self.making[mark, key] = asyncio.create_task(self._worked_out(scope, _patient()))

            def made(work: asyncio.Task[_Answer]) -> None:
                del self.making[mark, key]
                if work.cancelled() or work.exception() is not None:
                    return
                answer = work.result()
                if answer.status == 200 and mark == self.marked:
                    self._keep(key, answer)

            work.add_done_callback(made)
        return work

    def _keep(self, key: _Key, answer: _Answer) -> None:
        cost = _cost(key, answer)
        if cost > self.limits.cache // 4:
            return
        self.kept[key] = answer
        self.size += cost
        while self.size > self.limits.cache:
            self.size -= _cost(*self.kept.popitem(last=False))

    async def _worked_out(self, scope: Scope, receive: Receive) -> _Answer:
        started: list[Message] = []
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            else:
                parts.append(message.get("body", b""))

        await self.app(scope, receive, gather)
        body = b"".join(parts)
        return _Answer(started[0], body, f'W/"{blake2b(body, digest_size=12).hexdigest()}"')


async def _ended(work: asyncio.Task[Any], ends: float) -> bool:
    """Whether the work came to an end in time.

    Where it did not, and still waits for a thread or for what is sent, it is given up: else the work of those
    who have gone would keep all others waiting. A thread cannot be stopped, but need not be waited for.
    """
    await asyncio.wait({work}, timeout=max(ends - asyncio.get_running_loop().time(), 0))
    if (
        not work.done()
        and work not in anyio.to_thread.current_default_thread_limiter().statistics().borrowers
    ):
        work.cancel()
    return work.done() and not work.cancelled()


def _patient() -> Receive:
    """A request without a body, whose sender does not go away: the answer is for others too."""
    told = False

    async def receive() -> Message:
        nonlocal told
        if told:
            await asyncio.Future()
        told = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive


def _cost(key: _Key, answer: _Answer) -> int:
    """About how many bytes of memory are held for it: of a long address, most."""
    headers = sum(len(name) + len(value) for name, value in answer.start["headers"])
    return BESIDE + len(answer.body) + headers + sum(map(len, key))


async def _send(answer: _Answer, scope: Scope, send: Send) -> None:
    start = {**answer.start, "headers": list(answer.start["headers"])}
    headers = MutableHeaders(raw=start["headers"])
    body = answer.body
    if answer.status == 200 and scope["method"] in {"GET", "HEAD"}:
        headers.setdefault("ETag", answer.etag)
        headers.setdefault("Cache-Control", "no-cache")
        if _has(headers["ETag"], Headers(scope=scope).getlist("if-none-match")):
            start["status"], body = 304, b""
            del headers["content-length"]
    if scope["method"] == "HEAD":
        body = b""
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _has(etag: str, told: list[str]) -> bool:
    """Whether who asks has this answer already, by `If-None-Match` (RFC 9110: compared without the W/)."""
    known = {each.strip().removeprefix("W/") for line in told for each in line.split(",")}
    return "*" in known or etag.removeprefix("W/") in known


def _private(scope: Scope) -> bool:
    """Whether an answer is for one reader, or already a file."""
    path: str = scope["path"]
    return path.startswith(("/review", "/api/v1/judgements", "/static/"))

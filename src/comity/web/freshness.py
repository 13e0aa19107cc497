"""Answers that are kept until the ledger changes, each with its ETag, and worked out once at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders

from comity.errors import ComityError
from comity.web import troubles

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from comity.web.desk import Limits

_Key = tuple[str, bytes, str]
"""Path, query, and the host, which absolute links name."""


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
    thread still works on it.
    """

    def __init__(self, app: ASGIApp, mark: Callable[[], str], limits: Limits) -> None:
        self.app = app
        self.mark = mark
        self.limits = limits
        self.kept: OrderedDict[_Key, _Answer] = OrderedDict()
        self.size = 0
        self.marked = ""
        self.making: dict[_Key, asyncio.Event] = {}

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
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}  # what is sent of it is the head alone
        if scope["method"] != "GET" or self.limits.cache == 0 or _private(scope):
            return await self._within_limit(scope, receive)
        await run_in_threadpool(self._look)
        key = scope["path"], scope["query_string"], Headers(scope=scope).get("host", "")
        while key in self.making:
            # Somebody else asked for the same just before.
            await self.making[key].wait()
        if key in self.kept:
            self.kept.move_to_end(key)
            return self.kept[key]
        done = self.making[key] = asyncio.Event()
        try:
            mark = self.marked
            answer = await self._within_limit(scope, receive)
            if answer is not None and answer.status == 200 and mark == self.marked:
                self._keep(key, answer)
            return answer
        finally:
            del self.making[key]
            done.set()

    def _look(self) -> None:
        """Forget what is kept where the ledger has changed."""
        try:
            mark = self.mark()
        except ComityError:
            mark = "?"  # what is wrong with the ledger, the answer itself tells
        if mark != self.marked:
            self.kept.clear()
            self.size, self.marked = 0, mark

    def _keep(self, key: _Key, answer: _Answer) -> None:
        if len(answer.body) > self.limits.cache // 4:
            return
        self.kept[key] = answer
        self.size += len(answer.body)
        while self.size > self.limits.cache:
            self.size -= len(self.kept.popitem(last=False)[1].body)

    async def _within_limit(self, scope: Scope, receive: Receive) -> _Answer | None:
        """The whole answer; None where it takes too long."""
        started: list[Message] = []
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            else:
                parts.append(message.get("body", b""))

        # A task of its own: a thread cannot be stopped, but need not be waited for.
        work = asyncio.create_task(self._worked_out(scope, receive, gather))
        finished, _ = await asyncio.wait({work}, timeout=self.limits.seconds)
        if not finished:
            return None
        work.result()
        body = b"".join(parts)
        return _Answer(started[0], body, f'W/"{blake2b(body, digest_size=12).hexdigest()}"')

    async def _worked_out(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


async def _send(answer: _Answer, scope: Scope, send: Send) -> None:
    start = {**answer.start, "headers": list(answer.start["headers"])}
    headers = MutableHeaders(raw=start["headers"])
    body = answer.body
    if answer.status == 200 and scope["method"] in {"GET", "HEAD"}:
        headers.setdefault("ETag", answer.etag)
        headers.setdefault("Cache-Control", "no-cache")
        if answer.etag in Headers(scope=scope).get("if-none-match", ""):
            start["status"], body = 304, b""
            del headers["content-length"]
    if scope["method"] == "HEAD":
        body = b""
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _private(scope: Scope) -> bool:
    """Whether an answer is for one reader, or already a file."""
    path: str = scope["path"]
    return path.startswith(("/review", "/api/v1/judgements", "/static/"))

"""What no answer goes without: the right host, headers that keep a browser in bounds, a limit of size."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from comity.web import troubles

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script, nothing from another host: what a page brings along can be shown, and do nothing."""

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""What any page may ask a browser to send, since its answer is not shown to that page."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_HOST = re.compile(r"(?:\[(?P<inner>[^\[\]]*)\]|(?P<name>[^\[\]:]*))(?::[0-9]{0,5})?")
_LENGTH = re.compile(r"[0-9]{1,20}")


class Guard:
    """The outermost part of the application.

    Requests for a host that this server does not go by are refused: a page elsewhere could else have a name
    of its own point here and read the ledger through its reader's browser (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], body: int) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is None:
            await self.app(scope, _limited(receive, self.body), sending)
        else:
            status, detail = refusal
            await troubles.told(scope, status, detail)(scope, receive, sending)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        host = _name(headers.get("host", ""))
        if host not in self.hosts and not _is_number(host):
            # By which names it goes is not for a page elsewhere to know.
            told = f"this server does not go by {host!r}; start it with --allow-host {host or 'NAME'}"
            return 400, told
        origin = headers.get("origin")
        if method not in READING and origin and not is_from_here(origin, headers):
            return 403, f"this was sent by a page of {origin}; send it from here, or from a program"
        length = headers.get("content-length", "0")
        if not _LENGTH.fullmatch(length) or int(length) > self.body:
            return 413, f"at most {self.body:,} bytes are taken; send less at once"
        return None


def is_from_here(origin: str, headers: Headers) -> bool:
    """Whether a page of this server sent it, by the host that was asked; `origin` may be any text."""
    host = headers.get("host", "").lower()
    return host != "" and origin.lower().partition("://")[2] == host


def _name(host: str) -> str:
    """The host without its port: "[::1]:8470" is "::1". What is no host at all comes back as it is."""
    found = _HOST.fullmatch(host.lower())
    return (found["inner"] or found["name"]) if found else host


def _is_number(host: str) -> bool:
    """Whether it is an address, which no other page can have given a name to."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _limited(receive: Receive, most: int) -> Receive:
    """The same messages, and an error where the bodies add up to more than `most` bytes."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise troubles.TooLarge(most)
        return message

    return limited

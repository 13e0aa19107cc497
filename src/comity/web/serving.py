"""The server: a socket, and what answers on it until it is interrupted."""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import closing
from typing import TYPE_CHECKING

from comity.errors import InputError
from comity.web.app import LOOPBACK, make

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comity.web.desk import Desk

HOST = "127.0.0.1"
PORT = 8470
WAITING = 256
"""Connections that may wait to be taken."""
LAST_SECONDS = 3
"""How long Ctrl-C waits for answers that are under way."""
ANY = ("0.0.0.0", "::")  # noqa: S104 (recognised, to warn of)

_ADVICE = {
    errno.EADDRINUSE: "another `comity serve` may be there; end it, or choose another port with --port",
    errno.EADDRNOTAVAIL: f"this machine has no such address; leave --host out for {HOST}",
    errno.EACCES: "ports below 1024 are for the system; choose another with --port",
}


def serve(
    desk: Desk,
    host: str = HOST,
    port: int = PORT,
    *,
    names: Sequence[str] = (),
    ready: Callable[[str], None] | None = None,
) -> None:
    """Answer at this address until interrupted. `names`: other names that the server goes by.

    `ready` is told the address when requests are taken. InputError where nothing can listen there.
    """
    import uvicorn

    desk.ledger.store()  # LedgerError now rather than in each answer
    with closing(listening(host, port)) as listener:
        app = make(desk, [*LOOPBACK, host, socket.gethostname(), *names])
        config = uvicorn.Config(
            app,
            http="h11",  # whatever else is installed: this one minds what it is sent, and is what we tried
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LAST_SECONDS,
        )
        if ready is not None:
            ready(address_of(listener))
        uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections there; InputError says why none can."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, OverflowError) as error:
        raise InputError(
            f"{host}:{port} is no address of this machine; leave --host out for {HOST}"
        ) from error
    # asyncio sends small answers at once only where the socket names its protocol: else each waits 40 ms.
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
        listener.listen(WAITING)
    except OSError as error:
        listener.close()
        advice = _ADVICE.get(error.errno or 0, "choose another with --host and --port")
        raise InputError(f"nothing can listen at {host}:{port} ({error.strerror}); {advice}") from error
    return listener


def address_of(listener: socket.socket) -> str:
    """What a browser opens: "http://127.0.0.1:8470/"."""
    host, port = listener.getsockname()[:2]
    shown = "localhost" if host in ANY else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

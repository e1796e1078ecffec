"""Connections that ask for nothing, or read nothing, are closed: the server's own library waits
for ever.

Its class of HTTP connections is private to it; everything of that is here, and
``tests/web/test_halfopen.py`` fails when an upgrade changes it.
"""

from __future__ import annotations

import asyncio
import struct
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

try:
    import fcntl
    import termios
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PATIENCE = 30.0  # seconds for a request's head, and between two requests
LOOKS = 3 if fcntl else 12  # so often nothing of an answer has gone


def close_idle(seconds: float = PATIENCE) -> None:
    """Give every connection from now on ``seconds`` for the head of its next request."""
    made = AutoHTTPProtocol.connection_made
    if hasattr(made, "plain"):
        made = made.plain

    def connection_made(self: asyncio.Protocol, transport: asyncio.Transport) -> None:
        made(self, transport)
        _look(self, transport, seconds, 0)

    connection_made.plain = made  # type: ignore[attr-defined]
    AutoHTTPProtocol.connection_made = connection_made  # type: ignore[method-assign]


def _look(own: Any, transport: asyncio.Transport, after: float, same: int) -> None:
    """Look again and again; close what waits for the same request as at the look before, and
    cut off what has not taken in anything of its answer at ``LOOKS`` of them.
    """
    cycle = getattr(own, "cycle", None)  # the request being answered, or the last one
    unsent = _unsent(cycle, transport)

    def again() -> None:
        if own not in own.connections or transport.get_protocol() is not own:
            return  # gone, or a websocket by now
        now = getattr(own, "cycle", None)
        found = same + 1 if unsent and _unsent(now, transport) == unsent else 0
        if found >= LOOKS:
            transport.abort()
            return
        if now is cycle and (now is None or now.response_complete):
            transport.close()  # after what is left of an answer: that may never go
        _look(own, transport, after, found)

    asyncio.get_running_loop().call_later(after, again)


def _unsent(cycle: Any, transport: asyncio.Transport) -> tuple[int, int, int] | None:
    """Bytes of the answer that are still to come, that wait here, and that the system has not
    brought over yet; None when none wait.
    """
    waiting = transport.get_write_buffer_size()
    line = transport.get_extra_info("socket")
    if not waiting or line is None or line.fileno() < 0:
        return None
    return getattr(cycle, "expected_content_length", 0), waiting, _underway(line.fileno())


def _underway(number: int) -> int:
    """What the system holds of a connection: it lets more in only when much of it has gone."""
    if fcntl is None:
        return 0
    try:
        return struct.unpack("i", fcntl.ioctl(number, termios.TIOCOUTQ, bytes(4)))[0]
    except OSError:
        return 0

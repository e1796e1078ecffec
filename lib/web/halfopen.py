"""Connections that ask for nothing are closed: the server's own library waits for ever.

Its class of HTTP connections is private to it; everything of that is here, and
``tests/web/test_halfopen.py`` fails when an upgrade changes it.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.auto import AutoHTTPProtocol

PATIENCE = 30.0  # seconds for a request's head, and between two requests


def close_idle(seconds: float = PATIENCE) -> None:
    """Give every connection from now on ``seconds`` for the head of its next request."""
    made = AutoHTTPProtocol.connection_made
    if hasattr(made, "plain"):
        made = made.plain

    def connection_made(self: asyncio.Protocol, transport: asyncio.Transport) -> None:
        made(self, transport)
        _look(self, transport, seconds)

    connection_made.plain = made  # type: ignore[attr-defined]
    AutoHTTPProtocol.connection_made = connection_made  # type: ignore[method-assign]


def _look(own: asyncio.Protocol, transport: asyncio.Transport, after: float) -> None:
    """Look again and again; close what waits for the same request as at the look before."""
    cycle = getattr(own, "cycle", None)  # the request being answered, or the last one

    def again() -> None:
        if transport.is_closing() or transport.get_protocol() is not own:
            return  # gone, or a websocket by now
        now = getattr(own, "cycle", None)
        if now is cycle and (now is None or now.response_complete):
            transport.close()
        else:
            _look(own, transport, after)

    asyncio.get_running_loop().call_later(after, again)

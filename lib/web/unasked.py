"""Refusals that the server's library gives before it asks the application: in words too.

Its classes are private to it; ``tests/web/test_unasked.py`` fails when an upgrade changes
them. See also :mod:`lib.web.halfopen`.
"""

from __future__ import annotations

import json
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.datastructures import Headers

from lib.web.guard import headers_for
from lib.web.words import OTHER

BODY = json.dumps({"error": OTHER}, ensure_ascii=False).encode()
MOST_HEAD = 65_536  # bytes of a head that is not whole yet
KIND = "application/json"


def word() -> None:
    """Answer requests and handshakes that cannot be read as all others are; may be told again."""
    _word_requests()
    _word_handshakes()


def _word_requests() -> None:
    plain = AutoHTTPProtocol.data_received
    AutoHTTPProtocol.send_400_response = _unread  # type: ignore[attr-defined]
    if hasattr(plain, "plain"):
        return

    def data_received(self: Any, data: bytes) -> None:
        before = getattr(self, "cycle", None)
        plain(self, data)
        now = getattr(self, "cycle", None)
        waits = now is before and (now is None or now.response_complete)
        self.gx_head = getattr(self, "gx_head", 0) + len(data) if waits else 0
        # one of the libraries that read HTTP keeps a head of any length
        if self.gx_head > MOST_HEAD and not self.transport.is_closing():
            _unread(self)

    data_received.plain = plain  # type: ignore[attr-defined]
    AutoHTTPProtocol.data_received = data_received  # type: ignore[method-assign]


def _word_handshakes() -> None:
    plain = WebSocketsSansIOProtocol.handle_connect
    if hasattr(plain, "plain"):
        return

    def handle_connect(self: Any, event: Any) -> None:
        given = self.conn.reject

        def reject(status: Any, text: str) -> Any:
            answer = given(status, text)
            answer.headers, answer.body = Headers(_headers()), BODY
            return answer

        self.conn.reject = reject
        plain(self, event)

    handle_connect.plain = plain  # type: ignore[attr-defined]
    WebSocketsSansIOProtocol.handle_connect = handle_connect  # type: ignore[method-assign]


def _unread(own: Any, _: str = "") -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers().items())
    own.transport.write(f"HTTP/1.1 400 Bad Request\r\n{head}\r\n".encode() + BODY)
    own.transport.close()


def _headers() -> dict[str, str]:
    """No host: it may be what could not be read."""
    own = {"Content-Type": KIND, "Content-Length": str(len(BODY)), "Connection": "close"}
    return own | headers_for("")

"""Refusals that the server's library gives before it asks the application: in words too.

Its classes are private to it; ``tests/web/test_unasked.py`` fails when an upgrade changes
them. See also :mod:`lib.web.halfopen`.
"""

from __future__ import annotations

import json
from typing import Any

import h11
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.datastructures import Headers

from lib.web.guard import headers_for
from lib.web.words import OTHER

BODY = json.dumps({"error": OTHER}, ensure_ascii=False).encode()
KIND = "application/json"


def word() -> None:
    """Answer requests and handshakes that cannot be read as all others are; may be told again."""
    AutoHTTPProtocol.send_400_response = _unread  # type: ignore[method-assign]
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


def _unread(own: Any, _: str) -> None:
    answer = h11.Response(status_code=400, headers=list(_headers().items()), reason=b"Bad Request")
    for event in (answer, h11.Data(data=BODY), h11.EndOfMessage()):
        own.transport.write(own.conn.send(event))
    own.transport.close()


def _headers() -> dict[str, str]:
    """No host: it may be what could not be read."""
    own = {"Content-Type": KIND, "Content-Length": str(len(BODY)), "Connection": "close"}
    return own | headers_for("")

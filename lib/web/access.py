"""ASGI middleware: one line for each request, when asked for (``GUIXIANG_ACCESS=1``).

Neither who asks nor what is searched for: time, method, path, status, milliseconds.
"""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 200  # characters of a path
log = logging.getLogger("guixiang")


class Access:
    """Wraps the application; a websocket is told of when it ends, with how long it was open."""

    def __init__(self, app: ASGIApp, told: bool):
        self.app = app
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._told or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 101 if scope["type"] == "websocket" else 0

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"].endswith("http.response.start"):
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_seen)
        finally:
            took = (time.perf_counter() - begun) * 1000
            path = "".join(filter(str.isprintable, scope["path"][:LONGEST]))
            log.info("请求 %s %s %s %.0f ms", scope.get("method", "WS"), path, status, took)

"""ASGI middleware: the dashboard below a path (``GUIXIANG_BASE``).

A proxy may hand requests on with that path or strip it: here it is taken away where it stands,
so that everything within knows one kind of address. What goes out and is an address by itself
(a redirect, a cookie's path) gets it back; links have it already (:func:`lib.render.link`).
"""

from __future__ import annotations

import re

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE_PATH = re.compile(rb"(?i)(;\s*path=)/(?=;|\Z)")


class Base:
    """Wraps the application; ``base``: /guixiang, or '' for a dashboard at the root."""

    def __init__(self, app: ASGIApp, base: str):
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._base or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"] == self._base:
            query = scope.get("query_string", b"").decode("latin-1")
            whole = RedirectResponse(f"{self._base}/{query and '?'}{query}", status_code=308)
            await whole(scope, receive, send)
            return

        async def send_outward(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                message["headers"] = [self._outward(*pair) for pair in message["headers"]]
            await send(message)

        await self.app(self._inward(scope), receive, send_outward)

    def _inward(self, scope: Scope) -> Scope:
        below = f"{self._base}/"
        if not scope["path"].startswith(below):
            return scope
        path = scope["path"].removeprefix(self._base)
        raw = scope.get("raw_path") or scope["path"].encode()
        return {**scope, "path": path, "raw_path": raw.removeprefix(self._base.encode())}

    def _outward(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        own = self._base.encode()
        match name.lower():
            case b"location" if value[:1] == b"/" and not value.startswith((own + b"/", b"//")):
                return name, own + value
            case b"set-cookie":
                return name, COOKIE_PATH.sub(rb"\1" + own + b"/", value)
        return name, value

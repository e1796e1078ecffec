"""Answers packed for the way; files that never change are packed once.

The front end has files of up to 5 MB: packed anew for each who asks, one takes a fifth of a
second of the process that serves everybody. A file is kept whole or not at all.
"""

from __future__ import annotations

import asyncio
import gzip

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.rows.cache import Kept

LEAST = 1000  # bytes; less is not worth it
KEPT = 12_000_000  # bytes: all of Streamlit's files take half of it
ROOMS = ("/static/", "/vendor/leaflet/")
#: what is text; pictures and fonts are packed already, an unknown name gives the empty page
KINDS = ("text/javascript", "application/javascript", "text/css", "application/json", "image/svg")
#: what would make the application give less than the whole file
LEFT_OUT = (b"if-none-match", b"if-modified-since", b"if-range", b"accept-encoding")


class Packed:
    """Wraps the application; files of :data:`ROOMS` are remembered as they go out."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self._others = GZipMiddleware(app, minimum_size=LEAST)
        self._kept = Kept(KEPT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(ROOMS):
            await self._others(scope, receive, send)
            return
        asked = Headers(scope=scope)
        packs = "gzip" in asked.get("accept-encoding", "")
        if scope["method"] != "GET" or "range" in asked or not packs:
            await self.app(scope, receive, send)
            return
        answer = self._kept.found(scope["path"]) or await self._made(scope, receive, send)
        if answer is None:
            return
        tag = answer.headers.get("etag")
        if tag and asked.get("if-none-match") == tag:
            answer = _unchanged(answer)
        await answer(scope, receive, send)

    async def _made(self, scope: Scope, receive: Receive, send: Send) -> Response | None:
        """The packed file, kept; None when it was nothing to pack and has been answered."""
        plainly = [pair for pair in scope["headers"] if pair[0] not in LEFT_OUT]
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        async def staying() -> Message:
            # who leaves is not told: the application would stop in the middle of the file
            message = await receive()
            if message["type"] == "http.disconnect":
                await asyncio.Event().wait()  # cancelled with the file's end
            return message

        await self.app({**scope, "headers": plainly}, staying, collect)
        start = messages[0]
        body = b"".join(message.get("body", b"") for message in messages[1:])
        headers = MutableHeaders(raw=list(start["headers"]))
        fits = headers.get("content-type", "").startswith(KINDS) and len(body) >= LEAST
        whole = headers.get("content-length") == str(len(body))
        if start["status"] != 200 or not fits or not whole:
            for message in messages:
                await send(message)
            return None
        return await run_in_threadpool(
            self._kept.get, scope["path"], lambda: _packed(body, headers)
        )


def _packed(body: bytes, headers: MutableHeaders) -> Response:
    small = gzip.compress(body, 6)
    headers["content-encoding"], headers["content-length"] = "gzip", str(len(small))
    headers.add_vary_header("Accept-Encoding")
    return Response(small, headers=dict(headers))


def _unchanged(answer: Response) -> Response:
    left_out = ("content-length", "content-encoding", "content-type")
    headers = {name: value for name, value in answer.headers.items() if name not in left_out}
    return Response(status_code=304, headers=headers)

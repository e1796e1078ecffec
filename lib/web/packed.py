"""Answers packed for the way; files that never change are packed once.

The front end has files of up to 5 MB: packed anew for each who asks, one takes a fifth of a
second of the process that serves everybody. A file is kept whole or not at all.
"""

from __future__ import annotations

import asyncio
import gzip
from posixpath import normpath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.rows.cache import Kept

LEAST = 1000  # bytes; less is not worth it
KEPT = 12_000_000  # bytes: all of Streamlit's files take half of it
ROOMS = ("/static/", "/vendor/leaflet/")
#: what is text; pictures and fonts are packed already
ENDINGS = (".js", ".css", ".json", ".svg")
#: what would make the application give less than the whole file
LEFT_OUT = (b"if-none-match", b"if-modified-since", b"if-range", b"accept-encoding")


class Packed:
    """Wraps the application; files of :data:`ROOMS` are remembered as they go out."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self._others = GZipMiddleware(app, minimum_size=LEAST)
        self._kept = Kept(KEPT)
        self._reading: dict[str, asyncio.Task[Response | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(ROOMS):
            await self._others(scope, receive, send)
            return
        asked = Headers(scope=scope)
        answer = await self._file(scope) if _packs(scope, asked) else None
        if answer is None:
            await self.app(scope, receive, send)
            return
        tag = answer.headers.get("etag")
        if tag and asked.get("if-none-match") == tag:
            answer = _unchanged(answer)
        await answer(scope, receive, send)

    async def _file(self, scope: Scope) -> Response | None:
        """The packed file, read once for all who ask meanwhile; None when nothing is to pack."""
        path = scope["path"]
        if kept := self._kept.found(path):
            return kept
        task = self._reading.get(path)
        if task is None:
            task = self._reading[path] = asyncio.create_task(self._read(scope))
            task.add_done_callback(lambda _: self._reading.pop(path, None))
        return await asyncio.shield(task)

    async def _read(self, scope: Scope) -> Response | None:
        plainly = [pair for pair in scope["headers"] if pair[0] not in LEFT_OUT]
        said = [{"type": "http.request", "body": b"", "more_body": False}]
        messages: list[Message] = []

        async def receive() -> Message:
            if not said:  # who leaves is not told: the application would stop in mid-file
                await asyncio.Event().wait()  # cancelled with the file's end
            return said.pop()

        async def collect(message: Message) -> None:
            messages.append(message)

        await self.app({**scope, "headers": plainly}, receive, collect)
        start = messages[0]
        body = b"".join(message.get("body", b"") for message in messages[1:])
        headers = MutableHeaders(raw=list(start["headers"]))
        whole = headers.get("content-length") == str(len(body))
        # an unknown name gives the empty page
        if start["status"] != 200 or not whole or _is_page(headers):
            return None
        packs = len(body) >= LEAST
        answer = await run_in_threadpool(_packed, body, headers) if packs else _plain(body, headers)
        self._kept.keep(scope["path"], answer)
        return answer


def _packs(scope: Scope, asked: Headers) -> bool:
    """Whether a packed file is wanted, by its one right address: others are not kept."""
    path = scope["path"]
    wanted = scope["method"] == "GET" and "gzip" in asked.get("accept-encoding", "")
    return wanted and "range" not in asked and path.endswith(ENDINGS) and normpath(path) == path


def _is_page(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("text/html")


def _packed(body: bytes, headers: MutableHeaders) -> Response:
    small = gzip.compress(body, 6)
    headers["content-encoding"], headers["content-length"] = "gzip", str(len(small))
    headers.add_vary_header("Accept-Encoding")
    return Response(small, headers=dict(headers))


def _plain(body: bytes, headers: MutableHeaders) -> Response:
    return Response(body, headers=dict(headers))


def _unchanged(answer: Response) -> Response:
    left_out = ("content-length", "content-encoding", "content-type")
    headers = {name: value for name, value in answer.headers.items() if name not in left_out}
    return Response(status_code=304, headers=headers)

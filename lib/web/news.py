"""``/api/v1/version``: what every open screen asks for every few seconds.

An answer is what one thread found last, which looks at the file's stamp. When that has changed
it asks for the store's new version and makes the pages' parts; only then the screens are told,
and find them ready. Until then they hear the old version.

Who knows the newest already and prefers to wait (RFC 7240) is answered when there is news, or
after two seconds: as many questions as without, and nobody hears late. The screens are told
one after the other, a few milliseconds apart, so that the first are drawn while others wait.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from lib import clock, paths
from lib.store import connect, versions
from lib.store.connect import StoreUnusable

PATH = "/api/v1/version"
BETWEEN = 0.25  # seconds between two looks at the store's stamp
HOLD = 2.0  # seconds that an answer without news may wait
APART = 0.004  # seconds between two screens that are told
REST = 60.0  # seconds without a question after which nobody looks
log = logging.getLogger("guixiang")


class Told(NamedTuple):
    """What is answered: its tag, its body."""

    tag: bytes
    body: bytes


class News:
    """What the screens are told; ``warm`` makes the pages' parts for a day."""

    def __init__(self, warm: Callable[[str], None]):
        self._warm = warm
        self._seen: tuple[Any, ...] = ()
        self._told = _told("", clock.today().isoformat())
        self._asked = 0.0
        self._watching = threading.Lock()
        self._waiting: dict[asyncio.Future[None], asyncio.AbstractEventLoop] = {}

    def told(self) -> Told:
        """The newest version whose pages are ready; before the first look none."""
        self._asked = time.monotonic()
        if self._watching.acquire(blocking=False):
            threading.Thread(target=self._watch, name="news", daemon=True).start()
        return self._told

    async def told_other(self, tag: bytes) -> Told:
        """:meth:`told` once it is another than ``tag``; after a while the same."""
        told = self.told()
        if told.tag != tag:
            return told
        loop = asyncio.get_running_loop()
        heard: asyncio.Future[None] = loop.create_future()
        self._waiting[heard] = loop
        try:
            await asyncio.wait((heard,), timeout=HOLD)
        finally:
            self._waiting.pop(heard, None)
        return self.told()

    def _tell(self, told: Told) -> None:
        """Remember what is told from now on, and tell those who wait for it."""
        if told == self._told:
            return
        self._told = told
        for number, (heard, loop) in enumerate(list(self._waiting.items())):
            with suppress(RuntimeError):  # a loop that has ended
                loop.call_soon_threadsafe(_later, loop, number * APART, heard)

    def _watch(self) -> None:
        """Look at the store as long as somebody asks."""
        try:
            while time.monotonic() - self._asked < REST:
                self._look(paths.store_path(), clock.today().isoformat())
                time.sleep(BETWEEN)
        finally:
            self._watching.release()

    def _look(self, path: Path, day: str) -> None:
        stamp = connect.stamp(path)
        if (path, day, stamp) == self._seen:
            return
        try:
            found = _told(versions.current_version(path), day)
        except StoreUnusable:
            self._tell(_told("", day))  # the screens keep what they show; health says why
            return
        if found != self._told:
            self._prepare(day)
            self._tell(found)
        if versions.is_settled(stamp):  # else another write of the same tick may follow
            self._seen = (path, day, stamp)

    def _prepare(self, day: str) -> None:
        try:
            self._warm(day)
        except Exception:  # whoever opens that page learns of it; the others want the news
            log.exception("a page could not be made ahead")


def _later(loop: asyncio.AbstractEventLoop, seconds: float, heard: asyncio.Future[None]) -> None:
    loop.call_later(seconds, lambda: heard.done() or heard.set_result(None))


def _told(version: str, day: str) -> Told:
    return Told(
        f'"{version}@{day}"'.encode(), json.dumps({"version": version, "day": day}).encode()
    )


def _warm(day: str) -> None:
    from lib.ui.warm import open_every_page  # heavy: when there are news

    open_every_page(day)


news = News(_warm)


class Asked:
    """ASGI middleware that answers for the version: no route is looked for, nothing is packed."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        own = asked.get(b"if-none-match", b"")
        tag, body = await news.told_other(own) if b"prefer" in asked else news.told()
        known = own == tag
        headers = [(b"etag", tag), (b"cache-control", b"no-cache")]
        if not known:
            headers += [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(body)).encode()),
            ]
        status = 304 if known else 200
        await send({"type": "http.response.start", "status": status, "headers": headers})
        bare = known or scope["method"] == "HEAD"
        await send({"type": "http.response.body", "body": b"" if bare else body})

"""``/api/v1/version``: what every open screen asks for every few seconds.

An answer is what one thread found last, which looks at the file's stamp. When that has changed
it asks for the store's new version and makes the pages' parts; only then the screens are told,
and find them ready. Until then they hear the old version.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from lib import clock, paths
from lib.store import connect, versions
from lib.store.connect import StoreUnusable
from lib.ui.warm import open_every_page

PATH = "/api/v1/version"
BETWEEN = 0.25  # seconds between two looks at the store's stamp
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

    def told(self) -> Told:
        """The newest version whose pages are ready; before the first look none."""
        self._asked = time.monotonic()
        if self._watching.acquire(blocking=False):
            threading.Thread(target=self._watch, name="news", daemon=True).start()
        return self._told

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
            self._told = _told("", day)  # the screens keep what they show; health says why
            return
        if found != self._told:
            self._prepare(day)
            self._told = found
        if versions.is_settled(stamp):  # else another write of the same tick may follow
            self._seen = (path, day, stamp)

    def _prepare(self, day: str) -> None:
        try:
            self._warm(day)
        except Exception:  # whoever opens that page learns of it; the others want the news
            log.exception("a page could not be made ahead")


def _told(version: str, day: str) -> Told:
    return Told(
        f'"{version}@{day}"'.encode(), json.dumps({"version": version, "day": day}).encode()
    )


news = News(open_every_page)


class Asked:
    """ASGI middleware that answers for the version: no route is looked for, nothing is packed."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        tag, body = news.told()
        known = (b"if-none-match", tag) in scope["headers"]
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

"""Who looks through nginx: windows that stay open and connect again, and who asks for pages."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from random import Random

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from lib.sitemap import PAGES
from tests.bench.load import change

PATHS = [page.path for page in PAGES if page.in_navigation]
LEAST, MORE = 1.5, 1.0  # as in lib/ui/scripts/following.js
AGAIN = 0.3  # seconds until a window connects again


class Crowd:
    """Windows in a thread of their own; what they saw is read from outside."""

    def __init__(self, url: str, windows: int):
        self.url, self.windows = url, windows
        self.shown: dict[int, str] = {}
        self.runs = 0
        self._left: dict[int, float] = {}
        self.away: list[float] = []
        self.troubles: Counter[str] = Counter()
        self.asked: Counter[int] = Counter()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._all()), daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Close all windows."""
        self._stop.set()
        self._thread.join()

    async def _all(self) -> None:
        await asyncio.gather(*(self._window(number) for number in range(self.windows)),
                             self._passer())  # fmt: skip

    async def _window(self, number: int) -> None:
        """Open a page with its cookie, follow the news, connect again whenever cut off."""
        chance = Random(number)
        async with httpx.AsyncClient(base_url=self.url, timeout=30) as client:
            while not self._stop.is_set():
                try:
                    await self._opened(client, number, chance)
                except (ConnectionClosed, InvalidHandshake, OSError, httpx.HTTPError) as error:
                    if isinstance(error, InvalidHandshake):
                        self.troubles[f"handshake: {error}"[:60]] += 1
                    self._left.setdefault(number, time.monotonic())
                    await asyncio.sleep(AGAIN)
                except (RuntimeError, TimeoutError) as error:
                    self.troubles[f"{type(error).__name__}: {error}"[:60]] += 1
                    await asyncio.sleep(AGAIN)

    async def _opened(self, client: httpx.AsyncClient, number: int, chance: Random) -> None:
        path = PATHS[number % len(PATHS)]
        await client.get(path)  # the seat
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        async with connect(
            self.url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"], origin=self.url, max_size=None,
            additional_headers={"Cookie": cookie},
        ) as line:  # fmt: skip
            await change(line, self.url, path)
            if number in self._left:
                self.away.append(time.monotonic() - self._left.pop(number))
            await self._followed(client, line, number, path, chance)

    async def _followed(self, client, line, number: int, path: str, chance: Random) -> None:
        shown = ""
        while not self._stop.is_set():
            answer = await client.get("/api/v1/version")
            now = answer.json().get("version", shown) if answer.status_code == 200 else shown
            if now != shown:
                await change(line, self.url, path)
                self.runs += 1
                shown = self.shown[number] = now
            await asyncio.sleep(LEAST + MORE * chance.random())
            await line.ping()

    async def _passer(self) -> None:
        """Somebody without a seat who asks for pages and data all the time."""
        turn = 0
        while not self._stop.is_set():
            path = ("/", "/projects", "/api/v1/health", "/api/v1/projects.json")[turn % 4]
            turn += 1
            try:
                async with httpx.AsyncClient(base_url=self.url, timeout=30) as client:
                    self.asked[(await client.get(path)).status_code] += 1
            except httpx.HTTPError as error:
                self.troubles[type(error).__name__] += 1
            await asyncio.sleep(0.1)

    def all_show(self, version: str) -> bool:
        """Whether every window has run with this version."""
        return len(self.shown) == self.windows and set(self.shown.values()) == {version}

    @property
    def bad(self) -> int:
        """Answers that were no page, and windows that showed trouble."""
        refused = sum(count for status, count in self.asked.items() if status >= 400)
        return refused + sum(self.troubles.values())

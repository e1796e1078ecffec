"""A browser session with one server: change the URL, wait, read the clocks."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.servers import PATIENCE, Server

PROBE = Path(__file__).with_name("probe.js")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZE = {"width": 1366, "height": 768}
REST = 0.02  # seconds after a change, so that none reaches into the next one's clock
STILL = 0.3  # seconds without a script run after a load: mounting may ask for a second


@dataclass
class Screen:
    """One server's page in a window of its own."""

    server: Server
    page: Page

    def load(self, href: str) -> None:
        """Open a page from scratch and let it come to rest."""
        seen = len(self.server.runs())
        self.page.goto(self.server.url + href, wait_until="load")
        self._await_run(seen)
        self.rest()

    def rest(self) -> None:
        """Until no script has run for a while."""
        seen, since = -1, time.monotonic()
        while time.monotonic() - since < STILL:
            now = len(self.server.runs())
            if now != seen:
                seen, since = now, time.monotonic()
            time.sleep(0.05)

    def change(self, href: str) -> None:
        """Go to ``href`` without a reload and see it painted."""
        runs = len(self.server.runs())
        self.page.evaluate("href => bench.go(href)", href)
        self._await_run(runs)
        self.page.evaluate("() => bench.frame()")
        time.sleep(REST)

    def painted(self, href: str, kind: str, wanted: object) -> float:
        """Milliseconds from a change of the URL to the wanted content on the screen."""
        return self._timed("change", href, kind, wanted)

    def clicked(self, selector: str, kind: str, wanted: object) -> float:
        """Milliseconds from a click to the wanted content on the screen."""
        return self._timed("click", selector, kind, wanted)

    def pressed(self, key: str, kind: str, wanted: object) -> float:
        """Milliseconds from a key to the wanted content on the screen; asks no server."""
        found = self.page.evaluate("([t, k, w]) => bench.press(t, k, w)", [key, kind, wanted])
        time.sleep(REST)
        return found

    def loaded(self, href: str, kind: str, wanted: object) -> float:
        """Milliseconds from a full page load's start to the wanted content on the screen."""
        self.page.goto(self.server.url + href, wait_until="commit")
        found = self.page.evaluate("([k, w]) => bench.loaded(k, w)", [kind, wanted])
        self.rest()
        return found

    def _timed(self, act: str, target: str, kind: str, wanted: object) -> float:
        runs = len(self.server.runs())
        found = self.page.evaluate(f"([t, k, w]) => bench.{act}(t, k, w)", [target, kind, wanted])
        self._await_run(runs)
        time.sleep(REST)
        return found

    def _await_run(self, seen: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while len(self.server.runs()) <= seen:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.server.name}: no script run at {self.page.url}")
            time.sleep(0.002)


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium, kept from calling anybody."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise RuntimeError("no Chromium found; run: make browser")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=found, args=list(QUIET))
        try:
            yield running
        finally:
            running.close()


def open_screen(running: Browser, server: Server) -> Screen:
    """A window of its own: a page behind another one gets no animation frames."""
    context = running.new_context(viewport=SIZE, locale="zh-CN")
    context.add_init_script(path=PROBE)
    return Screen(server, context.new_page())

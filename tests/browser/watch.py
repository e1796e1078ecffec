"""A page under watch: outside requests, console errors, English sentences."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, TimeoutError

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # the tests' own certificate; told by context, each connection would be refused first and
    # tried again, and a page with many of them gives up
    "--ignore-certificate-errors",
]
#: how long anything may take; a busy machine makes tests slow, never red
PATIENCE = 180
SIZES = {"desk": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}
#: Streamlit looks for its base path below a page's path and gets 404: that is how it finds it
EXPECTED_404 = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
#: Streamlit's own Permissions list of its component frames, unknown to Chromium
FRAMEWORK_NOISE = ("Unrecognized feature", "allow-scripts and allow-same-origin")
CHART = "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg"
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:['’][a-z]+)?(?: [A-Za-z]{2,}(?:['’][a-z]+)?){2,}")
ENGLISH_NAMES = ("OpenStreetMap contributors",)
VISIBLE_TEXT = """() => {
  const seen = [document.body.innerText, document.title];
  document.querySelectorAll('[title],[aria-label],[placeholder],[alt]').forEach((each) => {
    if (each.closest('[data-testid="stHeader"],[data-testid="stToolbar"]')) return;
    if (!each.checkVisibility || !each.checkVisibility()) return;
    ['title', 'aria-label', 'placeholder', 'alt'].forEach((name) => {
      seen.push(each.getAttribute(name) || '');
    });
  });
  return seen.join('\\n');
}"""


def chromium() -> str:
    """Path of the system's Chromium; without a window of its own it costs a third."""
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    raise RuntimeError("Chromium is missing: make browser")


class Watch:
    """Collects what must not happen on a page."""

    def __init__(self, page: Page):
        self.page = page
        self.faults: list[str] = []
        page.on("request", lambda request: self._request(request.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("response", lambda answer: self._response(answer.status, answer.url))

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in (
            "localhost",
            "127.0.0.1",
        ):
            self.faults.append(f"outside request: {url}")

    def _response(self, status: int, url: str) -> None:
        if status >= 400 and not EXPECTED_404.search(urlsplit(url).path):
            self.faults.append(f"{status}: {url}")

    def _console(self, message: ConsoleMessage) -> None:
        kind, text = message.type, message.text
        if kind not in ("error", "warning") or any(word in text for word in FRAMEWORK_NOISE):
            return
        if "Failed to load resource" in text and "404" in text:
            return  # named with its address by _response
        self.faults.append(f"console {kind}: {text} ({message.location.get('url', '')})")

    def english(self) -> list[str]:
        """Sentences of three or more English words that a reader could meet."""
        text = self.page.evaluate(VISIBLE_TEXT)
        for name in ENGLISH_NAMES:
            text = text.replace(name, "")
        return ENGLISH.findall(text)

    def sideways(self) -> int:
        """By how many pixels the page is wider than its window."""
        return self.page.evaluate(
            "(() => { const m = document.querySelector('[data-testid=stMain]');"
            " return Math.max(document.documentElement.scrollWidth - innerWidth,"
            " m.scrollWidth - m.clientWidth); })()"
        )


def settle(page: Page) -> None:
    """Wait until the page's foot stands and nothing runs any more."""
    page.wait_for_selector(".gx-foot")
    page.wait_for_function("window.gxLinks")  # links work inside the page
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]')"
        ".getAttribute('data-test-script-state') === 'notRunning'"
    )


def patient(browser: Browser) -> Browser:
    """Every context of this browser waits for the thing, not for some seconds."""
    plain = browser.new_context

    def new_context(**options) -> BrowserContext:
        context = plain(**options)
        context.set_default_timeout(PATIENCE * 1000)
        return context

    browser.new_context = new_context
    return browser


def until(page: Page | Frame, holds: Callable[[], object]) -> None:
    """Wait until something holds; ``AssertionError`` when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        page.wait_for_timeout(50)


def still(page: Page | Frame) -> None:
    """Wait until letters are there and what was drawn is painted."""
    page.evaluate(
        "document.fonts.ready.then(() => new Promise((done) =>"
        " requestAnimationFrame(() => requestAnimationFrame(done))))"
    )


def go(page: Page, url: str) -> None:
    """Open an address and wait until the page stands."""
    page.goto(url)
    settle(page)


def map_frame(page: Page) -> Frame:
    """The map's frame once its places are drawn."""
    frame = page.wait_for_selector("iframe[src*='streamlit_folium']").content_frame()
    try:
        # asked by the clock: a frame that nothing paints has no animation frames to ask in
        frame.wait_for_function(
            "window.map && window.feature_group && window.feature_group.length", polling=100
        )
    except TimeoutError as error:
        state = frame.evaluate("[!!window.gx, !!window.map, window.feature_group?.length]")
        raise AssertionError(f"no places on the map: {state}; {page.watch.faults}") from error
    return frame


def serious(page: Page) -> list[tuple[str, str]]:
    """Serious and critical faults of accessibility: rule and markup."""
    found = (
        Axe()
        .run(page, options={"iframes": False, "resultTypes": ["violations"]})
        .response["violations"]
    )
    return [
        (fault["id"], node["html"][:160])
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]

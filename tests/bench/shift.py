"""What jumps: layout shift of each page, opened and changed; ``python -m tests.bench.shift``.

The sum of the browser's own ``layout-shift`` values (0: nothing moved; above 0.1 counts as
poor). The change is made by a script, so that none is excused as an answer to a hand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from lib.store.build import build
from tests.bench.browser import browser
from tests.bench.quick import STATES
from tests.bench.servers import ROOT, serving
from tests.browser.watch import SIZES, settle

NOTE = """window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => {
  if (!each.hadRecentInput) window.shift += each.value;
})).observe({ type: 'layout-shift', buffered: true });"""
CHANGE = """(href) => { window.shift = 0; history.pushState({}, '', href);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} })); }"""
REST = 1500  # ms after which nothing comes any more


def shifts(running: Browser, url: str, size: str) -> Iterator[tuple[str, float, float]]:
    """(page, when opened, when changed) of a window of this size."""
    width, height = SIZES[size]
    for name, (first, other) in STATES.items():
        context = running.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        page = context.new_page()
        page.add_init_script(NOTE)
        page.goto(url + first)
        opened = _shift(page)
        page.evaluate(CHANGE, other)
        page.wait_for_function("(q) => location.search === q", arg=_query(page, url + other))
        yield name, opened, _shift(page)
        context.close()


def _query(page: Page, address: str) -> str:
    return page.evaluate("(address) => new URL(address).search", address)


def _shift(page: Page) -> float:
    settle(page)
    page.wait_for_timeout(REST)
    settle(page)
    return float(page.evaluate("window.shift"))


def table(running: Browser, url: str) -> Iterator[str]:
    """Markdown: a row a page, two columns a size."""
    found = {size: list(shifts(running, url, size)) for size in SIZES}
    yield f"| opened · changed | {' | '.join(SIZES)} |"
    yield f"|{'---|' * (1 + len(SIZES))}"
    for number, name in enumerate(STATES):
        cells = [f"{row[1]:.3f} · {row[2]:.3f}" for row in (found[size][number] for size in SIZES)]
        yield f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Measure on the real facts."""
    with tempfile.TemporaryDirectory(prefix="shift-") as name, browser() as running:
        store = Path(name) / "store.db"
        build(ROOT / "data", store)
        with serving("ours", "app.py", Path(name), {"GUIXIANG_DB": str(store)}) as server:
            server.await_ready()
            print("\n".join(table(running, server.url)))


if __name__ == "__main__":
    main()

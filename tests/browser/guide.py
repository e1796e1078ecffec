"""Pictures of the guide, taken from the real app: ``python -m tests.browser.guide``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from lib.paths import ROOT, data_dir
from lib.store.build import build
from tests.browser.server import serving
from tests.browser.watch import ARGUMENTS, SIZES, chromium, settle

PICTURES = {
    "overview": ("/", "laptop"),
    "map": ("/map?site=lane", "laptop"),
    "projects": ("/projects?office=yingshang&project=s03", "laptop"),
    "indicators": ("/indicators", "laptop"),
    "ecosystem": ("/ecosystem", "laptop"),
    "present": ("/present?deck=whole&scene=district", "laptop"),
    "report": ("/report", "laptop"),
    "phone": ("/projects?office=yingshang", "phone"),
}


def main() -> None:
    """Build a store of its own, serve it, take every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        store = Path(folder) / "store.db"
        build(data_dir(), store)
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with serving(store, Path(folder) / "log.txt") as url:
            for name, (path, size) in PICTURES.items():
                width, height = SIZES[size]
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(url + path)
                if "deck=" not in path:  # a running deck fills the screen alone
                    settle(page)
                page.wait_for_timeout(4000)
                page.screenshot(path=ROOT / "docs" / f"{name}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()

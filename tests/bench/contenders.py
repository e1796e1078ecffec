"""Who is measured: this dashboard, the floor, a beginner's page, Datasette; all on one store."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page

from tests.bench.browser import SIZE, Screen, open_screen
from tests.bench.servers import PATIENCE, ROOT, Server, _free_port, _stop, serving

SCRIPTS = {
    "ours": "app.py",
    "floor": "tests/bench/empty/app.py",
    "beginner": "tests/bench/rivals/beginner.py",
}
PROBE = Path(__file__).with_name("probe.js")


@dataclass
class Site:
    """A window on pages without Streamlit: each change is a page of its own."""

    url: str
    page: Page

    def loaded(self, href: str, kind: str, wanted: object) -> float:
        """Milliseconds from the start of the navigation to the wanted content on the screen."""
        self.page.goto(self.url + href, wait_until="commit")
        return self.page.evaluate("([k, w]) => bench.loaded(k, w)", [kind, wanted])


@dataclass(frozen=True)
class Contenders:
    """Servers by name, and a window on each."""

    servers: dict[str, Server]
    screens: dict[str, Screen]
    datasette: Site
    running: Browser

    def fresh(self, name: str, href: str, kind: str, wanted: object) -> float:
        """A first visit: a window without anything in its cache."""
        url = self.datasette.url if name == "datasette" else self.servers[name].url
        context = self.running.new_context(viewport=SIZE, locale="zh-CN")
        try:
            context.add_init_script(path=PROBE)
            return Site(url, context.new_page()).loaded(href, kind, wanted)
        finally:
            context.close()


@contextmanager
def contenders(store: Path, folder: Path, running: Browser) -> Iterator[Contenders]:
    """All four, ready; stopped in the end."""
    env = {"GUIXIANG_DB": str(store)}
    with ExitStack() as stack:
        servers: dict[str, Server] = {}
        for name, script in SCRIPTS.items():
            servers[name] = stack.enter_context(serving(name, script, folder, env))
            env["BENCH_LEAFLET"] = f"{servers['ours'].url}/vendor/leaflet"
        url = stack.enter_context(datasette(store))
        for server in servers.values():
            server.await_ready()
        screens = {name: open_screen(running, server) for name, server in servers.items()}
        context = running.new_context(viewport=SIZE, locale="zh-CN")
        context.add_init_script(path=PROBE)
        yield Contenders(servers, screens, Site(url, context.new_page()), running)


@contextmanager
def datasette(store: Path) -> Iterator[str]:
    """Datasette on the store as it is, its own settings but for pages that hold all rows."""
    port = _free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(store), "--port", str(port)]
    settings = ["--setting", "default_page_size", "1000", "--setting", "allow_facet", "on"]
    process = subprocess.Popen(
        [*command, *settings],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://localhost:{port}"
    try:
        _await(f"{url}/-/versions.json", process)
        yield url
    finally:
        _stop(process)


def _await(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("Datasette stopped at once")
        try:
            urlopen(url, timeout=PATIENCE).read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Datasette did not start")

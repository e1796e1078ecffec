"""What needs no patience of a person: start-up, bytes of a first visit, memory of a session."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser
from websockets.sync.client import connect

from tests.bench.browser import SIZE
from tests.bench.contenders import SCRIPTS, Contenders
from tests.bench.load import memory
from tests.bench.servers import Server, serving
from tests.bench.wire import Wire, wired

STARTS = 5
IDLE = 100  # sessions that are open and do nothing
SETTLED = 8  # seconds after which a server has made what it makes ahead


def starts(store: Path, folder: Path) -> dict[str, list[float]]:
    """Milliseconds from the start of the process to the end of a first page's run, in turn."""
    found: dict[str, list[float]] = {name: [] for name in ("floor", "ours", "beginner")}
    env = {"GUIXIANG_DB": str(store)}
    for number in range(STARTS):
        for name, samples in found.items():
            begun = time.perf_counter()
            with serving(f"{name}-{number}", SCRIPTS[name], folder, env) as server:
                while not server._answers():
                    time.sleep(0.01)
                with wired(server) as wire:
                    wire._rerun("/")
                samples.append((time.perf_counter() - begun) * 1000)
    return found


def weights(who: Contenders, running: Browser) -> dict[str, tuple[int, int]]:
    """Requests and bytes over the line (as packed) of a first visit to the list."""
    pages = {"floor": "/", "ours": "/projects", "beginner": "/"}
    found = {}
    for name, path in pages.items():
        found[name] = _weigh(running, who.servers[name].url + path)
    found["datasette"] = _weigh(running, f"{who.datasette.url}/store/project")
    return found


def _weigh(running: Browser, url: str) -> tuple[int, int]:
    context = running.new_context(viewport=SIZE, locale="zh-CN")
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[int] = []
    client.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    client.on(
        "Network.webSocketFrameReceived",
        lambda told: sizes.append(len(told["response"]["payloadData"]) * 3 // 4),
    )
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(url, wait_until="load")
    page.wait_for_timeout(4000)
    context.close()
    return len(requests), round(sum(sizes))


def idle_rooms(store: Path, folder: Path) -> dict[str, float]:
    """:func:`idle_memory` of servers that have not had visitors: what one freed others reuse."""
    found, env = {}, {"GUIXIANG_DB": str(store)}
    for name in ("floor", "ours"):
        with serving(f"{name}-idle", SCRIPTS[name], folder, env) as server:
            server.await_ready()
            time.sleep(SETTLED)
            found[name] = idle_memory(server)
    return found


def idle_memory(server: Server) -> float:
    """MB that one more open session costs, each with its first page."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with ExitStack() as stack:
        before = 0.0
        for number in range(IDLE + 20):
            if number == 20:  # the first ones pay for what all share
                before = memory(server)
            line = connect(address, subprotocols=["streamlit"], origin=server.url, max_size=None)
            Wire(server, stack.enter_context(line))._rerun("/")
        time.sleep(1)
        return (memory(server) - before) / IDLE

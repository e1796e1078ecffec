"""One import, many open screens: ``python -m tests.bench.stampede --screens 400``.

Each screen is a session on one of the pages and asks for the version as the browser's
script does; what is measured is how long after the import each shows the new version.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx
from websockets.asyncio.client import connect

from lib.sitemap import PAGES
from lib.store.build import build
from lib.store.versions import version
from tests.bench.load import change
from tests.bench.servers import ROOT, Server, serving

OPENING = 8  # screens that are opened at once
LATE = 120.0  # seconds after which a screen has missed the news
LEAST, MORE, HELD, SOON = 1.5, 1.0, 1.0, 0.3  # as in lib/ui/scripts/following.js
TITLES = "编号,事项,数据日期,状态,进度,进展,问题,下一步,调整后期限,完成证明,填报人"
ROW = f"{TITLES}\ns05,,2026-11-01,推进中,40,新的,,,,,甲\n"


@dataclass
class News:
    """When the import was committed; how long each screen waited, of that for its run."""

    at: float = 0.0
    runs: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    polls: int = 0


async def screen(
    server: Server, path: str, chance: Random, ready: asyncio.Semaphore, poll: str, news: News
) -> None:
    """Open a page, ask for the version now and then, run again when there is a new one."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        async with AsyncExitStack() as stack:
            client = httpx.AsyncClient(base_url=server.url, timeout=LATE)
            await stack.enter_async_context(client)
            async with ready:  # people do not open their screens in the same moment
                line = await stack.enter_async_context(
                    connect(
                        address, subprotocols=["streamlit"], origin=server.url, max_size=None,
                        open_timeout=LATE,
                    )
                )  # fmt: skip
                await change(line, server.url, path)
            shown, tag = "", ""
            while True:
                asked = {"Prefer": "wait=2"} | ({"If-None-Match": tag} if tag else {})
                began = time.monotonic()
                answer = await client.get(poll, headers=asked)
                news.polls += 1
                tag = answer.headers.get("etag", "")
                now = shown if answer.status_code == 304 else answer.json().get("version", shown)
                if shown and now != shown:
                    heard = time.monotonic()
                    await change(line, server.url, path)
                    news.runs.append(time.monotonic() - heard)
                    news.waits.append(time.monotonic() - news.at)
                    return
                shown = now
                held = time.monotonic() - began > HELD
                await asyncio.sleep(
                    SOON * chance.random() if held else LEAST + MORE * chance.random()
                )
    except Exception as error:
        news.errors.append(f"{type(error).__name__}: {error}"[:100])


async def run(server: Server, store: Path, screens: int, page: str, poll: str) -> str:
    """Open the screens, import, wait for all; a line of Markdown."""
    paths = [page] if page else [each.path for each in PAGES if each.in_navigation]
    ready, news = asyncio.Semaphore(OPENING), News()
    tasks = [
        asyncio.create_task(screen(server, paths[n % len(paths)], Random(n), ready, poll, news))
        for n in range(screens)
    ]
    before = -1
    while before < 2 * screens and not news.errors:  # all are open and ask
        await asyncio.sleep(1)
        before = news.polls
    file = store.with_name("report.csv")
    file.write_text(ROW, encoding="utf-8-sig")
    command = [sys.executable, "-m", "lib", "import", str(file), "--office", "fuwu"]
    env = {**os.environ, "GUIXIANG_DB": str(store)}
    known = version(store)
    taken = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=env, stdout=subprocess.PIPE
    )
    while version(store) == known:  # the command ends a little after its commit
        await asyncio.sleep(0.02)
    news.at = time.monotonic()
    told, _ = await taken.communicate()
    assert "批次".encode() in told
    await asyncio.wait(tasks, timeout=LATE)
    missing = sum(not task.done() for task in tasks)
    for task in tasks:
        task.cancel()
    cells = [f"{screens} × {page or 'mixed'}"]
    for waits in (news.waits, news.runs):
        ranked = sorted(waits) or [0.0]
        cells += [f"{statistics.median(ranked):.2f}", f"{ranked[-1]:.2f}"]
    cells.append(str(missing + len(news.errors)))
    return "\n- ".join([f"| {' | '.join(cells)} |", *news.errors[:3]])


def main() -> None:
    """Two crowds on the real facts: mixed pages, and all on the heaviest."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--screens", type=int, default=400)
    parser.add_argument("--heavy", type=int, default=30)
    parser.add_argument("--poll", default="/api/v1/version")
    asked = parser.parse_args()
    print("| screens | import → shown, median s | max s | its run, median s | max s | missed |")
    print("|---|---|---|---|---|---|")
    for screens, page in ((asked.screens, ""), (asked.heavy, "/ecosystem")):
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "store.db"
            build(ROOT / "data", store)
            with serving("ours", "app.py", Path(folder), {"GUIXIANG_DB": str(store)}) as server:
                server.await_ready()
                print(asyncio.run(run(server, store, screens, page, asked.poll)), flush=True)


if __name__ == "__main__":
    main()

"""What one viewer costs a process: ``python -m tests.cluster.cost``; inputs of docs/scale.md.

Sessions open pages and change something now and then, one at a time, so that nothing waits:
what is read is the process's own CPU clock and memory, not the time that people wait.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import httpx
from websockets.asyncio.client import ClientConnection, connect

from lib import clock
from lib.demo import build_demo
from lib.paths import ROOT
from lib.store import connect as stores
from lib.store import versions
from tests.bench.load import addresses, change, memory
from tests.bench.servers import serving
from tests.cluster.machines import waited
from tests.ledger import add_batch

SESSIONS, CHANGES, POLLS, IMPORTS = 60, 300, 2000, 3


async def opened(url: str) -> ClientConnection:
    """A window on the first page."""
    line = await connect(url.replace("http", "ws", 1) + "/_stcore/stream",
                         subprotocols=["streamlit"], origin=url, max_size=None)  # fmt: skip
    await change(line, url, "/")
    return line


async def measured(server, store: Path) -> list[tuple[str, str]]:
    """Each input by name."""
    url, found = server.url, []
    lines = [await opened(url) for _ in range(10)]  # what the first ones load is nobody's
    before, cpu = memory(server), server.cpu()
    lines += [await opened(url) for _ in range(SESSIONS)]
    found.append(("CPU to open a window", f"{(server.cpu() - cpu) / SESSIONS:.1f} ms"))
    asked = addresses(Random(7))
    for number in range(SESSIONS):  # each has been on some pages
        for _ in range(3):
            await change(lines[number], url, next(asked))
    found.append(("memory of an open window", f"{(memory(server) - before) / SESSIONS:.2f} MB"))
    found.append(("memory of a process, windows apart", f"{before:.0f} MB"))
    cpu = server.cpu()
    for number in range(CHANGES):
        await change(lines[number % len(lines)], url, next(asked))
    found.append(("CPU of a change (any page, any office)",
                  f"{(server.cpu() - cpu) / CHANGES:.1f} ms"))  # fmt: skip
    async with httpx.AsyncClient(base_url=url) as client:
        tag = (await client.get("/api/v1/version")).headers["etag"]
        cpu = server.cpu()
        for _ in range(POLLS):
            await client.get("/api/v1/version", headers={"If-None-Match": tag})
        found.append(("CPU of a version poll", f"{(server.cpu() - cpu) / POLLS:.2f} ms"))
    found.append(("CPU of the pages after an import", f"{prepared(server, store):.0f} ms"))
    cpu, began = server.cpu(), time.monotonic()
    await asyncio.sleep(10)
    idle = (server.cpu() - cpu) / (time.monotonic() - began) / 1000
    found.append((f"CPU of {len(lines)} windows that only stay open", f"{idle:.1%} of a core"))
    for line in lines:
        await line.close()
    return found


def prepared(server, store: Path) -> float:
    """Milliseconds of CPU that an import costs a process before its screens are told."""
    total = 0.0
    for number in range(IMPORTS):
        cpu = server.cpu()
        add_batch(store, id=f"cost-{number}", sha256=f"{number:064d}",
                  received_at=clock.now().isoformat(timespec="seconds"))  # fmt: skip
        new = versions.version(store)
        waited(lambda v=new: server.get("/api/v1/version")["version"] == v, "no news")
        total += server.cpu() - cpu
    return total / IMPORTS


def main() -> int:
    """Measure on a year of reports; a table in Markdown."""
    with tempfile.TemporaryDirectory(prefix="cost-") as folder:
        store = Path(folder) / "store.db"
        build_demo(ROOT / "data", store, today=clock.today())
        stores.require(store)
        with serving("cost", "app.py", Path(folder), {"GUIXIANG_DB": str(store)}) as server:
            server.await_ready()
            found = asyncio.run(measured(server, store))
    print("| input | figure |\n| --- | --- |")
    for name, figure in found:
        print(f"| {name} | {figure} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())

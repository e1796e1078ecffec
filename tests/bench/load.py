"""Many people for a long time: ``python -m tests.bench.load --minutes 30 --sessions 50``.

Thinking sessions speak Streamlit's own messages, a change every five seconds; beside them a
crawler asks for past days and somebody for files. What is said is a ratio within one run: the
waiting with the crowd beside the waiting alone, before it; the memory as a slope.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from lib.exports.catalogue import BY_PATH
from lib.sitemap import PAGES
from lib.store.build import build
from tests.bench.servers import ROOT, Server, serving

THINKING = 5.0  # seconds between two changes of one person
LATE = 60.0  # seconds after which a change counts as an error
ALONE = 60  # changes of the one person before the crowd comes
LOOK = 5.0  # seconds between two looks at the memory
FINE = (200, 400, 429, 503)  # made, asked without its office, put off in words
FIRST_DAY = date(2023, 7, 1)
OFFICES = ("yingshang", "dangjian", "fuwu")


@dataclass
class Seen:
    """Waiting times in ms and errors of one kind of visitor."""

    waits: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def at(self, share: float) -> float:
        """The waiting time that this share of the changes did not exceed."""
        ranked = sorted(self.waits)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


def addresses(chance: Random) -> Iterable[str]:
    """What a person looks at: pages and offices, in any order."""
    paths = [page.path for page in PAGES if page.in_navigation]
    while True:
        yield chance.choice(paths)
        yield f"/projects?office={chance.choice(OFFICES)}"


async def change(socket: ClientConnection, url: str, href: str) -> None:
    """Another address, until its run is over; ``RuntimeError`` when it shows trouble."""
    path, _, query = href.partition("?")
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = path.strip("/")
    message.rerun_script.context_info.url = url + path
    await socket.send(message.SerializeToString())
    trouble = False
    while True:
        said = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), LATE))
        trouble |= "没能打开" in str(said.delta) or said.delta.new_element.HasField("exception")
        if said.WhichOneof("type") == "script_finished":
            break
    if trouble:
        raise RuntimeError(f"trouble at {href}")


async def person(
    url: str,
    seen: Seen,
    chance: Random,
    until: float,
    pause: float,
    hrefs: Callable[[Random], Iterable[str]] = addresses,
) -> None:
    """One session: a change, then thinking; a connection that breaks is an error."""
    socket_url = url.replace("http", "ws", 1) + "/_stcore/stream"
    await asyncio.sleep(chance.random() * pause)
    try:
        async with connect(
            socket_url, subprotocols=["streamlit"], origin=url, max_size=None
        ) as socket:
            for href in hrefs(chance):
                if time.monotonic() > until:
                    return
                begun = time.perf_counter()
                await change(socket, url, href)
                seen.waits.append((time.perf_counter() - begun) * 1000)
                await asyncio.sleep(pause * (0.5 + chance.random()))
    except Exception as error:
        seen.errors[f"{type(error).__name__}: {error}"[:80]] += 1


async def fetch(url: str, seen: Seen, paths: Iterable[str], until: float, pause: float) -> None:
    """Ask for files one after the other; being put off in words is no error."""
    async with httpx.AsyncClient(base_url=url, timeout=LATE) as client:
        for path in paths:
            if time.monotonic() > until:
                return
            begun = time.perf_counter()
            try:
                answer = await client.get(path)
                if answer.status_code not in FINE:
                    seen.errors[f"{answer.status_code} {path.partition('?')[0]}"] += 1
                seen.waits.append((time.perf_counter() - begun) * 1000)
            except Exception as error:
                seen.errors[f"{type(error).__name__} {path.partition('?')[0]}"] += 1
            await asyncio.sleep(pause)


def crawled() -> Iterable[str]:
    """Data routes, sheets and pictures of one past day after the other."""
    days = (date.today() - FIRST_DAY).days
    paths = (
        "/api/v1/projects.json",
        "/print/projects",
        "/vendor/map/places.json",
        "/print/map.svg",
    )
    for number, path in enumerate(cycle(paths)):
        day = FIRST_DAY + timedelta(days=number % days)
        yield f"{path}?{urlencode({'as_of': day.isoformat()})}"


def memory(server: Server) -> float:
    """Megabytes that the server and its workers hold now."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines()
                          if ":\t" in line)  # fmt: skip
        except OSError:
            continue
        if str(server.process.pid) in (fields["Pid"].strip(), fields["PPid"].strip()):
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total / 1024


async def watched(server: Server, until: float) -> list[tuple[float, float]]:
    """(minutes, MB) every few seconds."""
    begun, found = time.monotonic(), []
    while time.monotonic() < until:
        found.append(((time.monotonic() - begun) / 60, memory(server)))
        if len(found) % 12 == 1:
            print(f"{found[-1][0]:.0f} min {found[-1][1]:.0f} MB", file=sys.stderr, flush=True)
        await asyncio.sleep(LOOK)
    return found


def slope(points: Sequence[tuple[float, float]]) -> float:
    """MB an hour over the last two thirds, when every cache has filled."""
    late = points[len(points) // 3 :]
    if len(late) < 2:
        return 0.0
    return 60 * statistics.linear_regression(*zip(*late, strict=True)).slope


async def fill(server: Server, count: int) -> None:
    """Ask for so many past days at once: what then still grows is no cache with a limit."""
    asked = islice(crawled(), count)
    await fetch(server.url, Seen(), asked, time.monotonic() + 3600, 0)


async def run(server: Server, sessions: int, minutes: float, filled: int) -> str:
    """The whole load; a table in Markdown."""
    await fill(server, filled)
    alone = Seen()
    await person(server.url, alone, Random(1), time.monotonic() + ALONE * 0.3, 0.25)
    crowd, crawler, files = Seen(), Seen(), Seen()
    until = time.monotonic() + minutes * 60
    looks = asyncio.create_task(watched(server, until))
    await asyncio.gather(
        *(person(server.url, crowd, Random(n), until, THINKING) for n in range(sessions)),
        fetch(server.url, crawler, crawled(), until, 0.5),
        fetch(server.url, files, cycle(BY_PATH), until, 2.0),
    )
    points = await looks
    rows = [
        ("alone", alone),
        (f"{sessions} thinking", crowd),
        ("crawler", crawler),
        ("files", files),
    ]
    lines = ["| who | changes | p50 ms | p95 ms | p99 ms | errors |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {name} | {len(seen.waits)} | {seen.at(0.5):.0f} | {seen.at(0.95):.0f} "
        f"| {seen.at(0.99):.0f} | {sum(seen.errors.values())} |"
        for name, seen in rows
    ]
    ratio = crowd.at(0.95) / alone.at(0.95) if alone.waits else 0
    lines += ["", f"p95 with the crowd: {ratio:.2f} × alone; {minutes:g} minutes.",
              f"Memory with workers: {points[0][1]:.0f} → {points[-1][1]:.0f} MB, "
              f"slope {slope(points):+.1f} MB an hour over the last two thirds."]  # fmt: skip
    lines += [f"- {count} × {words}" for _, seen in rows for words, count in seen.errors.items()]
    return "\n".join(lines)


def main() -> int:
    """Build a store, serve it, load it; 1 when there was an error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--fill", type=int, default=2000, help="past days asked for beforehand")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        build(ROOT / "data", store)
        env = {"GUIXIANG_DB": str(store)}
        with serving("ours", "app.py", Path(folder), env) as server:
            server.await_ready()
            told = asyncio.run(run(server, asked.sessions, asked.minutes, asked.fill))
    print(told)
    return 1 if "- " in told.splitlines()[-1][:2] else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Many at once, by Streamlit's own messages: 1 to 100 sessions, busy and thinking."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

from tests.bench.load import Seen, addresses, person
from tests.bench.servers import Server

SESSIONS = (1, 10, 50, 100)
BUSY, THINKING = 8.0, 20.0  # seconds of each
PAUSE = 5.0  # of who thinks


@dataclass(frozen=True)
class Crowd:
    """How one crowd fared: changes a second, waits in ms, errors."""

    who: str
    sessions: int
    busy: bool
    rate: float
    p50: float
    p95: float
    p99: float
    errors: int


def numbers(chance: Random) -> Iterable[str]:
    """What the floor is asked for."""
    while True:
        yield f"/?n={chance.randrange(10**9)}"


async def crowd(server: Server, sessions: int, busy: bool) -> Crowd:
    """All at once, for a while."""
    hrefs = addresses if server.name == "ours" else numbers
    seen, lasts, begun = Seen(), BUSY if busy else THINKING, time.monotonic()
    pause = 0.0 if busy else PAUSE
    await asyncio.gather(
        *(
            person(server.url, seen, Random(number), begun + lasts, pause, hrefs)
            for number in range(sessions)
        )
    )
    took = time.monotonic() - begun
    return Crowd(
        server.name, sessions, busy, len(seen.waits) / took,
        seen.at(0.5), seen.at(0.95), seen.at(0.99), sum(seen.errors.values()),
    )  # fmt: skip


def crowds(servers: list[Server]) -> list[Crowd]:
    """Each size and kind, the servers in turn."""
    with ThreadPoolExecutor(1) as beside:  # the browser's own loop runs in this thread
        return [
            beside.submit(asyncio.run, crowd(server, sessions, busy)).result()
            for busy in (True, False)
            for sessions in SESSIONS
            for server in servers
        ]

"""Files as the routes give them, without a server: what an edition has beside its pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette
from starlette.types import Message

from lib import paths
from lib.web import api, charts, deck, downloads, files, mapfiles

#: asked in the name of an address that only this machine can open: no QR code leads there
HERE = "http://localhost"


def fetcher() -> Callable[[str], bytes | None]:
    """A function from an address to what its route answers; None for a refusal."""
    rooms = (api, files, deck, mapfiles, charts, downloads)
    app = Starlette(routes=[route for room in rooms for route in room.routes()])
    scheme, _, host = (paths.public_address() or HERE).partition("://")

    async def ask(address: str) -> bytes | None:
        path, _, query = address.partition("?")
        scope = {
            "type": "http", "method": "GET", "scheme": scheme, "path": path, "root_path": "",
            "query_string": query.encode(), "headers": [(b"host", host.encode())],
        }  # fmt: skip
        answer: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            answer.append(message)

        await app(scope, receive, send)
        good = answer[0]["status"] == 200
        return b"".join(each.get("body", b"") for each in answer[1:]) if good else None

    def answered(address: str) -> bytes | None:
        # in a thread of its own: whoever asks may have a loop that runs
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, ask(address)).result()

    return answered

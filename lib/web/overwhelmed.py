"""Who does not read what a window is sent is cut off, and sees it.

Streamlit gives a session up when some hundred messages wait for its window, and leaves the
line open: the window gets nothing more, and nothing tells it to connect anew. Closed, it does
so by itself, and its page is there again. The class is private to it;
``tests/web/test_fast.py`` fails when an upgrade changes it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from starlette.types import Message, Scope, Send
from streamlit.runtime import SessionClientDisconnectedError
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient

AGAIN = 1013  # “try again later”
CUT = "guixiang.cut"
_plain = StarletteSessionClient.write_forward_msg
_cutting: set[asyncio.Task[None]] = set()  # the loop keeps no task alive


def cut_off() -> None:
    """Close the lines of sessions that are given up; may be told again."""
    StarletteSessionClient.write_forward_msg = _write  # type: ignore[method-assign]


def _write(own: StarletteSessionClient, message: Any) -> None:
    """As there; in the server's loop."""
    try:
        _plain(own, message)
    except SessionClientDisconnectedError:
        if cut := own._websocket.scope.get(CUT):
            task = asyncio.get_running_loop().create_task(cut())
            _cutting.add(task)
            task.add_done_callback(_cutting.discard)
        raise


def cuttable(scope: Scope, send: Send) -> tuple[Scope, Send]:
    """A line that can be cut from outside its handler: nothing is sent after that."""
    closed = False

    async def send_open(message: Message) -> None:
        nonlocal closed
        if closed:
            raise OSError("the line is closed")  # as servers say that a window has gone
        closed = message["type"] == "websocket.close"
        await send(message)

    async def cut() -> None:
        with suppress(OSError):  # it has gone by itself
            await send_open({"type": "websocket.close", "code": AGAIN})

    return {**scope, CUT: cut}, send_open

"""``/live/scene``: the presenter's window says what it shows, the audience's asks."""

from __future__ import annotations

import asyncio
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib.scenes.follow import Channels

MOST_BYTES = 400
PATIENCE = 10.0  # seconds for so few bytes
FRESH = {"Cache-Control": "no-store"}
channels = Channels()


async def look(request: Request) -> Response:
    """What the presenter with ``code`` shows."""
    code = request.query_params.get("code", "")
    return JSONResponse(channels.look(code), headers=FRESH)


async def lead(request: Request) -> Response:
    """A presenter's message: JSON with key, scene, blank; at most 400 bytes."""
    # a page of another site cannot send this type without asking first
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return _refused("请从备注窗口操作", 415)
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST_BYTES:
                    return _refused("太长", 413)
    except (TimeoutError, ClientDisconnect):  # who hung up does not read it
        return _refused("没有传完", 408)
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return _refused("读不懂", 400)
    host = request.client.host if request.client else ""
    trouble = channels.lead(host, said.get("key"), said.get("scene"), said.get("blank"))
    if trouble == "many":
        return _refused("太快了，请稍候", 429)
    if trouble:
        return _refused("读不懂", 400)
    return JSONResponse({"status": "ok"}, headers=FRESH)


def _refused(words: str, status: int) -> Response:
    return JSONResponse({"error": words}, status_code=status, headers=FRESH)


def routes() -> list[Route]:
    """Both verbs of ``/live/scene``."""
    return [
        Route("/live/scene", look, methods=["GET"]),
        Route("/live/scene", lead, methods=["POST"]),
    ]

"""``/export/deck.html`` and ``/export/deck.pptx``: the deck that /present shows, as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock, paths
from lib.scenes import decks
from lib.scenes.html import offline
from lib.scenes.model import Deck
from lib.scenes.slides import presentation
from lib.scenes.story import gather
from lib.store import connect
from lib.store.connect import StoreUnusable
from lib.store.messages import say
from lib.ui.request import parse
from lib.views.items import choices, items

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MAKERS: dict[str, tuple[str, Callable[[Deck], bytes]]] = {
    "/export/deck.html": ("text/html", offline),
    "/export/deck.pptx": (PPTX, presentation),
}
UNKNOWN = "没有这一套；有 whole、ten、office-科室标识、action-专项行动标识"


@lru_cache(maxsize=16)
def _made(version: str, path: str, as_of: str, id: str, used: str) -> tuple[str, bytes] | None:
    rows = items(as_of)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    choice = decks.choice_of(id, names)
    if choice is None:
        return None
    deck = decks.build(gather(as_of, choice, address=used))
    mark = "演示数据-" if deck.demo else ""
    return f"{mark}早餐会演示-{deck.name}-{as_of}", MAKERS[path][1](deck)


async def file(request: Request) -> Response:
    """One deck as a file; 404 for an unknown deck, 503 when the store cannot be read."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    as_of = parse("/present", query, {}, clock.today()).as_of
    id = request.query_params.get("deck") or "whole"
    used = paths.public_address(str(request.base_url))
    path = request.url.path

    def make() -> tuple[str, bytes] | None:
        return _made(connect.version(paths.store_path()), path, as_of, id, used)

    try:
        made = await run_in_threadpool(make)
    except StoreUnusable as error:
        return JSONResponse({"error": say(error.problem)}, status_code=503)
    if made is None:
        return JSONResponse({"error": UNKNOWN}, status_code=404)
    name, body = made
    ending = path.rpartition(".")[2]
    plain = f"guixiang-{as_of}.{ending}"
    full = quote(f"{name}.{ending}")
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}",
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=MAKERS[path][0], headers=headers)


def routes() -> list[Route]:
    """Both files."""
    return [Route(path, file, methods=["GET"]) for path in MAKERS]

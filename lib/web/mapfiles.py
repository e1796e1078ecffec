"""What the map's frame loads: scripts, style, base and places, each at its address."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock
from lib.maps import stage
from lib.store.connect import StoreUnusable
from lib.store.messages import say
from lib.ui import district
from lib.ui.request import parse

#: the address changes with the content
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
ASKED = {"Cache-Control": "private, max-age=3600"}


def _stage(request: Request) -> Response:
    return Response(stage.script(), media_type="text/javascript", headers=KEPT)


def _style(request: Request) -> Response:
    return Response(stage.style(), media_type="text/css", headers=KEPT)


def _base(request: Request) -> Response:
    return Response(district.base(), media_type="text/javascript", headers=KEPT)


def _places(request: Request) -> Response:
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    as_of = parse("/map", query, {}, clock.today()).as_of
    return Response(district.place_data(as_of), media_type="application/json", headers=ASKED)


MAKERS: dict[str, Callable[[Request], Response]] = {
    "/vendor/map/stage.js": _stage,
    "/vendor/map/stage.css": _style,
    "/vendor/map/base.js": _base,
    "/vendor/map/places.json": _places,
}


async def part(request: Request) -> Response:
    """One part; 503 in words when the store cannot be read."""
    try:
        return await run_in_threadpool(MAKERS[request.url.path], request)
    except StoreUnusable as error:
        return JSONResponse({"error": say(error.problem)}, status_code=503)


def routes() -> list[Route]:
    """All routes of the map's parts."""
    return [Route(path, part, methods=["GET"]) for path in MAKERS]

"""What the map's frame loads, each at its address; the map for paper and as a file."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock
from lib.maps import stage
from lib.store.connect import StoreUnusable
from lib.store.messages import say
from lib.ui import district, mapsheets
from lib.ui.request import View, parse
from lib.views.meta import is_demo

#: the address changes with the content
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
ASKED = {"Cache-Control": "private, max-age=3600"}


def _style(request: Request) -> Response:
    return Response(stage.style(), media_type="text/css", headers=KEPT)


def _base(request: Request) -> Response:
    return Response(district.base(), media_type="text/javascript", headers=KEPT)


def _view(request: Request) -> View:
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    today = clock.today()
    as_of = parse("/map", query, {}, today).as_of
    return parse("/map", query, district.allowed(as_of), today)


def _print(request: Request) -> Response:
    base = str(request.base_url).rstrip("/")
    return Response(mapsheets.printed(_view(request), base), media_type="text/html")


def _file(request: Request) -> Response:
    view = _view(request)
    name = quote(f"{'演示数据-' if is_demo() else ''}上海硅巷街区地图-{view.as_of}.html")
    plain = f"guixiang-map-{view.as_of}.html"
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }
    return Response(mapsheets.portable(view), media_type="text/html", headers=headers)


def _places(request: Request) -> Response:
    as_of = _view(request).as_of
    return Response(district.place_data(as_of), media_type="application/json", headers=ASKED)


MAKERS: dict[str, Callable[[Request], Response]] = {
    "/vendor/map/stage.css": _style,
    "/vendor/map/base.js": _base,
    "/vendor/map/places.json": _places,
    "/print/map": _print,
    "/export/map.html": _file,
}


async def part(request: Request) -> Response:
    """One part; 503 in words when the store cannot be read."""
    try:
        return await run_in_threadpool(MAKERS[request.url.path], request)
    except StoreUnusable as error:
        return JSONResponse({"error": say(error.problem)}, status_code=503)


def routes() -> list[Route]:
    """All routes of the map."""
    return [Route(path, part, methods=["GET"]) for path in MAKERS]

"""What the map's frame loads, each at its address; the map for paper and as a file."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock
from lib.exports.catalogue import BY_PATH
from lib.maps import frame
from lib.rows.cache import store_version
from lib.screens import map as map_screen
from lib.screens import map_sheets
from lib.screens.view import View, read
from lib.web.answers import attachment, kept, query_of, spoken, view_of
from lib.web.workshop import worked

ASKED = {"Cache-Control": "private, max-age=3600"}


def _style(request: Request) -> Response:
    return Response(frame.style(), media_type="text/css", headers=kept(request, frame.version()))


def _base(request: Request) -> Response:
    own = kept(request, map_screen.base_version())
    return Response(map_screen.base(), media_type="text/javascript", headers=own)


def _view(request: Request) -> View:
    return view_of(request, "/map", map_screen.allowed)


def _print(request: Request) -> Response:
    base = str(request.base_url).rstrip("/")
    return Response(map_sheets.printed(_view(request), base), media_type="text/html")


def _picture(request: Request) -> Response:
    body = map_sheets.still(_view(request), width=700, height=560)
    return Response(body, media_type="image/svg+xml", headers=ASKED)


def _file(request: Request) -> Response:
    view = _view(request)
    body = map_sheets.portable(view).encode()
    return attachment(body, BY_PATH["/export/map.html"].file, view.as_of, "html")


def _places(request: Request) -> Response:
    as_of = _view(request).as_of
    # asked before the places: they may be newer than their address says, never older
    own = request.query_params.get("v") == store_version()[:12]
    headers = ASKED if own else {"Cache-Control": "private, no-cache"}
    return Response(map_screen.place_data(as_of), media_type="application/json", headers=headers)


def _shown(request: Request) -> Response:
    """As the page reads its address: what is unknown there is left out here too."""
    view = read("/map", query_of(request), map_screen.allowed, clock.today())
    headers = {"Cache-Control": "private, no-cache"}
    return Response(map_screen.shown(view), media_type="application/json", headers=headers)


MAKERS: dict[str, Callable[[Request], Response]] = {
    "/vendor/map/frame.css": _style,
    "/vendor/map/base.js": _base,
    "/vendor/map/places.json": _places,
    "/vendor/map/shown.json": _shown,
    "/print/map": _print,
    "/print/map.svg": _picture,
    "/export/map.html": _file,
}


def routes() -> list[Route]:
    """All routes of the map."""
    return [
        (spoken if path.startswith("/vendor/") else worked)(path, make)
        for path, make in MAKERS.items()
    ]

"""``/plain/…``: every page without Streamlit, for browsers that cannot run it, for no script."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lib import clock, paths
from lib.render import HERE
from lib.rows.cache import Kept, one_run, store_version
from lib.screens.view import View
from lib.site import served
from lib.site.bodies import view_of
from lib.sitemap import PATHS
from lib.web import rate
from lib.web.answers import MEDIA, Unfit, query_of, spoken
from lib.web.workshop import worked

KEPT = {"Cache-Control": "public, max-age=86400"}
ASKED = {"Cache-Control": "no-cache"}
#: bytes of pages that were asked for; each is some 30 kB
_pages = Kept(paths.cache_share(12 / 128))


def _view(request: Request, path: str) -> View:
    if path not in PATHS:
        raise Unfit("没有这一页；请从看板的页面上点链接", 404)
    return view_of(path, query_of(request), clock.today())


def _page(request: Request) -> Response:
    """A page, made once for a version of the store; 304 for who has it."""
    with one_run():
        return _answer(request)


def _answer(request: Request) -> Response:
    view = _view(request, "/" + request.path_params.get("page", "").strip("/"))
    key = (store_version(), paths.public_address(), paths.contact(), view, view.notices)
    if _pages.found(key) is None and (seconds := rate.runs.take(rate.who(request.scope))):
        return rate.slower(seconds)
    body = _pages.get(key, lambda: served.page(view))
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {**ASKED, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="text/html", headers=headers)


def _picture(request: Request) -> Response:
    query = query_of(request)
    view = _view(request, "/" + "".join(query.pop("of", [])[:1]))
    body = served.picture(view)
    if body is None:
        raise Unfit("没有这张图", 404)
    return Response(body, media_type=MEDIA["svg"], headers=ASKED)


def _style(request: Request) -> Response:
    return Response(served.style_sheet(), media_type="text/css", headers=KEPT)


def _icon(request: Request) -> Response:
    return Response((HERE / "icon.png").read_bytes(), media_type=MEDIA["png"], headers=KEPT)


def _to_root(request: Request) -> Response:
    """Links of a page lead beside it: the first one ends in a stroke."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"plain/{query}", status_code=307)


def routes() -> list[Route]:
    """Pages, and what they show beside their words."""
    return [
        spoken("/plain", _to_root),
        spoken(f"/plain/{served.STYLE}", _style),
        spoken("/plain/icon.png", _icon),
        worked(f"/plain/{served.PICTURE}", _picture),
        spoken("/plain/{page:path}", _page),
    ]

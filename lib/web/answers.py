"""What every file route has in common: names of files; bad requests and faults in words."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Set
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock
from lib.rows.store import is_demo
from lib.screens.view import View, parse
from lib.store.connect import NO_ROOM, StoreUnusable, in_words
from lib.store.messages import say
from lib.store.problems import Refused

log = logging.getLogger("guixiang")
OFFICE = "application/vnd.openxmlformats-officedocument"
#: endings of the files that we make
MEDIA = {
    "csv": "text/csv",
    "db": "application/vnd.sqlite3",
    "geojson": "application/geo+json",
    "html": "text/html",
    "json": "application/json",
    "png": "image/png",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}
#: what a page does about a bad parameter and a file does not
DONE_BY_PAGES = re.compile(r"[；，](现在显示今天|已忽略|只用了前 \d+ 个字)。$")
#: first segments of ours that are no pages
ROOMS = ("export", "print", "vendor", "live", "app", "index.html")


class Unfit(Exception):
    """A request that cannot be answered: ``words`` for the reader, an HTTP status."""

    def __init__(self, words: str, status: int = 400):
        super().__init__(words)
        self.words = words
        self.status = status


def query_of(request: Request) -> dict[str, list[str]]:
    """All parameters, read once: ``getlist`` for each of 10,000 names took 3 seconds."""
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        query.setdefault(name, []).append(value)
    return query


def view_of(
    request: Request,
    path: str,
    allowed: Callable[[str], Mapping[str, Set[str] | None]] = lambda _: {},
) -> View:
    """The request's parameters as the page ``path`` reads them; ``allowed``: day → ids.

    A page names what it leaves out; a file has no room for that, so a bad day or
    an unknown id raises :class:`Unfit`.
    """
    query = query_of(request)
    today = clock.today()
    view = parse(path, query, {}, today)
    if not view.notices:
        view = parse(path, query, allowed(view.as_of), today)
    if view.notices:
        raise Unfit(DONE_BY_PAGES.sub("。", view.notices[0]))
    return view


def media_of(path: str) -> str:
    """The media type of an address, by its ending; a route without one answers JSON."""
    return MEDIA.get(path.rpartition("/")[2].rpartition(".")[2], MEDIA["json"])


def attachment(body: bytes, title: str, day: str, ending: str) -> Response:
    """A file to save: ``title-day.ending``, marked when the store is the demo's."""
    mark = "演示数据-" if is_demo() else ""
    full = quote(f"{mark}{title}-{day}.{ending}".replace("/", "／"), safe="")
    plain = f"guixiang-{day}.{ending}"
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}",
        "Cache-Control": "private, no-cache",
    }
    return Response(body, media_type=MEDIA[ending], headers=headers)


def kept(request: Request, version: str) -> dict[str, str]:
    """Headers of what changes with its address (``v``): kept for ever, or not at all.

    Another version's address, asked while two programs stand behind one proxy, must not keep
    this one's content.
    """
    own = request.query_params.get("v") == version
    return {"Cache-Control": "public, max-age=31536000, immutable" if own else "no-cache"}


def spoken(path: str, make: Callable[[Request], Response]) -> Route:
    """A GET route; ``make`` runs in a thread, what it raises is answered in words."""

    async def answer(request: Request) -> Response:
        try:
            return await run_in_threadpool(make, request)
        except Exception as error:
            return failed(error)

    return Route(path, answer, methods=["GET"])


def failed(error: Exception) -> Response:
    """What the reader gets: 400 for a bad request, 503 for the store, 500 for a fault."""
    match error:
        case Unfit():
            return _error(error.words, error.status)
        case StoreUnusable():
            return _error(say(error.problem), 503)
        case Refused():
            return _error("；".join(say(problem) for problem in error.problems), 503)
        case OSError() if in_words(error) in NO_ROOM:
            log.error("no room for a file", exc_info=error)
            return _error("服务器的磁盘满了，这个文件做不出来；请告诉维护人员", 503)
    log.error("route failed", exc_info=error)  # the reader gets words, the log gets the trace
    return _error("程序出了意外；请维护人员查看日志", 500)


async def _nothing(request: Request) -> Response:
    return _error("没有这个地址；请从看板的页面上点链接", 404)


def nothing() -> list[Route]:
    """Unknown addresses in our own rooms; to be put after all other routes."""
    rooms = [Route(f"/{room}", _nothing) for room in ROOMS]
    return [*rooms, *(Route(f"/{room}/{{rest:path}}", _nothing) for room in ROOMS)]


def _error(words: str, status: int) -> Response:
    return JSONResponse({"error": words}, status_code=status)

"""The data routes: ``GET /api/v1/…``, cached by store version and day."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as WebRoute

from lib import paths, role, text
from lib.clock import read_day
from lib.exports.api import MAKERS, today
from lib.exports.catalogue import ROUTES
from lib.rows import entered
from lib.rows.cache import per_version
from lib.store import connect, stale, versions
from lib.store.connect import StoreUnusable
from lib.store.messages import say
from lib.store.schema import SCHEMA_VERSION
from lib.web.answers import failed, media_of

BAD_DAY = "日期写法不对；请写成 ?as_of=2025-12-31，只写一个，且不晚于今天"


@per_version
def _made(path: str, as_of: str) -> bytes:
    return MAKERS[path](as_of)


def _day(asked: list[str]) -> str:
    """The asked day, today by default; ``ValueError`` when it is none, not yet or two."""
    now = today()
    texts = {text for text in asked if text}
    if len(texts) > 1:
        raise ValueError(texts)
    day = read_day(texts.pop()).isoformat() if texts else now
    if day > now:
        raise ValueError(day)
    return day


async def data(request: Request) -> Response:
    """One data route; 304 when the client has this version, 400 for a bad day."""
    try:
        as_of = _day(request.query_params.getlist("as_of"))
    except ValueError:
        return JSONResponse({"error": BAD_DAY}, status_code=400)
    path = request.url.path
    try:
        version = await run_in_threadpool(versions.current_version, paths.store_path())
        tag = f'"{version}-{as_of}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        body = await run_in_threadpool(_made, path, as_of)
    except Exception as error:
        return failed(error)
    if path.endswith(".csv"):
        headers["Content-Disposition"] = f'attachment; filename="projects-{as_of}.csv"'
    return Response(body, media_type=media_of(path), headers=headers)


async def health(request: Request) -> Response:
    """Whether the dashboard can answer, and what it is: for a monitor and a load balancer."""
    status, told = await run_in_threadpool(_health)
    return JSONResponse(told, status_code=status)


def _health() -> tuple[int, dict]:
    """Status and body; 503 while the store cannot be read."""
    store = paths.store_path()
    who = "reader" if role.is_reader() else "writer"
    own = {"role": who, "program": text.VERSION, "schema": SCHEMA_VERSION, "day": today()}
    try:
        if problem := connect.state_of(store):
            raise StoreUnusable(problem)
        found = {"version": versions.current_version(store), "last_batch": entered.last()}
        stale_facts = stale.stale(paths.data_dir(), store)
        problems = [entered.behind(), say(stale_facts) if stale_facts else ""]
    except StoreUnusable as error:
        return 503, {"status": "bad", "problem": say(error.problem), **own}
    told = {"problem": "；".join(filter(None, problems))} if any(problems) else {}
    return 200, {"status": "ok", **found, **own, **told}


async def nothing(request: Request) -> Response:
    """An unknown data route: 404 in words."""
    known = "、".join(route.path for route in ROUTES)
    return JSONResponse({"error": f"没有这个地址；有：{known}"}, status_code=404)


def routes() -> list[WebRoute]:
    """All data routes for the ASGI application."""
    found = [WebRoute(path, data, methods=["GET"]) for path in MAKERS]
    found.append(WebRoute("/api/v1/health", health, methods=["GET"]))
    return [*found, WebRoute("/api/{rest:path}", nothing), WebRoute("/api", nothing)]

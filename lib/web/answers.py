"""What every file route has in common: bad days and faults are answered in words."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock
from lib.ui.request import parse

log = logging.getLogger("guixiang")
SHOWN = re.compile(r"[；，]现在显示今天。$")
Endpoint = Callable[[Request], Awaitable[Response]]
#: first segments of ours that are no pages
ROOMS = ("export", "print", "vendor", "live", "app", "index.html")


def spoken(routes: Iterable[Route]) -> list[Route]:
    """The same routes; a bad or future ``as_of`` gives 400, a fault 500, both in Chinese."""
    return [
        Route(each.path, _spoken(each.endpoint), methods=list(each.methods or ["GET"]))
        for each in routes
    ]


def _spoken(endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        days = {"as_of": request.query_params.getlist("as_of")}
        notices = parse(request.url.path, days, {}, clock.today()).notices
        if notices:
            return _error(SHOWN.sub("。", notices[0]), 400)
        try:
            return await endpoint(request)
        except Exception:  # the reader gets words, the log gets the trace
            log.exception("file route failed")
            return _error("程序出了意外；请维护人员查看日志", 500)

    return answer


async def _nothing(request: Request) -> Response:
    return _error("没有这个地址；请从看板的页面上点链接", 404)


def nothing() -> list[Route]:
    """Unknown addresses in our own rooms; to be put after all other routes."""
    rooms = [Route(f"/{room}", _nothing) for room in ROOMS]
    return [*rooms, *(Route(f"/{room}/{{rest:path}}", _nothing) for room in ROOMS)]


def _error(words: str, status: int) -> Response:
    return JSONResponse({"error": words}, status_code=status)

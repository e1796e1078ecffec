"""The data as files: everything as a zip, the public copy, the list of excerpts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock, paths
from lib.exports.bundle import about, bundle
from lib.exports.sheets import excerpts_sheet
from lib.exports.table import as_csv, as_workbook
from lib.store.connect import StoreUnusable, version
from lib.store.messages import say
from lib.store.problems import Refused
from lib.store.public import copy_public
from lib.ui import archive
from lib.ui.request import View, parse
from lib.views.excerpts import excerpts
from lib.views.meta import is_demo

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALL = "全部文件"


def _public(view: View) -> tuple[bytes, str, str]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "public.db"
        today = clock.today().isoformat()
        store = paths.store_path()
        copy_public(store, target, as_of=today, about=about(today, version(store)))
        return target.read_bytes(), "application/vnd.sqlite3", f"硅巷看板公开数据-{today}.db"


def _zip(view: View) -> tuple[bytes, str, str]:
    return bundle(view.as_of), "application/zip", f"硅巷看板数据-{view.as_of}.zip"


def _excerpts(view: View):
    rows = excerpts(view.as_of, view.get("document"))
    title = rows[0]["document"] if rows and view.get("document") else ALL
    return excerpts_sheet(rows, "摘句"), f"摘句-{title}-{view.as_of}"


def _excerpts_csv(view: View) -> tuple[bytes, str, str]:
    sheet, name = _excerpts(view)
    return as_csv(sheet, demo=is_demo()), "text/csv", f"{name}.csv"


def _excerpts_xlsx(view: View) -> tuple[bytes, str, str]:
    sheet, name = _excerpts(view)
    return as_workbook([sheet], as_of=view.as_of, demo=is_demo()), XLSX, f"{name}.xlsx"


MAKERS: dict[str, Callable[[View], tuple[bytes, str, str]]] = {
    "/export/data.zip": _zip,
    "/export/public.db": _public,
    "/export/excerpts.csv": _excerpts_csv,
    "/export/excerpts.xlsx": _excerpts_xlsx,
}


def _make(request: Request) -> Response:
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    today = clock.today()
    as_of = parse("/sources", query, {}, today).as_of
    view = parse("/sources", query, archive.allowed(as_of), today)
    body, media, name = MAKERS[request.url.path](view)
    full = quote(("演示数据-" if is_demo() else "") + name)
    plain = f"guixiang-{view.as_of}{Path(name).suffix}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(body, media_type=media, headers=headers)


async def file(request: Request) -> Response:
    """One file; 503 in words when the store cannot be read."""
    try:
        return await run_in_threadpool(_make, request)
    except StoreUnusable as error:
        return JSONResponse({"error": say(error.problem)}, status_code=503)
    except Refused as refused:
        words = "；".join(say(problem) for problem in refused.problems)
        return JSONResponse({"error": words}, status_code=503)


def routes() -> list[Route]:
    """The routes of the data files."""
    return [Route(path, file, methods=["GET"]) for path in MAKERS]

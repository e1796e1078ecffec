"""The data as files: everything as a zip, the public copy, the list of excerpts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock, paths
from lib.exports.bundle import about, bundle
from lib.exports.catalogue import BY_PATH
from lib.exports.sheets import excerpts_sheet
from lib.exports.table import Sheet, as_csv, as_workbook
from lib.rows.excerpts import excerpts
from lib.rows.store import is_demo
from lib.screens import sources
from lib.screens.view import View
from lib.store.public import copy_public
from lib.store.versions import version
from lib.web.answers import attachment, view_of
from lib.web.workshop import worked

ALL = "全部文件"


def _public(view: View) -> Response:
    today = clock.today().isoformat()
    store = paths.store_path()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "public.db"
        copy_public(store, target, as_of=today, about=about(today, version(store)))
        return attachment(target.read_bytes(), BY_PATH["/export/public.db"].file, today, "db")


def _zip(view: View) -> Response:
    return attachment(bundle(view.as_of), BY_PATH["/export/data.zip"].file, view.as_of, "zip")


def _excerpts(view: View) -> tuple[Sheet, str]:
    rows = excerpts(view.as_of, view.get("document"))
    title = rows[0]["document"] if rows and view.get("document") else ALL
    return excerpts_sheet(rows, "摘句"), f"摘句-{title}"


def _excerpts_csv(view: View) -> Response:
    sheet, title = _excerpts(view)
    return attachment(as_csv(sheet, demo=is_demo()), title, view.as_of, "csv")


def _excerpts_xlsx(view: View) -> Response:
    sheet, title = _excerpts(view)
    body = as_workbook([sheet], as_of=view.as_of, demo=is_demo())
    return attachment(body, title, view.as_of, "xlsx")


MAKERS: dict[str, Callable[[View], Response]] = {
    "/export/data.zip": _zip,
    "/export/public.db": _public,
    "/export/excerpts.csv": _excerpts_csv,
    "/export/excerpts.xlsx": _excerpts_xlsx,
}


def _file(request: Request) -> Response:
    return MAKERS[request.url.path](view_of(request, "/sources", sources.allowed))


def routes() -> list[Route]:
    """The routes of the data files."""
    return [worked(path, _file) for path in MAKERS]

"""Files of what a page shows: ``/export/…`` and ``/print/…``, same parameters."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock
from lib.exports.printing import SIZES, ledger_page, qr, reminder_page
from lib.exports.workbook import ledger_csv, ledger_workbook
from lib.intake.template import template
from lib.render import style
from lib.store.connect import StoreUnusable
from lib.store.messages import say
from lib.ui.request import View, parse
from lib.views.items import FACETS, SORTS, choices, items, selected
from lib.views.meta import is_demo

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Asked:
    """What a file request asks for: its view, the rows, the words of its filters."""

    def __init__(self, request: Request):
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        today = clock.today()
        as_of = parse("/projects", query, {}, today).as_of
        self.all = items(as_of)
        options = {key: choices(self.all, key) for key in FACETS}
        allowed = {key: set(ids) for key, ids in options.items()}
        allowed |= {"q": None, "sort": set(SORTS) - {""}}
        self.view: View = parse("/projects", query, allowed, today)
        self.rows = selected(self.all, self.view)
        self.filters = [
            f"{label}：{options[key][id]}"
            for key, label in FACETS.items()
            for id in self.view.all(key)
        ]
        if self.view.get("q"):
            self.filters.append(f"关键词：{self.view.get('q')}")
        self.office = self.view.get("office")
        self.office_name = options["office"].get(self.office, "")
        self.base = str(request.base_url).rstrip("/")
        size = request.query_params.get("size", "A4")
        self.size = size if size in SIZES else "A4"
        self.path = request.url.path

    def name(self, what: str, ending: str) -> dict[str, str]:
        """The header that names the file: what, office, day."""
        parts = [what, self.office_name, self.view.as_of]
        mark = "演示数据-" if is_demo() else ""
        full = mark + "-".join(part for part in parts if part) + ending
        plain = f"guixiang-{self.view.as_of}{ending}"
        disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full)}"
        return {"Content-Disposition": disposition, "Cache-Control": "no-store"}

    def frame(self) -> dict:
        """What every printed page bears."""
        return {
            "size": self.size,
            "as_of": self.view.as_of,
            "filters": self.filters,
            "qr": qr(self.base + self.view.change()),
            "a4": self.view.file(self.path) + "&size=A4",
            "a3": self.view.file(self.path) + "&size=A3",
            "demo": is_demo(),
        }


def _xlsx(asked: Asked) -> Response:
    body = ledger_workbook(
        asked.rows, filters=asked.filters, as_of=asked.view.as_of, demo=is_demo()
    )
    return Response(body, media_type=XLSX, headers=asked.name("项目台账", ".xlsx"))


def _csv(asked: Asked) -> Response:
    headers = asked.name("项目台账", ".csv")
    return Response(ledger_csv(asked.rows, demo=is_demo()), media_type="text/csv", headers=headers)


def _template(asked: Asked) -> Response:
    if not asked.office:
        return JSONResponse({"error": "请写明科室，例如 ?office=yingshang"}, status_code=400)
    body = template(asked.office, clock.today().isoformat())
    return Response(body, media_type=XLSX, headers=asked.name("填报模板", ".xlsx"))


def _print(asked: Asked) -> Response:
    title = f"{asked.office_name or '上海硅巷'}项目台账"
    body = ledger_page(asked.rows, title=title, **asked.frame())
    return Response(body, media_type="text/html")


def _reminder(asked: Asked) -> Response:
    title = f"{asked.office_name or '上海硅巷'}填报提醒单"
    body = reminder_page(asked.rows, title=title, **asked.frame())
    return Response(body, media_type="text/html")


MAKERS: dict[str, Callable[[Asked], Response]] = {
    "/export/projects.xlsx": _xlsx,
    "/export/projects.csv": _csv,
    "/export/template.xlsx": _template,
    "/print/projects": _print,
    "/print/reminder": _reminder,
}


async def file(request: Request) -> Response:
    """One file; 503 in words when the store cannot be read."""

    def make() -> Response:
        return MAKERS[request.url.path](Asked(request))

    try:
        return await run_in_threadpool(make)
    except StoreUnusable as error:
        return JSONResponse({"error": say(error.problem)}, status_code=503)


async def style_sheet(request: Request) -> Response:
    """The style sheet; its address changes with its content."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(style(), media_type="text/css", headers=headers)


def routes() -> list[Route]:
    """All file routes for the ASGI application."""
    found = [Route(path, file, methods=["GET"]) for path in MAKERS]
    return [*found, Route("/vendor/gx.css", style_sheet, methods=["GET"])]

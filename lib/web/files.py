"""Files of what a page shows: ``/export/…`` and ``/print/…``, same parameters."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock, paths
from lib.exports.catalogue import BY_PATH
from lib.exports.printing import SIZES, qr, register_page, reminder_page
from lib.exports.workbook import register_csv, register_workbook
from lib.intake.template import template
from lib.render import style, style_version
from lib.rows import projects as project_rows
from lib.rows.duties import open_tasks
from lib.rows.project_facets import FACETS, choices, selected
from lib.rows.store import is_demo
from lib.screens import projects
from lib.screens.view import View
from lib.web.answers import Unfit, attachment, kept, spoken, view_of
from lib.web.workshop import worked


class Asked:
    """What a file request asks for: its view, the rows, the words of its filters."""

    def __init__(self, request: Request):
        self.view: View = view_of(request, "/projects", projects.allowed)
        rows = project_rows.projects(self.view.as_of)
        options = {key: choices(rows, key) for key in FACETS}
        self.rows = selected(rows, self.view)
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

    def named(self, body: bytes) -> Response:
        """A file that bears what it is, its office and day."""
        title = "-".join(filter(None, [BY_PATH[self.path].file, self.office_name]))
        return attachment(body, title, self.view.as_of, self.path.rpartition(".")[2])

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
    body = register_workbook(
        asked.rows, filters=asked.filters, as_of=asked.view.as_of, demo=is_demo()
    )
    return asked.named(body)


def _csv(asked: Asked) -> Response:
    return asked.named(register_csv(asked.rows, demo=is_demo()))


def _template(asked: Asked) -> Response:
    if not asked.office:
        raise Unfit("请写明科室，例如 ?office=yingshang")
    return asked.named(template(asked.office, clock.today().isoformat()))


def _print(asked: Asked) -> Response:
    title = f"{asked.office_name or '上海硅巷'}项目台账"
    body = register_page(asked.rows, title=title, **asked.frame())
    return Response(body, media_type="text/html")


def _reminder(asked: Asked) -> Response:
    title = f"{asked.office_name or '上海硅巷'}填报提醒单"
    tasks = open_tasks(asked.view.as_of, asked.office) if asked.office else []
    body = reminder_page(
        asked.rows, title=title, tasks=tasks, contact=paths.contact(), **asked.frame()
    )
    return Response(body, media_type="text/html")


MAKERS: dict[str, Callable[[Asked], Response]] = {
    "/export/projects.xlsx": _xlsx,
    "/export/projects.csv": _csv,
    "/export/template.xlsx": _template,
    "/print/projects": _print,
    "/print/reminder": _reminder,
}


def _style_sheet(request: Request) -> Response:
    """The style sheet; its address changes with its content."""
    return Response(style(), media_type="text/css", headers=kept(request, style_version()))


def _file(request: Request) -> Response:
    return MAKERS[request.url.path](Asked(request))


def routes() -> list[Route]:
    """All file routes for the ASGI application."""
    return [*(worked(path, _file) for path in MAKERS), spoken("/vendor/gx.css", _style_sheet)]

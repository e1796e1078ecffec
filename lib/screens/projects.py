"""Parts of 项目台账."""

from __future__ import annotations

from collections.abc import Set

from lib import text
from lib.charts.spark import spark
from lib.render import image, render
from lib.rows import projects as project_rows
from lib.rows.cache import per_version
from lib.rows.conflicts import about
from lib.rows.meetings import assignments
from lib.rows.project_facets import FACETS, SORTS, choices, selected
from lib.rows.projects import detail
from lib.rows.shapes.projects import PastReport, Project
from lib.screens import facet_bar
from lib.screens.part import Numbers, part
from lib.screens.view import PART, View


@per_version
def allowed(as_of: str) -> dict[str, Set[str] | Numbers | None]:
    """Valid ids of the page's parameters on that day."""
    rows = project_rows.projects(as_of)
    ids = {key: frozenset(choices(rows, key)) for key in FACETS}
    projects = frozenset(project["id"] for project in rows)
    sorts = frozenset(SORTS) - {""}
    return ids | {"q": None, "sort": sorts, "project": projects, PART: Numbers()}


@per_version
def _options(as_of: str) -> dict[str, dict]:
    return {key: choices(project_rows.projects(as_of), key) for key in FACETS}


@per_version
def chosen(view: View) -> str:
    """What is chosen, and the counts beside the choices."""
    return facet_bar.chosen(view, project_rows.projects(view.as_of), FACETS, _options(view.as_of))


@per_version
def body(view: View) -> str:
    """A part of the list, and beside it the chosen project."""
    return _listed(view, text.LONG)


@per_version
def whole(view: View) -> str:
    """:func:`body` with all of the list, for pages whose script filters it."""
    return _listed(view, 0)


def _listed(view: View, most: int) -> str:
    rows = project_rows.projects(view.as_of)
    matching = selected(rows, view)
    return render(
        "projects.html",
        view=view,
        part=part(matching, view, most or len(rows)),
        reported=any(row["report"] for row in matching),
        total=len(rows),
        chosen=view.get("project"),
        panel=_panel(view, rows),
        sorts=SORTS,
    )


def _panel(view: View, rows: list[Project]) -> str:
    project = next((row for row in rows if row["id"] == view.get("project")), None)
    if project is None:
        return ""
    parts = detail(project, view.as_of)
    return render(
        "project.html",
        view=view,
        project=project,
        conflicts=about(view.as_of, ("project", project["id"])),
        history=history(parts["reports"]),
        tasks=[row for row in assignments(view.as_of) if row["project_id"] == project["id"]],
        **parts,
    )


def history(reports: list[PastReport]) -> str:
    """The reported percentages as a small picture (a data URI); '' for less than two days."""
    known = [
        (row["as_of"], float(row["percent"]))
        for row in reversed(reports)
        if row["percent"] is not None
    ]
    values = spark(known)
    return image("spark.svg", **values) if values else ""


def head(view: View) -> str:
    """Title, one sentence and the filter row: the same for every choice."""
    return _head(view.path, view.as_of)


@per_version
def _head(path: str, as_of: str) -> str:
    rows = project_rows.projects(as_of)
    street = sum(project["level"] == "街道" for project in rows)
    lead = f"街道施工图 {street} 项，区三年行动方案 {len(rows) - street} 个子项"
    title = render("heading.html", title="项目台账", lead=lead)
    hint = "项目、科室、机构、内容"
    return title + facet_bar.bar(path, FACETS, _options(as_of), hint, drop="project")


#: what the plain page is made of
PARTS = (head, chosen, body)

"""Parts of 科室视图."""

from __future__ import annotations

from lib import paths
from lib.render import render
from lib.rows import offices as offices_rows
from lib.rows import projects
from lib.rows.cache import per_version
from lib.screens.view import View


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    offices = frozenset(row["id"] for row in offices_rows.offices(projects.projects(as_of)))
    return {"office": offices, "sort": frozenset(offices_rows.SORTS) - {""}}


@per_version
def body(view: View) -> str:
    """The list of offices, and the chosen office's page."""
    rows = projects.projects(view.as_of)
    offices = offices_rows.offices(rows)
    chosen = next((row for row in offices if row["id"] == view.get("office")), None)
    detail = offices_rows.office(view.as_of, chosen["id"]) if chosen else {}
    return render(
        "offices.html",
        view=view,
        plans=offices_rows.by_plan(view.as_of, view.get("sort")),
        sorts=offices_rows.SORTS,
        chosen=chosen,
        detail=detail,
        contact=paths.contact(),
    )


#: what the plain page is made of
PARTS = (body,)

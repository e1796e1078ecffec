"""Parts of 科室视图."""

from __future__ import annotations

from lib.render import render
from lib.screens import data
from lib.screens.cache import per_version
from lib.screens.view import View
from lib.views import office as views


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    offices = frozenset(row["id"] for row in views.offices(data.items(as_of)))
    return {"office": offices, "sort": frozenset(views.SORTS) - {""}}


@per_version
def body(view: View) -> str:
    """The list of offices, and the chosen office's page."""
    rows = data.items(view.as_of)
    offices = views.offices(rows)
    chosen = next((row for row in offices if row["id"] == view.get("office")), None)
    detail = {}
    if chosen:
        detail = views.office(
            rows, data.indicators(view.as_of), data.places(view.as_of), chosen["id"]
        )
    return render(
        "offices.html",
        view=view,
        plans=views.by_plan(rows, view.get("sort")),
        sorts=views.SORTS,
        chosen=chosen,
        detail=detail,
    )

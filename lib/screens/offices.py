"""Parts of 科室视图."""

from __future__ import annotations

from typing import Any

from lib import paths, text
from lib.render import render
from lib.rows import offices as offices_rows
from lib.rows import projects
from lib.rows.cache import per_version
from lib.rows.meetings import until_next
from lib.screens.part import Numbers, part
from lib.screens.view import PART, View

NONE = "无"
PLANS = 4  # shown at once, each with all its offices


@per_version
def allowed(as_of: str) -> dict[str, frozenset | Numbers | None]:
    """Valid ids of the page's parameters on that day."""
    offices = frozenset(row["id"] for row in offices_rows.offices(projects.projects(as_of)))
    sorts = frozenset(offices_rows.SORTS) - {""}
    return {"office": offices, "sort": sorts, PART: Numbers()}


@per_version
def body(view: View) -> str:
    """The list of offices, and the chosen office's page."""
    rows = projects.projects(view.as_of)
    offices = offices_rows.offices(rows)
    chosen = next((row for row in offices if row["id"] == view.get("office")), None)
    plans = [_told(plan) for plan in offices_rows.by_plan(view.as_of, view.get("sort"))]
    detail = offices_rows.office(view.as_of, chosen["id"]) if chosen else {}
    return render(
        "offices.html",
        view=view,
        part=part(plans, view, PLANS),
        sorts=offices_rows.SORTS,
        chosen=chosen,
        detail=detail,
        contact=paths.contact(),
        until=until_next(view.as_of),
    )


def _told(plan: dict[str, Any]) -> dict[str, Any]:
    """A plan with the words of its offices: ``columns`` for the table, ``same`` (column → word)
    for what every office has alike: it stands in the caption instead.
    """
    told = [_words(row) for row in plan["offices"]]
    same = {
        name: word
        for name, word in told[0].items()
        if len(told) > 1 and all(words[name] == word for words in told)
    }
    return {
        **plan,
        "offices": [row | {"words": own} for row, own in zip(plan["offices"], told, strict=True)],
        "columns": [name for name in told[0] if name not in same],
        "same": same,
    }


def _words(row: dict[str, Any]) -> dict[str, str]:
    overdue = text.UNREPORTED if row["overdue"] is None else str(row["overdue"] or NONE)
    passed = f"{row['passed']} 已过" if row["passed"] else NONE
    late = f"（过期 {row['late']}）" if row["late"] else ""
    tasks = f"{row['tasks']}{late}" if row["tasks"] else NONE
    return {
        "现在欠": str(row["owed"] or NONE),
        "逾期": overdue,
        "交办": tasks,
        "下一个期限": row["next"] or passed,
    }


#: what the plain page is made of
PARTS = (body,)

"""Parts of 进展填报 that need nobody to be signed in: how it is done, what came in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from lib import text
from lib.render import render
from lib.rows import months, projects, reports
from lib.rows import offices as offices_rows
from lib.rows.cache import per_version
from lib.rows.meetings import meeting_before, until_next
from lib.rows.thresholds import thresholds
from lib.screens.view import View

PAGES = {
    "project": ("/projects", "project"),
    "indicator": ("/indicators", "indicator"),
    "place": ("/map", "site"),
}
#: who looks, for whom nothing is opened
CLOSED: Mapping[str, Any] = {"state": "closed", "who": "", "may": "", "mine": (), "trouble": "",
                             "writer": ""}  # fmt: skip


class Rights(Protocol):
    """What somebody on the editors' list may do."""

    def may(self, office_id: str) -> bool:
        """Whether an office's reports are theirs."""


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    return {
        "office": frozenset(row["id"] for row in reports.offices()),
        "batch": frozenset(row["id"] for row in reports.batches(as_of)),
        "step": frozenset({"withdraw"}),
        "all": frozenset({"1"}),
    }


def heading(view: View, contact: str, visitor: Mapping[str, Any] = CLOSED) -> str:
    """The three steps, and what a visitor may do.

    ``visitor``: state, who (a name), may (words), mine (ids of offices), trouble (words),
    writer (on a reader: the address that takes reports).
    """
    offices = offices_rows.offices(projects.projects(view.as_of))
    return render(
        "report_head.html",
        view=view,
        offices=offices,
        contact=contact,
        last=meeting_before(view.as_of),
        until=until_next(view.as_of),
        unchanged=text.UNCHANGED.format(days=thresholds().fresh),
        **{**visitor, "mine": [row for row in offices if row["id"] in visitor["mine"]]},
    )


@per_version
def _months(as_of: str) -> dict:
    rows = projects.projects(as_of)
    return months.months(as_of, offices_rows.offices(rows), rows)


@per_version
def history(view: View, rights: Rights | None) -> str:
    """Every batch; who handed it in only for those who are on the list."""
    rows = reports.batches(view.as_of)
    chosen = next((row for row in rows if row["id"] == view.get("batch")), None)
    return render(
        "report_history.html",
        view=view,
        batches=rows,
        batch=chosen,
        rows=reports.batch_rows(chosen["id"]) if chosen else [],
        signed_in=rights is not None,
        may_withdraw=bool(chosen and rights and rights.may(chosen["office_id"])),
        pages=PAGES,
        got=_months(view.as_of),
    )


def everybodys(view: View) -> str:
    """:func:`history` as those see it who are not signed in."""
    return history(view, None)


#: what is the same for all who look
PARTS = (everybodys,)

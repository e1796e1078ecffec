"""Where a fact is shown: on a page of its own, or on the page of any fact."""

from __future__ import annotations

from lib.screens import projects
from lib.screens.view import View

#: table → path and parameter
OWN_PAGE = {
    "project": ("/projects", "project"),
    "indicator": ("/indicators", "indicator"),
    "place": ("/map", "site"),
    "office": ("/projects", "office"),
    "leader": ("/projects", "leader"),
    "action": ("/projects", "action"),
    "plan": ("/projects", "plan"),
    "dimension": ("/indicators", "dimension"),
    "document": ("/sources", "document"),
    "organization": ("/ecosystem", "organization"),
    "conflict": ("/sources", "conflict"),
}


def address(view: View, name: str, id: str) -> str:
    """The link to a fact of the table ``name``."""
    path, parameter = OWN_PAGE.get(name, ("", ""))
    # an office or a leader without a project is in no filter of the list
    if path and (path != "/projects" or id in projects.allowed(view.as_of)[parameter]):
        return view.url(path, **{parameter: id})
    return view.url("/sources", fact=f"{name}:{id}")

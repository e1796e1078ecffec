"""What the small script knows: the rows of each list with their facets, and what can be found.

Scripts, not JSON: from a disk a page may load a script beside it, but fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from lib.rows import (
    indicators,
    milestones,
    numbers,
    offices,
    organizations,
    places,
    project_facets,
    projects,
    search,
)
from lib.screens import search as search_screen
from lib.screens.view import View
from lib.site.compose import list_of
from lib.site.edition import Edition
from lib.site.links import FACETS, Address, read

Rows = Sequence[Any]
#: path → the rows of its list on a day, each with ``id``, ``facets`` and ``text``
ROWS: dict[str, Callable[[str], Rows]] = {
    "/projects": projects.projects,
    "/map": places.places,
    "/indicators": lambda day: indicators.faceted(indicators.indicators(day)),
    "/ecosystem": organizations.organizations,
    "/timeline": milestones.milestones,
    "/sources": numbers.numbers,
}


def _by_plan(day: str, sort: str) -> Rows:
    return [row for plan in offices.by_plan(day, sort) for row in plan["offices"]]


#: path → the orders of its list, and what puts it into one
ORDERS: dict[str, tuple[Sequence[str], Callable[[str, str], Rows]]] = {
    "/projects": (
        list(project_facets.ORDERS),
        lambda day, sort: sorted(projects.projects(day), key=project_facets.ORDERS[sort]),
    ),
    "/sources": (
        list(numbers.ORDERS),
        lambda day, sort: numbers.ordered(numbers.numbers(day), sort),
    ),
    "/offices": ([sort for sort in offices.SORTS if sort], _by_plan),
}
SEARCH = "data/search.js"
WORDS = {"synonyms": [[search.plain(word) for word in group] for group in search.SYNONYMS]}


def data_of(asked: Address) -> str:
    """The file of what the script needs on a page; '' for nothing."""
    if asked.path == "/search":
        return SEARCH
    return f"data{asked.path}.js" if list_of(asked) else ""


def files(edition: Edition) -> dict[str, str]:
    """All data files of an edition: name → text."""
    day = edition.as_of
    made = {f"data{path}.js": _script("gxRows", _list(path, day)) for path in (*FACETS, "/offices")}
    return made | {SEARCH: _script("gxSearch", index(edition))}


def _script(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"var {name} = {text};\n"


def _list(path: str, day: str) -> dict[str, Any]:
    rows = ROWS[path](day) if path in ROWS else []
    sorts, ordered = ORDERS.get(path, ((), lambda *_: []))
    return {
        "rows": [
            {"id": row["id"], "f": {key: sorted(set(row["facets"][key])) for key in FACETS[path]},
             "t": row["text"]}
            for row in rows
        ],
        "orders": {sort: [row["id"] for row in ordered(day, sort)] for sort in sorts},
    }  # fmt: skip


def index(edition: Edition) -> dict[str, Any]:
    """Everything that can be found: kind, name, detail, file, words, quotes, number."""
    view = View("/search", edition.as_of, edition.past)
    rows = [_entry(edition, view, row) for row in search_screen.entries(edition.as_of)]
    return {"kinds": list(search.KINDS), "rows": rows, **WORDS}


def _entry(edition: Edition, view: View, row: dict) -> list[Any]:
    asked = read(search_screen.href(view, row))
    target = edition.lead(asked, "search.html", edition.as_of).href if asked else ""
    known = search.lines(row["name"], row["detail"], *row["quotes"]).split("\n")
    own = [line for line in row["words"].split("\n") if line and line not in known]
    kind = search.KINDS.index(row["kind"])
    number = [row["no"]] if "no" in row else []
    return [kind, row["name"], row["detail"], target or "", own, row["quotes"], *number]

"""Parts of the search page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from lib.render import render
from lib.rows import documents, projects, search
from lib.rows.cache import per_version
from lib.rows.conflicts import conflicts
from lib.screens.addresses import address
from lib.screens.view import View
from lib.sitemap import PAGES

#: a number with its word: 500多家, 13项
NUMBER = re.compile(r"\s*\d[\d.]*\D")
#: of one kind; the rest is behind a click
FIRST = 12


@per_version
def entries(as_of: str) -> list[dict]:
    """Everything that can be found on that day, the pages first."""
    rows = search.entries(as_of)
    return [*_pages(as_of, rows), *rows]


def _pages(as_of: str, rows: list[dict]) -> list[dict]:
    """The pages themselves, each with its own counts: 13项指标, 33处出入."""
    counted = {kind: sum(row["kind"] == kind for row in rows) for kind in search.KINDS}
    levels = Counter(project["level"] for project in projects.projects(as_of))
    series = len(documents.known_rows("event_series", as_of))
    said = {
        "/projects": f"{levels.total()}项：街道{levels['街道']}项，区{levels['区']}项；"
        f"{counted['分管领导']}位分管领导",
        "/indicators": f"{counted['指标']}项指标",
        "/map": f"{counted['点位']}处点位",
        "/ecosystem": f"{counted['机构']}家机构，{counted['合作模式']}个合作模式，"
        f"{counted['工作机制']}条工作机制",
        "/timeline": f"{counted['大事记']}件大事，{series}个活动系列",
        "/offices": f"{counted['科室与部门']}个科室与部门",
        "/sources": f"{counted['文件']}份文件，{counted['文件里的数']}个数，"
        f"{len(conflicts(as_of))}处出入，{counted['存疑的读法']}处存疑的读法",
    }
    return [
        {
            "kind": "页面", "table": "page", "id": page.path, "name": page.title,
            "detail": said.get(page.path, ""), "quotes": [],
            "words": search.lines(page.title, said.get(page.path, "")),
        }
        for page in PAGES
        if page.in_navigation
    ]  # fmt: skip


@per_version
def results(view: View) -> str:
    """The hits by kind, each linking to where the thing is shown."""
    words = view.get("q")
    hits = search.search(words, entries(view.as_of)) if words else []
    if NUMBER.match(words):
        # whoever looks for a number as printed wants that number first
        hits.sort(key=lambda row: row["kind"] != "文件里的数")
    groups = [
        {"kind": kind, "rows": [row | {"href": href(view, row)} for row in rows]}
        for kind, rows in groupby(hits, key=lambda row: row["kind"])
    ]
    return render(
        "search.html", view=view, words=words, groups=groups, total=len(hits), first=FIRST
    )


def href(view: View, row: dict) -> str:
    """Where an entry is shown."""
    return view.url(row["id"]) if row["table"] == "page" else address(view, row["table"], row["id"])


#: what the plain page is made of
PARTS = (results,)

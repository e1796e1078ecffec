"""Parts of 资料与口径 and of the search page."""

from __future__ import annotations

from lib import text
from lib.queries import indicators as indicator_queries
from lib.queries import projects as project_queries
from lib.queries import search as search_query
from lib.queries import sources as queries
from lib.render import render
from lib.store.schema import Table, table
from lib.ui import manual
from lib.ui.cache import per_version
from lib.ui.request import View
from lib.views.conflicts import about, conflicts
from lib.views.items import records

TABS = {
    "documents": "文件",
    "numbers": "文件里的数",
    "conflicts": "出入",
    "readings": "存疑的读法",
    "milestones": "大事记",
    "mechanisms": "工作机制",
    "methods": "口径与规则",
    "dictionary": "数据字典",
    "history": "数据更改记录",
    "data": "下载与接口",
}

#: where a fact of a table has a page of its own: path and parameter
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
}
KINDS = {
    "项目": "project",
    "指标": "indicator",
    "科室": "office",
    "点位": "place",
    "机构": "organization",
    "活动": "event_series",
    "大事记": "milestone",
    "机制": "mechanism",
    "文件": "document",
    "领导": "leader",
    "出入": "conflict",
    "文件里的数": "observation",
}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid values of the page's parameters on that day."""
    documents = records(queries.documents(as_of))
    return {
        "view": frozenset(TABS),
        "document": frozenset(row["id"] for row in documents),
        "fact": frozenset(_fact_keys(as_of)),
    }


def _fact_keys(as_of: str) -> list[str]:
    return [
        f"{each.name}:{id}"
        for row in records(queries.documents(as_of))
        for each, rows in queries.facts_of(row["id"])
        for id in rows["id"]
    ]


@per_version
def heading(view: View) -> str:
    """Title and one sentence."""
    return render("heading.html", title="资料与口径", lead="每个数都能回到文件、位置和原话")


@per_version
def body(view: View) -> str:
    """The chosen fact, the chosen document, or one of the sections."""
    if view.get("fact"):
        return _fact(view)
    if view.get("document"):
        return _document(view)
    return _section(view, view.get("view") or "documents")


def _section(view: View, tab: str) -> str:
    day = view.as_of
    makers = {
        "documents": lambda: {"documents": _documents(day)},
        "numbers": lambda: {"observations": records(indicator_queries.observations(day))},
        "conflicts": lambda: {"conflicts": conflicts(day)},
        "readings": lambda: {"readings": records(queries.readings(day))},
        "milestones": lambda: {"milestones": records(queries.milestones(day))},
        "mechanisms": lambda: {
            "mechanisms": records(queries.mechanisms(day)),
            "judged": day >= queries.last_issued(),
        },
        "methods": lambda: manual.methods(day),
        "dictionary": manual.dictionary,
        "history": manual.history,
        "data": lambda: manual.data(day),
    }
    return render("sources.html", view=view, tabs=TABS, tab=tab, **makers[tab]())


def _documents(day: str) -> list[dict]:
    return [
        row | {"facts": sum(len(rows) for _, rows in queries.facts_of(row["id"]))}
        for row in records(queries.documents(day))
    ]


def _document(view: View) -> str:
    row = next(r for r in records(queries.documents(view.as_of)) if r["id"] == view.get("document"))
    groups = [
        {"table": each.name, "title": each.title, "rows": records(rows)}
        for each, rows in queries.facts_of(row["id"])
    ]
    return render("document.html", view=view, row=row, groups=groups)


def _fact(view: View) -> str:
    name, key = view.get("fact").split(":", 1)
    each, row = table(name), queries.fact(name, key)
    titles = {r["id"]: r["short_title"] for r in records(queries.documents(view.as_of))}
    source = row | {"document": titles.get(row["document_id"], "")}
    return render(
        "fact.html",
        view=view,
        title=each.title,
        name=_name(row, each),
        cells=_cells(view, each, row),
        source=source,
        citations=records(project_queries.citations(name, key, view.as_of)),
        conflicts=about(view.as_of, (name, key)),
    )


def _name(row: dict, each: Table) -> str:
    wanted = ("name", "title", "topic", "metric", "says")
    return next((row[word] for word in wanted if row.get(word)), each.title)


def _cells(view: View, each: Table, row: dict) -> list[dict]:
    hidden = {"document_id", "locator", "quote", "id"}
    cells = []
    for column in each.columns:
        if column.name in hidden:
            continue
        value = None if row[column.name] != row[column.name] else row[column.name]
        page = OWN_PAGE.get(column.ref) if value is not None else None
        href = view.url(page[0], **{page[1]: value}) if page else ""
        if column.kind in ("int", "real") and value is not None:
            value = text.number(value)
        cells.append({"label": column.note, "value": value, "href": href})
    own = OWN_PAGE.get(each.name)
    if own:
        href = view.url(own[0], **{own[1]: row["id"]})
        cells.append({"label": "在看板中", "value": "打开", "href": href})
    return cells


@per_version
def results(view: View) -> str:
    """Search results, each linking to where the thing is shown."""
    words = view.get("q")
    hits = records(search_query.search(words, view.as_of)) if words else []
    for hit in hits:
        hit["href"] = _href(view, KINDS[hit["kind"]], hit["id"])
    return render("search.html", view=view, words=words, hits=hits)


def _href(view: View, name: str, id: str) -> str:
    if name == "conflict":
        return view.url("/sources", view="conflicts")
    page = OWN_PAGE.get(name)
    if page:
        return view.url(page[0], **{page[1]: id})
    return view.url("/sources", fact=f"{name}:{id}")

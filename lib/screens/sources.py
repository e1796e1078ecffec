"""Parts of 资料与口径."""

from __future__ import annotations

from lib.measures import facets
from lib.render import render
from lib.rows import documents as documents_rows
from lib.rows import milestones, naming, numbers
from lib.rows import projects as project_rows
from lib.rows.annex import compared
from lib.rows.cache import per_version
from lib.rows.conflicts import about, conflicts
from lib.rows.excerpts import grouped
from lib.screens import addresses, methods
from lib.screens.facet_bar import choice_of, facet_bar
from lib.screens.view import View
from lib.store.schema import Column, Table, table

#: four tabs, each with its parts
TABS_OF = {
    "文件": ("documents", "annex", "milestones", "mechanisms"),
    "数与出入": ("numbers", "conflicts", "readings"),
    "口径": ("methods", "dictionary"),
    "数据": ("data", "history"),
}
TABS = {
    "documents": "文件",
    "numbers": "文件里的数",
    "conflicts": "出入",
    "annex": "正文与附件",
    "readings": "存疑的读法",
    "milestones": "大事记",
    "mechanisms": "工作机制",
    "methods": "口径与规则",
    "dictionary": "数据字典",
    "history": "数据更改记录",
    "data": "下载与接口",
}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid values of the page's parameters on that day."""
    documents = documents_rows.documents(as_of)
    marks = {
        row["mark"]
        for document in documents
        for group in _groups(as_of, document["id"])
        for row in group["rows"]
    }
    return {
        "view": frozenset(TABS),
        "document": frozenset(row["id"] for row in documents),
        "quote": frozenset(marks),
        "fact": frozenset(_fact_keys(as_of)),
        "conflict": frozenset(topic["id"] for topic in conflicts(as_of)),
        "q": None,
        "sort": frozenset(numbers.SORTS) - {""},
    } | {key: frozenset(found) for key, found in _options(as_of).items()}


def _fact_keys(as_of: str) -> list[str]:
    return [
        f"{group['table']}:{row['key']}"
        for document in documents_rows.documents(as_of)
        for group in _groups(as_of, document["id"])
        for row in group["rows"]
    ]


@per_version
def _groups(as_of: str, document: str) -> list[dict]:
    return grouped(as_of, document)


@per_version
def _numbers(as_of: str) -> list[dict]:
    return numbers.numbers(as_of)


@per_version
def _options(as_of: str) -> dict[str, dict]:
    return numbers.options(_numbers(as_of))


@per_version
def _names(as_of: str) -> dict[tuple[str, str], str]:
    return naming.names(as_of)


@per_version
def heading(view: View) -> str:
    """Title and one sentence."""
    return render("heading.html", title="资料与口径", lead="每个数都能回到文件、位置和原话")


@per_version
def body(view: View) -> str:
    """The chosen fact, conflict or document, or one of the sections."""
    if view.get("fact"):
        return _fact(view)
    if view.get("conflict"):
        topics = [each for each in conflicts(view.as_of) if each["id"] == view.get("conflict")]
        return render(
            "conflict.html", view=view, topic=topics[0], subject=_subject(view, topics[0])
        )
    if view.get("document"):
        return _document(view)
    return _section(view, view.get("view") or "documents")


def _section(view: View, tab: str) -> str:
    day = view.as_of
    makers = {
        "documents": lambda: {"documents": _documents(day)},
        "numbers": lambda: _number_list(view),
        "conflicts": lambda: {"conflicts": conflicts(day)},
        "annex": lambda: compared(day, project_rows.projects(day)),
        "readings": lambda: {"readings": documents_rows.readings(day)},
        "milestones": lambda: {"milestones": milestones.milestones(day)},
        "mechanisms": lambda: {
            "mechanisms": documents_rows.mechanisms(day),
            "judged": day >= documents_rows.last_issued(),
        },
        "methods": lambda: methods.methods(day),
        "dictionary": methods.dictionary,
        "history": methods.history,
        "data": lambda: methods.data(day),
    }
    return render("sources.html", view=view, tabs=TABS, groups=TABS_OF, tab=tab, **makers[tab]())


def _documents(day: str) -> list[dict]:
    return [
        row | {"facts": sum(len(group["rows"]) for group in _groups(day, row["id"]))}
        for row in documents_rows.documents(day)
    ]


def _number_list(view: View) -> dict:
    """The numbers that filter and keyword leave, in the order asked for."""
    rows = _numbers(view.as_of)
    found = facets.select(rows, choice_of(view, numbers.FACETS), words=view.get("q"))
    labels = numbers.FACETS
    bar = facet_bar(view, rows, labels, _options(view.as_of), "所指、写法、范围、原话", unit="个")
    return {
        "bar": bar,
        "observations": numbers.ordered(found, view.get("sort")),
        "total": len(rows),
        "sorts": numbers.SORTS,
    }


def _document(view: View) -> str:
    row = next(r for r in documents_rows.documents(view.as_of) if r["id"] == view.get("document"))
    groups = _groups(view.as_of, row["id"])
    mark = view.get("quote")
    first = next((g["table"] for g in groups for r in g["rows"] if r["mark"] == mark), None)
    return render("document.html", view=view, row=row, groups=groups, mark=mark, first=first)


def _fact(view: View) -> str:
    name, key = view.get("fact").split(":", 1)
    each = table(name)
    row = documents_rows.fact(name, key)
    titles = {r["id"]: r["short_title"] for r in documents_rows.documents(view.as_of)}
    return render(
        "fact.html",
        view=view,
        title=each.title,
        name=naming.spoken(each, row, _names(view.as_of)),
        row=row,
        cells=_cells(view, each, row),
        own=_own_page(view, each, row),
        source=row | {"document": titles.get(row["document_id"], "")},
        citations=project_rows.citations(name, key, view.as_of),
        conflicts=about(view.as_of, (name, key)),
    )


def _own_page(view: View, each: Table, row: dict) -> str:
    known = each.name in addresses.OWN_PAGE
    return addresses.address(view, each.name, row["id"]) if known else ""


def _cells(view: View, each: Table, row: dict) -> list[dict]:
    """Every column worth a line, in words; references lead to what they name."""
    cells, said = [], naming.spoken(each, row, _names(view.as_of))
    for column in each.columns:
        if column.name in naming.TECHNICAL or row[column.name] == said:
            continue
        value, href = row[column.name], ""
        if value in (None, ""):
            words = naming.absent(each, column, row)
            if words:
                cells.append(_cell(each, column, words, soft=True))
            continue
        ref = row["subject_table"] if column.name == "subject_id" else column.ref
        if ref:
            words = _names(view.as_of).get((ref, value))
            href = addresses.address(view, ref, value) if words and _opens(ref) else ""
        else:
            words = naming.worded(each, column, value)
        if words:
            cells.append(_cell(each, column, words, href))
    return cells


def _cell(each: Table, column: Column, words: str, href: str = "", *, soft: bool = False) -> dict:
    return {"label": naming.label(each, column), "value": words, "href": href, "soft": soft}


def _opens(name: str) -> bool:
    return name in addresses.OWN_PAGE or table(name).sourced


def _subject(view: View, topic: dict) -> dict | None:
    """What a conflict is about, with its link; None where it is about no single fact."""
    name, id = topic["subject_table"], topic["subject_id"]
    words = _names(view.as_of).get((name, id)) if name else None
    return {"name": words, "href": addresses.address(view, name, id)} if words else None


#: what the plain page is made of
PARTS = (heading, body)

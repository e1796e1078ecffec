"""Parts of 创新生态."""

from __future__ import annotations

from lib.measures import facets
from lib.render import render
from lib.rows import projects
from lib.rows.cache import per_version
from lib.rows.organizations import (
    FACETS,
    TIES,
    mechanisms,
    models,
    network,
    organizations,
    ties,
)
from lib.rows.projects import citations
from lib.screens.facet_bar import choice_of, facet_bar
from lib.screens.view import View

#: parts of the page: parameter → title
TABS = {"": "关系图与名录", "ties": "联系", "mechanisms": "工作机制"}
#: parameter and page of a node, by its first letters
OPENS = {"o": ("/ecosystem", "organization"), "p": ("/projects", "project")}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    own = organizations(as_of)
    return {
        "kind": frozenset(row["kind"] for row in own),
        "tie": frozenset(TIES),
        "q": None,
        "view": frozenset(TABS) - {""},
        "organization": frozenset(row["id"] for row in own),
    }


def _selected(view: View) -> list[dict]:
    return facets.select(
        organizations(view.as_of),
        choice_of(view, FACETS),
        words=view.get("q"),
    )


def _chosen(view: View) -> dict | None:
    return next(
        (r for r in organizations(view.as_of) if r["id"] == view.get("organization")),
        None,
    )


@per_version
def _network(view: View) -> tuple[list[dict], list[dict]]:
    """Nodes and edges: of the chosen body, else of the filter, else all."""
    chosen, centre = view.get("organization"), None
    if chosen:
        centre = {chosen}
    elif any(view.all(key) for key in (*FACETS, "q")):
        centre = {row["id"] for row in _selected(view)}
    day = view.as_of
    return network(
        organizations(day),
        ties(day),
        projects.projects(day),
        models(day),
        centre,
    )


@per_version
def heading(view: View) -> str:
    """Title, the counts, the parts of the page."""
    own, tied = organizations(view.as_of), ties(view.as_of)
    same = sum(bool(row["same_as"]) for row in own)
    lead = f"{len(own)} 个机构、{len(tied)} 条联系；{same} 个疑与别的机构同一，未合并"
    lead = lead if own else "当天还没有公开的文件"
    return render("ecohead.html", view=view, lead=lead, tabs=TABS, tab=view.get("view"))


@per_version
def filters(view: View) -> str:
    """The filter row with counts; it chooses among bodies and ties, not mechanisms."""
    if view.get("view") == "mechanisms":
        return ""
    own = organizations(view.as_of)
    kinds = {row["kind"]: row["kind"] for row in own}
    options = {"kind": kinds, "tie": TIES}
    return facet_bar(view, own, FACETS, options, "机构、联系、地点", drop="organization", unit="家")


@per_version
def card(view: View) -> str:
    """The chosen body: what the documents say, its ties, its place, its projects."""
    chosen = _chosen(view)
    if not chosen or view.get("view"):
        return ""
    twins = [row for row in organizations(view.as_of) if row["same_as"] == chosen["id"]]
    return render(
        "ecocard.html",
        view=view,
        row=chosen,
        twins=twins,
        citations=citations("organization", chosen["id"], view.as_of),
    )


@per_version
def picture(view: View) -> dict | None:
    """Vega-Lite specification of the ties; None where there is none to show."""
    if view.get("view"):
        return None
    nodes, edges = _network(view)
    if not edges:
        return None
    links = {
        node["id"]: view.url(path, **{name: node["id"][2:]})
        for node in nodes
        for path, name in [OPENS.get(node["id"][0], ("", ""))]
        if path
    }
    from lib.charts.network import network as drawn  # heavy: when first drawn

    return drawn(nodes, edges, links)


@per_version
def picture_words(view: View) -> str:
    """What the picture shows, for people who cannot see it."""
    nodes, edges = _network(view)
    said = "；".join(f"{tie['from_name']}与{tie['to_name']}：{tie['relation']}" for tie in edges)
    return f"机构关系图，{len(nodes)} 个节点，{len(edges)} 条联系。{said}。"


@per_version
def body(view: View) -> str:
    """The catalogue, or the table of ties, or the mechanisms."""
    tab = view.get("view")
    if tab == "mechanisms":
        found, judged = mechanisms(view.as_of)
        return render("mechanisms.html", view=view, mechanisms=found, judged=judged)
    nodes, edges = _network(view)
    return render(
        "ecosystem.html",
        view=view,
        tab=tab,
        rows=_selected(view),
        total=len(organizations(view.as_of)),
        chosen=view.get("organization"),
        nodes=nodes,
        edges=edges,
        models=models(view.as_of),
    )


#: what the plain page is made of
PARTS = (heading, filters, picture, picture_words, body)

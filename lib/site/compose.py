"""One page: the body of a view, its charts as pictures with tables, the frame around it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from lxml import html
from markupsafe import Markup

from lib import palette, text
from lib.render import render
from lib.rows.store import is_demo
from lib.screens.view import View
from lib.site.bodies import BODIES, Chart, Part, Target
from lib.site.links import FACETS, LIST_TAB, OPENS, Address
from lib.site.rewrite import Context, rewritten
from lib.sitemap import PAGES, PATHS

#: where the name of what is opened stands, the surest first
HEADS = (
    "//*[@id='panel' or @id='batch']//h2",
    "//*[contains(@class, 'st-key-panel')]//h2",
    "//*[contains(@class, 'decks')]//h2",
    "//h1",
)
#: a chart's picture: chart and view → where it is
Picture = Callable[[Chart, View], str]


def body_of(view: View, picture: Picture) -> str:
    """The parts of a page one after the other, as the live page has them."""
    return "".join(_drawn(part, view, picture) for part in BODIES[view.path].parts(view))


def _drawn(part: Part, view: View, picture: Picture) -> str:
    if isinstance(part, Target):
        panel = "".join(_drawn(each, view, picture) for each in part.panel)
        return render("plain_target.html", panel=Markup(panel), rest=Markup(part.rest))
    if isinstance(part, Chart):
        return render(
            "plain_chart.html", src=picture(part, view), words=part.words, table=part.table
        )
    return part


def spec_of(chart: Chart, view: View) -> dict | None:
    """The specification of a chart as a picture of its own size on white; None without one."""
    spec = chart.make(view)
    if spec is None:
        return None
    width = spec.get("width")
    own = width if isinstance(width, int | float) else chart.width
    return {**spec, "width": own, "background": palette.WHITE}


def page_of(
    view: View, here: Address, context: Context, picture: Picture, frame: Mapping[str, Any]
) -> str:
    """The whole page; ``frame``: what the template wants beside the body (see there)."""
    page = PATHS[view.path]
    body = rewritten(body_of(view, picture), context)
    lead = context.lead
    return render(
        "plain.html",
        title=_title(body, here),
        page=page,
        says=page.says,
        pages=[
            {"title": each.title, "on": each == page, "href": lead(Address(each.path)).href}
            for each in PAGES
            if each.in_navigation
        ],
        home=lead(Address("/")).href,
        search=lead(Address("/search")).href,
        sources=lead(Address("/sources")).href,
        words=view.get("q") if view.path == "/search" else "",
        view=view,
        body=Markup(body),
        source=BODIES[view.path].source,
        demo=is_demo(),
        list=list_of(here),
        **frame,
    )


def _title(body: str, here: Address) -> str:
    """What a window, a link's preview and a reader's list of tabs call the page."""
    page = PATHS[here.path]
    opened = ""
    if any(here.named(name) for name in OPENS.get(here.path, ())):
        tree = html.fragment_fromstring(body, create_parent="div")
        found = (tree.xpath(path) for path in HEADS)
        head = next((heads[0] for heads in found if heads), None)
        opened = " ".join(head.text_content().split()) if head is not None else ""
    names = [opened, page.title if page.path != "/" and opened != page.title else ""]
    return " · ".join([*filter(None, names), text.NAME])


def list_of(here: Address) -> str:
    """The list that filters of this address choose from: its facets as JSON, '' without one."""
    if here.path == "/offices" and not here.params:
        return "{}"  # nothing to choose, but orders
    if here.path not in FACETS or here.named("view") != LIST_TAB.get(here.path, ""):
        return ""
    if any(here.named(name) for name in FACETS[here.path]):
        return ""  # what a choice has left is no list to choose from
    return json.dumps(FACETS[here.path], ensure_ascii=False)

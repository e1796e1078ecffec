"""A page's body made plain: every link led elsewhere, what only a live page can do left out.

This is the one place where plain pages and live ones differ. The markup is our own templates',
read and written by lxml: a few of its elements have to be found, moved and counted, which no
pattern over text can be trusted with.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

from lib.site.links import OPENS, Address, address, read

#: elements that are nothing without the live dashboard
LEFT_OUT = (
    "//button[@data-copy]",
    "//section[@aria-labelledby='check']",
    "//*[contains(concat(' ', @class, ' '), ' only-live ')]",
)
ATTRIBUTES = ("href", "src", "action")
WHOLE = "（全部）"
#: a row's id stands in its first link: path → parameter and what stands before the id
ROWS = {path: (names[0], "") for path, names in OPENS.items()} | {
    "/timeline": ("fact", "milestone:"),
    "/sources": ("fact", "observation:"),
}


class Target(NamedTuple):
    """Where a link leads; None: nowhere. ``whole``: to a file of more than the page shows."""

    href: str | None
    whole: bool = False


class Context(NamedTuple):
    """What a page is rewritten by.

    ``lead``: address → target; ``here``: the page's own address; ``known``: what was led before
    from the same folder; ``served``: forms are answered by a server.
    """

    here: Address
    lead: Callable[[Address], Target]
    known: dict[str, Target]
    served: bool = False


def rewritten(body: str, context: Context) -> str:
    """The body of a page, every link as ``context`` leads it."""
    tree = html.fragment_fromstring(body, create_parent="div")
    for path in LEFT_OUT:
        for element in tree.xpath(path):
            element.drop_tree()
    _rows(tree, context.here)
    _orders(tree, context.here)
    _menus(tree, context)
    _forms(tree, context)
    _anchors(tree)
    for element in tree.xpath("//*[@href or @src or @action]"):
        _led(element, context)
    return inner(tree)


def links_of(body: str) -> list[str]:
    """The addresses that a body's links name."""
    tree = html.fragment_fromstring(body, create_parent="div")
    return [str(href) for href in tree.xpath("//a/@href")]


def relinked(page: str, lead: Callable[[Address], Target], *, code: bool) -> str:
    """A whole page of its own (for print) with its links led; ``code``: keep the QR code."""
    tree = html.document_fromstring(page)
    for image in [] if code else tree.xpath("//img[contains(@alt, '二维码')]"):
        image.drop_tree()
    for element in tree.xpath("//a"):
        _led(element, Context(Address("/"), lead, {}))
    return html.tostring(tree, encoding="unicode", doctype="<!doctype html>")


def inner(tree: HtmlElement) -> str:
    """Markup of what is in an element."""
    parts = [html.tostring(each, encoding="unicode") for each in tree]
    return "".join([*([tree.text] if tree.text else []), *parts])


def _led(element: HtmlElement, context: Context) -> None:
    for name in ATTRIBUTES:
        target = _target(element.get(name) or "", context)
        if target is None:
            continue
        if target.href is not None:
            element.set(name, target.href)
        elif element.tag == "a" and "button" not in (element.get("class") or "").split():
            element.tag = "span"
            del element.attrib[name]
        else:
            element.drop_tree()
        if target.whole and element.tag == "a":
            element.text = (element.text or "").strip() + WHOLE


def _target(href: str, context: Context) -> Target | None:
    """Where an address leads from here; None for what is none of ours."""
    if href in context.known:
        return context.known[href]
    asked = read(href)
    if asked is None:
        return None
    found = context.known[href] = context.lead(asked)
    return found


def _rows(tree: HtmlElement, here: Address) -> None:
    """Rows of the list that filters choose from bear their ids for the script."""
    if here.path not in ROWS:
        return
    name, before = ROWS[here.path]
    for link in tree.xpath("//tr//th/a[1] | //li//a"):
        asked = read(link.get("href") or "")
        found = asked.named(name) if asked else ""
        id = found.removeprefix(before) if found.startswith(before) else ""
        row = next(link.iterancestors("tr", "li"), None)
        if not id or row is None or link.xpath("ancestor::*[@id='panel']"):
            continue
        known = (row.get("data-ids") or "").split()
        row.set("data-ids", " ".join(dict.fromkeys([*known, id])))


def _orders(tree: HtmlElement, here: Address) -> None:
    """Links to another order of the same list are marked for the script."""
    for link in tree.xpath("//caption/a | //a[contains(@class, 'chip')]"):
        asked = read(link.get("href") or "")
        if asked and asked.without("sort", "as_of") == here.without("sort"):
            link.set("data-sort", asked.named("sort"))


def _menus(tree: HtmlElement, context: Context) -> None:
    """The choices of each facet as links with counts; a live page makes them when opened."""
    text = next(iter(tree.xpath("//*[contains(@class, 'gx-counts')]")), None)
    if text is None:
        return
    counted, text.text = json.loads(text.text or "{}"), None
    for facet in tree.xpath("//details[contains(@class, 'facet')]"):
        key = facet.get("data-facet")
        drop = facet.xpath(".//div[@class='drop']")[0]
        choices, drop.text = json.loads(drop.text or "[]"), None
        own = counted.get(key, {"on": [], "n": {}})
        for id, label in choices:
            drop.append(_choice(context.here, key, id, label, own))
        if own["on"]:
            facet.set("class", "facet chosen")
            facet.xpath(".//span[@class='n']")[0].text = f" {len(own['on'])}"


def _choice(here: Address, key: str, id: str, label: str, own: dict) -> HtmlElement:
    on = id in own["on"]
    opened = OPENS.get(here.path, ())
    kept = [pair for pair in here.without(*opened).params if pair != (key, id)]
    link = html.Element("a", href=address(here.path, kept + ([] if on else [(key, id)])).text)
    link.text = label
    link.set("data-n", str(own["n"].get(id, 0)))
    link.set("data-id", id)
    if not own["n"].get(id):
        link.set("class", "zero")
    if on:
        link.set("aria-current", "true")
    return link


def _forms(tree: HtmlElement, context: Context) -> None:
    for form in tree.xpath("//form"):
        selects = form.xpath(".//select")
        if not context.served and selects:
            _listed(form, selects)
        elif not context.served and "span" in (form.get("class") or "").split():
            form.drop_tree()  # two days to compare: only those of the meetings are in an edition
        elif "data-keep" in form.attrib:
            _kept(form, context.here)


def _listed(form: HtmlElement, selects: list[HtmlElement]) -> None:
    """A choice that a server would answer, as links."""
    path = form.get("action") or ""
    block = html.Element("div")
    for select in selects:
        line = html.Element("p", {"class": "gap-line"})
        line.text = (select.getparent().text or "").strip() + "："
        for option in select.xpath("./option[@value!='']"):
            link = html.Element("a", href=address(path, [(select.name, option.get("value"))]).text)
            link.text, link.tail = (option.text or "").strip(), " · "
            line.append(link)
        line[-1].tail = ""
        block.append(line)
    block.tail = form.tail
    form.getparent().replace(form, block)


def _kept(form: HtmlElement, here: Address) -> None:
    """A keyword narrows what is chosen already."""
    names = {field.get("name") for field in form.xpath(".//input")} | {form.get("data-keep")}
    for name, value in here.without(*names, *OPENS.get(here.path, ())).params:
        form.append(html.Element("input", type="hidden", name=name, value=value))
    word = form.xpath(".//input[@name='q']")
    if word and here.named("q"):
        word[0].set("value", here.named("q"))


def _anchors(tree: HtmlElement) -> None:
    """A quote's row in its document is the anchor that links to the quote end at."""
    seen = set()
    for row in tree.xpath("//tr[@data-quote]"):
        mark = row.get("data-quote")
        if mark not in seen:
            row.set("id", f"q-{mark}")
        seen.add(mark)
    if seen:
        for block in tree.xpath("//details[contains(@class, 'card')]"):
            block.set("open", "")

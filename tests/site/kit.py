"""Editions for tests: made once for all workers; what is in one."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from lib.exports import pictures
from lib.rows import cache
from lib.site.build import Report, build_site
from lib.web.offline import fetcher

NUMBER = re.compile(r"\d[\d.,]*")
#: in the text of a page, what is drawn anew for a plain page or is none of its numbers
ASIDE = (
    "//*[contains(concat(' ', @class, ' '), ' filters ')] | //figure | //form | //svg | //noscript"
    " | //*[contains(@class, 'gx-counts')] | //*[contains(concat(' ', @class, ' '), ' only-live ')]"
    " | //section[@aria-labelledby='check'] | //button[@data-copy]"
)

BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240"/>'
DRAW = pictures.bare if os.environ.get("EDITIONS") else lambda _: BLANK


def build(store: Path, target: Path, day: str, *, fetch=None, live: str = "") -> Report:
    """An edition of a store; without ``fetch`` the files beside the pages are short.

    Its pictures are drawn by `make site-check` only: half of what an edition costs.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUIXIANG_DB", str(store))
        patch.delenv("GUIXIANG_ADDRESS", raising=False)
        try:
            return build_site(target, as_of=day, live=live, fetch=fetch or short, draw=DRAW)
        finally:
            cache._run.now = None  # the thread forgets the edition's store


def short(address: str) -> bytes:
    """A file that nobody reads; print pages are asked for, since they have links."""
    return fetcher()(address) if address.startswith("/print/") and ".svg" not in address else b"-"


def pages(folder: Path) -> dict[str, html.HtmlElement]:
    """Every page of an edition, parsed; not the files beside them."""
    return {
        name: html.document_fromstring((folder / name).read_text(encoding="utf-8"))
        for name in names(folder)
        if name.endswith(".html") and not name.startswith(("export/", "print/"))
    }


def names(folder: Path) -> list[str]:
    """Every file of an edition."""
    return list(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def dead_links(folder: Path) -> list[str]:
    """Links of all pages that lead to no file or to no anchor."""
    known, found = set(names(folder)), []
    trees = pages(folder)
    anchors = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    for name, tree in trees.items():
        for href in set(tree.xpath("//@href | //@src | //form/@action")):
            parts = urlsplit(href)
            if parts.scheme == "data":
                continue
            if parts.scheme or href.startswith("/"):
                found.append(f"{name}: {href}")
                continue
            beside = Path(name).parent / unquote(parts.path)
            target = os.path.normpath(beside) if parts.path else name
            mark = parts.fragment if target in anchors else ""
            if target not in known or (mark and mark not in anchors[target]):
                found.append(f"{name}: {href}")
    return found


def numbers(markup: str) -> list[str]:
    """The numbers that a reader of a page's body meets, in their order."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    for each in tree.xpath(ASIDE):
        each.drop_tree()
    return NUMBER.findall(tree.text_content())

"""``python -m lib site``: the whole dashboard of a day as files."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from lib import clock
from lib.charts.base import trusted
from lib.exports import pictures
from lib.render import HERE
from lib.render.scripts import one_script
from lib.rows.cache import one_run
from lib.screens.view import View
from lib.site import lists
from lib.site.bodies import Chart, view_of
from lib.site.compose import body_of, page_of, spec_of
from lib.site.edition import Edition
from lib.site.folder import Folder
from lib.site.links import Address, between, read
from lib.site.rewrite import Context, Target, links_of, relinked
from lib.site.served import style_sheet
from lib.sitemap import PAGES

#: address of a file, with its day → its bytes; ``None``: there is none
Fetch = Callable[[str], bytes | None]
#: a chart's specification → its picture as SVG
Draw = Callable[[dict], str]
STYLE, SCRIPT, ICON = "style.css", "plain.js", "icon.png"


class Fault(Exception):
    """Links that would lead to nothing; the edition before stays."""


class Report(NamedTuple):
    """What was made: pages and files, written and linked, gone; bytes; seconds."""

    pages: int
    files: int
    written: int
    kept: int
    gone: int
    bytes: int
    seconds: float


def build_site(
    target: Path, *, as_of: str, live: str, fetch: Fetch, draw: Draw = pictures.bare
) -> Report:
    """Make the edition of a day; ``live``: the live dashboard's address, '' if unknown."""
    began = perf_counter()
    edition = Edition(as_of, as_of != clock.today().isoformat(), live)
    folder = Folder(target)
    try:
        with trusted(), one_run():
            _Work(edition, folder, fetch, draw).all()
    except BaseException:
        folder.abandon()
        raise
    gone = folder.finish()
    size = sum(each.stat().st_size for each in folder.fresh.rglob("*") if each.is_file())
    return Report(
        len(edition.pages), len(edition.files), folder.written, folder.kept, gone, size,
        perf_counter() - began,
    )  # fmt: skip


class _Work:
    """Makes page after page until no link is left that leads to a new one."""

    def __init__(self, edition: Edition, folder: Folder, fetch: Fetch, draw: Draw):
        self.edition, self.folder, self.fetch, self.draw = edition, folder, fetch, draw
        self.assets: dict[str, str] = {}
        self.known: dict[tuple[str, str], dict[str, Target]] = {}

    def all(self) -> None:
        """Everything of the edition."""
        self._assets()
        self.edition.built = several(self._plain_body("/"))
        for page in PAGES:
            self.edition.add(Address(page.path))
        while self.edition.waiting:
            self._page(self.edition.waiting.popleft())
        self._files()

    def view(self, asked: Address) -> View:
        """The view of a page, on the edition's day."""
        day = asked.named("as_of") or self.edition.as_of
        view = view_of(asked.path, {**asked.query, "as_of": [day]}, clock.today())
        if view.notices:
            raise Fault(f"{asked.text}: {view.notices[0]}")
        return view

    def _plain_body(self, path: str) -> str:
        return body_of(self.view(Address(path)), lambda *_: "")

    def _page(self, name: str) -> None:
        asked = self.edition.pages[name]
        view = self.view(asked)
        # the same links lead to the same places from every page of a folder
        known = self.known.setdefault((posixpath.dirname(name), view.as_of), {})
        context = Context(asked, self._lead(name, view.as_of), known)
        frame = {
            "style": self._asset(name, STYLE),
            "scripts": [self._asset(name, each) for each in self._scripts(asked)],
            "icon": between(name, ICON),
            "image": self._card(view),
            "live": self.edition.live and self.edition.live_of(asked),
            "today": self.edition.live and self.edition.live + asked.without("as_of").text,
            "past": self.edition.past or view.as_of != self.edition.as_of,
        }
        body = page_of(view, asked, context, lambda *chart: self._picture(name, *chart), frame)
        self.folder.put(name, body.encode())

    def _lead(self, name: str, day: str) -> Callable[[Address], Target]:
        return lambda asked: self.edition.lead(asked, name, day)

    def _scripts(self, asked: Address) -> list[str]:
        data = lists.data_of(asked)
        return [*([data] if data else []), SCRIPT]

    def _card(self, view: View) -> str:
        """The picture of a link's preview; chat programs want the whole address of one."""
        if not self.edition.live or self.edition.past:
            return ""
        stem = next(page.file.stem for page in PAGES if page.path == view.path)
        return self.edition.live_of(Address(f"/export/card/{stem}.png"))

    def _picture(self, page: str, chart: Chart, view: View) -> str:
        spec = spec_of(chart, view)
        text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
        name = f"charts/{hashlib.sha256(text.encode()).hexdigest()[:16]}.svg"
        if spec and name not in self.folder.marks and not self.folder.keep(name):
            self.folder.put(name, self.draw(spec).encode())
        return between(page, name)

    def _assets(self) -> None:
        made = {STYLE: style_sheet()}
        made[SCRIPT] = one_script(HERE / "plain" / SCRIPT)
        made |= lists.files(self.edition)
        self.folder.put(ICON, (HERE / ICON).read_bytes())
        for name, text in made.items():
            body = text.encode()
            self.assets[name] = hashlib.sha256(body).hexdigest()[:8]
            self.folder.put(name, body)

    def _asset(self, page: str, name: str) -> str:
        return f"{between(page, name)}?v={self.assets[name]}"

    def _files(self) -> None:
        """Downloads, print pages and data; a print page leads to further ones."""
        done: set[str] = set()
        while left := [name for name in self.edition.files if name not in done]:
            for name in left:
                done.add(name)
                self._file(name, self.edition.files[name])

    def _file(self, name: str, asked: Address) -> None:
        day = Address(asked.path, (*asked.params, ("as_of", self.edition.as_of)))
        body = self.fetch(day.text)
        if body is None:
            raise Fault(asked.text)
        if asked.path.startswith("/print/") and name.endswith(".html"):
            text = body.decode()
            lead = self._lead(name, self.edition.as_of)
            body = relinked(text, lead, code=bool(self.edition.live)).encode()
        self.folder.put(name, body)


def several(body: str) -> frozenset[Address]:
    """The addresses of the first page that choose by several facets at once."""
    found = (read(href) for href in links_of(body))
    return frozenset(
        asked.without("as_of")
        for asked in found
        if asked and len(asked.without("as_of").params) > 1
    )

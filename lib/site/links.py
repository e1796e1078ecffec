"""Addresses of the dashboard and the files of an edition that they mean.

An address stays ``/projects?project=s01``. A file of its own has what opens one thing, one
tab, one choice of one facet (and of several, where the first page leads there); what is
beyond that (more choices, an order, a keyword) is kept behind the file as the query that the
small script reads. Nothing else in this room knows how files are called.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode

from lib.render import link
from lib.rows import numbers, organizations, places, project_facets
from lib.screens import indicators, timeline
from lib.screens.present import MAIN
from lib.sitemap import PATHS

Pairs = tuple[tuple[str, str], ...]
#: what opens one thing, the strongest first; an opened thing is a file, whatever else is chosen
OPENS = {
    "/projects": ("project",),
    "/map": ("site",),
    "/indicators": ("indicator",),
    "/ecosystem": ("organization",),
    "/offices": ("office",),
    "/report": ("batch",),
    "/sources": ("fact", "conflict", "document"),
    "/present": ("office", "action"),
}
#: facets of a page's list: key → label
FACETS: dict[str, Mapping[str, str]] = {
    "/projects": project_facets.FACETS,
    "/map": places.FACETS,
    "/indicators": indicators.FACETS,
    "/ecosystem": organizations.FACETS,
    "/timeline": timeline.FACETS,
    "/sources": numbers.FACETS,
}
#: the tab that has the list which the facets choose from; '' where it is the first
LIST_TAB = {"/sources": "numbers"}
#: parameters that no file is made for
BEHIND = ("sort", "q")
#: rooms of files, as routes and as folders
ROOMS = ("export", "print", "api")
#: what a file depends on; anything else a page adds is left out, and the link says so
TOLD = {
    "/export/projects.xlsx": ("office",),
    "/export/projects.csv": ("office",),
    "/print/projects": ("office", "size"),
    "/print/reminder": ("office", "size"),
    "/export/template.xlsx": ("office",),
    "/export/excerpts.csv": ("document",),
    "/export/excerpts.xlsx": ("document",),
    "/export/deck.html": ("deck",),
    "/export/deck.pptx": ("deck",),
    "/print/map.svg": ("site", *places.FACETS),
    **{f"/export/chart/course.{end}": ("indicator",) for end in ("png", "svg", "csv", "xlsx")},
}
#: what is only opened beside a list and changes no file of it; what filters a list as well does
OPENED = {name for names in OPENS.values() for name in names} - set(project_facets.FACETS)
OPENED |= {"view", "quote", "as_of"}
#: what only the live dashboard can do: path → parameters
LIVE = {"/present": {"notes", "follow", "check"}, "/report": {"step", "all"}}
LIVE_PATHS = ("/api/v1/health", "/vendor/", "/live/")


class Address(NamedTuple):
    """A path and its parameters in the order of their names."""

    path: str
    params: Pairs = ()

    def named(self, name: str) -> str:
        """The first value of a parameter, '' without."""
        return dict(reversed(self.params)).get(name, "")

    def without(self, *names: str) -> Address:
        """The address with some parameters left out."""
        return Address(self.path, tuple(pair for pair in self.params if pair[0] not in names))

    @property
    def query(self) -> dict[str, list[str]]:
        """Parameters as a page reads them."""
        found: dict[str, list[str]] = {}
        for name, value in self.params:
            found.setdefault(name, []).append(value)
        return found

    @property
    def text(self) -> str:
        """The address as it is written inside the dashboard, without a base."""
        return f"{self.path}?{urlencode(self.params)}" if self.params else self.path


def address(path: str, pairs: Iterable[tuple[str, str]] = ()) -> Address:
    """An address, each parameter and value once."""
    return Address(path, tuple(sorted({pair for pair in pairs if pair[1]})))


def read(href: str) -> Address | None:
    """The address of a link of ours; None for an anchor or anything that is no address."""
    base = link("/").removesuffix("/")  # where the dashboard is served below a path
    if not href.startswith(f"{base}/"):
        return None
    path, _, query = href.removeprefix(base).partition("#")[0].partition("?")
    return address(unquote(path), parse_qsl(query))


def own_file(asked: Address, built: frozenset[Address] = frozenset()) -> tuple[Address, Pairs]:
    """The address of the file that shows an address, and what stays behind it as a query.

    ``built``: addresses with several choices that have a file of their own too.
    """
    key = _key(asked, built)
    return key, tuple(pair for pair in asked.params if pair not in key.params)


def _key(asked: Address, built: frozenset[Address]) -> Address:
    path, rest = asked.path, asked.without(*BEHIND)
    for name in OPENS.get(path, ()):
        if value := asked.named(name):
            return Address(path, ((name, value),))
    if rest in built:
        return rest
    facets = [pair for pair in rest.params if pair[0] in FACETS.get(path, ())]
    tab = tuple(pair for pair in rest.params if pair[0] == "view")
    if len(facets) > 1 or (facets and len(rest) != len(asked)) or asked.named("q"):
        first = LIST_TAB.get(path, "")  # the list, which the script narrows
        return address(path, (("view", first),))
    if asked.named("sort"):
        return Address(path, tab)
    return rest


def name_of(key: Address) -> str:
    """The file of an address: ``projects/project-s01.html``."""
    stem = key.path.strip("/") or "index"
    if not key.params:
        return f"{stem}.html"
    return f"{stem}/{'+'.join(f'{name}-{_plain(value)}' for name, value in key.params)}.html"


def file_of(asked: Address) -> tuple[Address, str, bool]:
    """What a downloaded file is asked by, its name, and whether it has more than the page."""
    told = TOLD.get(asked.path, ())
    kept = address(asked.path, (pair for pair in asked.params if pair[0] in told))
    whole = any(name not in (*told, *OPENED, *BEHIND) for name, _ in asked.params)
    stem, dot, ending = asked.path.strip("/").rpartition(".")
    if not dot:
        stem, ending = asked.path.strip("/"), "html"
    marks = "".join(f"+{name}-{_plain(value)}" for name, value in kept.params)
    return kept, f"{stem}{marks}.{ending}", whole


def _plain(value: str) -> str:
    """A value as part of a file's name, for every file system; two values never become one."""
    marked = re.sub(r"[^A-Za-z0-9_.:/-]", lambda found: f"~{found[0].encode().hex()}", value)
    return marked.replace(":", "=").replace("/", ",")


def between(page: str, target: str) -> str:
    """The link from one file of an edition to another."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def needs_live(asked: Address) -> bool:
    """Whether only the live dashboard has it."""
    names = {name for name, _ in asked.params}
    if asked.path == "/export/deck.pptx" and asked.named("deck") not in MAIN:
        return True  # heavy, and its pages are in the edition
    return bool(names & LIVE.get(asked.path, set())) or asked.path.startswith(LIVE_PATHS)


def is_page(asked: Address) -> bool:
    """Whether a page is meant, not a file."""
    return asked.path in PATHS


def is_file(asked: Address) -> bool:
    """Whether a file of ours is meant."""
    return asked.path.strip("/").partition("/")[0] in ROOMS

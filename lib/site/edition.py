"""Where links lead within an edition, and what was found by following them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from lib.rows.excerpts import grouped
from lib.site.links import (
    Address,
    address,
    between,
    file_of,
    is_file,
    is_page,
    name_of,
    needs_live,
    own_file,
)
from lib.site.rewrite import Target

NOWHERE = Target(None)


@dataclass
class Edition:
    """The plan of an edition of the day ``as_of``: file → the address that it shows.

    It grows while pages are made: each link that means another page or file puts it there,
    so that no link can lead to nothing. ``live``: the live dashboard's address, '' unknown;
    ``past``: the day is not today.
    """

    as_of: str
    past: bool
    live: str
    pages: dict[str, Address] = field(default_factory=dict)
    files: dict[str, Address] = field(default_factory=dict)
    built: frozenset[Address] = frozenset()
    waiting: deque[str] = field(default_factory=deque)

    def add(self, asked: Address) -> str:
        """The file of a page, which will be made."""
        key, _ = own_file(asked, self.built)
        name = name_of(key)
        if self.pages.setdefault(name, key) != key:
            raise ValueError(f"{name}: {key} and {self.pages[name]}")
        if name not in self._seen:
            self._seen.add(name)
            self.waiting.append(name)
        return name

    def __post_init__(self) -> None:
        self._seen: set[str] = set()
        self._marks: dict[str, set[str]] = {}

    def lead(self, asked: Address, page: str, day: str) -> Target:
        """Where a link on the page ``page``, which shows ``day``, leads."""
        own = self._of_the_day(asked, day)
        if own is None or needs_live(own):
            return Target(self.live_of(asked)) if self.live else NOWHERE
        if own.path == "/present" and own.named("deck"):
            return self._deck(own, page)
        if is_page(own):
            return self._page(own, page)
        return self._file(own, page) if is_file(own) else NOWHERE

    def live_of(self, asked: Address) -> str:
        """The same address on the live dashboard."""
        more = [] if asked.named("as_of") or not self.past else [("as_of", self.as_of)]
        return self.live + address(asked.path, [*asked.params, *more]).text

    def _of_the_day(self, asked: Address, day: str) -> Address | None:
        """The address without its day; None where another day than the edition's is meant."""
        asks = asked.named("as_of")
        if asked.path == "/changes" and asked.named("from"):
            return asked.without("as_of") if asks in ("", self.as_of) else asked
        return asked.without("as_of") if asks in ("", day, self.as_of) else None

    def _page(self, own: Address, page: str) -> Target:
        mark = self._quoted(own.named("document"), own.named("quote"))
        own = own.without("quote")
        _, behind = own_file(own, self.built)
        name = self.add(own)
        query = f"?{urlencode(behind)}" if behind else ""
        anchor = f"#q-{mark}" if mark else ""
        return Target(quote(between(page, name)) + query + anchor)

    def _quoted(self, document: str, mark: str) -> str:
        """The mark of a quote that the document's page lists on this day; '' for another."""
        if not (document and mark):
            return ""
        if document not in self._marks:
            groups = grouped(self.as_of, document)
            self._marks[document] = {row["mark"] for each in groups for row in each["rows"]}
        return mark if mark in self._marks[document] else ""

    def _file(self, own: Address, page: str) -> Target:
        kept, name, whole = file_of(own)
        self.files[name] = kept
        return Target(quote(between(page, name)), whole)

    def _deck(self, own: Address, page: str) -> Target:
        asked = address("/export/deck.html", [("deck", own.named("deck"))])
        scene = own.named("scene")
        found = self._file(asked, page)
        return Target(f"{found.href}#{quote(scene)}") if scene else found

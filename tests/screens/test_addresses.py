"""Where a fact is shown: its own page takes the link, else the page of any fact."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from lib import clock
from lib.rows.documents import sourced_tables
from lib.screens import ecosystem, indicators, projects, sources
from lib.screens import map as map_screen
from lib.screens.addresses import OWN_PAGE, address
from lib.screens.view import View, parse
from lib.store.schema import ALL_TABLES
from tests import frames

TODAY = clock.today().isoformat()
PAGES = {"/projects": projects, "/map": map_screen, "/indicators": indicators,
         "/ecosystem": ecosystem, "/sources": sources}  # fmt: skip


def test_every_table_with_a_page_is_one():
    assert set(OWN_PAGE) <= {each.name for each in ALL_TABLES}
    assert {path for path, _ in OWN_PAGE.values()} == set(PAGES)


@pytest.mark.parametrize("name", OWN_PAGE)
def test_the_page_takes_its_link(name, real_store):
    view = View("/", TODAY)
    for id in frames.read(real_store, f"select id from {name}")["id"]:
        parts = urlsplit(address(view, name, id))
        allowed = PAGES[parts.path].allowed(TODAY)
        shown = parse(parts.path, parse_qs(parts.query), allowed, date.fromisoformat(TODAY))
        assert shown.notices == () and shown.params, (name, id)
        assert shown.params in (
            ((OWN_PAGE[name][1], (id,)),), (("fact", (f"{name}:{id}",)),)
        )  # fmt: skip


def test_who_has_no_project_yet_is_no_filter(real_store):
    """Before the plan was known nobody answers for one of its projects."""
    early = View("/", "1900-01-01", True)
    for name, id in (("office", "yingshang"), ("plan", "street-2023"), ("project", "s01")):
        assert address(early, name, id) == f"/sources?fact={name}%3A{id}&as_of=1900-01-01"
    assert address(View("/", TODAY), "office", "yingshang") == "/projects?office=yingshang"


def test_any_other_table_is_on_the_page_of_any_fact(real_store):
    others = {each.name for each in sourced_tables()} - set(OWN_PAGE)
    assert others
    for name in others:
        assert address(View("/", TODAY), name, "a&b=c") == f"/sources?fact={name}%3Aa%26b%3Dc"

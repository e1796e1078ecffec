"""What the small script knows: each row once, every order whole, every find with its file."""

from __future__ import annotations

import json

import pytest

from lib import clock
from lib.screens import search
from lib.site import lists
from lib.site.edition import Edition
from lib.site.links import FACETS, Address
from lib.sitemap import PAGES

TODAY = clock.today().isoformat()


def script(text: str) -> dict:
    """The value of a data file: one assignment, nothing else."""
    name, _, value = text.partition(" = ")
    assert name in ("var gxRows", "var gxSearch") and value.endswith(";\n")
    return json.loads(value.removesuffix(";\n"))


@pytest.mark.parametrize("path", [*FACETS, "/offices"])
def test_a_list_has_each_row_once_and_all_orders_the_same_rows(path, real_store):
    found = script(lists._script("gxRows", lists._list(path, TODAY)))
    ids = [row["id"] for row in found["rows"]]
    assert len(set(ids)) == len(ids)
    for row in found["rows"]:
        assert set(row["f"]) == set(FACETS[path]) and row["t"]
    for order in found["orders"].values():
        assert order and (sorted(order) == sorted(ids) or path == "/offices")
    early = lists._list(path, "1900-01-01")
    assert path == "/map" or not early["rows"]
    assert not any(early["orders"].values())


def test_every_entry_of_the_index_has_its_file(real_store):
    plan = Edition(TODAY, False, "")
    found = script(lists._script("gxSearch", lists.index(plan)))
    made = {*plan.pages, *plan.files}
    for kind, name, _detail, target, words, _quotes, *_ in found["rows"]:
        assert name and found["kinds"][kind] and target.partition("#")[0]
        assert all(words)
    stems = {row[3].partition("?")[0] for row in found["rows"] if "%" not in row[3]}
    assert {stem.partition("#")[0] for stem in stems} <= made
    assert [row[1] for row in found["rows"]] == [row["name"] for row in search.entries(TODAY)]


def test_pages_with_a_list_have_their_rows_beside(real_store):
    assert lists.data_of(Address("/search")) == lists.SEARCH
    named = {lists.data_of(Address(page.path)) for page in PAGES} - {"", lists.SEARCH}
    assert named and named <= {f"data{path}.js" for path in (*FACETS, "/offices")}

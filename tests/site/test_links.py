"""Addresses and the files they mean: one file an address, whatever stands in it, and back."""

from __future__ import annotations

import os
import posixpath
import re
from urllib.parse import quote, unquote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some

from lib.site import links
from lib.site.links import Address, address, between, file_of, name_of, needs_live, own_file, read
from lib.sitemap import PATHS

VALUE = some.text(min_size=1, max_size=12)
PAIRS = some.lists(some.tuples(some.sampled_from(["office", "q", "view", "fact"]), VALUE))
SAFE = re.compile(r"[A-Za-z0-9_.=,~+/-]+")


@example("/projects", [("q", "<b>&\"'\n#?%2F+ =1")])
@given(some.sampled_from(sorted(PATHS)), PAIRS)
def test_a_written_address_is_read_as_it_was(path, pairs):
    asked = address(path, pairs)
    assert read(asked.text) == asked
    assert address(path, reversed(pairs)) == address(path, pairs * 2) == asked
    assert address(path, [(n, v) for n, values in asked.query.items() for v in values]) == asked
    for name, values in asked.query.items():
        assert asked.named(name) == values[0] and asked.without(name).named(name) == ""


@pytest.mark.parametrize(
    "href",
    ["", "#top", "https://example.org/", "mailto:a@b.c", "data:,", "?q=1", "projects"],
)
def test_what_is_none_of_ours_is_no_address(href):
    assert read(href) is None


def test_an_anchor_and_empty_parameters_are_no_part_of_it():
    assert read("/sources?document=a&q=&view=#q-1") == Address("/sources", (("document", "a"),))
    assert read("/%E5%9B%BE?q=%E5%9B%AD") == Address("/图", (("q", "园"),))


def test_below_a_base_only_addresses_with_it_are_ours(monkeypatch):
    monkeypatch.setenv("GUIXIANG_BASE", "/guixiang")
    assert read("/guixiang/projects?q=a") == Address("/projects", (("q", "a"),))
    assert read("/guixiang/") == Address("/")
    assert read("/projects?q=a") is read("/guixiangs/projects") is None


@example("中a", "中A")
@example("~e4b8ad", "中")
@example("a:b", "a=b")
@example("a/b", "a,b")
@given(VALUE, VALUE)
def test_two_values_never_share_a_file(one, other):
    assume(one != other)
    first, second = (name_of(Address("/sources", (("fact", each),))) for each in (one, other))
    assert first != second
    assert SAFE.fullmatch(first) and first.startswith("sources/fact-") and ".." not in first[:14]


def test_a_page_alone_is_a_file_alone():
    assert name_of(Address("/")) == "index.html"
    assert name_of(Address("/projects")) == "projects.html"
    assert name_of(address("/x", [("b", "2"), ("a", "1")])) == "x/a-1+b-2.html"


@pytest.mark.parametrize(
    ("text", "file", "behind"),
    [
        ("/projects", "/projects", ""),
        ("/projects?office=a", "/projects?office=a", ""),
        ("/projects?office=a&office=b", "/projects", "office=a office=b"),
        ("/projects?office=a&action=s1", "/projects", "action=s1 office=a"),
        ("/projects?office=a&sort=due", "/projects", "office=a sort=due"),
        ("/projects?q=x", "/projects", "q=x"),
        ("/projects?sort=due", "/projects", "sort=due"),
        ("/projects?project=s01&office=a&sort=due", "/projects?project=s01", "office=a sort=due"),
        ("/map?site=x&category=c&q=w", "/map?site=x", "category=c q=w"),
        ("/sources?match=proxy&year=2024", "/sources?view=numbers", "match=proxy year=2024"),
        ("/sources?view=numbers&sort=value", "/sources?view=numbers", "sort=value"),
        ("/sources?document=d&fact=f", "/sources?fact=f", "document=d"),
        ("/timeline?view=series", "/timeline?view=series", ""),
    ],
)
def test_one_choice_is_a_file_more_stay_behind_it(text, file, behind):
    key, rest = own_file(read(text))
    assert key == read(file)
    assert " ".join("=".join(pair) for pair in rest) == behind


def test_several_choices_have_a_file_where_one_was_made():
    asked = read("/projects?office=a&state=overdue")
    assert own_file(asked, frozenset({asked})) == (asked, ())
    with_word = read("/projects?office=a&state=overdue&q=x")
    assert own_file(with_word, frozenset({asked})) == (asked, (("q", "x"),))


@given(some.sampled_from(sorted(PATHS)), PAIRS)
def test_nothing_of_an_address_is_lost_between_file_and_query(path, pairs):
    asked = address(path, pairs)
    key, behind = own_file(asked)
    assert set(asked.params) <= {*key.params, *behind} and key.path == path
    assert own_file(key)[0] == key  # a file's own address is its own


@pytest.mark.parametrize(
    ("text", "kept", "name", "whole"),
    [
        ("/export/projects.xlsx?office=a&sort=due", "office=a",
         "export/projects+office-a.xlsx", False),
        ("/export/projects.xlsx?state=overdue", "", "export/projects.xlsx", True),
        ("/export/projects.xlsx?action=s1", "", "export/projects.xlsx", True),
        ("/export/map.html?office=a", "", "export/map.html", True),
        ("/export/projects.csv?project=s1&as_of=2024-01-01", "", "export/projects.csv", False),
        ("/print/reminder?office=a&size=A3", "office=a size=A3",
         "print/reminder+office-a+size-A3.html", False),
        ("/export/data.zip", "", "export/data.zip", False),
        ("/api/v1/places.geojson?x=1", "", "api/v1/places.geojson", True),
        ("/export/deck.html?deck=office-a:b", "deck=office-a:b",
         "export/deck+deck-office-a=b.html", False),
    ],
)  # fmt: skip
def test_a_download_is_named_by_what_it_depends_on(text, kept, name, whole):
    asked, file, more = file_of(read(text))
    assert (" ".join("=".join(pair) for pair in asked.params), file, more) == (kept, name, whole)


NAMES = some.lists(some.sampled_from(["a", "b", "c-1", "e~0a"]), min_size=1, max_size=4).map(
    "/".join
)


@given(NAMES, NAMES)
def test_a_link_between_files_leads_there(page, target):
    href = between(page, target)
    beside = os.path.normpath(posixpath.join(posixpath.dirname(page), unquote(quote(href))))
    assert beside == target and not href.startswith("/")


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("/present?notes=1", True), ("/present?deck=ten", False), ("/report?step=withdraw", True),
        ("/report?batch=b1", False), ("/api/v1/health", True), ("/vendor/leaflet/leaflet.js", True),
        ("/projects?notes=1", False), ("/export/deck.pptx?deck=office-fuwu", True),
        ("/export/deck.pptx?deck=ten", False), ("/export/deck.html?deck=office-fuwu", False),
    ],
)  # fmt: skip
def test_what_only_a_live_dashboard_has(text, live):
    assert needs_live(read(text)) is live


def test_pages_and_files_are_told_apart():
    assert links.is_page(Address("/map")) and not links.is_file(Address("/map"))
    for path in ("/export/data.zip", "/print/map", "/api/v1/projects.json"):
        assert links.is_file(Address(path)) and not links.is_page(Address(path))
    for path in ("/exported", "/nothing", "/live/x"):
        assert not links.is_file(Address(path)) and not links.is_page(Address(path))

"""The search page: the pages with their counts, every hit a link that its page takes."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from lib import clock
from lib.rows import search as rows_search
from lib.screens import search
from lib.screens.view import View, parse
from lib.site.bodies import BODIES
from lib.sitemap import PAGES
from tests import frames

TODAY = clock.today().isoformat()
HARD = "<b>\"x'&园"


def asked(words: str, day: str = TODAY) -> View:
    return View("/search", day, day != TODAY, (("q", (words,)),) if words else ())


def read(words: str, day: str = TODAY):
    return html.fragment_fromstring(search.results(asked(words, day)), create_parent="div")


def test_the_pages_come_first_with_the_stores_counts(real_store):
    rows = search.entries(TODAY)
    first = rows[: sum(page.in_navigation for page in PAGES)]
    assert [row["id"] for row in first] == [page.path for page in PAGES if page.in_navigation]
    said = {row["id"]: row["detail"] for row in first}
    for path, table, unit in (
        ("/indicators", "indicator", "项指标"), ("/map", "place", "处点位"),
        ("/timeline", "milestone", "件大事"), ("/timeline", "event_series", "个活动系列"),
        ("/sources", "document", "份文件"), ("/sources", "reading", "处存疑的读法"),
        ("/projects", "leader", "位分管领导"), ("/offices", "office", "个科室与部门"),
    ):  # fmt: skip
        (count,) = frames.read(real_store, f"select count(*) as n from {table}")["n"]
        assert f"{count}{unit}" in said[path], (path, table)


def test_before_anything_was_known_only_pages_are_found(real_store):
    early = search.entries("1900-01-01")
    assert {row["kind"] for row in early if row["table"] not in ("place", "page")} == set()
    assert next(row for row in early if row["id"] == "/indicators")["detail"] == "0项指标"
    assert "0份文件" in next(row for row in early if row["id"] == "/sources")["detail"]


def test_every_entry_leads_where_it_is_shown(real_store):
    view, day = asked(""), date.fromisoformat(TODAY)
    seen = set()
    for row in search.entries(TODAY):
        parts = urlsplit(search.href(view, row))
        shown = parse(parts.path, parse_qs(parts.query), BODIES[parts.path].allowed(TODAY), day)
        assert shown.notices == () and (row["table"] == "page" or shown.params), row["name"]
        seen.add(row["kind"])
    assert seen <= set(rows_search.KINDS)


def test_a_past_day_stays_in_every_hit(real_store):
    links = read("定西路", "2024-06-30").xpath("//a/@href")
    assert links and all("as_of=2024-06-30" in link for link in links)


def test_a_number_as_printed_comes_before_its_neighbours(real_store):
    kinds = [heading.text_content() for heading in read("500多家").xpath("//h2")]
    assert kinds and "文件里的数" in kinds[0]


@pytest.mark.parametrize("words", [HARD, "＝1+1", "%_*", "\\", "🏙", "(["])
def test_hard_words_are_words(words, real_store):
    tree = read(words)
    assert words in tree.text_content() and not tree.xpath("//b[contains(., 'x')]")


def test_no_word_no_hit(real_store):
    assert not read("").xpath("//h2/a | //ol | //mark")

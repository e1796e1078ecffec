"""The map to print and to take along: what the filter leaves, and nothing to fetch."""

from __future__ import annotations

from lxml import html

from lib import clock
from lib.rows import places
from lib.screens import map as map_screen
from lib.screens import map_sheets
from lib.screens.view import View

TODAY = clock.today().isoformat()
BASE = "https://g.example"


def view_of(day: str = TODAY, **params: str) -> View:
    return View("/map", day, day != TODAY, tuple((k, (v,)) for k, v in params.items()))


def printed(view: View):
    return html.document_fromstring(map_sheets.printed(view, BASE))


def test_leaflet_fetches_nothing():
    code, css = map_sheets.leaflet()
    assert "sourceMappingURL" not in code and "url(images" not in css
    assert "L" in code and ".leaflet-container" in css


def test_the_lists_are_what_the_filter_leaves(real_store):
    view = view_of(category="carrier")
    found = map_sheets._common(view)
    wanted = [row["id"] for row in places.places(TODAY) if row["category"] == "carrier"]
    got = [row["id"] for row in (*found["located"], *found["unlocated"])]
    assert sorted(got) == sorted(wanted) != []
    assert all(row["located"] for row in found["located"])
    assert not any(row["located"] for row in found["unlocated"])
    assert found["filters"] == map_screen.filter_words(view) and len(found["filters"]) == 1


def test_the_legend_has_only_what_is_drawn(real_store):
    names = {row["id"]: row["name"] for row in places.categories()}
    tree = printed(view_of(category="carrier"))
    marks = tree.xpath("//div[@class='legend']/span[i[not(contains(@class, 'bar'))]]")
    told = [each.xpath("text()")[-1].strip() for each in marks]
    assert told == [names["carrier"]]
    lines = tree.xpath("//div[@class='legend']/span[i[contains(@class, 'bar')]]")
    assert len(lines) == len(map_sheets.LINES)


def test_a_filter_that_leaves_nothing_still_prints_the_base(real_store):
    tree = printed(view_of(q='<b>没有"&'))
    assert tree.xpath("//*[local-name()='svg']") and not tree.xpath("//b[.='没有']")
    assert '关键词：<b>没有"&' in tree.text_content()
    assert all("没有" not in each for each in tree.xpath("//script/text()"))


def test_the_ring_is_no_ring_before_it_was_published(real_store):
    early = map_sheets._common(view_of("2023-01-01"))["ring_note"]
    now = map_sheets._common(view_of())["ring_note"]
    assert "还没有公布" in early and "还没有公布" not in now and "非官方红线" in early + now

"""The plain pages as people open them: from a disk, without script, in a browser too old."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lib import clock
from lib.measures import facets
from lib.rows import search as search_rows
from lib.screens import search as search_screen
from lib.site.links import FACETS, LIST_TAB
from lib.site.lists import ROWS
from tests.browser.watch import SIZES, go, serious, until
from tests.site import kit

pytestmark = pytest.mark.browser
LISTS = {"/sources": "sources/view-numbers.html"}
KINDS = (
    "index.html", "projects.html", "projects/project-s05.html", "projects/office-fuwu.html",
    "map.html", "map/site-no1.html", "indicators/view-chart.html", "ecosystem.html",
    "indicators/indicator-alliance.html", "timeline.html", "timeline/view-chart.html",
    "offices/office-fuwu.html", "changes.html", "report.html", "present.html", "sources.html",
    "sources/document-district-2023.html", "search.html",
)  # fmt: skip
TOO_OLD = """(() => {
  const Plain = RegExp;
  window.RegExp = new Proxy(Plain, { construct(target, given) {
    if (String(given[1] || '').includes('v')) throw new SyntaxError('Invalid flags');
    return new target(...given);
  } });
})()"""
VISIBLE = """() => Array.from(document.querySelectorAll('[data-ids]'))
  .filter((row) => row.offsetParent !== null).flatMap((row) => row.dataset.ids.split(' '))"""


def opened(page: Page, folder: Path, name: str) -> None:
    page.goto(f"{(folder / name.partition('?')[0]).as_uri()}{name[len(name.partition('?')[0]) :]}")


def kinds(folder: Path) -> list[str]:
    known = set(kit.names(folder))
    return [name for name in KINDS if name in known]


@pytest.mark.parametrize("size", SIZES)
def test_from_a_disk_on_three_sizes(size, edition, page):
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    for name in kinds(edition):
        opened(page, edition, name)
        assert page.locator("main").inner_text().strip()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, name
        assert page.watch.english() == [], name
    assert len(kinds(edition)) > 14
    assert page.watch.faults == []


def test_readable_for_all(edition, page):
    for name in ("index.html", "projects/project-s05.html", "map.html", "timeline.html"):
        opened(page, edition, name)
        assert serious(page) == [], name


def test_without_script_all_is_there_and_said(edition, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in kinds(edition):
        opened(page, edition, name)
        assert page.locator("main h1, main h2").first.is_visible(), name
    opened(page, edition, "projects.html?office=fuwu&state=unreported")
    assert page.locator("noscript .gx-band").is_visible()
    page.click(".filters details.facet >> nth=2")
    page.click(".filters details[open] a:has-text('服务办')")
    assert page.url.endswith("projects/office-fuwu.html")
    assert page.locator("tbody tr").count() == 10
    context.close()


def test_filters_agree_with_the_rule_for_every_value(edition, real_store, page):
    day = clock.today().isoformat()
    for path in FACETS:
        rows = ROWS[path](day)
        opened(page, edition, LISTS.get(path, f"{path.strip('/')}.html"))
        for key in FACETS[path]:
            for id in sorted({id for row in rows for id in row["facets"][key]}):
                page.evaluate("query => { location.hash = query }", f"?{key}={id}")
                want = {row["id"] for row in facets.select(rows, {key: [id]})}
                page.wait_for_function(
                    "n => document.querySelector('.said')?.textContent.includes(` ${n} `)",
                    arg=str(len(want)),
                )
                assert want <= set(page.evaluate(VISIBLE)), (path, key, id)
                if path != "/map":  # a road on the map stands for several places
                    assert want == set(page.evaluate(VISIBLE)), (path, key, id)
    assert page.watch.faults == []


def test_choices_add_up_and_can_be_taken_back(edition, real_store, page):
    rows = ROWS["/projects"](clock.today().isoformat())
    opened(page, edition, "projects.html?office=fuwu")
    page.click(".filters details[data-facet=leader] summary")
    page.click(".filters details[data-facet=leader] a[data-id=zhang-jun]")
    choice = {"office": ["fuwu"], "leader": ["zhang-jun"]}
    want = {row["id"] for row in facets.select(rows, choice)}
    assert set(page.evaluate(VISIBLE)) == want
    counted = facets.counts(rows, {key: choice.get(key, []) for key in FACETS["/projects"]})
    shown = page.evaluate(
        "() => Array.from(document.querySelectorAll('[data-facet=leader] .drop a'))"
        ".map((link) => [link.dataset.id, Number(link.dataset.n)])"
    )
    assert dict(shown) == {id: counted["leader"][id] for id, _ in shown}
    page.go_back()
    assert set(page.evaluate(VISIBLE)) == {
        row["id"] for row in facets.select(rows, {"office": ["fuwu"]})
    }
    page.click("#gx-chosen .chip")
    assert len(page.evaluate(VISIBLE)) == len(rows)
    page.click("a[data-sort=due]")
    assert "sort=due" in page.url


def test_menus_close_and_the_panel_closes_onto_the_same_list(edition, page):
    page.set_viewport_size({"width": 1366, "height": 768})
    opened(page, edition, "projects.html")
    menus = page.locator(".filters details.facet[open]")
    page.click(".filters details[data-facet=leader] summary")
    page.click(".filters details[data-facet=office] summary")
    until(page, lambda: menus.count() == 1)
    page.click(".filters details[data-facet=office] a[data-id=fuwu]")
    page.keyboard.press("Escape")
    assert menus.count() == 0
    page.click(".filters details[data-facet=leader] summary")
    page.click("h1")
    assert menus.count() == 0
    left = len(page.evaluate(VISIBLE))
    page.click("[data-ids]:not(.gone) th a >> nth=0")
    page.click(".panel a.close")
    page.wait_for_url("**/projects.html?office=fuwu")
    until(page, lambda: len(page.evaluate(VISIBLE)) == left == 10)
    page.click("#gx-chosen a:has-text('全部重置')")
    page.fill(".filters input[name=q]", "没有这个词")
    page.press(".filters input[name=q]", "Enter")
    page.wait_for_selector(".said:has-text('没有符合的')")
    assert page.evaluate(VISIBLE) == [] and page.watch.faults == []


def test_the_band_of_the_demo_is_read_on_paper(demo_address, page):
    for path in ("/projects", "/plain/projects"):
        page.goto(f"{demo_address}{path}")
        page.emulate_media(media="print")
        page.wait_for_selector(".gx-band.demo")
        ink, paper = page.evaluate(
            "() => { const own = getComputedStyle(document.querySelector('.gx-band.demo'));"
            " return [own.color, own.backgroundColor]; }"
        )
        assert ink != paper == "rgb(255, 255, 255)", path
        page.emulate_media(media="screen")


@pytest.mark.parametrize(
    "words", ["硅巷", "老人", "500多家", "#29", "张军", "微系统 平台", "没有这个词"]
)
def test_search_finds_what_the_live_page_finds(words, edition, real_store, page):
    hits = search_rows.search(words, search_screen.entries(clock.today().isoformat()))
    opened(page, edition, "search.html")
    page.fill(".search input[name=q]", words)
    page.press(".search input[name=q]", "Enter")
    page.wait_for_selector("main .head p:has-text('条')")
    found = page.locator("li.hit a").all_text_contents()
    assert sorted(found) == sorted(hit["name"] for hit in hits)
    lines = page.locator("li.hit span.small").all_text_contents()
    assert sorted(lines) == sorted(hit["line"] for hit in hits)
    assert page.watch.faults == []


def test_a_choice_costs_less_than_opening_the_page(edition, page):
    opened(page, edition, "projects.html")
    took = page.evaluate(
        """() => {
          const entry = performance.getEntriesByType('navigation')[0];
          const began = performance.now();
          document.querySelector('[data-facet=leader] .drop a').click();
          document.body.getBoundingClientRect();
          return [performance.now() - began, entry.domContentLoadedEventEnd];
        }"""
    )
    assert took[0] < took[1] + 50


def test_below_a_path_of_a_plain_server(edition, page, tmp_path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "guixiang").symlink_to(edition)
    handler = functools.partial(
        http.server.SimpleHTTPRequestHandler, directory=str(tmp_path / "public")
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/guixiang/")
        page.click("nav[aria-label=主导航] a:has-text('项目台账')")
        page.click("main tbody th a >> nth=3")
        assert "/guixiang/projects/project-" in page.url
        page.fill(".search input[name=q]", "硅巷")
        page.press(".search input[name=q]", "Enter")
        page.wait_for_selector("li.hit")
        server.shutdown()
    assert page.watch.faults == []


def test_a_browser_that_is_too_old_lands_on_the_plain_page(address, page):
    page.add_init_script(TOO_OLD)
    page.route("**/static/js/*", lambda route: route.abort())
    page.goto(f"{address}/projects?project=s05", wait_until="commit")
    page.wait_for_selector("#gx-waiting:has-text('浏览器太旧')")
    page.wait_for_url("**/plain/projects?project=s05")
    assert page.locator("#panel h2").is_visible()
    page.click("#panel a.close")
    assert page.url == f"{address}/plain/projects"


def test_no_script_leads_to_the_plain_page(address, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/offices?office=fuwu")
    page.wait_for_url("**/plain/offices?office=fuwu")
    assert page.locator("h1").inner_text() == "服务办"
    page.fill(".search input[name=q]", "硅巷")
    page.press(".search input[name=q]", "Enter")
    assert "/plain/search?q=" in page.url and page.locator("li.hit").count() > 10
    context.close()


@pytest.mark.parametrize(
    "asked",
    [
        "/", "/map", "/indicators", "/indicators?indicator=alliance", "/ecosystem?view=ties",
        "/timeline", "/projects", "/projects?project=s05&office=fuwu", "/offices?office=fuwu",
        "/changes", "/sources?view=numbers", "/projects?as_of=2024-06-30", "/search?q=硅巷",
    ],
)  # fmt: skip
def test_the_live_page_has_the_same_numbers(asked, address, page):
    go(page, f"{address}{asked}")
    live = page.evaluate(
        """() => Array.from(document.querySelectorAll('.gx'))
          .filter((each) => !each.matches('.gx-top, .gx-band, .gx-foot'))
          .filter((each) => !each.parentElement.closest('.gx'))
          .map((each) => each.outerHTML).join('')"""
    )
    path, _, query = asked.partition("?")
    page.goto(f"{address}/plain{path}{'?' if query else ''}{query}")
    plain = page.evaluate("() => document.querySelector('main').innerHTML")
    assert kit.numbers(plain) == kit.numbers(live)
    assert page.watch.faults == []


def test_the_data_beside_is_what_the_rule_counts(edition, real_store):
    day = clock.today().isoformat()
    for path in FACETS:
        text = (edition / f"data{path}.js").read_text(encoding="utf-8")
        rows = json.loads(text.removeprefix("var gxRows = ").rstrip(";\n"))["rows"]
        assert [row["id"] for row in rows] == [row["id"] for row in ROWS[path](day)]
    assert LIST_TAB["/sources"] == "numbers"

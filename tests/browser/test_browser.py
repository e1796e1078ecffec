"""In a real Chromium, with no network beyond this machine."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from statistics import median
from urllib.request import Request, urlopen

import pytest

from lib.cli import main
from lib.sitemap import PAGES
from lib.store import connect
from tests import frames
from tests.browser.server import serving
from tests.browser.watch import (
    PATIENCE,
    Watch,
    go,
    map_frame,
    settle,
    still,
    until,
)
from tests.intake.kit import TITLES
from tests.ledger import add_batch
from tests.totals import INDICATORS, PROJECTS, STREET, YINGSHANG

CAPTION = "document.querySelector('caption').innerText"
pytestmark = pytest.mark.browser
PLACES = """() => { const found = []; window.map.eachLayer((l) => {
  if (l instanceof L.Marker && l.members) found.push(...l.members); }); return found; }"""
MARKERS = """() => { let n = 0; window.map.eachLayer((l) => {
  if (l instanceof L.Marker && l.options.interactive !== false) n += 1; }); return n; }"""
POLYGONS = """() => { const found = []; window.map.eachLayer((l) => {
  if (l instanceof L.Polygon) found.push(l.getLatLngs()[0].length); }); return found; }"""
LINES = """() => { let n = 0; window.map.eachLayer((l) => {
  if (l instanceof L.Polyline && !(l instanceof L.Polygon) && l.feature) n += 1; }); return n; }"""


def test_filters_are_kept_on_the_way_to_another_page_and_back(address, page):
    go(page, f"{address}/projects?office=yingshang&state=unreported&project=s01")
    page.click("nav[aria-label='主导航'] >> text=指标进展")
    page.wait_for_url("**/indicators")
    settle(page)
    page.click("nav[aria-label='主导航'] >> text=项目台账")
    page.wait_for_url("**/projects?office=yingshang&state=unreported")  # the panel is closed
    settle(page)
    page.click("nav[aria-label='主导航'] >> text=项目台账")  # once more: without filters
    page.wait_for_url("**/projects")


def test_a_cold_direct_link_is_the_very_first_request(built, browser, tmp_path):
    store = tmp_path / "fresh.db"  # missing: the start builds it
    with serving(store, tmp_path / "log.txt") as url:
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        watch = Watch(page)
        go(page, f"{url}/projects?office=yingshang")
        assert page.inner_text("nav[aria-label='主导航']").split() == [
            each.title for each in PAGES if each.in_navigation
        ]
        assert f"{YINGSHANG} 项（共 {PROJECTS} 项）" in page.inner_text("caption")
        assert page.title() == "项目台账 · 硅巷看板"
        assert watch.english() == []
        assert watch.faults == []
        context.close()
    assert connect.state_of(store) is None


@pytest.mark.parametrize("kind", ["address", "demo_address"])
def test_what_decides_fits_a_laptop_without_scrolling(page, kind, request):
    go(page, request.getfixturevalue(kind))
    bottom = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.front .lead, .front .targets')]"
        ".map((card) => card.getBoundingClientRect().bottom))"
    )
    assert bottom <= 768


def test_the_header_of_a_phone_leaves_the_page_its_room(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    go(page, address)
    assert page.evaluate("document.querySelector('.gx-top').offsetHeight") <= 96
    assert page.locator("nav[aria-label=主导航] a[aria-current]").bounding_box()["height"] >= 40


def test_overview_counts_equal_sql_and_open_their_lists(page, demo_address, demo):
    address = demo_address
    status = frames.read(
        demo,
        "select p.plan_id, s.state, count(*) n from v_project_status s"
        " join project p on p.id = s.project_id group by 1, 2 order by 1, 2",
    )
    go(page, address)
    links = page.eval_on_selector_all(
        ".plan a.lamp",
        "all => all.map(a => [a.getAttribute('href'), +a.querySelector('b').textContent])",
    )
    shown = {}
    for href, count in links:
        plan = re.search(r"plan=([a-z0-9-]+)", href)[1]
        state = re.search(r"state=([a-z_]+)", href)[1]
        shown[plan, state] = count
    said = {(row.plan_id, row.state): row.n for row in status.itertuples()}
    assert {key: count for key, count in shown.items() if count} == said
    for (plan, state), count in said.items():
        go(page, address)
        page.click(f".plan a.lamp[href*='plan={plan}'][href*='state={state}']")
        page.wait_for_selector("table.cards tbody tr")
        assert len(page.query_selector_all("table.cards tbody tr")) == count
        assert f"plan={plan}" in page.url


def test_from_a_plan_to_the_quote_in_three_clicks(page, address):
    go(page, address)
    page.evaluate("window.sameDocument = true")
    page.click(".plan h2 a[href*='street-2023']")
    page.click("table.cards a:has-text('“院士讲坛”活动')")
    page.click("#panel details.plain summary")
    page.wait_for_selector("#panel details.plain blockquote")
    assert "20“院士讲坛”活动联合中科院两所" in page.inner_text("#panel")
    assert "附件 序号20" in page.inner_text("#panel")
    assert page.evaluate("window.sameDocument") is True
    page.go_back()
    page.wait_for_selector("#panel", state="detached")
    page.go_back()
    page.wait_for_selector(".plan")


def test_filters_live_in_the_url_and_survive_reload(page, address):
    go(page, f"{address}/projects")
    page.click("details[data-facet=office] summary")
    page.click("details[data-facet=office] .drop a:has-text('营商办')")
    page.wait_for_function(f"{CAPTION}.startsWith('{YINGSHANG} 项')")
    assert page.evaluate("document.querySelector('details[data-facet=office]').open") is True
    page.fill(".filters input[type=search]", "咖啡")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{CAPTION}.startsWith('1 项')")
    assert "office=yingshang" in page.url
    page.reload()
    settle(page)
    assert page.inner_text("caption").startswith("1 项")
    page.click("text=全部重置")
    page.wait_for_function(f"{CAPTION}.startsWith('{PROJECTS} 项')")
    assert page.watch.faults == []


def test_the_day_is_kept_from_page_to_page(page, address):
    go(page, f"{address}/?as_of=2023-07-01")
    assert "回看 2023年7月1日" in page.inner_text(".gx-band.replay")
    page.click("nav a:has-text('项目台账')")
    page.wait_for_selector("caption")
    assert page.inner_text("caption").startswith(f"{STREET} 项")
    page.click("nav a:has-text('指标进展')")
    page.wait_for_selector(".empty")
    page.click("text=回到今天")
    page.wait_for_selector("caption")
    assert page.inner_text("caption").startswith(f"{INDICATORS} 项")


def test_map_shows_ring_axes_stations_and_every_located_place(page, address, built):
    go(page, f"{address}/map")
    frame = map_frame(page)
    located = frames.read(
        built,
        "select count(distinct case when precision = 'line' and category <> 'station'"
        " then line_id else id end) from place where lon is not null",
    ).iloc[0, 0]
    lines = frames.read(built, "select count(*) from line").iloc[0, 0]
    lost = frames.read(built, "select count(*) from place where lon is null").iloc[0, 0]
    assert len(frame.evaluate(PLACES)) == located
    assert frame.evaluate(LINES) == lines
    assert len(frame.evaluate(POLYGONS)) == 1 + 4  # the ring and the four fields
    text = page.inner_text("[data-testid=stMain]")
    assert "1.40 平方公里" in text
    assert "1.48 平方公里" in text
    for word in ("江苏路站", "中山公园站", "延安西路轨交站", "新微智谷", f"未定位 {lost} 处"):
        assert word in text
    assert "武夷路" in frame.inner_text("body")
    assert "定西路" in frame.inner_text("body")


def test_map_filter_keeps_frame_zoom_and_centre(page, address):
    go(page, f"{address}/map")
    frame = map_frame(page)
    page.evaluate("window.frameBefore = document.querySelector('iframe')")
    frame.evaluate("window.map.setView([31.2175, 121.418], 16.5, { animate: false })")
    page.click("details[data-facet=category] summary")
    page.click("details[data-facet=category] .drop a:has-text('院所高校')")
    frame.wait_for_function(f"({MARKERS})() === 4")
    assert page.evaluate("window.frameBefore === document.querySelector('iframe')")
    assert frame.evaluate("window.map.getZoom()") == 16.5
    assert abs(frame.evaluate("window.map.getCenter().lat") - 31.2175) < 1e-4
    assert page.watch.faults == []


def test_marker_and_list_lead_to_each_other(page, address):
    go(page, f"{address}/map?category=carrier")
    frame = map_frame(page)
    top = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    frame.click("div[aria-label^='德必易园']")
    page.wait_for_selector("#panel")
    assert page.inner_text("#panel h2") == "德必易园"
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == top
    page.click(".places a:has-text('联通大厦')")
    page.wait_for_function("document.querySelector('#panel h2').innerText === '联通大厦'")
    frame.wait_for_function("Math.abs(window.map.getCenter().lng - 121.41235) < 0.002")
    assert "site=unicom" in page.url


def test_no_other_site_steers_the_page(page, address):
    """Without a list of origins the browser does not even listen for orders from a frame."""
    host = page.request.get(f"{address}/_stcore/host-config").json()
    assert host["allowedOrigins"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/projects?project=zzz",
        "/projects?office=%3Cscript%3Ealert(1)%3C/script%3E",
        "/projects?as_of=abc",
        "/projects?q=" + "x" * 10_000,
        "/map?site=" + "x" * 10_000,
        "/gibt-es-nicht",
        "/sources?fact=project:zzz",
    ],
    ids=lambda path: path[:24],
)
def test_odd_addresses_give_a_chinese_notice(path, page, address):
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    go(page, address + path)
    assert page.locator(".gx-band.notice").count() == 1
    assert page.locator("nav[aria-label='主导航']").count() == 1
    assert dialogs == []
    assert page.watch.english() == []
    assert [fault for fault in page.watch.faults if "missing" not in fault] == []


def test_search_from_the_top(page, address):
    go(page, address)
    page.fill(".gx-top input[type=search]", "里弄")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=硅巷里弄（定西路1289弄）")
    page.click("a:has-text('硅巷里弄（定西路1289弄）')")
    page.wait_for_selector("#panel")
    assert "附件 序号8" in page.inner_text("#panel")


def test_an_import_reaches_open_screens_that_nobody_touches(built, browser, tmp_path, monkeypatch):
    """Five imports, each seen; filter, scroll and the map's view stay."""
    store = tmp_path / "store.db"
    shutil.copy(built, store)
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    took = []
    with serving(store, tmp_path / "log.txt") as url:
        context = browser.new_context(viewport={"width": 1366, "height": 500}, locale="zh-CN")
        ledger, district = context.new_page(), context.new_page()
        go(district, f"{url}/map?office=fuwu")
        frame = map_frame(district)
        frame.evaluate("window.map.setView([31.2175, 121.4205], 17, {animate: false})")
        address = f"{url}/projects?office=fuwu&sort=due"
        go(ledger, address)
        ledger.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 180")
        for turn in range(5):
            file = tmp_path / f"{turn}.csv"
            row = f"s05,,2026-11-01,推进中,{turn},第{turn}次,,,,,甲"
            file.write_text(f"{TITLES}\r\n{row}", encoding="utf-8-sig")
            assert main(["import", str(file), "--office", "fuwu"]) == 0
            began = time.perf_counter()
            ledger.wait_for_selector(f"td:has-text('第{turn}次')")
            took.append(time.perf_counter() - began)
        settle(ledger)
        assert ledger.url == address
        assert ledger.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 180
        settle(district)
        assert frame.evaluate("window.map.getZoom()") == 17
        context.close()
    print(f"import to screen: median {median(took):.2f} s, max {max(took):.2f} s")


def test_a_ruined_store_says_so_in_chinese(built, browser, tmp_path):
    store = tmp_path / "ruined.db"
    store.write_bytes(b"ruin" * 1000)
    with serving(store, tmp_path / "log.txt") as url:
        page = browser.new_context(locale="zh-CN").new_page()
        watch = Watch(page)
        page.goto(url)
        page.wait_for_selector("text=数据库暂时不能用")
        assert watch.english() == []
        assert "Traceback" not in page.inner_text("body")
    assert store.read_bytes() == b"ruin" * 1000


@pytest.mark.parametrize(
    ("path", "quote"),
    [
        ("/indicators?indicator=hightech", "500多家"),
        ("/sources?fact=observation:firms", "500多家"),
        ("/sources?fact=observation:carriers", "10多家"),
        ("/ecosystem?organization=sic", "渊源于1928年"),
        ("/projects?project=s20", "院士讲坛"),
    ],
)
def test_a_click_on_a_quote_ends_at_that_quote(path, quote, page, address):
    """To the marked words in the document, in one click, also from a fact on the same page."""
    go(page, f"{address}{path}")
    fold = page.locator("details:has(blockquote) > summary")
    if fold.count() and not page.locator(f"blockquote:has-text('{quote}')").first.is_visible():
        fold.first.click()
    page.locator(f"blockquote:has-text('{quote}') a").first.click()
    page.wait_for_selector("tr.here mark")
    until(page, lambda: page.evaluate(IN_VIEW))
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.watch.english() == []
    assert page.watch.faults == []


IN_VIEW = """() => {
  const box = document.querySelector('tr.here mark').getBoundingClientRect();
  return box.top >= 0 && box.bottom <= window.innerHeight;
}"""


def test_the_page_speaks_chinese_before_any_script(address):
    asked = Request(f"{address}/sources", headers={"Accept-Encoding": "gzip, deflate, br"})
    with urlopen(asked, timeout=PATIENCE) as answer:  # as browsers ask
        body = answer.read()
        packed = answer.headers["content-encoding"] == "gzip"
    text = (gzip.decompress(body) if packed else body).decode()
    assert '<html lang="zh-CN">' in text and "<title>资料与口径 · 硅巷看板</title>" in text
    assert "不用 JavaScript 的页面" in text
    assert "You need to enable" not in text


def test_the_chosen_road_is_one_mark_and_drawn_whole(page, address):
    """A place along a road chooses the road: its sign, and its line drawn strong."""
    go(page, f"{address}/map?site=board-anhua")
    frame = map_frame(page)
    until(frame, lambda: frame.locator(".gx-road.on").count() == 1)
    assert "安化路，道路" in frame.locator(".gx-road.on").get_attribute("aria-label")
    assert frame.locator(".gx-mark.on").count() == 0
    cased = """() => { const found = []; window.map.eachLayer((l) => {
      if (l.feature && l.options.color === '#d98a00') found.push(
        [l.feature.properties.name, l.options.weight]); }); return found; }"""
    until(frame, lambda: frame.evaluate(cased))
    ((name, weight),) = frame.evaluate(cased)
    assert name == "安化路" and weight >= 8  # as thick as an axis and more, else 3


SMALL = """() => [...document.querySelectorAll(
    '.gx a, .gx button, .gx summary, .gx select, .gx input:not([type=hidden])')].filter((each) => {
  const box = each.getBoundingClientRect();
  return each.checkVisibility({ visibilityProperty: true }) && box.width && box.height < 43.5
    && getComputedStyle(each).display !== 'inline' && !each.matches('.skip');
}).map((each) => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 12)}`)"""


@pytest.mark.parametrize("path", ["/", "/map", "/projects", "/offices?office=fuwu", "/report"])
def test_a_thumb_finds_what_it_presses_and_large_letters_room(path, browser, demo_address):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale="zh-CN"
    )
    page = context.new_page()
    page.watch = Watch(page)
    go(page, demo_address + path)
    assert page.evaluate(SMALL) == []
    page.add_style_tag(content="html, body { -webkit-text-size-adjust: 200% !important }")
    still(page)
    assert page.watch.sideways() <= 0
    # or as programs do that set the root's size: heading and text grow together
    go(page, demo_address + path)
    ratio = "parseFloat(getComputedStyle(document.querySelector('.gx h1')).fontSize) / 22"
    before = page.evaluate(ratio)
    page.add_style_tag(content="html { font-size: 200% !important }")
    still(page)
    assert page.evaluate(ratio) > 1.8 * before
    assert page.watch.sideways() <= 0
    context.close()


def test_a_low_screen_leaves_room_beside_the_map(browser, address):
    page = browser.new_page(viewport={"width": 640, "height": 360})
    go(page, f"{address}/map")
    assert page.locator("iframe").first.bounding_box()["height"] <= 0.7 * 360
    page.close()


@pytest.mark.parametrize(
    ("width", "height"), [(320, 640), (342, 192), (390, 844), (820, 1180), (1024, 768)]
)
def test_menus_stay_on_the_screen(width, height, page, address):
    """At phones' and tablets' widths and at 400 % zoom of a laptop."""
    page.set_viewport_size({"width": width, "height": height})
    go(page, f"{address}/projects")
    for facet in page.locator("details.facet").all():
        facet.locator("summary").click()
        drop = facet.locator(".drop")
        until(page, lambda drop=drop: drop.locator("a").count())
        box = drop.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


def test_an_address_with_a_jump_follows_the_store(store, page, tmp_path):
    with serving(store, tmp_path / "log.txt") as url:
        go(page, f"{url}/projects?office=fuwu#gx-main")
        version = "document.querySelector('.gx-foot').dataset.version"
        before = page.evaluate(version)
        add_batch(store)
        until(page, lambda: page.evaluate(version) != before)


def test_the_map_frame_speaks_chinese_and_stops_at_what_is_seen(page, address):
    go(page, f"{address}/map")
    frame = map_frame(page)
    frame.wait_for_function("window.feature_group && window.feature_group.length")
    assert frame.evaluate("document.documentElement.lang") == "zh-CN"
    until(page, lambda: page.get_attribute("iframe[src*=folium]", "title") == "街区地图")
    frame.evaluate("window.map.setView([31.2175, 121.418], 17, { animate: false })")
    hidden = """() => [...document.querySelectorAll('.leaflet-marker-icon[tabindex="0"]')]
      .filter((each) => each.querySelector('.gx-mark')).filter((each) => {
        const box = each.getBoundingClientRect();
        return box.right < 0 || box.bottom < 0 || box.left > innerWidth || box.top > innerHeight;
      }).length"""
    until(page, lambda: frame.evaluate(hidden) == 0)

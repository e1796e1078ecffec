"""街区地图 in a real Chromium: filters in the frame, names as text, files that work offline."""

from __future__ import annotations

import re
import shutil
from math import hypot

import pytest

from lib.store import connect
from tests import frames
from tests.browser.server import serving
from tests.browser.watch import SIZES, go, map_frame, settle, still, until
from tests.ledger import add_batch
from tests.totals import INSTITUTES, LOCATED, MARKS

pytestmark = pytest.mark.browser
#: the places that marks stand for: one for an address, a line's name for its places
IDS = """() => { const found = []; window.map.eachLayer((l) => {
  if (l instanceof L.Marker && l.members)
    found.push(...l.members.map((each) => each.properties.id)); }); return found.sort(); }"""
#: the middle of every character of every name, and of every marker with its half width
SPOTS = """() => {
  const letters = [];
  document.querySelectorAll('.gx-label, .gx-road').forEach((label) => {
    const node = label.firstChild;
    if (!node || !label.getClientRects().length) return;
    for (let i = 0; i < node.length; i += 1) {
      const range = document.createRange();
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect();
      letters.push([label.textContent, box.x + box.width / 2, box.y + box.height / 2]);
    }
  });
  const marks = [...document.querySelectorAll('.gx-mark')].map((mark) => {
    const box = mark.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return [mark.getAttribute('aria-label'), x, y, box.width / 2];
  });
  return [letters, marks];
}"""
#: what covers what: names letter by letter, signs, marks as circles, lamps, controls
COVERED = """() => {
  const things = [];
  const rect = (each) => each.getBoundingClientRect();
  document.querySelectorAll('.gx-label, .gx-road').forEach((label) => {
    const node = label.firstChild;
    if (!node || !label.getClientRects().length) return;
    const boxes = [...label.querySelectorAll('b')].map(rect);
    for (let i = 0; i < node.length; i += 1) {
      const range = document.createRange();
      range.setStart(node, i); range.setEnd(node, i + 1);
      if (node.data[i].trim()) boxes.push(rect(range));
    }
    things.push([label.textContent, 'name', label.matches('.sign') ? [rect(label)] : boxes]);
  });
  const said = things.map(([name]) => name);
  document.querySelectorAll('.gx-mark').forEach((each) =>
    things.push([each.getAttribute('aria-label'), 'mark', [rect(each)]]));
  document.querySelectorAll('.gx-lamp').forEach((each) => {
    if (each.getClientRects().length)
      things.push([each.parentNode.getAttribute('aria-label'), 'lamp', [rect(each)]]);
  });
  document.querySelectorAll('.leaflet-control').forEach((each) =>
    things.push([each.className, 'control', [rect(each)]]));
  const middle = (a) => [a.left + a.width / 2, a.top + a.height / 2];
  const boxed = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const round = (a, b) => {
    const [x, y] = middle(a);
    return Math.hypot(x - Math.min(Math.max(b.left, x), b.right),
      y - Math.min(Math.max(b.top, y), b.bottom)) < a.width / 2 - 1;
  };
  const rounds = (a, b) => Math.hypot(middle(a)[0] - middle(b)[0], middle(a)[1] - middle(b)[1])
    < (a.width + b.width) / 2 - 1;
  const over = (k, l) => (k === 'mark' && l === 'mark' ? rounds : k === 'mark' ? round
    : l === 'mark' ? (a, b) => round(b, a) : boxed);
  const hits = [];
  things.forEach(([one, k, all], i) => things.slice(i + 1).forEach(([other, l, them]) => {
    // a mark at the edge may lie below a control; a lamp is at its own mark
    if (l === 'control' && k !== 'name') return;
    if (k === 'mark' && l === 'lamp' && one === other) return;
    const meet = over(k, l);
    if (all.some((a) => them.some((b) => meet(a, b)))) hits.push(`${one} × ${other}`);
  }));
  const places = [];
  map.eachLayer((l) => (l.members || []).forEach(({ properties: p }) => {
    if (['institute', 'carrier', 'facility', 'culture'].includes(p.category)
      && p.within && !p.line) places.push(p.name);
  }));
  return { said, hits, places };
}"""
#: the first list, of located places
LIST = """() => [...document.querySelector('.places.listbox').querySelectorAll('a[href*="site="]')]
  .map((each) => new URL(each.href).searchParams.get('site')).sort()"""
#: the marks that stand for the places of the list: a road's places have one
STOOD = "(ids) => [...new Set(ids.map(gx.stands))].sort()"
HOSTILE = {
    "lane": "<script>window.top.hacked = 1</script>",
    "garden": '<img src=x onerror="window.top.hacked = 1">',
    "deby": "\"'><b onclick=hack()>`${window.top.hacked = 1}`",
    "hongji": "</script><script>window.top.hacked = 1</script>",
    "unicom": "{{ 7 * 7 }} {% raw %} ${1} \\u003cscript\\u003e",
    "haisu": "从右到左\u202e\u05d0\u05d1\u202c<svg onload=alert(1)>",
    "park": "长" * 10_000,
}


def opened(page, url: str):
    """The map's frame, places drawn."""
    go(page, url)
    return map_frame(page)


def stood(page, frame) -> list[str]:
    """The marks that the list asks for."""
    return frame.evaluate(STOOD, page.evaluate(LIST))


def change(page, href: str) -> None:
    """As a link of ours does it."""
    page.evaluate(
        "(href) => { history.pushState({}, '', href);"
        " dispatchEvent(new PopStateEvent('popstate', { state: {} })); }",
        href,
    )


@pytest.mark.parametrize(
    "query",
    ["category=carrier", "office=yingshang", "action=s1&state=unreported", "precision=building",
     "q=西 路", "category=carrier&category=institute&q=定西", "office=zzz", "q=没有的词"],
)  # fmt: skip
def test_the_frame_shows_what_the_list_says(query, page, address):
    frame = opened(page, f"{address}/map")
    change(page, f"/map?{query}")
    meant = page.evaluate(
        "(query) => fetch(`/vendor/map/shown.json?${query}`).then((all) => all.json())", query
    )["ids"]
    assert (len(meant) > 60) == (query == "office=zzz")
    meant = frame.evaluate(STOOD, meant)
    until(page, lambda: frame.evaluate(IDS) == meant)
    until(page, lambda: stood(page, frame) == meant)


def test_the_newest_filter_counts_when_answers_cross(page, address):
    """The first filter's answer is held back until the second's has been drawn."""
    frame = opened(page, f"{address}/map")
    held = []
    page.route("**/shown.json?category=carrier", lambda route: held.append(route))
    change(page, "/map?category=carrier")
    until(page, lambda: held)
    change(page, "/map?category=institute")
    frame.wait_for_function("document.querySelectorAll('.gx-mark').length")
    until(page, lambda: frame.evaluate(IDS) == stood(page, frame) and len(frame.evaluate(IDS)) < 20)
    institutes = frame.evaluate(IDS)
    with page.expect_response("**/shown.json?category=carrier"):
        held[0].continue_()
    change(page, "/map?category=institute&site=" + institutes[0])  # a turn later
    settle(page)
    assert frame.evaluate(IDS) == institutes != []


def test_places_stay_while_an_import_asks_for_them_anew(page, address):
    frame = opened(page, f"{address}/map?category=carrier")
    until(page, lambda: len(frame.evaluate(IDS)) == 4)
    held = []
    page.route("**/shown.json?category=carrier", lambda route: held.append(route))
    frame.evaluate("gx.places('/vendor/map/places.json?v=other')")
    until(page, lambda: held)
    assert len(frame.evaluate(IDS)) == 4
    held[0].continue_()
    settle(page)
    assert len(frame.evaluate(IDS)) == 4


def test_the_frame_survives_filters_day_and_an_import(page, address):
    frame = opened(page, f"{address}/map")
    page.evaluate("window.before = document.querySelector('iframe')")
    frame.evaluate("window.map.setView([31.2175, 121.418], 16.5, { animate: false })")
    for href in ("/map?office=yingshang", "/map?as_of=2023-07-01", "/map?q=定西", "/map"):
        change(page, href)
        settle(page)
        assert page.evaluate("window.before === document.querySelector('iframe')")
        assert frame.evaluate("window.map.getZoom()") == 16.5
        until(page, lambda: frame.evaluate(IDS) == stood(page, frame))
    assert page.watch.faults == []


def test_names_wait_while_new_places_are_on_their_way(page, address):
    frame = opened(page, f"{address}/map")
    frame.evaluate(
        "() => { window.feature_group.forEach((each) => window.map.removeLayer(each));"
        " window.map.fire('resize'); }"
    )
    frame.evaluate(
        "() => new Promise((done) => { let left = 6;"
        " const step = () => { left -= 1; if (left) requestAnimationFrame(step); else done(); };"
        " step(); })"
    )
    assert page.watch.faults == []


def test_reload_and_back_restore_filter_and_place(page, address):
    opened(page, f"{address}/map")
    change(page, "/map?category=carrier")
    page.wait_for_selector("text=已定位 4 处")
    change(page, "/map?category=carrier&site=deby")
    page.wait_for_selector("#panel h2:has-text('德必易园')")
    page.reload()
    settle(page)
    frame = page.wait_for_selector("iframe[src*='streamlit_folium']").content_frame()
    frame.wait_for_function("window.feature_group && window.feature_group.length")
    assert page.inner_text("#panel h2") == "德必易园"
    assert len(frame.evaluate(IDS)) == 4
    assert frame.locator(".gx-mark.on").get_attribute("aria-label").startswith("德必易园")
    page.go_back()
    page.wait_for_selector("#panel", state="detached")
    page.go_back()
    page.wait_for_selector(f"text=已定位 {LOCATED} 处")
    frame.wait_for_function(f"({IDS})().length === {MARKS}")


def test_marker_and_row_lead_to_each_other(page, address):
    frame = opened(page, f"{address}/map?category=carrier")
    frame.click("div[aria-label^='弘基创邑园']")
    page.wait_for_selector("#panel h2:has-text('弘基创邑园')")
    assert "弘基创邑园" in page.inner_text(".places li.on")
    page.click(".places a:has-text('多媒体产业园')")
    page.wait_for_selector("#panel h2:has-text('多媒体产业园')")
    frame.wait_for_selector(".gx-mark.on[aria-label^='多媒体产业园']")
    box = frame.locator(".gx-mark.on").bounding_box()
    frame_box = page.locator("iframe").bounding_box()
    assert frame_box["x"] < box["x"] < frame_box["x"] + frame_box["width"]
    assert frame_box["y"] < box["y"] < frame_box["y"] + frame_box["height"]


def test_every_located_place_can_be_hit(page, address):
    """At the closest zoom each mark, fanned out or a line's name, is on top at its middle."""
    frame = opened(page, f"{address}/map")
    missed = frame.evaluate(
        """async () => {
      const missed = [];
      const drawn = () => new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done)));
      const all = () => { const found = []; window.map.eachLayer((l) => {
        if (l instanceof L.Marker && l.members) found.push(l); }); return found; };
      window.map.setView(window.map.getCenter(), 18, { animate: false });
      const ids = all().flatMap((each) => each.members.map((one) => one.properties.id));
      for (const marker of all()) {
        const [lon, lat] = marker.feature.geometry.coordinates;
        window.map.setView([lat, lon], 18, { animate: false });
        await drawn();
        const mark = marker.getElement().querySelector('.gx-mark, .gx-road');
        const box = mark.getBoundingClientRect();
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        if (!hit || !marker.getElement().contains(hit)) missed.push(marker.feature.properties.id);
      }
      return [ids.length, missed];
    }"""
    )
    assert missed[0] == MARKS
    assert missed[1] == []


@pytest.mark.parametrize("zoom", [14.5, 15.25, 16, 17])
def test_no_name_lies_under_a_marker(zoom, page, address):
    frame = opened(page, f"{address}/map")
    frame.evaluate(f"window.map.setView([31.2162, 121.4186], {zoom}, {{ animate: false }})")
    still(frame)
    letters, marks = frame.evaluate(SPOTS)
    assert len(letters) > 20
    for text, x, y in letters:
        for name, mx, my, half in marks:
            assert hypot(x - mx, y - my) > half, (text, name)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_on_the_map_covers_anything(size, page, demo_address):
    """Names, signs, marks and lamps in the first view; from a laptop on all places have names."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    frame = opened(page, f"{demo_address}/map")
    still(frame)
    until(page, lambda: frame.evaluate(COVERED)["hits"] == [])
    found = frame.evaluate(COVERED)
    assert frame.evaluate("window.map.getBounds().contains(gx.bounds)")
    assert "定西路 8 项 · 1 逾期" in found["said"]
    if size != "phone":
        for name in found["places"]:
            assert any(said.startswith(name[:13]) for said in found["said"]), name
        roads = ("武夷路 4 项", "愚园路 1 项", "安化路 2 项", "宣化路 1 项", "昭化路 1 项")
        for road in roads:
            assert any(said.startswith(road) for said in found["said"]), road


def test_a_road_is_chosen_by_its_line_and_by_keys(page, demo_address):
    frame = opened(page, f"{demo_address}/map")
    still(frame)
    assert frame.locator(".gx-mark[aria-label^='定西路']").count() == 0
    frame.locator(".leaflet-marker-icon:has(.gx-road[aria-label^='定西路'])").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2:has-text('定西路')")
    frame.wait_for_selector(".gx-road.on[aria-label^='定西路']")
    change(page, "/map")
    page.wait_for_selector("#panel", state="detached")
    # a point of a line that nothing else covers
    spot = frame.evaluate(
        "() => { const found = []; map.eachLayer((l) => { if (l instanceof L.Polyline"
        " && !(l instanceof L.Polygon) && l.options.opacity === 0) found.push(l); });"
        " const frame = map.getContainer().getBoundingClientRect();"
        " for (const line of found) for (const each of line.getLatLngs()) {"
        "   const { x, y } = map.latLngToContainerPoint(each);"
        "   if (document.elementFromPoint(x, y) === line.getElement()) return [x, y]; } }"
    )
    box = page.locator("iframe").bounding_box()
    page.mouse.click(box["x"] + spot[0] + 1, box["y"] + spot[1] + 1)
    page.wait_for_selector("#panel")


def test_places_at_one_address_are_one_mark_until_the_map_is_near(page, address):
    frame = opened(page, f"{address}/map")
    count = """(zoom) => { map.setView([31.2162, 121.4186], zoom, { animate: false });
      const found = []; map.eachLayer((l) => { if (l.members) found.push(l.members.length); });
      return [found.length, found.reduce((a, b) => a + b, 0)]; }"""
    # metro lines 3 and 4 run along one line
    assert frame.evaluate(count, 16) == [MARKS - 1, MARKS]
    assert frame.evaluate(count, 17) == [MARKS - 1, MARKS]


def test_the_ring_is_whole_after_a_change_of_size(page, address):
    frame = opened(page, f"{address}/map")
    for width, height in ((1366, 768), (700, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        # all in one look: the frame hears of its new size later than the page
        until(
            page,
            lambda: frame.evaluate(
                "map.getSize().x === map.getContainer().clientWidth"
                " && map.getBounds().contains(gx.bounds)"
                " && Math.abs(map.getZoom() - map.getBoundsZoom(gx.bounds, false, [24, 20])) < 0.15"
            ),
        )


def test_legend_is_the_layer_control(page, address):
    frame = opened(page, f"{address}/map")
    frame.click("text=图例与图层")
    labels = frame.locator(".gx-layers label")
    assert labels.count() >= 15
    frame.click(".gx-layers label:has-text('院所高校')")
    page.wait_for_url(lambda url: "category=" in url and "institute" not in url)
    settle(page)
    page.wait_for_selector(f"text=已定位 {LOCATED - INSTITUTES} 处")
    assert len(frame.evaluate(IDS)) == MARKS - INSTITUTES
    metro = ".gx-road:has-text('地铁')"
    frame.click("text=图例与图层")  # names keep off the open legend
    until(page, lambda: frame.locator(metro).first.is_visible())
    frame.click("text=图例与图层")
    frame.click(".gx-layers label:has-text('轨道交通线')")
    frame.click("text=图例与图层")
    until(page, lambda: not any(each.is_visible() for each in frame.locator(metro).all()))
    assert frame.locator(".gx-north").inner_text().strip().endswith("北")
    assert "米" in frame.inner_text(".leaflet-control-scale")
    assert page.watch.english() == []


def test_legend_begins_with_what_the_map_shows(page, address):
    page.set_viewport_size({"width": 1366, "height": 768})
    frame = opened(page, f"{address}/map")
    frame.click("text=图例与图层")
    box = frame.locator(".gx-layers")
    assert box.locator("h4").all_inner_texts() == ["记号", "点位", "底图"]
    seen, last = (each.bounding_box() for each in (box, box.locator("label:has-text('周边地标')")))
    assert last["y"] + last["height"] <= seen["y"] + seen["height"]


def test_quarters_say_their_area_and_zoom_has_limits(page, address):
    frame = opened(page, f"{address}/map?q=没有的词")
    box = page.locator("iframe").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.4)
    frame.wait_for_selector(".leaflet-tooltip:has-text('平方公里')")
    assert frame.evaluate("[map.getMinZoom(), map.getMaxZoom()]") == [13, 18]
    frame.evaluate("map.setView([31.3, 121.6], 15, { animate: false })")
    until(page, lambda: frame.evaluate("map.getCenter().lng") < 121.45)
    assert frame.locator(".leaflet-control-attribution").count() == 0


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("index.html.streamlitUrl", None),
        ("base.js", None),
        ("places.json", None),
        ("places.json", {"status": 502, "body": "<html>Bad Gateway"}),
        ("places.json", {"json": {"features": None}}),
        ("places.json", {"json": []}),
        ("places.json", {"body": "{", "content_type": "application/json"}),
    ],
)
def test_a_part_that_got_lost_or_cannot_be_drawn_is_asked_for_again(part, answer, page, address):
    spoilt = []

    def once(route):
        if spoilt:
            route.continue_()
            return
        spoilt.append(route.request.url)
        if answer is None:
            route.abort()
        else:
            route.fulfill(**answer)

    page.route(re.compile(part), once)
    go(page, f"{address}/map?category=institute")
    frame = page.wait_for_selector("iframe[src*='streamlit_folium']").content_frame()
    frame.wait_for_function(f"window.L && window.map && ({IDS})().length === 4", polling=100)
    assert spoilt


def test_only_what_is_seen_and_named_is_a_stop(page, address):
    """Lines have names that are stops; their wide unseen strips are none."""
    frame = opened(page, f"{address}/map")
    frame.locator(".leaflet-control-zoom-in").focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        tag = frame.evaluate("document.activeElement && document.activeElement.tagName")
        assert tag != "path", frame.evaluate("document.activeElement.outerHTML")


def test_full_screen_is_the_whole_frame(page, address):
    frame = opened(page, f"{address}/map")
    frame.click("button:has-text('全屏')")
    page.wait_for_function("document.fullscreenElement?.tagName === 'IFRAME'")
    frame.wait_for_selector("button:has-text('退出全屏')")
    frame.click("button:has-text('退出全屏')")
    page.wait_for_function("!document.fullscreenElement")


def test_on_a_phone_the_map_is_first_and_the_panel_at_the_thumb(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    frame = opened(page, f"{address}/map")
    top = page.locator("iframe").bounding_box()["y"]
    assert top < page.locator(".places").first.bounding_box()["y"]
    assert top < 420
    page.locator("iframe").scroll_into_view_if_needed()
    frame.locator("div[aria-label^='刘海粟美术馆']").click()
    page.wait_for_selector("#panel")
    box = page.locator("#panel").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(844, abs=2)
    assert box["y"] >= 844 * 0.5
    close = page.locator("#panel .close").bounding_box()
    assert close["height"] >= 44
    page.click("#panel .close")
    page.wait_for_selector("#panel", state="detached")
    assert page.watch.sideways() <= 0


@pytest.fixture(scope="module")
def hostile(built, tmp_path_factory):
    """A store whose places and projects bear hostile names, served."""
    folder = tmp_path_factory.mktemp("hostile")
    store = folder / "store.db"
    shutil.copy(built, store)
    with connect.write(store) as db:
        for id, name in HOSTILE.items():
            db["place"].update(id, {"name": name, "note": name, "address": name})
        name = HOSTILE["garden"] + HOSTILE["hongji"]
        db["project"].update("s08", {"name": name, "content": name})
        db["line"].update("anhua-rd", {"name": HOSTILE["hongji"] + "{{ 7 * 7 }}"})
    with serving(store, folder / "log.txt") as url:
        yield url


def test_hostile_names_are_shown_and_never_run(hostile, page):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    frame = opened(page, f"{hostile}/map")
    for id, name in HOSTILE.items():
        change(page, f"/map?site={id}")
        page.wait_for_selector("#panel")
        page.wait_for_function(
            "(name) => document.querySelector('#panel h2').textContent.trim() === name",
            arg=" ".join(name.split()) if id != "unicom" else name,
        )
        mark = frame.wait_for_selector(".gx-mark.on")
        shown = mark.get_attribute("aria-label")
        assert shown.startswith(name[:60])
        frame.evaluate(
            "(id) => map.eachLayer((l) => { if (!(l instanceof L.Marker) || !l.feature) return;"
            " if (l.feature.properties.id === id) l.openTooltip(); else l.closeTooltip(); })",
            id,
        )
        tip = frame.locator(".leaflet-tooltip .gx-tip > div").first.text_content()
        assert tip.rstrip("…") == name[: len(tip.rstrip("…"))]
        assert len(tip) <= 60
    assert page.evaluate("window.hacked") is None
    assert frame.evaluate("window.hacked") is None
    assert frame.locator("img[src='x'], svg[onload], b[onclick]").count() == 0
    assert page.locator("[data-testid=stMain] img[src='x']").count() == 0
    assert dialogs == []
    assert page.watch.faults == []
    assert page.watch.sideways() <= 0


@pytest.mark.parametrize("path", ["/export/map.html", "/print/map"])
def test_hostile_names_in_files(path, hostile, page, tmp_path):
    file = tmp_path / "map.html"
    file.write_bytes(page.request.get(hostile + path).body())
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri())
    page.wait_for_timeout(500)
    text = page.text_content("body")
    for name in HOSTILE.values():
        assert name in text
    assert page.evaluate("window.hacked") is None
    assert dialogs == []
    assert [fault for fault in page.watch.faults if "file:" not in fault] == []


def test_the_file_to_take_along_works_without_a_server(page, address, tmp_path):
    file = tmp_path / "map.html"
    answer = page.request.get(f"{address}/export/map.html?category=carrier&site=deby")
    assert "attachment" in answer.headers["content-disposition"]
    file.write_bytes(answer.body())
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector(".gx-mark.on")
    assert asked == [file.as_uri()]
    assert page.evaluate(IDS) == ["deby", "hongji", "multimedia", "unicom"]
    page.click("button:has-text('联通大厦')")
    page.wait_for_selector(".gx-mark.on[aria-label^='联通大厦']")
    page.click(".gx-mark[aria-label^='德必易园']")
    page.wait_for_selector("li.on:has-text('德必易园')")
    page.click("text=图例与图层")
    page.click(".gx-layers label:has-text('载体园区')")
    assert page.evaluate(IDS) == []
    assert not page.locator(".gx-layers label:has-text('载体园区') input").is_checked()
    text = page.inner_text("body")
    for words in ("OpenStreetMap contributors", "截至", "类别：载体园区", "1.48 平方公里"):
        assert words in text
    assert page.watch.english() == []
    assert page.watch.faults == []


def test_the_printed_map_is_one_sheet_and_lists(page, address, built):
    lost = frames.read(built, "select count(*) from place where lon is null").iloc[0, 0]
    page.goto(f"{address}/print/map")
    text = page.inner_text("body")
    for words in (
        "街区地图",
        "OpenStreetMap contributors",
        "院所高校",
        "1.48 平方公里",
        f"（{lost} 处）",
    ):
        assert words in text
    size = page.evaluate(
        "() => { const box = document.querySelector('.map svg').getBoundingClientRect();"
        " return [box.width, box.height]; }"
    )
    assert size[0] > 1.5 * size[1]
    assert page.watch.faults == []
    assert page.watch.english() == []


def test_a_reported_coordinate_appears_with_its_origin(built, page, tmp_path):
    store = tmp_path / "live.db"
    shutil.copy(built, store)
    add_batch(store, when="2026-01-10T09:00:00+08:00")
    rows = [("maker", 121.4181, 31.2175), ("no1", 121.30, 31.10), ("deby", 121.4160, 31.2172)]
    with connect.write(store) as db:
        for place, lon, lat in rows:
            db["place_report"].insert(
                {"batch_id": "b1", "place_id": place, "as_of": "2026-01-09", "lon": lon,
                 "lat": lat, "correction": None, "reporter": "测试员"}
            )  # fmt: skip
    with serving(store, tmp_path / "log.txt") as url:
        frame = opened(page, f"{url}/map?site=maker")
        assert "maker" in frame.evaluate(IDS)
        assert "no1" not in frame.evaluate(IDS)
        panel = page.inner_text("#panel")
        assert "营商办填报，2026-01-09" in panel
        assert "科室填报" in panel
        assert "在沿线范围内" in panel
        change(page, "/map?site=no1")
        page.wait_for_selector("#panel:has-text('没有采用')")
        assert "不在街区周边范围内" in page.inner_text("#panel")
        change(page, "/map?site=deby")
        page.wait_for_selector("#panel:has-text('按填报的画')")
        change(page, "/map?site=maker&as_of=2026-01-09")
        page.wait_for_selector("#panel:has-text('未定位')")
        frame.wait_for_function(f"!({IDS})().includes('maker')")
        assert page.watch.faults == []


@pytest.mark.parametrize("answers", [True, False])
def test_tiles_by_configuration(answers, built, page, tmp_path, monkeypatch):
    """The configured host only; where it is silent the drawn base stays and says so."""
    monkeypatch.setenv("GUIXIANG_TILES", "http://tiles.test/a/{z}/{y}/{x}.png http://bad/{s}/{z}")
    store = tmp_path / "live.db"
    shutil.copy(built, store)
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000" + "1f15c489"
        "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    asked = []

    def answer(route):
        asked.append(route.request.url)
        if answers:
            route.fulfill(body=picture, content_type="image/png")
        else:
            route.abort()

    page.route("http://tiles.test/**", answer)
    with serving(store, tmp_path / "log.txt") as url:
        policy = page.request.get(url).headers["content-security-policy"]
        assert "img-src 'self' data: blob: http://tiles.test;" in policy
        frame = opened(page, f"{url}/map")
        until(page, lambda: asked)
        if answers:
            until(page, lambda: frame.locator(".leaflet-tile-loaded").count() > 0)
            frame.click("text=图例与图层")
            frame.click(".gx-layers label:has-text('底图服务')")
            frame.wait_for_selector(".leaflet-tile", state="detached")
        else:
            frame.wait_for_selector("text=底图服务没有应答")
            assert frame.locator(".leaflet-tile").count() == 0
        assert len(frame.evaluate(IDS)) == MARKS
        assert "武夷路" in frame.inner_text("body")


def test_many_places_stay_usable(built, page, tmp_path):
    """With 1,000 places clusters take the crowd's place; each opens into its members."""
    from tests.browser.crowd import crowd

    store = tmp_path / "crowd.db"
    shutil.copy(built, store)
    crowd(store, 1000)
    with serving(store, tmp_path / "log.txt") as url:
        frame = opened(page, f"{url}/map")
        assert frame.locator(".gx-many").count() > 5
        said = page.evaluate("fetch('/vendor/map/shown.json').then((all) => all.json())")["ids"]
        assert len(said) > 1000
        clusters = frame.eval_on_selector_all(".gx-many", "all => all.map(e => +e.textContent)")
        drawn = len(frame.evaluate(IDS))
        assert sum(clusters) + drawn <= len(said)
        frame.locator(".gx-many").first.click()
        until(page, lambda: frame.evaluate("map.getZoom()") > 15)
        change(page, "/map?category=institute")
        frame.wait_for_function("document.querySelectorAll('.gx-many').length === 0")
        settle(page)
        until(page, lambda: frame.evaluate(IDS) == page.evaluate(LIST))
        assert page.locator(".places li").count() <= 400
        assert page.watch.faults == []

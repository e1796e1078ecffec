"""The scripts' modules, one by one, in a real Chromium and without a server.

The browser gets the files of ``lib`` as they are; nothing listens, every request is answered here.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from lib.paths import ROOT
from lib.sitemap import PASSING
from tests.browser.watch import until

pytestmark = pytest.mark.browser
HOST = "http://localhost"
UI, MAPS, DECK = "/ui/scripts", "/maps/scripts", "/render/deck"
CALL = """async ([path, name, args]) => (await import(path))[name](
  ...args.map((each) => (each && each.here ? new URL(each.here, location.href) : each)))"""
BLANK = '<!doctype html><meta charset="utf-8"><title>试验</title>'


def at(path: str) -> dict:
    """An address for a script's ``here``."""
    return {"here": path}


def _answer(route) -> None:
    path = urlsplit(route.request.url).path
    if path.endswith(".js"):
        file = ROOT / "lib" / path.removeprefix("/")
        route.fulfill(body=file.read_text(encoding="utf-8"), content_type="text/javascript")
    elif path == "/favicon.ico":
        route.fulfill(status=204)
    else:
        route.fulfill(body=BLANK, content_type="text/html")


@pytest.fixture
def room(page):
    """A window on an empty page of the app; counts how often Streamlit would run again."""
    page.route("**/*", _answer)
    page.goto(f"{HOST}/projects?office=a&q=x")
    page.evaluate("window.runs = 0; addEventListener('popstate', () => { window.runs += 1; })")
    yield page
    assert page.watch.faults == []


def call(page, path: str, name: str, *arguments):
    """What a module's function gives back."""
    return page.evaluate(CALL, [path, name, list(arguments)])


def begin(page, markup: str, path: str, *names: str) -> None:
    """Draw some markup and start some duties of a module."""
    page.evaluate("(markup) => { document.body.innerHTML = markup; }", markup)
    for name in names:
        call(page, path, name)


def where(page) -> str:
    """The address that is shown, without the host."""
    return page.evaluate("decodeURIComponent(location.pathname + location.search)")


# addresses


@pytest.mark.parametrize(
    ("href", "is_inside"),
    [("/", True), ("/projects?office=a", True), ("?q=x", True), ("/apiary", True),
     ("", False), (None, False), ("#top", False), ("//evil.test/", False),
     ("https://evil.test/", False), ("javascript:alert(1)", False), ("/api/v1/health", False),
     ("/vendor/gx.css", False), ("/export/map.html", False), ("/print/map", False)],
)  # fmt: skip
def test_what_is_inside(href, is_inside, room):
    assert call(room, f"{UI}/addresses.js", "inside", href) is is_inside


@pytest.mark.parametrize(
    ("href", "without", "here", "joined"),
    [
        ("/map", "q", "/map", "/map"),
        ("/map?q=new", "", "/map?q=old&office=a&office=b", "/map?office=a&office=b&q=new"),
        ("/map", "as_of", "/map?as_of=2024-01-01&office=a", "/map?office=a"),
        ("/", "q", "/?missing=xyz", "/"),
        ("?sort=due", "", "/projects?sort=name&plan=p", "/projects?plan=p&sort=due"),
    ],
)
def test_a_link_takes_along_what_the_address_says(href, without, here, joined, room):
    assert call(room, f"{UI}/addresses.js", "withHere", href, without, at(here)) == joined


@pytest.mark.parametrize(
    ("fields", "keep", "query"),
    [
        ([["q", "里弄"]], "site", "office=a&as_of=2024-01-01&q=里弄"),
        ([["q", ""]], "site", "office=a&as_of=2024-01-01"),
        ([["as_of", "2025-01-01"]], "", "office=a&site=deby&q=x&as_of=2025-01-01"),
        ([["q", "里弄"]], None, "as_of=2024-01-01&q=里弄"),
    ],
)
def test_a_form_becomes_an_address(fields, keep, query, room):
    here = at("/map?office=a&site=deby&as_of=2024-01-01&q=x&part=2")
    found = room.evaluate(
        "async ([fields, keep, here]) => (await import('/ui/scripts/addresses.js'))"
        ".formAddress('/map', fields, keep === null ? undefined : keep, new URL(here, location))",
        [fields, keep, here["here"]],
    )
    assert parse_qs(urlsplit(found).query, keep_blank_values=True) == parse_qs(query)
    assert urlsplit(found).path == "/map"


@pytest.mark.parametrize(
    ("here", "after"),
    [
        ("/map?office=a", "/map?office=a&office=b"),
        ("/map?office=a&office=b&q=x", "/map?q=x&office=a"),
        ("/map?office=b", "/map?"),
        ("/projects?part=3&q=x", "/projects?q=x&office=b"),
    ],
)
def test_a_choice_is_put_in_or_taken_out(here, after, room):
    assert call(room, f"{UI}/addresses.js", "toggledChoice", "office", "b", at(here)) == after


# remembered filters


def test_filters_are_remembered_and_what_opens_one_thing_is_not(room):
    path = f"{UI}/remembered.js"
    call(room, path, "keepOut", PASSING)
    full = "?office=a&office=b&project=s01&site=deby&batch=b1&step=withdraw&as_of=2024-01-01&q=x"
    assert call(room, path, "filtersIn", full) == "office=a&office=b&q=x"
    call(room, path, "remember", at(f"/projects{full}"))
    call(room, path, "remember", at("/map?category=park"))
    back = call(room, path, "withFilters", "/projects?as_of=2025-01-01", at("/map"))
    assert back == "/projects?as_of=2025-01-01&office=a&office=b&q=x"
    once_more = call(room, path, "withFilters", "/projects", at("/projects?office=a"))
    assert once_more == "/projects"
    assert call(room, path, "withFilters", "/offices", at("/map")) == "/offices"


# clicks

LINKS = """<nav class="gx" aria-label="主导航"><a id="tab" href="/map">图</a></nav>
<div class="gx"><a id="plain" href="/offices?office=b">甲</a>
<a id="file" href="/offices?x" data-file="1" download>乙</a>
<a id="api" href="/api/v1/x">丙</a>
<a id="kept" href="/search" data-keep="q">丁</a></div><a id="other" href="/offices">戊</a>"""
STAY = (
    "addEventListener('click', (e) => { window.left = !e.defaultPrevented; e.preventDefault(); })"
)


@pytest.mark.parametrize(
    ("id", "options", "address"),
    [
        ("plain", {}, "/offices?office=b"),
        ("tab", {}, "/map?category=park"),
        ("kept", {}, "/search?office=a"),
        ("plain", {"modifiers": ["Control"]}, None),
        ("plain", {"modifiers": ["Shift"]}, None),
        ("file", {}, None),
        ("api", {}, None),
        ("other", {}, None),
    ],
)
def test_links_inside_run_the_page_again_others_are_left_alone(id, options, address, room):
    begin(room, LINKS, f"{UI}/clicks.js", "watchLinks")
    call(room, f"{UI}/remembered.js", "remember", at("/map?category=park"))
    room.evaluate(STAY)
    before = where(room)
    room.click(f"#{id}", **options)
    assert where(room) == (address or before)
    assert room.evaluate("window.runs") == (1 if address else 0)
    assert room.evaluate("window.left") is (address is None)


def test_a_kept_link_by_keyboard_takes_the_address_along_too(room):
    begin(room, LINKS, f"{UI}/clicks.js", "watchLinks")
    room.press("#kept", "Enter")
    assert where(room) == "/search?office=a"


# the filter row

BAR = """<div class="gx"><form class="filters"><input name="q"></form>
<details class="facet" data-facet="office"><summary>科室<span class="n"></span></summary>
<div class="drop">[["a","甲办"],["b","乙办"],["c","&lt;b>丙&lt;/b>办"]]</div></details>
<details class="facet" data-facet="state"><summary>状态<span class="n"></span></summary>
<div class="drop">[["due","到期"]]</div></details>
<p class="gx-counts" hidden>{"office":{"on":["a"],"n":{"a":6,"b":2}},
"state":{"on":[],"n":{}}}</p></div>"""
CHOICES = """(all) => all.map((a) => [a.textContent, a.dataset.n, a.className,
  a.getAttribute('aria-current'), a.getAttribute('href')])"""


def test_marks_follow_the_counts(room):
    begin(room, BAR, f"{UI}/facets.js", "markMenus")
    assert room.eval_on_selector_all(".facet .n", "all => all.map(e => e.textContent)") == [
        " 1",
        "",
    ]
    assert room.get_attribute("[data-facet=office]", "class") == "facet chosen"
    assert room.get_attribute("[data-facet=state]", "class") == "facet"
    assert room.input_value("[name=q]") == "x"


def test_a_menu_is_filled_when_opened_and_only_one_is_open(room):
    begin(room, BAR, f"{UI}/facets.js", "watchMenus", "markMenus")
    room.click("[data-facet=office] summary")
    room.wait_for_selector("[data-facet=office] a")
    assert room.eval_on_selector_all("[data-facet=office] a", CHOICES) == [
        ["甲办", "6", "", "true", "/projects?q=x"],
        ["乙办", "2", "", None, "/projects?q=x&office=a&office=b"],
        ["<b>丙</b>办", "0", "zero", None, "/projects?q=x&office=a&office=c"],
    ]
    room.click("[data-facet=state] summary")
    room.wait_for_selector("[data-facet=state] a")
    opened = "all => all.map(e => e.dataset.facet)"
    assert room.eval_on_selector_all("details[open]", opened) == ["state"]
    room.keyboard.press("Escape")
    assert room.eval_on_selector_all("details[open]", opened) == []


def test_a_choice_keeps_its_menu_over_the_run_and_another_click_does_not(room):
    draw = "(bar) => { document.body.innerHTML = bar; }"
    begin(room, BAR, f"{UI}/facets.js", "watchMenus")
    call(room, f"{UI}/clicks.js", "watchLinks")
    room.click("[data-facet=office] summary")
    room.click("[data-facet=office] a >> nth=1")
    assert where(room) == "/projects?q=x&office=a&office=b"
    room.evaluate(draw, BAR)
    call(room, f"{UI}/facets.js", "reopenMenu")
    assert room.evaluate("document.querySelector('[data-facet=office]').open") is True
    room.click("body", position={"x": 600, "y": 600}, force=True)
    room.evaluate("document.body.click()")
    room.evaluate(draw, BAR)
    call(room, f"{UI}/facets.js", "reopenMenu")
    assert room.locator("details[open]").count() == 0


# forms, days, the slider

FORMS = """<div class="gx"><form id="find" action="/search"><input name="q"></form>
<form data-auto data-keep="as_of" action="/projects">
<input type="date" name="as_of" value="2024-05-01"></form></div><button>外</button>"""


def test_a_search_is_sent_without_a_reload(room):
    begin(room, FORMS, f"{UI}/forms.js", "watchForms")
    room.fill("#find input", "里弄")
    room.press("#find input", "Enter")
    assert where(room) == "/search?q=里弄"
    assert room.evaluate("window.runs") == 1


def test_a_picked_day_counts_at_once_a_typed_one_when_it_is_finished(room):
    begin(room, FORMS, f"{UI}/forms.js", "watchDays")
    change = """(value) => { const day = document.querySelector('[name=as_of]');
      day.value = value; day.dispatchEvent(new Event('change', { bubbles: true })); }"""
    room.evaluate(change, "2024-06-01")
    assert where(room) == "/projects?office=a&q=x&as_of=2024-06-01"
    room.focus("[name=as_of]")
    room.evaluate(
        "document.querySelector('[name=as_of]')"
        ".dispatchEvent(new KeyboardEvent('keydown', { key: '7', bubbles: true }))"
    )
    room.evaluate(change, "2024-07-01")
    assert "2024-06-01" in where(room)
    room.focus("button")
    assert "2024-07-01" in where(room)
    assert room.evaluate("window.runs") == 2


@pytest.mark.parametrize(
    ("first", "days", "day"),
    [("2024-02-27", "2", "2024-02-29"), ("2023-12-31", 1, "2024-01-01"),
     ("2024-03-31", 0, "2024-03-31")],
)  # fmt: skip
def test_the_sliders_day(first, days, day, room):
    assert call(room, f"{UI}/replay.js", "dayAfter", first, days) == day


def test_the_slider_says_its_day_at_once_and_asks_when_at_rest(room):
    markup = """<div class="gx"><form data-slide="2024-01-01" action="/projects" data-keep="as_of">
    <input type="range" min="0" max="9" value="0"><output></output>
    <input type="hidden" name="as_of"></form></div>"""
    begin(room, markup, f"{UI}/replay.js", "watchSlider")
    room.focus("input[type=range]")
    room.keyboard.press("ArrowRight")
    room.keyboard.press("ArrowRight")
    assert room.inner_text("output") == "2024-01-03"
    until(room, lambda: "as_of=2024-01-03" in where(room))
    assert room.evaluate("window.runs") == 1


# following the store, looks, arriving


def test_a_version_is_followed_three_times_at_most(room):
    def needs(shown, now):
        return call(room, f"{UI}/following.js", "needsRun", shown, now)

    assert [needs("v1", "v1"), needs("v1", ""), needs("v1", None)] == [False] * 3
    assert [needs("v1", "v2") for _ in range(5)] == [True, True, True, False, False]
    assert needs("v1", "v3") is True


def test_an_answer_that_is_behind_the_page_asks_for_no_run(room):
    def behind(shown, now):
        return call(room, f"{UI}/following.js", "isBehind", shown, now)

    assert [behind("v1", "v1"), behind("v1", "v2")] == [False, False]  # news
    assert [behind("v2", "v1"), behind("v2", "v1"), behind("v2", "v2")] == [True, True, False]
    assert [behind("v2", "v1") for _ in range(8)] == [True] * 6 + [False] * 2  # put back


def test_a_page_without_a_version_looks_again_now_and_then(room):
    def looks(shown, at):
        return call(room, f"{UI}/following.js", "looksAgain", shown, at)

    assert looks("v1", 10**9) is False
    seconds = (100, 101, 114, 116, 117, 140)
    assert [looks("", 1000 * each) for each in seconds] == [True, False, False, True, False, True]


def test_a_new_day_is_news_where_today_is_shown(room):
    def standing(*args):
        return call(room, f"{UI}/following.js", "standing", *args)

    assert standing("v1", "2026-11-27", "2026-11-26") != standing("v1", "2026-11-26", "2026-11-26")
    assert standing("v1", "2026-11-27", "") == standing("v1", "2026-11-26", "") == "v1"


def test_language_style_and_icon_are_set_once(room):
    for style in ("/a.css", "/a.css", "/b.css"):
        room.evaluate(
            "async (style) => (await import('/ui/scripts/looks.js'))"
            ".dress({ style, icon: 'data:image/png;base64,' })",
            style,
        )
    assert room.evaluate("document.documentElement.lang") == "zh-CN"
    sheets = "all => all.map(e => e.getAttribute('href'))"
    assert room.eval_on_selector_all("link[rel=stylesheet]", sheets) == ["/b.css"]
    assert room.locator("link[rel*=icon]").count() == 1


def test_signing_in_leads_back_to_where_it_began(room):
    begin(room, '<div class="st-key-login"><button>登录</button></div>', f"{UI}/arriving.js",
          "returnAfterLogin")  # fmt: skip
    room.click("button")
    room.goto(f"{HOST}/")
    call(room, f"{UI}/arriving.js", "returnAfterLogin")
    assert where(room) == "/projects?office=a&q=x"
    room.goto(f"{HOST}/")
    call(room, f"{UI}/arriving.js", "returnAfterLogin")
    assert where(room) == "/"


ROWS = """<p class="gx"><a href="/projects?office=a&q=x&sort=due&project=s1">期限</a>
  <a href="/map?office=a&q=x&project=s1">图</a><a href="/projects?office=a&q=x">关闭</a>
  <a id="row" href="/projects?project=s1&office=a&q=x">一行</a></p>"""


def test_the_row_one_comes_back_to_says_what_is_gone_and_nothing_else(room):
    """A sort that is still the old one, the item elsewhere, the way out: none of them is it."""
    room.evaluate("(markup) => { document.body.innerHTML = markup; }", ROWS)
    found = """async (before) => ((await import('/ui/scripts/staying.js'))
      .rowOf(before, location.search) || {}).id || ''"""
    assert room.evaluate(found, "?office=a&q=x&project=s1") == "row"
    assert room.evaluate(found, "?project=s2&office=a&q=x") == ""
    assert room.evaluate(found, "?office=a&q=x") == ""


def test_the_whole_starts_once(room):
    begin(room, BAR, "/ui/scripts/addresses.js")
    start = """async () => (await import('/ui/scripts/links.js'))
      .default({ data: { style: '/a.css', icon: 'data:,', passing: ['office'] } })"""
    room.evaluate(start)
    room.evaluate(start)
    room.wait_for_selector(".facet.chosen", state="attached")
    link = '<p class="gx"><a href="/map?x=1">去</a></p>'
    room.evaluate("(link) => document.body.insertAdjacentHTML('beforeend', link)", link)
    room.click("text=去")
    assert where(room) == "/map?x=1"
    assert room.evaluate("window.runs") == 1
    assert json.loads(room.evaluate("sessionStorage.gxFilters")) == {"/projects": "q=x"}


# the map


def test_names_keep_off_each_other_and_the_edge(room):
    free = """async ([x, y, taken]) => {
      const { circles, free } = await import('/maps/scripts/layout.js');
      return free(circles(x, y, 0, 60, 16), taken, { x: 400, y: 300 }); }"""
    assert room.evaluate(free, [200, 150, []]) is True
    assert room.evaluate(free, [20, 150, []]) is False  # over the left edge
    assert room.evaluate(free, [200, 150, [{"x": 225, "y": 150, "r": 5}]]) is False
    assert room.evaluate(free, [200, 150, [{"x": 260, "y": 150, "r": 5}]]) is True
    assert room.evaluate(free, [200, 150, [{"x": 190, "y": 140, "w": 5, "h": 5}]]) is False


@pytest.mark.parametrize("count", [2, 8, 9, 60])
def test_marks_at_one_point_stand_apart(count, room):
    apart = """async (count) => {
      const { away } = await import('/maps/scripts/markers.js');
      return Array.from({ length: count }, (_, nth) => away(nth, count)); }"""
    spots = room.evaluate(apart, count)
    least = min(
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
        for nth, a in enumerate(spots)
        for b in spots[:nth]
    )
    assert least > 8
    assert call(room, f"{MAPS}/markers.js", "away", 0, 1) == [0, 0]


def test_places_at_one_address_are_one_mark_until_the_map_is_near(room):
    def place(id, rank, lon):
        return {
            "properties": {"id": id, "rank": rank, "label_ord": 1},
            "geometry": {"coordinates": [lon, 31.2]},
        }

    some = [place("a", 5, 121.4), place("b", 0, 121.4), place("c", 3, 121.5)]
    ids = """async ([some, zoom]) => {
      const { marksOf } = await import('/maps/scripts/markers.js');
      return marksOf(some, zoom).map(({ members, of }) =>
        [members.map((each) => each.properties.id).join(''), of]); }"""
    assert room.evaluate(ids, [some, 16]) == [["ba", 1], ["c", 1]]  # the most urgent speaks
    assert room.evaluate(ids, [some, 17]) == [["a", 2], ["b", 2], ["c", 1]]


def test_marks_that_cover_each_other_move_a_little(room):
    moved = """async (marks) => {
      (await import('/maps/scripts/layout.js')).part(marks);
      return marks.map(({ x, y }) => [x, y]); }"""
    marks = [{"x": 100, "y": 100, "r": 13}, {"x": 110, "y": 104, "r": 13}]
    a, b = room.evaluate(moved, [*marks])
    assert ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 >= 26
    assert abs(a[0] - 100) + abs(a[1] - 100) < 18
    assert room.evaluate(moved, [marks[0], {"x": 200, "y": 100, "r": 13}]) == [
        [100, 100],
        [200, 100],
    ]


def test_a_long_name_is_cut(room):
    assert call(room, f"{MAPS}/tips.js", "brief", "长" * 90, 80) == "长" * 79 + "…"
    assert call(room, f"{MAPS}/tips.js", "brief", "长" * 80, 80) == "长" * 80


# the deck


@pytest.mark.parametrize(
    ("to", "by"),
    [((100, 0), 0), ((30, 0), 1), ((170, 0), -1), ((30, 60), 0), ((41, 0), 0)],
)
def test_a_fingers_sweep(to, by, room):
    start, end = ({"clientX": x, "clientY": y} for x, y in ((100, 0), to))
    assert call(room, f"{DECK}/keys.js", "sweep", start, end) == by


@pytest.mark.parametrize(("ms", "said"), [(0, "00:00"), (59_999, "00:59"), (3_725_000, "62:05")])
def test_the_clock(ms, said, room):
    assert call(room, f"{DECK}/clock.js", "minutes", ms) == said


SCENES = "".join(
    f'<section class="scene" data-scene="s{n}" data-seconds="9" data-title="第{n}张"></section>'
    for n in range(3)
)
DECKED = f'<div class="gx-deck" data-deck="d">{SCENES}<a href="#">链接</a></div>'
SHOWN = "document.querySelector('.scene.on').dataset.scene"


def test_keys_change_the_scene_and_the_address_follows(room):
    room.evaluate("(markup) => { document.body.innerHTML = markup; }", DECKED)
    room.evaluate("history.replaceState(null, '', '?deck=d')")
    room.evaluate(
        "async () => { (await import('/render/deck/deck.js')).gxDeck({ offline: false }); }"
    )
    shown = [room.evaluate(SHOWN)]
    for key in ("ArrowRight", "End", "ArrowRight", "PageUp", "Home", "Backspace", " "):
        room.keyboard.press(key)
        shown.append(room.evaluate(SHOWN))
    assert shown == ["s0", "s1", "s2", "s2", "s1", "s0", "s0", "s1"]
    until(room, lambda: "scene=s1" in where(room))
    assert room.evaluate("document.querySelector('.progress').style.width").startswith("66.6")
    room.keyboard.press("b")
    assert room.locator(".gx-deck.blank").count() == 1
    room.keyboard.press("ArrowRight")
    assert room.locator(".gx-deck.blank").count() == 0
    room.focus("a")
    room.keyboard.press("Home")
    assert room.evaluate(SHOWN) == "s0"
    room.keyboard.press(" ")  # a link keeps its own keys
    assert room.evaluate(SHOWN) == "s0"

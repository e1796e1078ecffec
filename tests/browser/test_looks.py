"""Looks that people set: forced colours keep every meaning, charts fit the narrowest phone."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from lib import clock
from lib.screens import ecosystem, indicators, timeline
from lib.screens.view import View
from tests.browser.watch import CHART, SIZES, go, settle, still, until

pytestmark = pytest.mark.browser
NARROW = 320
#: what tells one from another: ground, border, pattern, line under the words
LOOK = """(nodes) => nodes.map((each) => { const look = getComputedStyle(each);
  return [look.backgroundColor, look.backgroundImage, look.borderBottomColor,
    look.borderBottomWidth, look.textDecorationLine, look.color].join(); })"""


@pytest.fixture(params=["light", "dark"])
def forced(browser, request):
    """A window whose colours are the system's few."""
    context = browser.new_context(
        forced_colors="active", color_scheme=request.param, locale="zh-CN",
        viewport={"width": 1366, "height": 768},
    )  # fmt: skip
    yield context.new_page()
    context.close()


def looks(page, selector: str) -> list[str]:
    return page.eval_on_selector_all(selector, LOOK)


@pytest.mark.parametrize("path", ["/", "/projects", "/sources"])
def test_the_current_page_and_tab_are_told_apart(path, forced, demo_address):
    go(forced, demo_address + path)
    for row in ("nav[aria-label='主导航']", ".gx .tabs"):
        now, others = f"{row} a[aria-current]", f"{row} a:not([aria-current])"
        if forced.locator(now).count():
            assert not set(looks(forced, now)) & set(looks(forced, others))


def test_the_parts_of_a_bar_are_told_apart(forced, demo_address):
    go(forced, demo_address)
    bars = forced.locator(".gx .stack")
    assert bars.count()
    for bar in bars.all():
        found = bar.locator("span").evaluate_all(LOOK)
        assert len(set(found)) == len(found) > 1


def test_charts_and_lamps_keep_their_own_colours(forced, demo_address):
    """On a ground of their own, so that their words stand out on it whatever the system's is."""
    go(forced, f"{demo_address}/indicators?view=chart")
    forced.wait_for_selector(CHART)
    kept = "all => all.map(each => getComputedStyle(each).forcedColorAdjust)"
    assert set(forced.eval_on_selector_all("[data-testid=stVegaLiteChart]", kept)) == {"none"}
    go(forced, f"{demo_address}/projects")
    assert set(forced.eval_on_selector_all(".gx .lamp", kept)) == {"none"}


def spec(name: str, day: str) -> dict:
    """The specification that a page's chart sends."""
    made = {
        "milestones": lambda: timeline.chart(View("/timeline", day)),
        "series": lambda: timeline.series_chart(View("/timeline", day), True),
        "indicators": lambda: indicators.chart(View("/indicators", day), True),
        "course": lambda: indicators.course_chart(
            View("/indicators", day, params=(("indicator", ("hightech",)),))
        ),
    }[name]()
    assert made
    return made


TEXTS = """() => [...document.querySelectorAll('svg text')].filter((each) =>
    each.textContent.trim() && each.getAttribute('opacity') !== '0').map((each) => {
  const box = each.getBoundingClientRect();
  return [each.textContent, box.left, box.top, box.right, box.bottom]; })"""


@pytest.mark.parametrize("name", ["milestones", "series", "indicators", "course"])
@pytest.mark.parametrize("store", ["real_store", "demo_store"])
def test_no_text_of_a_chart_lies_on_another_on_the_narrowest_phone(name, store, page, request):
    import vl_convert

    request.getfixturevalue(store)
    own = spec(name, clock.today().isoformat()) | {"width": NARROW - 56}
    svg = vl_convert.vegalite_to_svg(json.dumps(own, ensure_ascii=False), allowed_base_urls=[])
    page.set_content(f"<body style='margin:0'>{svg}</body>")
    assert meeting(page.evaluate(TEXTS)) == []


def meeting(texts: list) -> list[tuple]:
    """Pairs of words that lie on each other."""
    # the same words at the same place are one: a letter's white rim is drawn before it
    found = sorted({tuple(each) for each in texts})
    assert found
    return [
        (one, other)
        for one, other in combinations(found, 2)
        if min(one[3], other[3]) - max(one[1], other[1]) >= 2
        and min(one[4], other[4]) - max(one[2], other[2]) >= 4
    ]


@pytest.mark.parametrize(
    "query",
    ["", "?kind=企业", "?kind=院所高校", "?organization=simit", "?kind=载体园区", "?q=中心"],
)
@pytest.mark.parametrize("store", ["real_store", "demo_store"])
def test_no_text_of_the_network_lies_on_another(query, store, page, request):
    """Its width is one on every screen; a phone has the list instead (next test)."""
    import vl_convert

    request.getfixturevalue(store)
    name, _, value = query.lstrip("?").partition("=")
    params = ((name, (value,)),) if value else ()
    own = ecosystem.picture(View("/ecosystem", clock.today().isoformat(), params=params))
    assert own
    svg = vl_convert.vegalite_to_svg(json.dumps(own, ensure_ascii=False), allowed_base_urls=[])
    page.set_content(f"<body style='margin:0'>{svg}</body>")
    assert meeting(page.evaluate(TEXTS)) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_network_is_whole_or_a_list(size, page, address):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    go(page, f"{address}/ecosystem")
    if size == "phone":
        assert not page.locator("[data-testid=stVegaLiteChart]").is_visible()
        assert page.locator(".eco .catalogue tr").count() > 20
        return
    page.wait_for_selector(CHART)
    outer, inner = page.evaluate(
        "(q) => [document.querySelector('[data-testid=stVegaLiteChart]'),"
        " document.querySelector(q)].map((each) => each.getBoundingClientRect().width)",
        CHART,
    )
    assert inner <= outer + 1 <= width


def test_no_name_on_the_printed_map_lies_on_another(page, address):
    page.goto(f"{address}/print/map")
    page.wait_for_selector(".map svg text")
    assert meeting(page.evaluate(TEXTS)) == []


@pytest.mark.parametrize("lost", ["503", "abort"])
def test_a_style_sheet_that_got_lost_is_asked_for_again(lost, browser, address):
    context = browser.new_context(locale="zh-CN")
    page, asked = context.new_page(), []

    def answer(route):
        asked.append(route.request.url)
        if len(asked) > 1:
            route.continue_()
        elif lost == "503":
            route.fulfill(status=503)
        else:
            route.abort()

    page.route("**/vendor/gx.css*", answer)
    go(page, f"{address}/offices")
    card = page.locator(".gx .card").first  # what did not come may have an empty sheet
    until(page, lambda: card.evaluate("each => getComputedStyle(each).paddingTop") != "0px")
    assert len(asked) > 1
    context.close()


#: sums what the browser counts as moved
SHIFT = """window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach(
  (each) => { window.shift += each.value; })).observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.parametrize("size", ["laptop", "phone"])
@pytest.mark.parametrize("path", ["/map", "/ecosystem"])
def test_nothing_moves_while_the_page_comes(path, size, browser, demo_address):
    """The map's frame and the picture come after the words below them."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(SHIFT)
    go(page, demo_address + path)
    page.wait_for_selector(f"iframe, {CHART}, .eco", state="attached")
    settle(page)
    still(page)
    assert page.evaluate("window.shift") < 0.02
    context.close()

"""指标, 大事记, 会议之间, 资料 in a real Chromium: paths to the quote, replay, charts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lib import clock
from tests.browser.watch import CHART, go, settle, until
from tests.totals import INDICATORS, STREET

pytestmark = pytest.mark.browser


#: a number on a page → the clicks to its quote
PATHS = {
    "targets only near": ("/", [".states a[href*='state=proxy']", "table.cards th a"]),
    "projects of a plan": ("/", [".plan h2 a", "table.cards th a", "#panel details.plain summary"]),
    "what is known": ("/", [".assets a"]),
    "a tie": ("/indicators?view=gaps", ["td[data-label=依据] a"]),
    "a year's near number": ("/timeline?view=series", ["details.plain summary"]),
    "a milestone": ("/timeline", [".line li li a"]),
    "all documented numbers": ("/", [".gx-foot a[href*='sources']", "a[href*='view=numbers']"]),
    "silent projects": (
        "/changes",
        ["section details.plain summary", "section .rows.cols a", "#panel details.plain summary"],
    ),
}


@pytest.mark.parametrize("name", PATHS)
def test_from_a_number_to_its_quote_in_three_clicks(name, page, address):
    path, clicks = PATHS[name]
    assert len(clicks) <= 3
    go(page, address + path)
    for click in clicks:
        before = page.url
        page.locator(click).first.click()
        if "summary" not in click:
            page.wait_for_url(lambda url, before=before: url != before)
        settle(page)
    shown = page.locator("blockquote.quote:visible").first
    shown.wait_for()
    assert "「" in shown.inner_text()


def test_the_conflicting_statement_stands_beside_the_project(page, address):
    go(page, f"{address}/projects?project=s20")
    words = page.inner_text(".dispute")
    assert "院士讲坛还是院士论坛" in words
    assert "采用" in words
    assert page.locator(".dispute blockquote").count() >= 2


def test_the_slider_goes_back_by_keyboard_and_keeps_the_focus(page, address):
    go(page, f"{address}/projects")
    page.click("details.replay-menu summary")
    slider = page.locator(".replay-menu input[type=range]")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    day = (clock.today() - timedelta(days=3)).isoformat()
    page.wait_for_url(f"**as_of={day}**")
    page.wait_for_selector(".gx-band.replay")
    page.wait_for_function("document.activeElement.type === 'range'")
    assert page.inner_text(".gx-band.replay output") == day


def test_the_slider_reaches_the_first_document_and_the_day_stays(page, address):
    go(page, f"{address}/?as_of=2024-06-30")
    days = (date(2023, 6, 28) - date(2023, 6, 1)).days
    page.locator(".gx-band.replay input[type=range]").fill(str(days))
    page.wait_for_url("**as_of=2023-06-28**")
    page.wait_for_function(f"!document.body.innerText.includes('{INDICATORS} 项指标')")
    page.click("nav a:has-text('项目台账')")
    page.wait_for_selector("caption")
    assert page.inner_text("caption").startswith(f"{STREET} 项")
    assert page.watch.faults == []


def test_two_days_are_compared_by_the_form(page, address):
    go(page, f"{address}/changes")
    page.fill("form.span input[name=from]", "2023-06-01")
    page.fill("form.span input[name=as_of]", "2023-12-01")
    page.click("form.span button")
    page.wait_for_url("**from=2023-06-01**")
    page.wait_for_function("document.body.innerText.includes('新公开的文件 2 份')")
    assert "as_of=2023-12-01" in page.url


def test_chart_files_download(page, address):
    go(page, f"{address}/indicators?indicator=hightech")
    for word in ("PNG", "SVG", "CSV", "xlsx"):
        with page.expect_download() as found:
            page.click(f".st-key-panel .files a:has-text('{word}')")
        assert found.value.suggested_filename.startswith("高成长性科技企业")


def test_chart_has_words_for_those_who_cannot_see_it(page, address):
    go(page, f"{address}/indicators?indicator=hightech")
    page.wait_for_selector(CHART)
    label = page.locator("[data-testid=stVegaLiteChart]").first.evaluate(
        "chart => [chart, ...chart.querySelectorAll('*')]"
        ".map((each) => each.getAttribute('aria-label') || '').join(' ')"
    )
    assert "目标 达千家" in label
    assert "相近，不计入" in label


def test_going_back_in_time_keeps_the_filters_and_filters_keep_the_top(page, address):
    go(page, f"{address}/projects?office=yingshang")
    page.evaluate("window.top_ = document.querySelector('.gx-top')")
    page.click("details[data-facet=state] summary")
    page.click("details[data-facet=state] .drop a:has-text('未填报')")
    page.wait_for_url("**/projects?office=yingshang&state=unreported")
    page.wait_for_selector("text=全部重置")
    assert page.evaluate("window.top_ === document.querySelector('.gx-top')")
    page.click("details.replay-menu summary")
    page.locator(".replay-menu .stops a").first.click()
    page.wait_for_url("**/projects?office=yingshang&state=unreported&as_of=*")
    page.wait_for_selector(".gx-band.replay")
    page.click("text=回到今天")
    page.wait_for_url("**/projects?office=yingshang&state=unreported")
    page.wait_for_selector(".gx-band.replay", state="detached")
    assert page.watch.faults == []


def test_an_open_panel_is_no_filter(page, address):
    go(page, f"{address}/projects?project=s20")
    page.wait_for_selector("#panel")
    assert page.locator(".chips").count() == 0
    go(page, f"{address}/projects?project=s20&office=fuwu")
    assert page.inner_text(".chips").split() == ["已选：", "科室与部门：服务办", "✕", "全部重置"]


OPEN = "[...document.querySelectorAll('details.facet[open]')].map((each) => each.dataset.facet)"


def test_one_facet_is_open_at_a_time_and_escape_closes_for_good(page, address):
    go(page, f"{address}/timeline")
    for facet, choice in (("kind", "决策"), ("precision", "只到年")):
        page.click(f"details[data-facet={facet}] summary")
        page.click(f"details[data-facet={facet}] .drop a:has-text('{choice}')")
        page.wait_for_selector(f".chips a:has-text('{choice}')")
        settle(page)
    page.wait_for_function(f"({OPEN}).join() === 'precision'")  # its own choice keeps it open
    page.click("details[data-facet=kind] summary")
    until(page, lambda: page.evaluate(OPEN) == ["kind"])
    page.keyboard.press("Escape")
    page.click(".chips a:has-text('只到年')")
    page.wait_for_selector(".chips a:has-text('只到年')", state="detached")
    settle(page)
    until(page, lambda: page.evaluate(OPEN) == [])


@pytest.mark.parametrize(
    "path",
    ["/timeline", "/timeline?q=zzzz", "/timeline?view=series&as_of=1990-01-01", "/indicators",
     "/indicators?q=zzzz", "/projects?office=fuwu", "/offices?office=fuwu", "/map?category=road",
     "/sources?view=data", "/ecosystem", "/present"],
)  # fmt: skip
def test_every_offered_file_is_there(path, page, address):
    go(page, address + path)
    offered = page.eval_on_selector_all(
        ".gx a[data-file]", "all => [...new Set(all.map((each) => each.getAttribute('href')))]"
    )
    refused = {href: page.request.get(address + href).status for href in offered}
    assert {href: status for href, status in refused.items() if status != 200} == {}

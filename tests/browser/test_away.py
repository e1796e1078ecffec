"""The server goes away and comes back; paper; what a link tells before any script runs."""

from __future__ import annotations

import re
import urllib.request

import pytest
from playwright.sync_api import Page

from lib.sitemap import PAGES
from tests.browser.server import serving
from tests.browser.watch import go, settle, until

pytestmark = pytest.mark.browser
AWAY = "() => document.querySelector('#gx-away')?.textContent || ''"


def test_the_last_picture_stays_while_the_server_is_away(browser, built, tmp_path):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    with serving(built, tmp_path / "first.txt") as address:
        page.goto(f"{address}/present?deck=ten&scene=cover")
        page.wait_for_selector(".gx-deck .scene.on, .gx-deck .scene:not([hidden])")
        page.goto(f"{address}/projects")
        settle(page)
        rows = page.locator("table.cards tbody tr").count()
    until(page, lambda: re.search(r"画面停在 \d\d:\d\d", page.evaluate(AWAY)))
    assert page.locator("table.cards tbody tr").count() == rows  # nothing covers or empties it
    assert not page.locator("[data-testid=stDialog]").is_visible()
    assert "Streamlit" not in page.inner_text("body")
    port = int(re.search(r":(\d+)$", address)[1])
    with serving(built, tmp_path / "second.txt", port=port):
        until(page, lambda: page.evaluate(AWAY) == "")
        assert page.locator("table.cards tbody tr").count() == rows
    page.close()


def test_what_was_clicked_while_the_server_was_away_opens_later(browser, built, tmp_path):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    with serving(built, tmp_path / "first.txt") as address:
        page.goto(address)
        settle(page)
    until(page, lambda: "现在点的，恢复后打开" in page.evaluate(AWAY))
    page.click("nav a[href='/sources']")
    until(page, lambda: page.url.endswith("/sources"))
    port = int(re.search(r":(\d+)$", address)[1])
    with serving(built, tmp_path / "second.txt", port=port):
        page.wait_for_selector("h1:has-text('资料与口径')")
        settle(page)
        assert page.url.endswith("/sources") and page.evaluate(AWAY) == ""
    page.close()


def test_an_open_page_rolls_to_the_new_day_by_itself(page: Page, address):
    """Midnight, told by the server: the page asks for a new run, a past day does not."""

    def tomorrow(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"day": "2099-01-01"})

    count = "window.addEventListener('popstate', () => { window.runs = (window.runs || 0) + 1; })"
    page.goto(f"{address}/projects")
    settle(page)
    page.evaluate(count)
    page.route("**/api/v1/version", tomorrow)
    until(page, lambda: (page.evaluate("window.runs") or 0) > 0)
    page.goto(f"{address}/projects?as_of=2024-06-30")
    settle(page)
    page.evaluate(count)
    with page.expect_response("**/api/v1/version"):
        pass
    with page.expect_response("**/api/v1/version"):
        pass
    assert not page.evaluate("window.runs")


@pytest.mark.parametrize(
    "path",
    [
        *(each.path for each in PAGES),
        "/offices?office=yingshang", "/ecosystem?view=ties", "/ecosystem?view=mechanisms",
        "/indicators?view=chart", "/timeline?view=chart", "/sources?view=numbers",
    ],
)  # fmt: skip
def test_paper_is_a4_with_everything_on_it(page: Page, address, path):
    page.goto(address + path)
    settle(page)
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.gx *')].filter((each) => {
          const look = getComputedStyle(each);
          return ['auto', 'scroll'].includes(look.overflowY)
            && each.scrollHeight > each.clientHeight + 1 && each.clientHeight > 0;
        }).map((each) => each.className)"""
    )
    assert cut == []
    body = page.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", body))
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842)}


@pytest.mark.parametrize("each", PAGES, ids=lambda each: each.path)
def test_a_link_tells_title_and_what_it_is(address, each):
    html = urllib.request.urlopen(address + each.path).read().decode()
    title = "硅巷看板" if each.path == "/" else f"{each.title} · 硅巷看板"
    assert f"<title>{title}</title>" in html and "Streamlit</title>" not in html
    assert f'<meta name="description" content="{each.says}">' in html
    assert f'property="og:title" content="{title}"' in html


def test_links_work_where_the_browser_keeps_nothing(browser, address):
    page = browser.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage',"
        " { get() { throw new Error('blocked'); } });"
    )
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    settle(page)
    page.click("nav[aria-label=主导航] a:has-text('项目台账')")
    page.wait_for_selector("table.cards tbody tr")
    page.click("nav[aria-label=主导航] a:has-text('资料与口径')")
    page.wait_for_selector("nav[aria-label=资料与口径]")
    assert [fault for fault in faults if "blocked" not in fault] == []
    assert page.url.endswith("/sources")
    page.close()


def test_a_proxy_without_websocket_is_named(page: Page, address):
    page.route_web_socket("**/*", lambda socket: socket.close())
    page.goto(f"{address}/projects")
    page.wait_for_selector("#gx-waiting:has-text('WebSocket')", timeout=60_000)


def test_the_words_go_when_the_page_comes(page: Page, address):
    page.add_init_script("delete Set.prototype.union")
    go(page, f"{address}/projects")
    page.wait_for_timeout(1500)
    assert page.locator("#gx-waiting").count() == 0


def sheets(page: Page) -> int:
    """How many sheets of paper the page takes."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("path", ["/projects", "/print/projects"])
def test_all_items_are_on_three_sheets_and_none_is_cut(page: Page, demo_address, path):
    page.goto(demo_address + path)
    page.wait_for_selector("tbody tr")
    if not path.startswith("/print"):
        settle(page)
    assert sheets(page) <= 3
    page.set_viewport_size({"width": 703, "height": 1000})  # A4 between its margins
    page.emulate_media(media="print")
    until(page, lambda: page.evaluate("document.querySelectorAll('tbody tr').length") >= 44)
    if path == "/projects":
        right = "document.querySelector('table.dense').getBoundingClientRect().right"
        until(page, lambda: page.evaluate(right) <= 703)


def test_the_map_prints_as_a_still_picture(page: Page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, f"{address}/map?category=carrier")
    picture = page.locator("img.paper")
    assert not picture.is_visible()
    assert not any("map.svg" in url for url in asked)  # costs nothing until somebody prints
    assert sheets(page) >= 1
    assert any("/print/map.svg?category=carrier" in url for url in asked)
    page.emulate_media(media="print")
    assert picture.is_visible()
    assert not page.locator("iframe").first.is_visible()

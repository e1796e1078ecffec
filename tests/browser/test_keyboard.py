"""By keyboard alone: where it stands after every choice, and what a run leaves as it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.server import serving
from tests.browser.watch import go, settle, until
from tests.ledger import add_batch, add_report

pytestmark = pytest.mark.browser
HAS = """() => { const on = document.activeElement;
  return [on.tagName, on.id, (on.textContent || '').trim()]; }"""


def press(page: Page, selector: str) -> None:
    """Enter on the first of these, as by keyboard."""
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")


def comes_to(page: Page, tag: str, id: str, words: str) -> None:
    """The keyboard stands there in the end."""

    def holds() -> bool:
        now = page.evaluate(HAS)
        return now[0] == tag and now[1] == id and now[2].startswith(words)

    until(page, holds)
    settle(page)
    assert holds()


@pytest.mark.parametrize(
    ("path", "selector", "there"),
    [
        ("/projects", ".gx a[href*='sort=due']", ("A", "", "期限")),
        ("/projects", ".gx table a[href*='project=s01']", ("ASIDE", "panel", "关闭")),
        ("/projects?project=s01", "#panel .close", ("A", "", "科技企业集聚")),
        ("/projects?office=fuwu&q=a", ".chips a[aria-label*=服务办]", ("A", "", "关键词：a")),
        ("/projects?q=a", ".chips a[aria-label]", ("SUMMARY", "", "")),
        ("/indicators", ".gx table a[href*='indicator=']", ("SECTION", "panel", "关闭")),
        ("/map", ".mapside a[href*='site=']", ("SECTION", "panel", "关闭")),
        ("/ecosystem", ".gx.eco a[href*='organization=']", ("SECTION", "panel", "关闭")),
        ("/sources", ".tabs a[href*='view=numbers']", ("A", "", "数与出入")),
        ("/offices", ".gx table a[href*='office=yingshang']", ("H1", "", "营商办")),
        ("/", "nav a[href='/sources']", ("H1", "", "资料与口径")),
        ("/search?q=孵化器", ".gx main a, .gx section a[href^='/sources']", ("H1", "", "")),
    ],
)
def test_the_keyboard_goes_where_one_looks(path, selector, there, page, address):
    go(page, f"{address}{path}")
    press(page, selector)
    comes_to(page, *there)
    assert page.watch.faults == []


def test_closing_leads_back_to_the_row_and_shows_it(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    go(page, f"{address}/projects")
    row = ".gx table a[href*='project=s30']"
    press(page, row)
    comes_to(page, "ASIDE", "panel", "关闭")
    top = page.evaluate("document.getElementById('panel').getBoundingClientRect().top")
    assert 0 <= top < 844 * 0.7
    press(page, "#panel .close")
    page.wait_for_selector("#panel", state="detached")
    until(page, lambda: "project=s30" in (page.evaluate("document.activeElement.href") or ""))
    until(page, lambda: 0 <= page.locator(row).first.bounding_box()["y"] < 844)


@pytest.mark.parametrize("width", [390, 820, 1366])
def test_the_row_one_comes_back_to_has_room(width, page, address):
    page.set_viewport_size({"width": width, "height": 844})
    go(page, f"{address}/projects")
    row = page.locator(".gx table a[href*='project=d10']")
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel")
    settle(page)
    page.keyboard.press("Escape")
    until(page, lambda: "project=" not in page.url)
    settle(page)

    def seen() -> bool:
        box = row.bounding_box()
        return bool(box) and box["y"] > 0 and box["y"] + box["height"] < 844 - 40

    until(page, seen)


def test_an_open_panel_leaves_other_choices_alone(page, address):
    """Only what opens it leads into it; the last row that did is where one comes back to."""
    go(page, f"{address}/projects")
    press(page, ".gx table a[href*='project=s03']")
    comes_to(page, "ASIDE", "panel", "关闭")
    press(page, ".gx a[href*='sort=due']")
    page.wait_for_selector(".chip[aria-current]:has-text('期限')")
    comes_to(page, "A", "", "期限")
    press(page, ".gx table a[href*='project=s02']")
    page.wait_for_selector("#panel h2:has-text('硅巷NO.1打造')")
    comes_to(page, "ASIDE", "panel", "关闭")
    press(page, "#panel .close")
    page.wait_for_selector("#panel", state="detached")
    until(page, lambda: "project=s02" in (page.evaluate("document.activeElement.href") or ""))


def test_escape_closes_the_menu_then_the_panel(page, address):
    go(page, f"{address}/projects")
    press(page, ".gx table a[href*='project=s02']")
    comes_to(page, "ASIDE", "panel", "关闭")
    page.click("details.facet summary")
    page.keyboard.press("Escape")
    page.wait_for_selector("details.facet[open]", state="detached")
    assert page.locator("#panel").count() == 1
    page.locator("#panel .close").focus()
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="detached")
    until(page, lambda: "project=s02" in (page.evaluate("document.activeElement.href") or ""))


def test_a_choice_is_said(page, address):
    go(page, f"{address}/projects")
    assert page.locator("#gx-live").count() == 0  # nothing is said before anything is chosen
    page.click("summary:has-text('科室')")
    page.click(".facet[open] .drop a:not(.zero)")
    page.wait_for_selector("#gx-live:has-text('44 项中')", state="attached")
    assert page.get_attribute("#gx-live", "role") == "status"


def test_news_leave_what_a_person_has_there(store, page, tmp_path):
    with serving(store, tmp_path / "log.txt") as url:
        go(page, f"{url}/projects?project=s01")
        fold = "#panel details"
        page.click(f"{fold} summary")
        page.fill(".filters input[name=q]", "半句")
        page.focus("#panel .close")
        page.evaluate("document.getElementById('panel').gxOld = true")
        scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
        page.evaluate(f"{scrolled} = 60")
        before = page.evaluate(scrolled)
        add_batch(store)
        add_report(store, "s02")
        until(page, lambda: page.evaluate("!document.getElementById('panel').gxOld"))
        settle(page)
        until(page, lambda: page.locator(f"{fold}[open]").count() == 1)
        assert page.input_value(".filters input[name=q]") == "半句"
        until(page, lambda: page.evaluate(HAS)[2] == "关闭")
        assert page.evaluate(scrolled) == before

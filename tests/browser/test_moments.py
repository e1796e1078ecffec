"""Each user's whole moment by keyboard alone: Tab, Enter, letters, arrows, Escape; no mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.watch import go, settle, until

pytestmark = pytest.mark.browser
MOST = 90  # stops until what one looks for
STANDS = """selector => { let on = document.activeElement;
  while (on && on.shadowRoot && on.shadowRoot.activeElement) on = on.shadowRoot.activeElement;
  return Boolean(on && on.matches(selector)); }"""


def tab_to(page: Page, selector: str) -> int:
    """Press Tab until the keyboard stands there; how often. Nobody tabs before it is seen."""
    page.wait_for_selector(selector, state="attached")
    for stops in range(MOST):
        if page.evaluate(STANDS, selector):
            return stops
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is no stop within {MOST}")


def enter(page: Page, selector: str, address: str) -> None:
    """Tab there, Enter, and wait until the page's address has it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    until(page, lambda: address in page.url)
    settle(page)


def test_a_leader_opens_what_is_stuck_and_comes_back(page, demo_address):
    go(page, demo_address)
    enter(page, ".urgent a[href*='project=']", "project=")
    tab_to(page, "#panel .close")
    assert page.locator("#panel").inner_text().strip()
    page.keyboard.press("Escape")
    until(page, lambda: "project=" not in page.url)
    settle(page)
    until(page, lambda: page.evaluate(STANDS, ".gx table a"))
    assert page.watch.faults == []


def test_a_reader_finds_the_quote_behind_a_number(page, address):
    go(page, address)
    tab_to(page, "input[type=search], input[name=q]")
    page.keyboard.type("500多家")
    page.keyboard.press("Enter")
    until(page, lambda: "/search" in page.url)
    settle(page)
    enter(page, ".hit a[href^='/sources']", "/sources")
    until(page, lambda: "500多家" in page.inner_text("main, [data-testid=stMain]"))
    assert page.watch.faults == []


def test_a_clerk_gets_the_office_template(page, address):
    go(page, address)
    enter(page, "nav a[href='/offices']", "/offices")
    enter(page, ".gx table a[href*='office=fuwu']", "office=fuwu")
    tab_to(page, "a[href^='/export/template.xlsx']")
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    assert got.value.suggested_filename.endswith(".xlsx")
    assert page.watch.faults == []


def test_a_presenter_goes_through_all_scenes_and_out(page, address):
    go(page, f"{address}/present")
    tab_to(page, "a[href*='deck=ten']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".gx-deck .progress", state="attached")
    shown = "() => document.querySelector('.gx-deck > .scene.on').dataset.scene"
    meant = page.eval_on_selector_all(
        ".gx-deck > .scene:not(.appendix)", "all => all.map((each) => each.dataset.scene)"
    )
    assert len(set(meant)) == len(meant) >= 8
    for scene in meant[1:]:
        page.keyboard.press("ArrowRight")
        until(page, lambda scene=scene: page.evaluate(shown) == scene)
    page.keyboard.press("Escape")
    page.wait_for_selector("text=演示前自检")
    assert page.watch.faults == []


def test_a_visitor_opens_a_place_on_the_map(page, address):
    go(page, f"{address}/map")
    tab_to(page, "a.skip[href='#gx-places']")
    page.keyboard.press("Enter")
    until(page, lambda: page.evaluate(STANDS, "#gx-places"))
    enter(page, ".mapside a[href*='site=']", "site=")
    until(page, lambda: page.evaluate(STANDS, "#panel"))
    page.keyboard.press("Escape")
    until(page, lambda: "site=" not in page.url)
    assert page.watch.faults == []

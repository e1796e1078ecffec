"""The stage over time: news, reloads, copied windows, an audience that touches its screen."""

from __future__ import annotations

import shutil

import pytest

from tests.browser.server import serving
from tests.browser.test_present import SHOWN, shows, start, window  # noqa: F401
from tests.browser.watch import go, until
from tests.ledger import add_batch, add_report

pytestmark = pytest.mark.browser
FRESH = "!document.querySelector('.gx-deck').gxOld"
FACE = "(face) => document.querySelector('.gx-deck').classList.contains(face)"
CLOCK = "document.querySelector('[data-clock]').textContent"


def test_news_keep_black_screen_and_overview(window, demo, tmp_path):  # noqa: F811
    store = tmp_path / "store.db"
    shutil.copy(demo, store)
    page = window()
    with serving(store, tmp_path / "log.txt") as url:
        ids = start(page, f"{url}/present?deck=ten")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("p")
        for number, (key, face) in enumerate([("b", "blank"), ("o", "grid")]):
            page.keyboard.press(key)
            page.evaluate("document.querySelector('.gx-deck').gxOld = true")
            add_batch(store, id=f"b{number}")
            add_report(store, batch_id=f"b{number}", as_of=f"2024-01-1{number}")
            until(page, lambda: page.evaluate(FRESH))
            page.wait_for_selector(".gx-deck .progress", state="attached")
            assert page.evaluate(FACE, face)
            assert page.evaluate(SHOWN) == ids[1]
            assert "amber" in page.get_attribute(".gx-deck .progress", "style")
            page.keyboard.press(key)
    assert page.watch.faults == []


#: a deck is opened, and what the store's news would start comes in the midst of it
STORM = """(every) => {
  document.querySelector("a[href*='deck=ten']").click();
  let left = 25;
  const storm = setInterval(() => {
    left -= 1;
    if (!left) clearInterval(storm);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, every);
}"""


@pytest.mark.parametrize("every", [2, 8, 20])
def test_runs_that_are_broken_off_leave_no_dead_keys(every, window, address):  # noqa: F811
    page = window()
    go(page, f"{address}/present")
    page.evaluate(STORM, every)
    page.wait_for_selector(".gx-deck .progress", state="attached")
    first = page.evaluate(SHOWN)
    page.keyboard.press("ArrowRight")
    until(page, lambda: page.evaluate(SHOWN) != first)
    assert page.watch.faults == []


REFUSED = """() => {
  history.replaceState = () => { throw new DOMException('too many', 'SecurityError'); };
}"""
ADMITTED = "() => { delete history.replaceState; }"  # the browser's own again
NEWS = "window.dispatchEvent(new PopStateEvent('popstate', { state: {} }))"


def test_a_step_stands_where_its_address_is_refused_for_a_while(window, address):  # noqa: F811
    page = window()
    ids = start(page, f"{address}/present?deck=ten")
    page.evaluate(REFUSED)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)  # longer than an address is put off
    page.evaluate(NEWS)
    assert page.evaluate(SHOWN) == ids[1] and "scene=" not in page.url
    page.evaluate(ADMITTED)
    page.wait_for_function(f"location.search.includes('scene={ids[1]}')")
    assert page.watch.faults == []


@pytest.mark.parametrize("after", [0, 30, 50])
def test_a_step_on_the_way_out_writes_no_other_address(after, window, address):  # noqa: F811
    page = window()
    go(page, f"{address}/present")
    page.click("a[href*='deck=ten']")
    page.wait_for_selector(".gx-deck .progress", state="attached")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(after)
    page.evaluate("history.back()")
    page.wait_for_selector(".gx-deck", state="detached")
    page.wait_for_timeout(200)
    assert page.url == f"{address}/present"


def test_a_reload_does_not_set_the_clock_back(window, address):  # noqa: F811
    page = window()
    start(page, f"{address}/present?deck=ten&notes=1")
    page.wait_for_function(f"{CLOCK} === '00:03'")
    page.reload()
    page.wait_for_selector(".gx-deck .progress", state="attached")
    page.wait_for_function(f"{CLOCK} >= '00:03'")
    assert page.evaluate(CLOCK) < "00:59"
    page.keyboard.press("Escape")  # out of the deck: the next talk begins at nought
    page.wait_for_selector(".gx-deck", state="detached")
    assert page.evaluate("sessionStorage.gxClock") is None


def test_a_touched_audience_comes_back_until_the_talk_is_over(window, address):  # noqa: F811
    presenter, audience = window(), window()
    ids = start(presenter, f"{address}/present?deck=ten&notes=1")
    start(audience, address + presenter.get_attribute("[data-audience]", "href"))
    presenter.keyboard.press("End")
    audience.wait_for_function(f"{SHOWN} === '{ids[-1]}'")
    audience.keyboard.press("Home")
    shows(audience, ids[0])
    audience.wait_for_function(f"{SHOWN} === '{ids[-1]}'")
    presenter.click("text=结束")
    presenter.wait_for_selector(".gx-deck", state="detached")
    assert audience.evaluate(SHOWN) == ids[-1]
    # nobody leads any more: the screen is free
    until(audience, lambda: not _live(audience))
    audience.keyboard.press("Home")
    audience.wait_for_timeout(1500)
    assert audience.evaluate(SHOWN) == ids[0]


def _live(page) -> bool:
    ask = "(code) => fetch(`/live/scene?code=${code}`).then((said) => said.json())"
    code = page.evaluate("document.querySelector('.gx-deck').dataset.follow")
    return page.evaluate(ask, code)["live"]


def test_of_two_copies_of_the_notes_one_leads(window, address):  # noqa: F811
    first, audience = window(), window()
    ids = start(first, f"{address}/present?deck=ten&notes=1")
    start(audience, address + first.get_attribute("[data-audience]", "href"))
    # a browser's “duplicate” copies what the window keeps
    kept = first.evaluate("({ ...sessionStorage })")
    second = first.context.new_page()
    second.add_init_script(f"Object.assign(sessionStorage, {kept!r})")
    start(second, first.url)
    second.keyboard.press("End")
    for page in (first, audience):
        page.wait_for_function(f"{SHOWN} === '{ids[-1]}'")
    first.keyboard.press("Home")
    for page in (second, audience):
        page.wait_for_function(f"{SHOWN} === '{ids[0]}'")
    # neither flips the others: longer than both say again where they are
    seen = set()
    for _ in range(30):
        audience.wait_for_timeout(400)
        seen |= {page.evaluate(SHOWN) for page in (first, second, audience)}
    assert seen == {ids[0]}

"""早餐会演示 in a real Chromium: keys, sizes, files, the audience, assignments."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests import frames
from tests.browser.server import serving
from tests.browser.watch import Watch, go, settle
from tests.scenes.numbers import of_html, of_slides

pytestmark = pytest.mark.browser
SIZES = {"desk": (1920, 1080), "laptop": (1366, 768), "old": (1024, 768)}
SHOWN = "document.querySelector('.gx-deck > .scene.on').dataset.scene"
IDS = "[...document.querySelectorAll('.gx-deck > .scene')].map((each) => each.dataset.scene)"
RUN = IDS.replace(".scene'", ".scene:not(.appendix)'")
PAGES_MOST = 40
#: shows one scene, of the run or of the appendix
OPEN = (
    "(id) => document.querySelectorAll('.gx-deck > .scene').forEach((each) =>"
    " each.classList.toggle('on', each.dataset.scene === id))"
)
#: what leaves its box, and (sources apart) the smallest type of the scene, in its own units
LOOK = """() => {
  const scene = document.querySelector('.gx-deck > .scene.on');
  const frame = scene.getBoundingClientRect();
  const out = [];
  const wide = (node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth;
  const words = (node) => `${node.tagName} ${node.textContent.slice(0, 30)}`;
  scene.querySelectorAll('.box, .top, h2, .foot').forEach((box) => {
    const edge = box.getBoundingClientRect();
    const leaves = (own, by) => own.right > edge.right + by || own.bottom > edge.bottom + by
      || own.left < edge.left - by || own.top < edge.top - by;
    if (edge.right > frame.right + 1 || edge.bottom > frame.bottom + 1) out.push(words(box));
    box.querySelectorAll('*').forEach((each) => {
      const own = each.getBoundingClientRect();
      if (!own.width || !each.checkVisibility()) return;
      if (leaves(own, 1.5)) out.push(`${box.className}: ${words(each)}`);
      if (wide(each)) out.push(`wide ${words(each)}`);
    });
  });
  let least = 1000;
  const walk = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !parent.checkVisibility()) continue;
    if (parent.closest('.foot, .credit, .address')) continue;
    least = Math.min(least, parseFloat(getComputedStyle(parent).fontSize));
  }
  const page = document.documentElement;
  return { out, least: least / frame.width * 1920, sideways: page.scrollWidth - innerWidth };
}"""


@pytest.fixture
def window(browser):
    contexts = []

    def opened(size: str = "laptop"):
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def start(page, url: str) -> list[str]:
    """Open a deck and wait until its keys work; the ids of the scenes in its run."""
    page.goto(url)
    page.wait_for_selector(".gx-deck .progress", state="attached")
    return page.evaluate(RUN)


def shows(page, id: str) -> None:
    page.wait_for_selector(f".gx-deck > .scene.on[data-scene='{id}']", state="attached")


def looked_at(page, id: str) -> None:
    found = page.evaluate(LOOK)
    assert found["out"] == [], id
    assert found["least"] >= 39.9, (id, found["least"])
    assert found["sideways"] <= 0, id


@pytest.mark.parametrize(
    ("size", "store"),
    [("desk", "address"), ("laptop", "address"), ("laptop", "demo_address"), ("old", "address")],
)
def test_all_scenes_forward_and_back_by_keys(size, store, window, request):
    base = request.getfixturevalue(store)
    page = window(size)
    ids = start(page, f"{base}/present?deck=whole")
    assert 9 <= len(ids) <= PAGES_MOST
    for id in ids:
        shows(page, id)
        looked_at(page, id)
        page.keyboard.press("ArrowRight")
    shows(page, ids[-1])
    page.wait_for_url(re.compile(rf"scene={ids[-1]}\b"))
    for id in reversed(ids):
        shows(page, id)
        page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile(rf"scene={ids[0]}\b"))
    for id in page.evaluate(IDS)[len(ids) :]:
        page.evaluate(OPEN, id)
        looked_at(page, id)
    assert page.watch.faults == []
    assert page.watch.english() == []


def test_the_other_keys(window, address):
    page = window()
    ids = start(page, f"{address}/present?deck=ten&embed=true")
    for key, id in (
        (" ", ids[1]), ("PageDown", ids[2]), ("PageUp", ids[1]), ("End", ids[-1]),
        ("ArrowRight", ids[-1]), ("Home", ids[0]), ("ArrowLeft", ids[0]),
    ):  # fmt: skip
        page.keyboard.press(key)
        shows(page, id)
    page.keyboard.press("End")
    assert "width: 100%" in page.get_attribute(".gx-deck .progress", "style")
    page.keyboard.press("Home")
    page.keyboard.press("b")
    assert page.evaluate("document.querySelector('.gx-deck').classList.contains('blank')")
    assert not page.is_visible(".scene.on h2")
    page.keyboard.press("ArrowRight")
    shows(page, ids[1])
    assert page.is_visible(".scene.on h2")
    page.keyboard.press("o")
    assert page.locator(".gx-deck.grid > .scene:visible").count() == len(page.evaluate(IDS))
    page.click(f"#scene-{ids[3]}")
    shows(page, ids[3])
    assert page.locator(".gx-deck > .scene:visible").count() == 1
    page.wait_for_url(re.compile(rf"scene={ids[3]}\b"))
    assert "embed=true" in page.url


def test_the_appendix_is_reached_and_has_its_own_steps(window, demo_address):
    page = window()
    ids = start(page, f"{demo_address}/present?deck=ten&scene=sources")
    behind = page.evaluate(IDS)[len(ids) :]
    shows(page, behind[-1])
    page.keyboard.press("ArrowLeft")
    shows(page, behind[-2])
    page.keyboard.press("Home")
    shows(page, ids[0])
    page.keyboard.press("End")
    shows(page, ids[-1])
    page.keyboard.press("ArrowRight")
    shows(page, ids[-1])


def test_a_scene_is_as_high_as_an_old_projector(window, address):
    page = window("old")
    start(page, f"{address}/present?deck=ten&scene=plan")
    assert page.evaluate("document.querySelector('.scene.on').clientHeight") >= 767


@pytest.mark.parametrize("way", ["key", "link"])
def test_there_is_a_way_out(way, window, address):
    page = window()
    ids = start(page, f"{address}/present?deck=ten")
    page.click(".control [data-do=forth]")
    shows(page, ids[1])
    page.click(".control [data-do=back]")
    shows(page, ids[0])
    page.click(".control [data-do=grid]")
    assert page.locator(".gx-deck.grid").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".gx-deck.grid").count() == 0
    if way == "key":
        page.keyboard.press("Escape")
    else:
        page.click(".control [data-leave]")
    page.wait_for_selector("#deck-whole")
    settle(page)
    assert page.locator(".gx-deck").count() == 0


def test_the_page_shows_the_check_first_then_every_scene_small(window, address):
    page = window()
    go(page, f"{address}/present")
    tops = [page.locator(id).bounding_box()["y"] for id in ("#check", "#deck-whole", "#deck-ten")]
    assert tops == sorted(tops)
    assert page.locator(".gx-thumbs .scene").count() >= 20
    words = page.inner_text("body")
    assert "python" not in words and "make " not in words
    page.click("section:has(#deck-ten) .gx-thumbs a[href*='scene=decisions']")
    page.wait_for_selector(".gx-deck .progress", state="attached")
    shows(page, "decisions")


def test_a_reload_stays_and_a_wrong_scene_begins(window, address):
    page = window()
    ids = start(page, f"{address}/present?deck=whole")
    page.keyboard.press("End")
    page.wait_for_url(re.compile(rf"scene={ids[-1]}\b"))
    page.reload()
    page.wait_for_selector(".gx-deck .progress", state="attached")
    shows(page, ids[-1])
    start(page, f"{address}/present?deck=whole&scene=%3Cb%3E")
    shows(page, ids[0])
    go(page, f"{address}/present?deck=zzz")
    assert page.locator(".gx-band.notice").count() == 1


def test_it_goes_on_by_itself_until_paused(window, address):
    page = window()
    ids = start(page, f"{address}/present?deck=ten")
    page.evaluate(
        "document.querySelectorAll('.scene').forEach((each, at) => {"
        " each.dataset.seconds = at === 2 ? '600' : '0.2'; })"
    )
    page.keyboard.press("p")
    shows(page, ids[2])
    page.keyboard.press("p")
    page.keyboard.press("ArrowRight")  # here it would go on after 0.2 s
    shows(page, ids[3])
    page.wait_for_timeout(1500)
    assert page.evaluate(SHOWN) == ids[3]


def test_keys_work_when_the_server_is_gone(window, built, tmp_path):
    store = tmp_path / "store.db"
    shutil.copy(built, store)
    page = window()
    with serving(store, tmp_path / "log.txt") as url:
        ids = start(page, f"{url}/present?deck=whole")
    page.keyboard.press("ArrowRight")
    shows(page, ids[1])


def test_choosing_a_deck_leads_to_it_and_back(window, address):
    page = window()
    go(page, f"{address}/present")
    page.select_option("select[name=office]", "yingshang")
    page.click("text=看这一套")
    page.wait_for_selector("#deck-office-yingshang")
    page.click("section:has(#deck-office-yingshang) a:has-text('开始')")
    page.wait_for_selector(".gx-deck[data-deck=office-yingshang] .progress", state="attached")
    shows(page, "cover")
    assert not page.is_visible("nav[aria-label='主导航']") or page.evaluate(
        "document.elementFromPoint(innerWidth / 2, 20).closest('.gx-deck') !== null"
    )
    page.go_back()
    settle(page)
    assert page.locator("#deck-whole").count() == 1


@pytest.mark.parametrize(
    ("query", "store"),
    [
        ("deck=whole", "address"),
        ("deck=ten&as_of=2024-06-30", "address"),
        ("deck=whole", "demo_address"),
        ("deck=office-fuwu&as_of=2026-06-30", "demo_address"),
    ],
)
def test_live_html_and_pptx_show_the_same_numbers(query, store, window, request):
    base = request.getfixturevalue(store)
    page = window()
    ids = start(page, f"{base}/present?{query}")
    live = page.evaluate(
        "[...document.querySelectorAll('.gx-deck > .scene')].map((each) => each.outerHTML)"
    )
    shown = of_html("".join(live))
    offline = of_html(page.request.get(f"{base}/export/deck.html?{query}").text())
    slides = of_slides(page.request.get(f"{base}/export/deck.pptx?{query}").body())
    assert ids == page.evaluate(IDS)[: len(ids)]
    for id, live_numbers, page_numbers, slide_numbers in zip(
        page.evaluate(IDS), shown, offline, slides, strict=True
    ):
        assert live_numbers == page_numbers == slide_numbers, id


@pytest.mark.parametrize("size", ["desk"])
def test_the_offline_file_without_network(size, browser, window, demo_address, tmp_path):
    path = tmp_path / "deck.html"
    path.write_bytes(window().request.get(f"{demo_address}/export/deck.html").body())
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    ids = start(page, path.as_uri())
    for id in ids:
        shows(page, id)
        looked_at(page, id)
        assert page.inner_text(".scene.on .demo") == "演示数据"
        assert page.evaluate(
            "[...document.querySelectorAll('.scene.on img')].every((each) => each.naturalWidth > 0)"
        )
        page.keyboard.press("ArrowRight")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.wait_for_url(re.compile(rf"#{ids[-1]}$"))  # the address follows 60 ms later
    page.reload()
    shows(page, ids[-1])
    pages = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))
    assert pages == len(page.evaluate(IDS))
    context.close()


def test_an_audience_follows(window, address):
    presenter, audience = window(), window()
    ids = start(presenter, f"{address}/present?deck=whole&notes=1")
    assert presenter.is_visible(".desk [data-note] p")
    href = presenter.get_attribute("[data-audience]", "href")
    start(audience, address + href)
    for key, id in (("End", ids[-1]), ("Home", ids[0]), ("ArrowRight", ids[1])):
        presenter.keyboard.press(key)
        audience.wait_for_function(f"{SHOWN} === '{id}'")
    presenter.keyboard.press("b")
    audience.wait_for_function("document.querySelector('.gx-deck').classList.contains('blank')")
    assert presenter.is_visible(".scene.on h2")
    presenter.reload()
    presenter.wait_for_selector(".desk .progress, .gx-deck .progress", state="attached")
    presenter.keyboard.press("End")
    audience.wait_for_function(f"{SHOWN} === '{ids[-1]}'")
    assert presenter.get_attribute("[data-audience]", "href") == href
    # the audience cannot lead
    audience.keyboard.press("Home")
    audience.wait_for_timeout(1500)
    assert presenter.evaluate(SHOWN) == ids[-1]


def test_a_second_window_of_the_same_browser_follows(window, address):
    presenter = window()
    ids = start(presenter, f"{address}/present?deck=ten&notes=1")
    with presenter.context.expect_page() as opened:
        presenter.click("text=打开观众窗口")
    audience = opened.value
    audience.wait_for_selector(".gx-deck .progress", state="attached")
    presenter.bring_to_front()
    presenter.keyboard.press("End")
    audience.wait_for_function(f"{SHOWN} === '{ids[-1]}'")


def test_the_self_check_on_the_page(window, address):
    page = window()
    go(page, f"{address}/present")
    page.click("text=现在自检")
    page.wait_for_selector(".findings li")
    said = page.inner_text(".findings")
    for what in ("数据库", "场景", "中文字体", "不连外网", "填报新旧", "磁盘", "时钟", "二维码"):
        assert what in said
    assert page.watch.faults == []
    assert page.watch.english() == []


def test_the_phone_reads_a_scene_as_a_page(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    ids = start(page, f"{address}/present?deck=whole")
    for id in ids:
        shows(page, id)
        found = page.evaluate(
            "(() => { const scene = document.querySelector('.scene.on');"
            " const sizes = [...scene.querySelectorAll('p, td, li, b')]"
            " .filter((each) => each.checkVisibility())"
            " .map((each) => parseFloat(getComputedStyle(each).fontSize));"
            " return [Math.min(...sizes), document.documentElement.scrollWidth - innerWidth,"
            " scene.scrollWidth - scene.clientWidth]; })()"
        )
        assert found[0] >= 14, id
        assert found[1] <= 0, id
        assert found[2] <= 0, id
        page.keyboard.press("ArrowRight")
    context.close()


def test_strangers_see_no_form(window, address):
    page = window()
    go(page, f"{address}/present")
    assert page.locator(".gx-task").count() == 0
    assert "名单上的人登录后" in page.inner_text("body")
    start(page, f"{address}/present?deck=ten&notes=1")
    assert page.locator(".gx-task").count() == 0


def test_health_is_json(window, address):
    answer = window().request.get(f"{address}/live/scene?code=0000000000")
    assert json.loads(answer.text()) == {"scene": "", "blank": False, "number": 0, "live": False}


def test_a_signed_in_editor_assigns_and_the_scene_shows_it(built, browser, window, tmp_path):
    from tests.browser.test_report import office_of, sign_in

    page, audience = window(), window()
    with office_of(built, tmp_path) as (url, store):
        sign_in(page, url, "qian")
        page.watch.faults.clear()  # the provider's own page asks outside
        start(audience, f"{url}/present?deck=ten&scene=assigned")
        ids = start(page, f"{url}/present?deck=ten&notes=1")
        page.keyboard.press("ArrowRight")
        page.wait_for_url(re.compile(rf"scene={ids[1]}\b"))
        page.wait_for_selector(".gx-task select[name=office] option[value=fuwu]", state="attached")
        assert page.locator(".gx-task select[name=office] option").count() > 30
        page.fill(".gx-task input[name=says]", "核对驿站点位 b o p")
        shows(page, ids[1])  # typing turns no page
        page.select_option(".gx-task select[name=office]", "fuwu")
        page.select_option(".gx-task select[name=project]", "s16")
        page.click(".gx-task button")
        page.wait_for_selector(".gx-task output:has-text('已记下：核对驿站点位')")
        rows = frames.read(store, "select * from assignment order by id")
        row = rows.iloc[0]
        assert len(rows) == 1
        assert (row["office_id"], row["project_id"], row["scene"]) == ("fuwu", "s16", ids[1])
        assert row["assigned_by"] == "钱二 <qian@example.cn>"
        audience.wait_for_function(
            "document.querySelector('#scene-assigned').innerText.includes('核对驿站点位')"
        )
        shows(audience, "assigned")
        go(page, f"{url}/present")
        assert "核对驿站点位" in page.inner_text("table.cards")
        assert page.watch.faults == []


def test_an_office_cannot_assign_to_another(built, browser, window, tmp_path):
    from tests.browser.test_report import office_of, sign_in

    page = window()
    with office_of(built, tmp_path) as (url, store):
        sign_in(page, url, "zhao")
        go(page, f"{url}/present")
        page.wait_for_selector(".gx-task select[name=office] option[value=yingshang]",
                               state="attached")  # fmt: skip
        assert page.locator(".gx-task select[name=office] option").count() == 2
        page.fill(".gx-task input[name=says]", "越权")
        page.evaluate(
            "(() => { const one = document.createElement('option'); one.value = 'fuwu';"
            " const select = document.querySelector('.gx-task select[name=office]');"
            " select.append(one); select.value = 'fuwu'; })()"
        )
        page.click(".gx-task button")
        page.wait_for_selector(".gx-task output:has-text('没有记下')")
        assert frames.read(store, "select * from assignment order by id").empty

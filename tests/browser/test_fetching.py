"""A file that takes long says so and how far it is; a refusal is read where one clicked."""

from __future__ import annotations

import json

import pytest

from tests.browser.watch import go, settle, until

pytestmark = pytest.mark.browser
LINK = ".gx a[href^='/export/projects.xlsx']"


def told(page) -> str:
    return page.evaluate("(document.getElementById('gx-fetch') || {}).textContent || ''")


def test_who_waits_is_told_and_gets_the_file(page, address):
    go(page, f"{address}/projects?office=fuwu")
    held = []
    page.route("**/export/projects.xlsx*", lambda route: held.append(route))
    page.click(LINK)
    until(page, lambda: "正在做“导出 xlsx”" in told(page))
    page.click(LINK)  # a second click asks for nothing more
    with page.expect_download() as got:
        for route in held:
            route.continue_()
    assert len(held) == 1
    name = got.value.suggested_filename
    assert name.startswith("项目台账-服务办-") and name.endswith(".xlsx")
    assert got.value.path().read_bytes()[:4] == b"PK\x03\x04"
    until(page, lambda: f"已取到 {name}" in told(page))
    assert page.watch.faults == []


def test_a_slow_run_says_so_and_stops_saying_it(page, address):
    """The state that Streamlit writes on its own element is what is read."""
    go(page, f"{address}/present")
    page.click("text=现在自检")
    page.wait_for_selector(".findings li")
    settle(page)
    mark = """state => document.querySelector('[data-testid=stApp]')
      .setAttribute('data-test-script-state', state)"""
    page.evaluate(mark, "running")
    until(page, lambda: page.locator("#gx-wait:visible").count())
    assert "正在取内容" in page.inner_text("#gx-wait")
    page.evaluate(mark, "notRunning")
    until(page, lambda: not page.locator("#gx-wait:visible").count())
    assert page.watch.faults == []


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"status": 503, "body": json.dumps({"error": "同时要的文件太多"})}, "同时要的文件太多"),
        ({"status": 502, "body": "<html>Bad Gateway"}, "没有连上服务器"),
        (None, "没有连上服务器"),
    ],
)
def test_a_refusal_is_read_where_one_clicked(how, words, page, address):
    go(page, f"{address}/projects")
    before = page.url
    page.route(
        "**/export/projects.xlsx*",
        lambda route: route.fulfill(**how) if how else route.abort(),
    )
    page.click(LINK)
    until(page, lambda: words in told(page))
    assert page.url == before

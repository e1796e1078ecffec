"""A window that stays open for days: what is left behind by a visit is let go."""

from __future__ import annotations

import pytest

from tests.browser.watch import go, until

pytestmark = pytest.mark.browser
#: no element is asked for by hand: a handle would keep the whole page that it stood on
STANDS = """(title) => {
  const heading = document.querySelector('.gx h1');
  const frame = document.querySelector('iframe[src*=folium]');
  const map = !frame || !!(frame.contentWindow.feature_group || []).length;
  return !!heading && heading.textContent === title && !!document.querySelector('.gx-foot') && map
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'; }"""
ROUND = (("/map", "街区地图"), ("/indicators", "指标进展"), ("/projects", "项目台账"))


def held(session) -> dict[str, float]:
    """What the window holds after a forced collection."""
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    found = {row["name"]: row["value"] for row in session.send("Performance.getMetrics")["metrics"]}
    return {name: found[name] for name in ("Nodes", "Documents", "JSEventListeners")} | {
        "MB": found["JSHeapUsedSize"] / 1e6
    }


def test_a_hundred_page_changes_leave_nothing_behind(page, address):
    go(page, f"{address}/projects")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    after = []
    for turn in range(34):
        for path, title in ROUND:
            page.locator(f"nav[aria-label='主导航'] a[href='{path}']").click()
            until(page, lambda title=title: page.evaluate(STANDS, title))
        if turn in (3, 33):
            after.append(held(session))
    early, late = after
    assert late["Documents"] == early["Documents"]
    assert late["Nodes"] <= early["Nodes"] * 1.1
    assert late["JSEventListeners"] <= early["JSEventListeners"] + 5
    assert late["MB"] <= early["MB"] + 2

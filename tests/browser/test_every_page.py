"""Every page and state: no fault, no English, nothing wider than the window, nothing for axe."""

from __future__ import annotations

import urllib.request

import pytest

from lib.sitemap import PAGES
from tests.browser.watch import CHART, PATIENCE, SIZES, go, map_frame, serious, still, until

pytestmark = pytest.mark.browser
VIEWS = (
    "/indicators?indicator=hightech",
    "/indicators?indicator=incubator",
    "/indicators?state=no_data",
    "/indicators?view=gaps",
    "/indicators?view=chart",
    "/timeline?view=chart",
    "/timeline?view=series",
    "/projects?project=s01",
    "/map?site=deby",
    "/sources?view=methods",
    "/sources?view=dictionary",
    "/sources?view=history",
    "/sources?view=data",
    "/sources?view=conflicts",
    "/sources?fact=milestone:m1928",
    "/?as_of=2024-06-30",
    "/ecosystem?organization=simit",
    "/ecosystem?view=ties",
    "/ecosystem?view=mechanisms",
    "/offices?office=fuwu",
    "/search?q=孵化器",
    "/search?q=没有这样的词",
    "/sources?view=numbers",
    "/sources?view=readings",
    "/sources?view=annex",
    "/projects?q=没有这样的词",
    "/report?office=fuwu",
    "/sources?view=milestones",
    "/changes?from=singlemessage",
)
#: what has a page of its own outside the app
SHEETS = (
    "/print/projects",
    "/print/map",
    "/print/reminder?office=fuwu",
    "/export/deck.html",
    "/export/map.html",
)

#: pages that hold a chart
DRAWN = (
    "/indicators?view=chart", "/timeline?view=chart", "/ecosystem",
    "/indicators?indicator=hightech", "/indicators?indicator=incubator",
)  # fmt: skip


@pytest.mark.parametrize("path", [*(page.path for page in PAGES), *VIEWS])
def test_each_page_at_each_size_and_by_axe(path, page, address):
    """Loaded on a phone, then on ever larger windows."""
    for number, (size, (width, height)) in enumerate(reversed(SIZES.items())):
        page.set_viewport_size({"width": width, "height": height})
        if not number:
            go(page, address + path)
        if path.startswith("/map"):
            map_frame(page)
        # a phone has the ecosystem's list instead of its picture
        if path in DRAWN and (path, size) != ("/ecosystem", "phone"):
            page.wait_for_selector(CHART)
        still(page)
        assert page.watch.english() == []
        until(page, lambda: page.watch.sideways() <= 0)
        if size != "desk":
            assert serious(page) == []
    assert page.watch.faults == []


@pytest.mark.parametrize("path", SHEETS)
def test_sheets_and_files_have_nothing_for_axe(path, page, demo_address, tmp_path):
    file = tmp_path / "page.html"
    with urllib.request.urlopen(demo_address + path, timeout=PATIENCE) as answer:
        file.write_bytes(answer.read())
    # prints need the server's style sheet, files to take along need nothing
    page.goto(demo_address + path if path.startswith("/print") else file.as_uri())
    page.wait_for_load_state("networkidle")
    assert serious(page) == []


@pytest.mark.parametrize("more", ["", "&notes=1"])
def test_a_scene_has_nothing_for_axe(more, page, demo_address):
    page.goto(f"{demo_address}/present?deck=ten&scene=stuck{more}")
    page.wait_for_selector(".gx-deck > .scene.on")
    assert serious(page) == []
    assert page.watch.faults == []


def test_other_programs_leftovers_make_no_fuss(page, address):
    go(page, f"{address}/changes?from=singlemessage&isappinstalled=0")
    assert page.locator(".notice").count() == 0

"""Lists that nobody can read whole: the first rows, how many more there are, and where."""

from __future__ import annotations

import re
import shutil
from collections import Counter

import pytest

from lib import clock, text
from lib.rows.store import ask
from lib.scenes.tables import MOST_SCENES
from lib.screens import changes, offices, overview, present
from lib.screens.addresses import address
from lib.screens.view import View
from tests.bench.growth import grow

TIMES = 10
REST = re.compile(rf"先列 {text.LONG} (项|条)，其余 (\d+) \1在<a\s+href=\"/(projects|report)")


@pytest.fixture(scope="module")
def grown(built, tmp_path_factory):
    path = tmp_path_factory.mktemp("grown") / "store.db"
    shutil.copy(built, path)
    grow(path, TIMES, clock.today())
    return path


@pytest.fixture
def day(grown, monkeypatch) -> str:
    monkeypatch.setenv("GUIXIANG_DB", str(grown))
    return clock.today().isoformat()


def test_the_front_page_says_what_it_leaves_out(day):
    body = overview.body(View("/", day))
    listed = int(re.search(r"全部 (\d+) 项", body)[1])
    assert listed > text.LONG
    assert int(REST.search(body)[2]) == listed - text.LONG
    assert body.count('class="who small soft"') == text.LONG


def test_so_do_the_lists_between_meetings(day):
    body = changes.body(View("/changes", day, params=(("from", ("2020-01-01",)),)))
    found = REST.findall(body)
    assert found and all(int(rest) > 0 for _, rest, _ in found)


def test_plans_come_in_parts(day):
    first = offices.body(View("/offices", day))
    assert "第 1–4 份方案，共 20 份方案" in first
    last = offices.body(View("/offices", day, params=(("part", ("5",)),)))
    assert "第 17–20 份方案" in last and last.count("<table") == 4


def test_a_deck_ends(day):
    deck = present.deck_of(day, "whole", "http://localhost")
    kinds = Counter(re.sub(r"-\d+$", "", scene.id) for scene in deck.scenes)
    assert max(kinds.values()) == MOST_SCENES
    stuck = [scene for scene in deck.scenes if scene.id.startswith("stuck")]
    assert len(stuck) == MOST_SCENES
    assert all(f"/{MOST_SCENES}，其余见看板）" in scene.title for scene in stuck)


def test_an_office_without_an_item_is_a_fact_and_no_filter(day):
    view = View("/search", day)
    idle = ask("select id from office where id not in (select office_id from project_office)")
    assert idle and address(view, "office", "yingshang") == "/projects?office=yingshang"
    for row in idle[:3]:
        assert address(view, "office", row["id"]) == f"/sources?fact=office%3A{row['id']}"


def test_today_nothing_is_left_out(built, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(built))
    now = clock.today().isoformat()
    bodies = [overview.body(View("/", now)), changes.body(View("/changes", now))]
    bodies.append(offices.body(View("/offices", now)))
    assert not any("先列" in body or "份方案，共" in body for body in bodies)
    deck = present.deck_of(now, "whole", "http://localhost")
    assert not any("其余见看板" in scene.title for scene in deck.scenes)

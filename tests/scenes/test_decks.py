"""What the scenes say, computed anew; what drops out; what fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lib.scenes import decks, fit
from lib.scenes.model import HEIGHT, HIGH, SMALLEST, WIDE, WIDTH, Cell
from tests import frames
from tests.ledger import add_batch, add_report
from tests.scenes.build import deck
from tests.totals import INDICATORS, ITEMS, STREET

DAYS = ("2023-06-01", "2023-07-01", "2023-11-21", "2024-12-31", "2025-12-31", "")
IDS = ("whole", "ten", "office-yingshang", "action-s6")
STORY = (
    "cover", "district", "why", "plan", "standing-street-2023",
    "standing-district-2023-2025", "dimension-momentum", "dimension-service",
    "dimension-talent", "dimension-influence", "proven", "changes", "ecosystem", "sites",
    "owed", "owed-2", "assigned", "sources",
)  # fmt: skip


def test_the_whole_deck_tells_the_story_in_order(real_store):
    ids = [scene.id for scene in deck().scenes]
    assert len(set(ids)) == len(ids)
    assert (ids[0], ids[-1]) == ("cover", "sources")
    assert [id for id in ids if id in STORY] == list(STORY)  # others may stand between them


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("day", DAYS)
def test_every_scene_is_whole_on_every_day(id, day, real_store):
    if day == "2023-06-01" and "-" in id:
        return  # no items yet, so no such deck
    if id.startswith("office") and day == "2023-06-01":
        return
    for scene in deck(id, day).scenes:
        assert re.fullmatch(r"[a-z0-9-]+", scene.id)
        for words in (scene.title, scene.message, scene.source, scene.note):
            assert words.strip()
            assert "None" not in words
            assert "nan" not in words
        assert scene.seconds > 0
        assert scene.boxes
        assert fit.width(f"来源：{scene.source}", SMALLEST) <= 70
        assert fit.lines(scene.message, 2.4, WIDE) <= 2
        for box in scene.boxes:
            assert box.left >= 0
            assert box.left + box.width <= WIDTH
            assert box.top + box.height <= HEIGHT - 3.2, scene.id
            if box.part.kind == "table":
                assert fit.table_height(box.part, box.width) <= box.height + 0.01, scene.id
                assert box.part.size >= SMALLEST
            if box.part.kind == "lines":
                part = box.part
                high = fit.lines_height(part.lines, part.heading, part.size, box.width)
                assert high <= box.height + 0.8, scene.id


def test_ten_minutes_are_ten_minutes(demo_store):
    made = deck("ten")
    assert made.scenes[1].id == "previous"
    assert made.seconds <= 600


def test_scenes_without_data_say_who_owes_it_or_drop_out(real_store):
    early = {scene.id: scene for scene in deck("whole", "2023-06-01").scenes}
    assert "2023年6月1日以前还没有公开的方案" in early["plan"].lacks
    assert "区科委" in early["ecosystem"].lacks
    assert not [id for id in early if id.startswith(("dimension", "standing", "owed", "previous"))]
    now = {scene.id: scene for scene in deck().scenes}
    assert "负责科室、责任部门补" in now["standing-street-2023"].lacks
    assert "会议记录" in now["changes"].lacks


def test_messages_follow_the_store(own_store):
    before = {scene.id: scene.message for scene in deck().scenes}
    assert before["standing-street-2023"].startswith(f"{STREET} 项里 0 项有科室填报")
    assert before["proven"].startswith(
        f"{ITEMS} 项里 0 项有科室填报，{ITEMS} 项未填报；{INDICATORS} 项指标里 0 项"
    )
    add_batch(own_store)
    add_report(own_store, "s01", state="已完成", percent=100, evidence="验收单")
    after = {scene.id: scene.message for scene in deck().scenes}
    assert after["standing-street-2023"].startswith(f"{STREET} 项里 1 项有科室填报")
    assert "已完成 1 项" in after["standing-street-2023"]
    assert after["proven"].startswith(f"{ITEMS} 项里 1 项有科室填报，{ITEMS - 1} 项未填报")


def test_counts_equal_sql(demo_store):
    found = {scene.id: scene for scene in deck().scenes}
    rows = frames.read(
        demo_store,
        "select p.plan_id, count(*) n from v_project_status s join project p"
        " on p.id = s.project_id where s.state <> 'unreported' group by 1 order by 1",
    )
    for row in rows.itertuples():
        assert f"里 {row.n} 项有科室填报" in found[f"standing-{row.plan_id}"].message
    named = frames.read(demo_store, "select count(*) n from organization order by 1").n[0]
    assert found["ecosystem"].message.startswith(f"文件点名 {named} 家机构")


def test_a_proxy_is_never_a_solid_bar(real_store):
    for scene in deck().scenes:
        for box in scene.boxes:
            if box.part.kind == "bars" and not box.part.stacked:
                assert [series.hollow for series in box.part.series] == [False, True]
                assert all(bar.values[0] is None for bar in box.part.bars)


def test_an_unknown_deck_is_no_deck():
    names = {"office": {"fuwu": "服务办"}, "action": {}}
    for id in ("", "none", "office", "office-", "office-zzz", "action-s1", "whole-fuwu", "ten-"):
        assert decks.choice_of(id, names) is None
    assert decks.choice_of("office-fuwu", names).name == "服务办"


ROWS = some.lists(some.text(alphabet="硅巷a1 ", max_size=60), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(ROWS, some.floats(min_value=15, max_value=40))
def test_a_fitted_table_fits_and_counts_what_it_leaves_out(words, height):
    rows = [(Cell(text=str(at)), Cell(text=text)) for at, text in enumerate(words)]
    table = fit.fitted(("号", "话"), (1, 9), rows, room=WIDE, height=height)
    assert fit.table_height(table, WIDE) <= height
    if len(table.rows) < len(rows):
        left = re.search(r"另有 (\d+) 项", table.rows[-1][1].text)
        assert int(left[1]) + len(table.rows) - 1 == len(rows)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_pages_keep_every_row_in_order(words):
    rows = [(Cell(text=str(at)), Cell(text=text)) for at, text in enumerate(words)]
    cut = fit.pages(("号", "话"), (1, 9), rows, room=WIDE, height=HIGH)
    assert [row for page in cut for row in page] == rows
    for page in cut:
        table = fit.fitted(("号", "话"), (1, 9), page, room=WIDE, height=HIGH, largest=1.4)
        assert len(table.rows) == len(page)

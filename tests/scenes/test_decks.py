"""What the scenes say, computed anew; what drops out; what fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lib import clock
from lib.rows.indicators import indicators
from lib.rows.organizations import bodies
from lib.rows.projects import projects
from lib.scenes import closing, decks, fit, pressing
from lib.scenes.decks import Choice
from lib.scenes.machine import is_local
from lib.scenes.model import (
    HEIGHT,
    HIGH,
    MESSAGE,
    MESSAGE_LINES,
    MOST_ROWS,
    SMALL,
    SMALLEST,
    WIDE,
    WIDTH,
    Cell,
    Lines,
)
from lib.scenes.story import gather
from tests import frames
from tests.ledger import add_batch, add_report, add_value
from tests.scenes.build import deck
from tests.shared import at_most
from tests.store.test_assign import TASK, assign
from tests.totals import INDICATORS

DAYS = ("2023-06-01", "2023-07-01", "2023-11-21", "2024-12-31", "2025-12-31", "")
IDS = ("whole", "ten", "office-yingshang", "action-s6")
NOTHING = re.compile(r"没有|还没|(?<![\d.])0 ")


def base(id: str) -> str:
    """A scene's id without the number of its page."""
    return re.sub(r"-\d+$", "", id)


def order(scenes) -> list[str]:
    return list(dict.fromkeys(base(scene.id) for scene in scenes))


def split(made) -> tuple[list[str], list[str]]:
    return order(made.run), order([scene for scene in made.scenes if scene.appendix])


@pytest.mark.parametrize("id", ["whole", "ten"])
def test_documents_alone_tell_what_is_known(id, real_store):
    assert split(deck(id)) == (
        [
            "cover", "district", "why", "plan", "changes", "years", "targets", "decisions",
            "missing", "sources",
        ],
        ["assigned", "owed", "ecosystem"],
    )  # fmt: skip


@pytest.mark.parametrize("id", ["whole", "ten"])
def test_reports_tell_what_is_stuck_and_who_decides(id, demo_store):
    assert split(deck(id)) == (
        [
            "cover", "previous", "standing", "stuck", "changes", "targets", "sites", "decisions",
            "assigned",
        ],
        ["near", "plan", "owed", "missing", "ecosystem", "sources"],
    )  # fmt: skip


def test_an_office_of_its_own_tells_what_is_known(real_store):
    assert split(deck("office-yingshang")) == (
        ["cover", "items", "changes", "targets", "missing", "sources"],
        ["assigned", "owed"],
    )


def test_an_office_of_its_own_tells_what_it_reported(demo_store):
    assert split(deck("office-yingshang")) == (
        ["cover", "previous", "items", "stuck", "changes", "targets", "sites", "assigned"],
        ["near", "owed", "missing", "sources"],
    )


@pytest.mark.parametrize("store", ["real_store", "demo_store"])
@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("day", DAYS)
def test_every_scene_is_whole_on_every_day(id, day, store, request):
    request.getfixturevalue(store)
    if (day == "2023-06-01" and "-" in id) or (day == "2023-07-01" and id.startswith("office")):
        return  # no projects yet, so no such deck
    made = deck(id, day)
    assert len({scene.id for scene in made.scenes}) == len(made.scenes)
    for scene in made.scenes:
        assert re.fullmatch(r"[a-z0-9-]+", scene.id)
        for words in (scene.title, scene.message, scene.source, scene.note):
            assert words.strip()
            assert "None" not in words
            assert "nan" not in words
        assert scene.seconds > 0
        assert scene.boxes
        assert fit.width(f"来源：{scene.source}", SMALL) <= 70
        assert fit.lines(scene.message, MESSAGE, WIDE) <= MESSAGE_LINES
        for box in scene.boxes:
            assert box.left >= 0
            assert box.left + box.width <= WIDTH
            assert box.top + box.height <= HEIGHT - 3.2, scene.id
            assert getattr(box.part, "size", SMALLEST) >= SMALLEST >= 2.08
            if box.part.kind == "table":
                assert 0 < len(box.part.rows) <= MOST_ROWS, scene.id
                assert fit.table_height(box.part, box.width) <= box.height + 0.01, scene.id
                assert not any("另有" in cell.text for row in box.part.rows for cell in row)
            if box.part.kind == "lines":
                part = box.part
                high = fit.lines_height(part.lines, part.heading, part.size, box.width)
                assert high <= box.height + 0.8, scene.id


def names_of_the_store() -> set[str]:
    day = deck().as_of
    found = {project["name"] for project in projects(day)} | {
        row["name"] for row in indicators(day)
    }
    found |= {each["name"] for project in projects(day) for each in project["offices"]}
    return found | {row["name"] for row in bodies(day)}


@pytest.mark.parametrize("store", ["real_store", "demo_store"])
@pytest.mark.parametrize("id", IDS)
def test_a_message_is_a_conclusion(id, store, request):
    request.getfixturevalue(store)
    known = names_of_the_store()
    for scene in deck(id).scenes:
        assert re.search(r"\d", scene.message) or any(name in scene.message for name in known)
        assert scene.message != scene.title
        assert re.search(r"\d", scene.note) or any(name in scene.note for name in known)


@pytest.mark.parametrize("id", ["whole", "ten"])
def test_absence_is_said_once(id, real_store):
    said = [scene.id for scene in deck(id).run if NOTHING.search(scene.message)]
    assert said == []
    missing = [scene for scene in deck(id).run if scene.id == "missing"]
    assert len(missing) == 1
    assert missing[0].message.startswith("还缺 5 样：科室填报、指标的数、会议记录")
    words = [cell.text for row in missing[0].boxes[0].part.rows for cell in row]
    assert "44 项都没有科室填报" in words


def test_ten_minutes_are_ten_minutes(demo_store):
    made = deck("ten")
    assert made.scenes[1].id == "previous"
    assert made.seconds <= 600
    stuck = next(scene for scene in made.run if scene.id == "stuck")
    assert re.search(r"（前 \d 件，共 \d+ 件）", stuck.title)


@pytest.mark.parametrize("store", ["real_store", "demo_store"])
def test_ten_minutes_are_eleven_scenes_at_most(store, request):
    request.getfixturevalue(store)
    assert len(deck("ten").run) <= 11


@pytest.mark.parametrize("store", ["real_store", "demo_store"])
def test_ten_minutes_repeat_no_point(store, request):
    request.getfixturevalue(store)
    run = [scene for scene in deck("ten").run if not re.search(r"-\d$", scene.id)]
    assert len({scene.message for scene in run}) == len(run)


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("store", ["real_store", "demo_store"])
def test_no_two_scenes_say_the_same(store, id, request):
    """Further pages of a table said what the first had said."""
    request.getfixturevalue(store)
    said = [scene.message for scene in deck(id).scenes]
    assert len(set(said)) == len(said)
    assert any(words.startswith("接上页：") for words in said) or id == "ten"


def test_an_empty_day_says_so_once(real_store):
    made = deck("whole", "2023-06-01")
    assert split(made) == (["cover", "district", "missing"], ["assigned"])
    found = {scene.id: scene for scene in made.scenes}
    assert found["cover"].message == "2023年6月1日，方案公布以前的街区"
    words = [cell.text for row in found["missing"].boxes[0].part.rows for cell in row]
    assert "2023年6月1日以前还没有公开的方案" in words
    assert any("区科委" in text for text in words)


def test_a_past_day_knows_no_later_document(real_store):
    found = {scene.id: scene for scene in deck("whole", "2023-07-01").scenes}
    assert found["cover"].message == "1 份方案 32 项，2023-12-31 到期"
    assert "targets" not in found and "changes" not in found
    words = "".join(scene.message + scene.note for scene in found.values())
    assert not re.search(r"202[45]-", words)


def test_one_project_overdue(own_store):
    add_batch(own_store)
    add_report(own_store, "s07", percent=60, problem="等批复")
    made = deck()
    assert order(made.run)[:4] == ["cover", "standing", "stuck", "changes"]
    found = {scene.id: scene for scene in made.scenes}
    assert found["cover"].message == "44 项里 1 项逾期，43 项未填报"
    assert found["standing"].message.startswith("44 项里 1 项逾期或滞后，都在")
    assert found["standing"].message.endswith("；43 项未填报")
    first = r"1 件要推，最急的是街道7 一体化管理，逾期 \d+ 天，等批复"
    assert re.fullmatch(first, found["stuck"].message)
    tiles = [tile for block in found["standing"].boxes[0].part.blocks
             for row in block.rows for tile in row.tiles]  # fmt: skip
    assert len(tiles) == 44
    assert [tile.label for tile in tiles if tile.tone == "bad"] == ["7"]


def test_one_assignment_and_no_report(own_store):
    assign(own_store, TASK)
    same = {scene.id: scene for scene in deck("whole", "2024-03-01").scenes}
    assert same["assigned"].message.startswith("本次会议已交办 1 件")
    assert not same["assigned"].appendix
    later = deck("whole", "2024-04-01")
    assert order(later.run)[:3] == ["cover", "previous", "district"]
    assert next(scene for scene in later.scenes if scene.id == "assigned").appendix


def test_one_indicator_met_late(own_store):
    add_batch(own_store, when="2026-02-10T09:00:00+08:00")
    add_value(own_store, "incubator", 2, as_of="2026-02-09")
    made = deck("whole", "2026-03-01")
    found = {scene.id: scene for scene in made.scenes}
    assert found["targets"].message == f"{INDICATORS} 项指标里 1 项有口径一致的数：逾期达标 1 项"
    cells = [[cell.text for cell in row] for row in found["targets"].boxes[0].part.rows]
    assert cells[0] == ["高质量孵化器", "1到2个(培育)", "2个（2026-02）", "◈ 逾期达标"]
    assert found["near"].appendix
    assert found["cover"].message.startswith("2 份方案 44 项，期限都已过")


def test_counts_equal_sql(demo_store):
    found = {scene.id: scene for scene in deck().scenes}
    rows = frames.read(
        demo_store, "select state, count(*) n from v_project_status group by 1 order by 1"
    )
    counted = dict(zip(rows["state"], rows["n"], strict=True))
    for state, word in (("done", "已完成"), ("overdue", "逾期"), ("behind", "滞后")):
        assert f"{counted[state]} 项{word}" in found["cover"].message
    named = frames.read(demo_store, "select count(*) n from organization order by 1").n[0]
    assert found["ecosystem"].message.startswith(f"文件点名 {named} 家机构")
    tiles = [tile for block in found["standing"].boxes[0].part.blocks
             for row in block.rows for tile in row.tiles]  # fmt: skip
    assert len(tiles) == sum(counted.values())


def test_nothing_draws_a_near_number(real_store):
    for scene in deck().scenes:
        kinds = {box.part.kind for box in scene.boxes}
        assert kinds <= {"table", "figures", "tiles", "course", "lines", "map", "code"}
        if base(scene.id) == "targets":
            assert kinds == {"table"}


@pytest.mark.parametrize(
    ("address", "local"),
    [("http://localhost:8501", True), ("http://127.0.0.1:8630", True), ("http://[::1]:80", True),
     ("http://0.0.0.0:8501", True), ("", True), ("http://board.local", False),
     ("https://guixiang.example.cn", False), ("http://10.1.2.3:8501", False)],
)  # fmt: skip
def test_no_code_leads_to_this_machine_alone(address, local, real_store):
    assert is_local(address) == local
    kinds = [box.part.kind for scene in deck(address=address).scenes for box in scene.boxes]
    assert ("code" in kinds) != local


def test_an_unknown_deck_is_no_deck():
    names = {"office": {"fuwu": "服务办"}, "action": {}}
    for id in ("", "none", "office", "office-", "office-zzz", "action-s1", "whole-fuwu", "ten-"):
        assert decks.choice_of(id, names) is None
    assert decks.choice_of("office-fuwu", names).name == "服务办"


ROWS = some.lists(some.text(alphabet="硅巷a1 ", max_size=60), min_size=1, max_size=60)


@at_most(60)
@given(ROWS, some.floats(min_value=15, max_value=40))
def test_a_fitted_table_fits_and_counts_what_it_leaves_out(words, height):
    rows = [(Cell(text=str(at)), Cell(text=text)) for at, text in enumerate(words)]
    table = fit.fitted(("号", "话"), (1, 9), rows, room=WIDE, height=height)
    assert fit.table_height(table, WIDE) <= height
    if len(table.rows) < len(rows):
        left = re.search(r"另有 (\d+) 项", table.rows[-1][1].text)
        assert int(left[1]) + len(table.rows) - 1 == len(rows)


@at_most(60)
@given(ROWS)
def test_pages_keep_every_row_in_order(words):
    rows = [(Cell(text=str(at)), Cell(text=text)) for at, text in enumerate(words)]
    cut = fit.pages(("号", "话"), (1, 9), rows, room=WIDE, height=HIGH)
    assert all(len(page) <= MOST_ROWS for page in cut)
    assert [row for page in cut for row in page] == rows
    for page in cut:
        table = fit.fitted(("号", "话"), (1, 9), page, room=WIDE, height=HIGH, largest=2.1)
        assert len(table.rows) == len(page)


def test_what_is_suggested_is_no_open_assignment(demo_store):
    story = gather(clock.today().isoformat(), Choice(kind="ten"))
    (scene,) = closing.assigned(story)
    told = " ".join(
        sentence.lead
        for box in scene.boxes
        if isinstance(box.part, Lines)
        for sentence in box.part.lines
    )
    names = {project["id"]: project["name"] for project in story.everything}
    open_ones = [row for row in story.assigned if row["project_id"] and row["lamp"].state != "done"]
    assert open_ones
    assert not [row for row in open_ones if names[row["project_id"]] in told]


def test_a_reason_that_is_told_stands_in_the_rows_below(demo_store):
    rows = gather(clock.today().isoformat(), Choice(kind="ten")).urgent
    far = [row | {"problem": ""} for row in rows[: pressing.SEEN]]
    far += [row | {"problem": "等批复"} for row in rows[pressing.SEEN :]]
    assert "等批复" not in pressing._point(far)
    assert "等批复" in pressing._point(far[::-1])

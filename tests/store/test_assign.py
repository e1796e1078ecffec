"""Assignments are appended whole or refused with every problem."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from lib.rows.meetings import assignments, meeting_before
from lib.scenes.model import Rows
from lib.store import connect
from lib.store.assign import Assignment, assign
from lib.store.problems import Refused
from tests import frames
from tests.ledger import add_batch, add_report
from tests.scenes.build import deck

TASK = Assignment(
    meeting_on="2024-03-01",
    says="核对咖啡亭点位",
    office_id="yingshang",
    project_id="s12",
    due_on="2024-03-20",
    scene="sites",
    assigned_by="测试员",
    received_at="2024-03-01T09:30:00+08:00",
)


def rows(path) -> list[dict]:
    return frames.read(path, "select * from assignment order by id").to_dict("records")


def test_the_first_assignment_records_the_meeting(store):
    assign(store, TASK)
    assign(store, replace(TASK, says="第二件", project_id=""))
    held = frames.read(store, "select id, held_on, title from meeting order by id")
    assert held.to_numpy().tolist() == [["m-20240301", "2024-03-01", "硅巷早餐会"]]
    first, second = rows(store)
    assert (first["says"], first["project_id"]) == ("核对咖啡亭点位", "s12")
    assert first["scene"] == "sites"
    assert second["project_id"] != second["project_id"]  # empty


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"says": "  "}, "required"),
        ({"says": "长" * 201}, "task_long"),
        ({"says": "a\x00b"}, "control_char"),
        ({"says": "\u3164\u2800\ufe0f"}, "required"),
        ({"assigned_by": "\u200b"}, "required"),
        ({"scene": "s" * 81}, "bad_scene"),
        ({"scene": "长" * 400}, "bad_scene"),
        ({"scene": "sites\n"}, "bad_scene"),
        ({"office_id": "zzz"}, "unknown_ref"),
        ({"project_id": "zzz"}, "unknown_ref"),
        ({"due_on": "2024-02-30"}, "not_day"),
        ({"due_on": "20240320"}, "not_day"),
        ({"due_on": "2024-02-29"}, "due_past"),
    ],
)
def test_a_wrong_task_changes_nothing(change, kind, store):
    with pytest.raises(Refused) as error:
        assign(store, replace(TASK, **change))
    assert [problem.kind for problem in error.value.problems] == [kind]
    assert rows(store) == []
    assert frames.read(store, "select * from meeting order by id").empty


def test_every_problem_at_once(store):
    with pytest.raises(Refused) as error:
        assign(store, replace(TASK, says="", office_id="x", due_on="y"))
    assert len(error.value.problems) == 3


def test_assignments_can_only_be_added(store):
    assign(store, TASK)
    with connect.write(store) as db:
        for sql in ("update assignment set says = 'x'", "delete from assignment"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(sql)


@pytest.mark.parametrize("long", [{"says": "长" * 201}, {"scene": "s" * 81}])
def test_the_store_itself_takes_no_endless_texts(long, store):
    """Whoever writes past the program: bounds for what comes, older rows stay."""
    assign(store, TASK)
    columns = "meeting_id, office_id, says, due_on, scene, assigned_by, received_at"
    row = {key: getattr(TASK, key) for key in columns.split(", ")[1:]} | {
        "meeting_id": "m-20240301"
    }
    with connect.write(store) as db:
        db["assignment"].insert(row)
        with pytest.raises(sqlite3.IntegrityError, match="太长"):
            db["assignment"].insert(row | long)
    assert len(rows(store)) == 2


def test_the_lamp_follows_reports_after_the_meeting(own_store):
    assign(own_store, TASK)

    def lamp(day: str) -> str:
        return assignments(day)[0]["lamp"].state

    assert lamp("2024-03-02") == "unreported"
    assert lamp("2024-04-01") == "unreported"  # nobody reported: never red
    add_batch(own_store, when="2024-03-05T09:00:00+08:00")
    add_report(own_store, "s12", as_of="2024-03-05", percent=10)
    assert lamp("2024-03-06") == "due_soon"
    assert lamp("2024-03-21") == "overdue"
    add_batch(own_store, "b2", when="2024-03-22T09:00:00+08:00")
    add_report(own_store, "s12", batch_id="b2", as_of="2024-03-22", state="已完成", evidence="单")
    assert lamp("2024-03-23") == "done"
    assert lamp("2024-03-06") == "due_soon"  # the past stays as it was


def test_a_report_before_the_meeting_says_nothing_of_the_task(own_store):
    add_batch(own_store)
    add_report(own_store, "s12", as_of="2024-01-09", state="已完成", evidence="单")
    assign(own_store, TASK)
    assert assignments("2024-03-02")[0]["lamp"].state == "unreported"


def test_the_next_meeting_opens_with_them(own_store):
    assign(own_store, TASK)
    same_day = {scene.id: scene for scene in deck("whole", "2024-03-01").scenes}
    assert "previous" not in same_day
    assert same_day["assigned"].message.startswith("本次会议已交办 1 件")
    later = deck("whole", "2024-04-01").scenes
    assert [scene.id for scene in later[:2]] == ["cover", "previous"]
    assert later[1].message == "2024-03-01 会上交办 1 件：过期没有填报 1 件"
    table = later[1].boxes[0].part
    assert isinstance(table, Rows)
    assert [cell.text for cell in table.rows[0]][:4] == [
        "核对咖啡亭点位", "营商办", "街道12 机器人咖啡亭", "2024-03-20",
    ]  # fmt: skip
    assert [scene.id for scene in deck("office-fuwu", "2024-04-01").scenes][1] != "previous"
    assert meeting_before("2024-03-01") is None
    early = {scene.id: scene for scene in deck("whole", "2024-02-28").scenes}
    assert early["assigned"].message.startswith("交办说清 3 样")

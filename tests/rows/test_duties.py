"""What an office owes: one line a project, by the first rule that holds, the worst first."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.measures.lamps import Lamp
from lib.rows.duties import RULES, duties, duty_of, open_tasks
from lib.rows.projects import projects
from lib.store.assign import Assignment, assign
from tests.ledger import add_batch, add_report

DAY = "2024-06-30"


def made(state: str = "on_track", age: str = "fresh", missing=(), **more) -> dict:
    reported = None if state == "unreported" else {"as_of": "2024-06-01"}
    return {
        "id": "x1", "level": "街道", "no": 7, "name": "试验", "due": "2024-07-10",
        "lamp": Lamp(state=state, why=""), "age": "never" if reported is None else age,
        "missing": list(missing), "report": reported,
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("project", "rule", "how"),
    [
        (made("overdue", due="2024-06-29", age="stale"), "逾期", "逾期 1 天"),
        (made("due_soon", missing=["进度"]), "临期", "还有 10 天"),
        (made("due_soon", due=DAY), "临期", "还有 0 天"),
        (made("unreported", missing=["进展"]), "未填报", "从未填报"),
        (made("behind", "ageing", ["进度"]), "久未更新", "最近填报 2024-06-01"),
        (made("paused", "stale"), "久未更新", "最近填报 2024-06-01"),
        (made("behind", missing=["进度", "下一步"]), "缺项", "缺 进度、下一步"),
        (made(), None, ""),
        (made("behind"), None, ""),
        (made("done", "stale", ["进度"]), None, ""),
    ],
)
def test_the_first_rule_that_holds(project, rule, how):
    found = duty_of(project, DAY)
    assert (found and found["rule"]) == rule
    if found:
        assert found["how"] == how and found["act"]
        assert found["name"] == "街道7 试验" and found["due"] == project["due"]


PROJECTS = st.builds(
    made,
    st.sampled_from(["overdue", "behind", "due_soon", "unreported", "paused", "on_track", "done"]),
    st.sampled_from(["fresh", "ageing", "stale"]),
    st.lists(st.sampled_from(["进度", "进展"]), max_size=2),
    due=st.sampled_from(["2024-01-31", "2024-06-30", "2024-12-31"]),
    id=st.uuids().map(str),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.lists(PROJECTS, max_size=8))
def test_each_project_once_by_rule_then_date(real_store, own):
    found = duties(DAY, "yingshang", own)
    keys = [(RULES.index(duty["rule"]), duty["due"]) for duty in found]
    assert keys == sorted(keys)
    owing = [
        project["id"]
        for project in own
        if project["lamp"].state in ("overdue", "due_soon", "unreported")
        or (project["lamp"].state != "done" and (project["age"] != "fresh" or project["missing"]))
    ]
    assert sorted(duty["project_id"] for duty in found) == sorted(owing)


@pytest.fixture
def assigned(own_store):
    """Three tasks of one office, the earliest due last; one is done, one of another office."""
    base = {"meeting_on": "2024-01-10", "assigned_by": "甲", "office_id": "yingshang",
            "received_at": "2024-01-10T10:00:00+08:00"}  # fmt: skip
    own = [row for row in projects("2024-01-10") if "yingshang" in row["facets"]["office"]]
    ids = [row["id"] for row in own[:2]]
    for says, due, project, more in [
        ("后办", "2024-07-31", ids[0], {}),
        ("先办", "2024-06-20", "", {}),
        ("办完", "2024-05-31", ids[1], {}),
        ("别家", "2024-05-31", "", {"office_id": "fuwu"}),
    ]:
        assign(own_store, Assignment(says=says, due_on=due, project_id=project, **base | more))
    add_batch(own_store, when="2024-02-01T09:00:00+08:00")
    add_report(own_store, ids[1], as_of="2024-02-01", state="已完成", evidence="单")
    return own_store


def test_open_tasks_are_the_office_s_own_not_done_next_due_first(assigned):
    assert [row["says"] for row in open_tasks(DAY, "yingshang")] == ["先办", "后办"]
    before = [row["says"] for row in open_tasks("2024-01-31", "yingshang")]
    assert before == ["办完", "先办", "后办"], "the report had not come in"
    assert open_tasks("2024-01-09", "yingshang") == []


def test_tasks_come_before_projects_and_say_where_to_answer(assigned):
    own = [row for row in projects(DAY) if "yingshang" in row["facets"]["office"]]
    found = duties(DAY, "yingshang", own)
    assert [row["rule"] for row in found[:2]] == ["交办", "交办"]
    assert "交办" not in [row["rule"] for row in found[2:]]
    alone, tied = found[:2]
    assert (alone["name"], alone["project_id"], alone["act"]) == ("先办", None, "在会上说明")
    assert tied["name"].endswith(" 后办") and tied["act"].startswith("填报进展")
    keys = [(RULES.index(row["rule"]), row["due"]) for row in found[2:]]
    assert keys == sorted(keys)
    assert duties(DAY, "yingshang", [])[2:] == []

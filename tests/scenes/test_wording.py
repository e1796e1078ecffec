"""Sentences of the deck, from rows."""

from __future__ import annotations

from lib.measures.lamps import Lamp
from lib.scenes.wording import tasks_standing


def task(state: str, due: str) -> dict:
    return {"lamp": Lamp(state=state, why=""), "due_on": due}


def test_a_task_past_its_day_is_late_whether_anybody_reported_or_not():
    rows = [
        task("done", "2026-11-01"), task("overdue", "2026-11-23"),
        task("unreported", "2026-11-23"), task("unreported", "2026-11-23"),
        task("unreported", "2026-12-20"), task("on_track", "2026-12-20"),
    ]  # fmt: skip
    said = tasks_standing(rows, "2026-11-27")
    assert said.startswith("逾期 3 件（其中 2 件没有填报），")
    assert "已完成 1 件" in said and "未填报 1 件" in said and "正常 1 件" in said


def test_nothing_late_is_not_mentioned():
    assert "逾期" not in tasks_standing([task("on_track", "2026-12-20")], "2026-11-27")
    assert tasks_standing([task("overdue", "2026-11-20")], "2026-11-27") == "逾期 1 件"

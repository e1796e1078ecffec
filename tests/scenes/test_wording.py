"""Sentences of the deck, from rows."""

from __future__ import annotations

from lib.measures.lamps import Lamp
from lib.scenes.wording import tasks_standing


def task(state: str, due: str, project: str | None = "s01") -> dict:
    return {"lamp": Lamp(state=state, why=""), "due_on": due, "project_id": project}


def test_past_its_day_without_a_report_is_said_apart():
    rows = [
        task("done", "2026-11-01"), task("overdue", "2026-11-23"),
        task("unreported", "2026-11-23"), task("unreported", "2026-11-23", None),
        task("unreported", "2026-12-20"), task("on_track", "2026-12-20"),
    ]  # fmt: skip
    said = tasks_standing(rows, "2026-11-27")
    for words in ("已完成 1 件", "逾期 1 件", "未填报 1 件", "正常 1 件", "过期没有填报 1 件"):
        assert words in said
    assert said.endswith("过期待会上说明 1 件")


def test_nothing_past_is_not_mentioned():
    assert "过期" not in tasks_standing([task("on_track", "2026-12-20")], "2026-11-27")
    assert tasks_standing([task("overdue", "2026-11-20")], "2026-11-27") == "逾期 1 件"

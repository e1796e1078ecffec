"""By when offices are to report: a day the maintainer named, as long as it lies ahead."""

from __future__ import annotations

import pytest

from lib.rows.meetings import assignments, leaders_of, meeting_before, meetings, stands, until_next
from lib.rows.projects import projects
from lib.store.assign import Assignment, assign
from tests.ledger import add_batch, add_report

LATER = "下次早餐会（日子待定）以前"


@pytest.mark.parametrize(
    ("said", "words"),
    [("", LATER), ("2026-12-01", "下次早餐会（2026-12-01）以前"), ("2026-11-27", None),
     ("2026-11-26", LATER), ("12月1日", LATER), ("2026-13-01", LATER), ("<b>", LATER)],
)  # fmt: skip
def test_the_next_meetings_day(said, words, monkeypatch):
    monkeypatch.setenv("GUIXIANG_MEETING", said)
    assert until_next("2026-11-27") == (words or f"下次早餐会（{said}）以前")


def task(path, **more) -> None:
    row = {"meeting_on": "2024-03-01", "says": "去办", "office_id": "yingshang",
           "due_on": "2024-06-29", "assigned_by": "甲", "project_id": "s01",
           "received_at": "2024-03-02T10:00:00+08:00"}  # fmt: skip
    assign(path, Assignment(**row | more))


def one(day: str) -> dict:
    (row,) = assignments(day)
    return row


def test_an_assignment_is_known_when_it_was_entered_not_when_it_was_said(own_store):
    task(own_store)
    assert assignments("2024-03-01") == [] and one("2024-03-02")["known_on"] == "2024-03-02"
    assert [row["held_on"] for row in meetings("2024-03-01")] == ["2024-03-01"]
    assert meeting_before("2024-03-01") is None
    assert meeting_before("2024-03-02")["held_on"] == "2024-03-01"


def test_only_a_report_since_the_meeting_answers_it_and_its_own_date_counts(own_store):
    task(own_store)
    add_batch(own_store)
    add_report(own_store, percent=1, due_on="2030-01-01")  # of January
    assert one("2024-06-29")["lamp"].state == "unreported"
    assert "期限" not in one("2024-06-29")["lamp"].why and "已过" in one("2024-06-30")["lamp"].why
    assert stands(one("2024-06-29"), "2024-06-29") == "还有 0 天"
    assert stands(one("2024-06-30"), "2024-06-30") == "期限已过 1 天，交办后没有填报"
    add_report(own_store, percent=1, as_of="2024-03-01", due_on="2030-01-01")
    assert one("2024-03-20")["lamp"].state == "on_track", "a low percentage is no delay of it"
    assert one("2024-06-01")["lamp"].state == "due_soon"
    assert one("2024-06-30")["lamp"].state == "overdue"
    assert stands(one("2024-06-30"), "2024-06-30") == "逾期 1 天"


def test_a_task_without_a_project_is_told_where_to_be_answered(own_store):
    task(own_store, project_id="")
    row = one("2024-06-30")
    assert row["lamp"].state == "unreported" and "会上说明" in row["lamp"].why
    assert "会上说明" in stands(row, "2024-06-30")
    assert leaders_of(row, None) == []


def test_leaders_are_named_only_where_the_office_stands_alone(own_store):
    rows = [row for row in projects("2024-06-30") if row["leaders"]]
    alone = next(row for row in rows if len(row["offices"]) == 1)
    shared = next(row for row in rows if len(row["offices"]) > 1)
    for project, other in ((alone, False), (shared, False), (alone, True)):
        office = "no-such" if other else project["offices"][0]["office_id"]
        named = leaders_of({"office_id": office}, project)
        wanted = [] if other or project is shared else [each["name"] for each in alone["leaders"]]
        assert named == wanted

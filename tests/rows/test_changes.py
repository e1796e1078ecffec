"""Between two meetings: what came in, what moved, what stayed silent."""

from __future__ import annotations

import pytest

from lib.rows import changes
from lib.rows.cache import begin_run
from lib.rows.meetings import meeting_before
from lib.rows.reports import batches
from lib.screens import changes as changes_screen
from lib.screens.view import View, parse
from lib.store import connect
from tests.ledger import add_batch, add_report, add_value
from tests.totals import PROJECTS, STREET


def add_meeting(path, day: str) -> None:
    with connect.write(path) as db:
        db["meeting"].insert({"id": day, "held_on": day, "title": "早餐会"})


@pytest.fixture
def year(own_store):
    """Two meetings in 2024 and reports around them."""
    for day in ("2024-01-10", "2024-02-10"):
        add_meeting(own_store, day)
    add_batch(own_store)  # on the day of the first meeting
    add_report(own_store, "s01", state="推进中")
    add_batch(own_store, "b2", when="2024-01-20T09:00:00+08:00")
    add_report(own_store, "s01", batch_id="b2", as_of="2024-01-19", state="已完成", evidence="单")
    add_report(own_store, "d01", batch_id="b2", as_of="2024-01-19", percent=50)
    add_value(own_store, "salon", 25, batch_id="b2", as_of="2024-01-19")
    add_batch(own_store, "b3", when="2024-02-20T09:00:00+08:00")
    add_report(own_store, "s02", batch_id="b3", as_of="2024-02-19")
    begin_run()
    return own_store


def test_between_two_meetings(year):
    found = changes.changes("2024-01-10", "2024-02-10")
    assert [row["id"] for row in found["batches"]] == ["b2"]
    assert found["projects"].reported == ("s01", "d01")
    assert [row["id"] for row in found["closed"]] == ["s01"]
    moved = {move["row"]["id"]: (move["was"], move["is"]) for move in found["moved"]}
    assert moved == {"s01": ("overdue", "done"), "d01": ("unreported", "on_track")}
    targets = {move["row"]["id"]: move["is"] for move in found["moved_targets"]}
    assert targets == {"salon": "met"}
    assert len(found["silent"]) == PROJECTS - 2
    assert len(found["never"]) == PROJECTS - 2


def test_what_came_on_the_day_of_a_meeting_was_known_at_it(year):
    assert [row["id"] for row in changes.changes("2024-01-09", "2024-01-10")["batches"]] == ["b1"]
    assert changes.changes("2024-01-10", "2024-01-19")["batches"] == []


def test_a_withdrawn_batch_is_named_and_does_not_count(year):
    add_batch(year, "b4", when="2024-02-05T09:00:00+08:00", withdraws="b2", withdrawn_by="甲")
    begin_run()
    found = changes.changes("2024-01-10", "2024-02-10")
    assert [row["withdraws"] for row in found["withdrawn"]] == ["b2"]
    assert found["projects"].reported == ()
    assert found["closed"] == []


def test_spans_run_from_meeting_to_meeting(year):
    assert [(row["since"], row["until"]) for row in changes.spans("2024-03-01")] == [
        ("2024-02-10", "2024-03-01"),
        ("2024-01-10", "2024-02-10"),
    ]
    assert meeting_before("2024-02-10")["held_on"] == "2024-01-10"
    assert changes.default_since("2024-01-01") == "2023-12-02"


def test_new_documents_bring_new_projects(year):
    found = changes.changes("2023-06-01", "2023-06-28")
    assert [row["id"] for row in found["documents"]] == ["street-2023"]
    assert len(found["new"]) == STREET


def test_the_page_and_the_first_page_say_the_same_counts(year):
    from lib.screens import overview

    text = overview.body(View("/", "2024-03-01", True))
    found = changes.since_meeting("2024-03-01")
    assert f'<b class="num">{len(found["silent"])}</b> 项' in text
    page = changes_screen.body(View("/changes", "2024-03-01", True))
    assert f'<b class="big">{len(found["silent"])}</b> 没有动静' in page


@pytest.mark.parametrize("value", ["abc", "2999-01-01", "2024-03-01", "<b>"])
def test_a_start_that_is_no_earlier_day_is_ignored_in_words(value):
    from datetime import date

    view = parse(
        "/changes", {"from": [value]}, changes_screen.allowed("2024-03-01"), date(2024, 3, 1)
    )
    assert view.get("from") == ""
    assert "起始日期" in view.notices[0]


def test_a_withdrawal_is_told_without_the_person(year):
    who = "李四 <li4@corp.example>"
    add_batch(year, "w", when="2024-02-25T09:00:00+08:00", withdraws="b3", received_by=who)
    begin_run()
    html = changes_screen.body(View("/changes", "2024-03-01"))
    assert "撤回批次 b3" in html
    assert "li4@corp.example" not in html


def test_a_withdrawn_batch_is_called_so_on_every_day(year):
    add_batch(year, "w", when="2024-02-05T09:00:00+08:00", withdraws="b2")
    begin_run()
    rows = {row["id"]: row for row in batches("2024-01-25")}
    assert set(rows) == {"b1", "b2"}
    assert rows["b2"]["withdrawn"]["id"] == "w"
    assert rows["b1"]["withdrawn"] is None

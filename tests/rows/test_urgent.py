"""What waits for a push or a decision: which rule takes what, and what no rule takes."""

from __future__ import annotations

import pytest

from lib.rows.projects import projects
from lib.rows.urgent import ORDER, decisions, urgent
from lib.store.assign import Assignment, assign
from tests import frames
from tests.ledger import add_batch, add_report, add_value

DAY = "2024-06-30"


def stuck(day: str) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["rule"], row["how"]) for row in urgent(day)}


@pytest.fixture
def busy(own_store):
    """Reports of early January and of the day before; two assignments."""
    add_batch(own_store)
    add_batch(own_store, "b2", f"{DAY}T08:00:00+08:00")
    add_report(own_store, "s01")  # overdue since the new year
    add_report(own_store, "s02", due_on="2024-06-29")
    add_report(own_store, "s03", state="暂缓", due_on="2025-01-31")  # not looked at for long
    fresh = {"batch_id": "b2", "as_of": "2024-06-29"}
    add_report(own_store, "s04", state="暂缓", due_on="2025-01-31", **fresh)
    add_report(own_store, "s05", state="暂缓", **fresh)  # past its review
    add_report(own_store, "s06", due_on="2024-07-10", percent=99, problem="缺钱", **fresh)
    add_report(own_store, "s07", due_on="2024-07-10", percent=99, **fresh)
    add_report(own_store, "s08", state="已完成", evidence="单", problem="缺钱", **fresh)
    add_report(own_store, "d01", percent=5, **fresh)
    return own_store


def test_each_rule_takes_its_own(busy):
    found = stuck(DAY)
    assert {id: rule for id, (rule, _) in found.items()} == {
        "s01": "overdue", "s02": "overdue", "s03": "paused", "s05": "paused",
        "s06": "due_soon", "d01": "behind",
    }  # fmt: skip
    assert found["s02"][1] == "逾期 1 天"
    assert found["s03"][1] == "173 天前填报暂缓"
    assert found["s05"][1] == "1 天前填报暂缓，期限已过 182 天"
    assert found["s06"][1] == "还有 10 天到期"
    assert found["d01"][1].startswith("进度 5%") and "相差" not in found["d01"][1]


def test_most_urgent_first_and_the_longest_overdue_first_within(busy):
    assert [row["id"] for row in urgent(DAY)] == ["s01", "s02", "s05", "s03", "s06", "d01"]
    assert next(iter(ORDER)) == "task_overdue"


def test_a_pause_is_old_only_after_the_stale_days(own_store):
    add_batch(own_store)
    add_report(own_store, "s03", state="暂缓", as_of="2024-01-10", due_on="2025-01-31")
    stale = frames.read(own_store, "select value from threshold where id = 'stale' order by 1")
    assert stale["value"][0] == 60
    assert "s03" not in stuck("2024-03-10")
    assert stuck("2024-03-11")["s03"][0] == "paused"


def test_what_was_not_reported_stays_empty(busy):
    row = {row["id"]: row for row in urgent(DAY)}["s05"]
    assert (row["problem"], row["next_step"]) == ("", "")
    add_report(busy, "d02", batch_id="b2", as_of="2024-06-29", percent=None, due_on="2024-06-01")
    row = {row["id"]: row for row in urgent(DAY)}["d02"]
    assert row["percent"] is None and row["reported_on"] == "2024-06-29"


def test_who_never_reported_is_not_pushed_and_an_empty_day_has_nothing(real_store):
    assert urgent("2026-01-01") == [] == urgent("1990-01-01")
    assert decisions("1990-01-01") == []


def task(path, **more) -> None:
    row = {"meeting_on": "2024-03-01", "says": "去办", "office_id": "yingshang",
           "due_on": "2024-06-29", "assigned_by": "甲", "project_id": "",
           "received_at": "2024-03-01T10:00:00+08:00"}  # fmt: skip
    assign(path, Assignment(**row | more))


def test_an_overdue_assignment_leads_and_tells_only_what_was_reported_since(busy):
    task(busy, project_id="s01")
    task(busy, project_id="s02", due_on=DAY)  # today is not over
    task(busy, says="另办")
    first, second, *rest = urgent(DAY)
    assert {first["rule"], second["rule"]} == {"task_overdue"}
    assert all(row["rule"] != "task_overdue" for row in rest)
    assert first["name"] == "交办：街道1 去办" and second["name"] == "交办：另办"
    assert (first["percent"], first["reported_on"]) == (None, ""), "the report is of January"
    assert second["href"] == "/offices?office=yingshang" and second["project_id"] is None
    add_report(busy, "s01", batch_id="b2", as_of="2024-06-28", percent=70, problem="缺人")
    row = next(row for row in urgent(DAY) if row["name"] == "交办：街道1 去办")
    assert (row["percent"], row["problem"], row["how"]) == (70, "", "逾期 1 天")


def rules(day: str) -> dict[str, dict]:
    return {row["rule"]: row for row in decisions(day)}


def test_a_decision_goes_away_with_its_gap(own_store):
    day = "2026-01-01"
    before = rules(day)
    assert before["past"]["count"] == len(projects(day))
    assert before["past"]["says"].startswith("全部 ")
    add_batch(own_store)
    add_report(own_store, "s01")
    add_value(own_store, "salon", 3)
    after = rules(day)
    assert after["past"]["count"] == before["past"]["count"] - 1
    assert not after["past"]["says"].startswith("全部")
    assert after["unreported"]["count"] == before["unreported"]["count"] - 1
    assert set(before["unreported"]["names"]) - set(after["unreported"]["names"]) == set(
        frames.read(own_store, "select name from indicator where id = 'salon' order by 1")["name"]
    )


def test_an_unconfirmed_number_decides_nothing(own_store):
    before = rules("2026-01-01")["unreported"]
    add_batch(own_store)
    add_value(own_store, "salon", 3, confirmed=0)
    assert rules("2026-01-01")["unreported"] == before


def test_offices_are_named_by_how_many_of_theirs_are_past(real_store):
    sql = """select o.name, count(*) as n from project_office po
             join office o on o.id = po.office_id group by o.id order by 1"""
    wanted = {f"{row.name} {row.n} 项" for row in frames.read(real_store, sql).itertuples(False)}
    names = rules("2026-01-01")["past"]["names"]
    assert set(names) == wanted
    counts = [int(name.split()[-2]) for name in names]
    assert counts == sorted(counts, reverse=True)


def test_before_the_due_date_nothing_is_past(real_store):
    assert "past" not in rules("2023-12-31")
    assert rules("2024-01-01")["past"]["href"].endswith("due=2023-12-31")

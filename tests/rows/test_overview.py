"""The first page's counts: of plans, of due dates, of the number beside a target."""

from __future__ import annotations

import pytest

from lib.rows.indicators import indicators
from lib.rows.overview import DISTRICT, due_dates, plans, value_of
from lib.rows.projects import projects
from tests import frames
from tests.ledger import add_batch, add_report, add_value


@pytest.mark.parametrize("day", ["2023-06-28", "2024-06-30", "2026-01-01"])
def test_a_plan_s_states_add_up(demo_store, day):
    rows = projects(day)
    found = plans(rows, day)
    assert sum(plan["total"] for plan in found) == len(rows)
    for plan in found:
        assert sum(plan["states"].values()) == plan["total"]
        assert plan["reported"] == plan["total"] - plan["states"]["unreported"]
        assert plan["inferred"] <= plan["evidence"] <= plan["total"]
    assert plans([], day) == []


def test_a_plan_is_over_from_the_day_after_its_end(real_store):
    ends = frames.read(real_store, "select id, ends_on from plan order by 1")
    for row in ends.itertuples():
        over = {each["id"]: each["over"] for each in plans(projects(row.ends_on), row.ends_on)}
        assert over[row.id] is False
    day = "2026-01-01"
    assert all(each["over"] for each in plans(projects(day), day))


def test_due_dates_count_what_is_not_done_oldest_first(own_store):
    add_batch(own_store)
    add_report(own_store, "s01", state="已完成", evidence="单")
    add_report(own_store, "s02", due_on="2024-02-29")
    add_report(own_store, "s03", due_on="2024-02-29", state="暂缓")
    day = "2024-02-29"
    rows = projects(day)
    found = due_dates(rows, day)
    assert sum(row["count"] for row in found) == len(rows) - 1
    keys = [(row["due_on"], row["plan_id"]) for row in found]
    assert keys == sorted(set(keys))
    (row,) = [row for row in found if row["due_on"] == day]
    assert not row["over"] and (row["count"], row["states"]) == (2, ["behind", "paused"])
    assert [row["over"] for row in found] == [row["due_on"] < day for row in found]
    assert due_dates([], day) == []


def test_the_number_beside_a_target_is_the_judged_one_and_a_nought_is_shown(own_store):
    row = next(row for row in indicators("2024-06-30") if row["id"] == "space")
    assert value_of(row)["value"] == "" == value_of(row)["when"]
    add_batch(own_store)
    add_value(own_store, "space", 0)
    row = next(row for row in indicators("2024-06-30") if row["id"] == "space")
    assert (value_of(row)["value"], value_of(row)["when"]) == ("0", "2024-01-09")


def test_the_whole_district_s_number_is_told_only_without_one_of_the_alleys(real_store):
    told = set()
    for row in indicators("2026-01-01"):
        said = value_of(row)
        scopes = {each["scope"] for each in row["proxies"]}
        assert bool(said["near"]) == bool(scopes) == bool(said["said"])
        if scopes:
            whole = scopes == {DISTRICT}
            assert said["near"].endswith("（全区）") == whole
            assert (DISTRICT in said["said"]) == whole
            told.add(whole)
    assert told == {True, False}

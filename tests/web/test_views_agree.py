"""Screens, API and the store's public views say the same."""

from __future__ import annotations

from collections import Counter

import pytest

from lib import clock
from lib.rows.indicators import PROVEN, indicators
from lib.rows.overview import overview, plans
from lib.rows.places import places
from lib.rows.projects import projects
from tests import frames
from tests.ledger import add_batch, add_report, add_value
from tests.totals import PROJECTS

DAYS = ("2023-06-01", "2024-06-30", "2025-12-31")


@pytest.fixture
def busy(own_store):
    """A store with reports of every kind."""
    add_batch(own_store)
    add_report(own_store, "s01", state="已完成", percent=100, evidence="验收单")
    add_report(own_store, "s02", state="暂缓")
    add_report(own_store, "s03", due_on="2099-12-31", percent=90)
    add_report(own_store, "s04", due_on="2099-12-31", percent=0)
    add_report(own_store, "d01", percent=80)
    add_report(own_store, "d02", state="已完成", percent=100)
    add_report(own_store, "s05", as_of="2023-12-01", percent=10)
    add_report(own_store, "s05", as_of="2024-01-05", state="已完成", evidence="单")
    add_batch(own_store, "b2")
    add_report(own_store, "s06", batch_id="b2")
    add_batch(own_store, "b3", when="2024-01-11T00:00:00+08:00", withdraws="b2", withdrawn_by="甲")
    add_value(own_store, "salon", 25)
    add_value(own_store, "platform", 12, confirmed=0)
    return own_store


def test_projects_agree_with_the_view(busy):
    today = clock.today().isoformat()
    rows = {row["id"]: row for row in projects(today)}
    view = frames.read(busy, "select * from v_project_status order by project_id")
    assert len(view) == len(rows)
    for line in view.itertuples():
        assert rows[line.project_id]["lamp"].state == line.state, line.project_id
        assert rows[line.project_id]["age"] == line.report_age
        assert rows[line.project_id]["due"] == line.due_on
        assert rows[line.project_id]["due_on"] == line.due_original
        offices = "、".join(each["name"] for each in rows[line.project_id]["offices"])
        leaders = "、".join(each["name"] for each in rows[line.project_id]["leaders"])
        assert (line.offices, line.leaders if leaders else "") == (offices, leaders)
    assert Counter(view["state"])["unreported"] == PROJECTS - 7


def test_a_withdrawn_batch_is_as_if_never_sent(busy):
    rows = {row["id"]: row for row in projects(clock.today().isoformat())}
    assert rows["s06"]["lamp"].state == "unreported"


def test_indicators_agree_with_the_view(busy):
    view = frames.read(busy, "select * from v_indicator_status order by 1").set_index(
        "indicator_id"
    )
    for row in indicators(clock.today().isoformat()):
        assert view.loc[row["id"], "exact_values"] == len(row["exact"])
        assert (row["lamp"].state in PROVEN) == (view.loc[row["id"], "exact_values"] > 0)


def test_only_a_confirmed_definition_counts(busy):
    rows = {row["id"]: row for row in indicators(clock.today().isoformat())}
    assert rows["platform"]["lamp"].state == "proxy"
    assert rows["salon"]["exact"] == (("2024-01-09", 25.0),)


def test_a_later_report_of_the_same_date_corrects_the_earlier(busy):
    add_value(busy, "base", 9)
    add_value(busy, "base", 4)
    add_value(busy, "talent-city", 9)
    add_value(busy, "talent-city", 9, confirmed=0)
    rows = {row["id"]: row for row in indicators(clock.today().isoformat())}
    assert rows["base"]["exact"] == (("2024-01-09", 4.0),)
    assert [row["standing"] for row in rows["base"]["reports"]] == [False, True]
    assert rows["talent-city"]["lamp"].state == "proxy"
    view = frames.read(busy, "select * from v_indicator_status order by 1")
    found = view.set_index("indicator_id")["exact_values"]
    assert (found["base"], found["talent-city"]) == (1, 0)


def test_office_load_agrees(busy):
    view = frames.read(busy, "select * from v_office_load order by 1").set_index("office_id")
    rows = projects(clock.today().isoformat())
    for office, line in view.iterrows():
        own = [row for row in rows if office in row["facets"]["office"]]
        assert line["projects"] == len(own)
        assert line["unreported"] == sum(row["lamp"].state == "unreported" for row in own)


@pytest.mark.parametrize("day", [*DAYS, clock.today().isoformat()])
def test_counts_of_a_day_are_the_same_everywhere(busy, day):
    rows, targets = projects(day), indicators(day)
    whole = overview(day)
    assert sum(plan["total"] for plan in whole["plans"]) == len(rows)
    for plan in plans(rows, day):
        assert sum(plan["states"].values()) == plan["total"]
    assert sum(whole["tally"].values()) == len(targets)
    issued = frames.read(
        busy,
        "select count(*) from project p join document d on d.id = p.document_id"
        " where d.issued_on <= :day",
        {"day": day},
    ).iloc[0, 0]
    assert len(rows) == issued
    known = [place for place in places(day) if place["document_id"]]
    assert all(place["document"] is not None for place in known)


def test_reports_are_known_only_from_the_day_they_came(busy):
    before = {row["id"]: row["lamp"].state for row in projects("2024-01-09")}
    after = {row["id"]: row["lamp"].state for row in projects("2024-01-10")}
    assert before["s01"] == "unreported"
    assert after["s01"] == "done"

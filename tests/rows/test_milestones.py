"""Milestones and yearly targets."""

from __future__ import annotations

from lib.rows import milestones
from lib.rows.cache import begin_run
from lib.screens import timeline as timeline_screen
from lib.screens.view import View
from tests.ledger import add_batch, add_value
from tests.totals import MILESTONES

DAY = "2026-11-22"


def test_a_year_is_a_bar_over_the_year_and_a_day_a_dot(real_store):
    begin_run()
    marks = {
        row["number"]: row for row in milestones.marks(milestones.milestones(DAY)) if row["number"]
    }
    years = {
        row["words"]: row for row in milestones.marks(milestones.milestones(DAY)) if row["words"]
    }
    assert len(marks) == MILESTONES
    assert (marks["1"]["left"], marks["1"]["right"]) == (
        years["1928"]["left"],
        years["1928"]["right"],
    )
    day = marks["4"]  # 2021-05-30
    assert day["kind"] == "in_day"
    assert day["left"] == day["right"]
    month = marks["3"]  # 2020-05
    year = years["2020"]["right"] - years["2020"]["left"]
    assert month["kind"] == "in_month"
    assert 0.07 < (month["right"] - month["left"]) / year < 0.1


def test_years_are_judged_each_on_its_own(own_store):
    add_batch(own_store, when="2025-01-20T09:00:00+08:00")
    add_value(own_store, "salon", 25, as_of="2023-12-31")
    add_value(own_store, "salon", 12, as_of="2024-12-31")
    begin_run()
    rows = {row["id"]: row for row in milestones.years(DAY)}
    assert rows["salon-2023"]["lamp"].state == "met"
    assert rows["salon-2024"]["lamp"].state == "missed"
    assert rows["salon-2025"]["lamp"].state == "no_data"
    assert len(rows) == 9


def test_proxies_count_in_no_year(real_store):
    begin_run()
    rows = {row["id"]: row for row in milestones.years(DAY)}
    assert rows["salon-2023"]["proxies"][0]["value"] == 21  # above the target of 20
    assert {row["lamp"].state for row in rows.values()} == {"proxy", "no_data"}


def test_years_that_have_not_begun_are_not_listed(real_store):
    begin_run()
    rows = milestones.years("2024-06-30")
    assert {row["year"] for row in rows} == {"2023", "2024"}
    assert milestones.years("2023-06-30") == []


def test_filters_keep_the_numbers_of_the_whole_list(real_store):
    begin_run()
    view = View("/timeline", DAY, params=(("kind", ("荣誉",)),))
    assert [row["number"] for row in timeline_screen.selected(view)] == [4, 5]
    assert f"2 件（共 {MILESTONES} 件）" in timeline_screen.listing(view)

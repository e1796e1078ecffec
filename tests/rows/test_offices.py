"""One office: its projects, what it owes in numbers, what it is reminded of."""

from __future__ import annotations

import pytest

from lib.rows.duties import RULES
from lib.rows.offices import by_office, by_plan, office, offices, reminder, standing
from lib.rows.projects import projects
from lib.store.assign import Assignment, assign
from tests import frames
from tests.ledger import add_batch, add_report

DAY = "2024-06-30"
OWN = "yingshang"


def owned(day: str = DAY) -> list:
    return [row for row in projects(day) if OWN in row["facets"]["office"]]


def test_offices_of_the_rows_each_with_its_count_in_the_store_s_order(real_store):
    sql = """select o.id, count(*) as n from office o join project_office po on po.office_id = o.id
             group by o.id order by o.level desc, o.rowid"""
    said = frames.read(real_store, sql)
    found = offices(projects(DAY))
    assert [(row["id"], row["projects"]) for row in found] == list(
        said.itertuples(index=False, name=None)
    )
    assert offices([]) == []
    assert {id: len(own) for id, own in by_office(projects(DAY)).items()} == dict(
        said.itertuples(index=False, name=None)
    )


def test_a_plan_s_ties_count_a_shared_project_for_each_office(real_store):
    found = by_plan(DAY)
    for plan in found:
        sql = """select po.office_id as id, count(*) as n, sum(one.n = 1) as alone
                 from project_office po join project p on p.id = po.project_id
                 join plan on plan.id = p.plan_id join (
                   select project_id, count(*) as n from project_office group by 1) one
                   on one.project_id = po.project_id
                 where plan.level = :level group by 1 order by 1"""
        said = frames.read(real_store, sql, {"level": plan["level"]})
        counted = {row["id"]: (row["projects"], row["alone"]) for row in plan["offices"]}
        assert counted == {row.id: (row.n, row.alone) for row in said.itertuples()}
        assert plan["ties"] == said["n"].sum() >= plan["projects"]
        assert all(row["shared"] == row["projects"] - row["alone"] for row in plan["offices"])
        assert plan["leader_ties"] == sum(row["projects"] for row in plan["leaders"])
    assert by_plan("1990-01-01") == []


def test_by_items_the_most_first_and_equals_in_the_document_s_order(real_store):
    for plain, sorted_ in zip(by_plan(DAY), by_plan(DAY, "items"), strict=True):
        for key in ("offices", "leaders"):
            assert sorted_[key] == sorted(plain[key], key=lambda row: -row["projects"])


def test_what_an_office_never_reported_is_not_counted_as_nought(own_store):
    before = standing(projects(DAY), OWN, DAY)
    assert (before["overdue"], before["behind"], before["due_soon"]) == (None,) * 3
    assert before["owed"] == len(owned()) and before["tasks"] == before["late"] == 0
    add_batch(own_store)
    add_report(own_store, owned()[0]["id"], due_on="2025-01-31", percent=90)
    after = standing(projects(DAY), OWN, DAY)
    assert (after["overdue"], after["behind"], after["due_soon"]) == (0, 0, 0)


def test_the_next_and_the_last_due_date_leave_out_what_is_done(own_store):
    first, second, third, *rest = [row["id"] for row in owned()]
    add_batch(own_store)
    add_report(own_store, first, due_on="2024-07-31")
    add_report(own_store, second, due_on="2024-05-31", percent=10)
    add_report(own_store, third, due_on="2024-07-01", state="已完成", evidence="单")
    for id in rest:
        add_report(own_store, id, due_on=DAY)
    found = standing(projects(DAY), OWN, DAY)
    assert (found["next"], found["passed"]) == (DAY, "2024-05-31"), "the day itself is not over"
    assert found["overdue"] == 1
    done = [row for row in projects(DAY) if row["id"] == third]
    empty = standing(done, OWN, DAY)
    assert (empty["next"], empty["passed"], empty["owed"]) == ("", "", 0)


def test_tasks_past_their_day_are_late(own_store):
    for due in ("2024-06-29", DAY):
        task = Assignment(
            meeting_on="2024-03-01", says="办", office_id=OWN, due_on=due, assigned_by="甲",
            received_at="2024-03-01T10:00:00+08:00",
        )  # fmt: skip
        assign(own_store, task)
    found = standing(projects(DAY), OWN, DAY)
    assert (found["tasks"], found["late"]) == (2, 1)


def test_the_office_s_page_adds_up(demo_store):
    for each in offices(projects(DAY)):
        page = office(DAY, each["id"])
        assert len(page["projects"]) == each["projects"] == sum(page["states"].values())
        assert all(row["role"] for row in page["projects"])
        dues = page["next_dates"]
        assert dues == sorted(set(dues))
        open_ = {row["due"] for row in page["projects"] if row["lamp"].state != "done"}
        assert set(dues) == open_


def test_its_indicators_and_unlocated_places_are_those_of_its_projects(real_store):
    sql = """select distinct indicator_id as id from indicator_project ip
             join project_office po using (project_id) where office_id = :id order by 1"""
    places = """select distinct pl.id from project_place pp join place pl on pl.id = pp.place_id
                join project_office po using (project_id)
                where office_id = :id and pl.lon is null order by 1"""
    for id in list(by_office(projects("2026-01-01"))):
        page = office("2026-01-01", id)
        for key, query in (("indicators", sql), ("places", places)):
            assert sorted(row["id"] for row in page[key]) == list(
                frames.read(real_store, query, {"id": id})["id"]
            )


def test_an_unknown_office_has_nothing(real_store):
    page = office(DAY, "no-such")
    assert page["projects"] == page["duties"] == page["indicators"] == page["places"] == []
    assert set(page["states"].values()) == {0}


@pytest.mark.parametrize("day", ["2023-12-20", DAY])
def test_the_reminder_has_each_owing_project_once_by_rule(demo_store, day):
    for id, own in by_office(projects(day)).items():
        groups = reminder(day, own)
        titles = [group["title"] for group in groups]
        assert titles == [rule for rule in RULES if rule in titles] and "交办" not in titles
        told = [project["id"] for group in groups for project, _ in group["rows"]]
        owed = [row["project_id"] for row in office(day, id)["duties"] if row["rule"] != "交办"]
        assert sorted(told) == sorted(owed) and len(told) == len(set(told))
        for group in groups:
            dues = [project["due"] for project, _ in group["rows"]]
            assert dues == sorted(dues) != []

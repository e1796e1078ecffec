"""Projects against targets: every tie in its cell, and what neither side ties."""

from __future__ import annotations

from lib.rows.gaps import matrix
from lib.rows.indicators import by_dimension, dimensions, indicators, owners
from lib.rows.projects import projects
from tests import frames

DAY = "2026-01-01"


def test_the_cells_are_the_store_s_ties(real_store):
    found = matrix(DAY)
    ids = [row["id"] for row in found["targets"]]
    cells = {
        (row["project"]["id"], id)
        for group in found["groups"]
        for row in group["rows"]
        for id, cell in zip(ids, row["cells"], strict=True)
        if cell is not None
    }
    sql = "select project_id, indicator_id, certainty from indicator_project order by 1, 2"
    said = frames.read(real_store, sql)
    assert cells == set(zip(said["project_id"], said["indicator_id"], strict=True))
    assert found["stated"] == (said["certainty"] == "stated").sum()
    assert found["serving_projects"] == said["project_id"].nunique()
    for row in found["targets"]:
        assert row["count"] == (said["indicator_id"] == row["id"]).sum()
    for group in found["groups"]:
        for row in group["rows"]:
            assert row["count"] == (said["project_id"] == row["project"]["id"]).sum()


def test_idle_are_exactly_those_without_a_tie(real_store):
    found = matrix(DAY)
    for kind, table in (("project", "projects"), ("indicator", "targets")):
        sql = f"""select id from {kind} where id not in
                  (select {kind}_id from indicator_project) order by 1"""
        assert sorted(row["id"] for row in found[f"idle_{table}"]) == list(
            frames.read(real_store, sql)["id"]
        )


def test_every_project_stands_once_under_its_action(real_store):
    groups = matrix(DAY)["groups"]
    listed = [row["project"]["id"] for group in groups for row in group["rows"]]
    assert sorted(listed) == sorted(row["id"] for row in projects(DAY))
    for group in groups:
        assert {row["project"]["action"] for row in group["rows"]} == {group["action"]}


def test_before_the_targets_were_set_every_project_is_idle(real_store):
    early = matrix("2023-06-28")
    assert early["targets"] == early["ties"] == early["idle_targets"] == []
    assert len(early["idle_projects"]) == len(projects("2023-06-28")) > 0
    assert (early["stated"], early["serving_projects"]) == (0, 0)
    assert matrix("1990-01-01")["groups"] == []


def test_owners_are_the_departments_of_the_serving_projects_once(real_store):
    rows = projects(DAY)
    for row in indicators(DAY):
        sql = """select distinct po.office_id from indicator_project ip
                 join project_office po using (project_id) where ip.indicator_id = :id order by 1"""
        said = list(frames.read(real_store, sql, {"id": row["id"]})["office_id"])
        assert sorted(each["id"] for each in owners(row, rows)) == said
        assert owners(row, []) == []


def test_dimensions_hold_all_their_indicators_in_order(real_store):
    grouped = by_dimension(indicators(DAY), dimensions(DAY))
    assert [each["ord"] for each in grouped] == sorted(each["ord"] for each in grouped)
    assert sorted(row["id"] for each in grouped for row in each["indicators"]) == sorted(
        row["id"] for row in indicators(DAY)
    )
    assert {each["proven"] for each in by_dimension([], dimensions(DAY))} == {0}

"""The street plan's body against its annex."""

from __future__ import annotations

from lib.rows.annex import ANNEX, BODY, STREET, TIED, compared
from lib.rows.projects import projects
from tests import frames

DAY = "2026-01-01"


def test_each_street_project_stands_with_the_body_s_quotes_on_it(real_store):
    rows = compared(DAY, projects(DAY))["rows"]
    sql = """select subject_id as id, quote from citation where subject_table = 'project'
             and locator like :body || '%' order by rowid"""
    said = frames.read(real_store, sql, {"body": BODY})
    assert len(said)
    ids = "select id from project where plan_id = :plan order by no"
    wanted = list(frames.read(real_store, ids, {"plan": STREET})["id"])
    assert [row["project"]["id"] for row in rows] == wanted
    for row in rows:
        own = said[said["id"] == row["project"]["id"]]["quote"]
        assert [each["quote"] for each in row["body"]] == list(own)


def test_only_the_body_names_what_no_annex_quote_ties(real_store):
    found = compared(DAY, projects(DAY))["body_only"]
    for name, relation in TIED.items():
        tied = ""
        if relation:
            table, key = relation
            tied = f"""and id not in (select {key} from {table}
                       where document_id = :plan and locator like :annex || '%')"""
        sql = f"""select id from {name} where document_id = :plan
                  and locator like :body || '%' {tied} order by id"""
        said = frames.read(real_store, sql, {"plan": STREET, "annex": ANNEX, "body": BODY})
        assert sorted(row["id"] for row in found if row["table"] == name) == list(said["id"])
    assert found and all(row["quote"] and row["kind"] for row in found)


def test_before_the_plan_both_sides_are_empty(real_store):
    assert compared("2023-06-27", projects("2023-06-27")) == {"rows": [], "body_only": []}
    district = [row for row in projects(DAY) if row["plan_id"] != STREET]
    assert compared(DAY, district) == {"rows": [], "body_only": []}

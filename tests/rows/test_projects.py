"""Projects as a day knew them: facts by their documents, reports by when they came in."""

from __future__ import annotations

import pytest

from lib.rows.project_facets import FACETS
from lib.rows.projects import citations, detail, evidence, projects
from tests import frames
from tests.ledger import add_batch, add_report

DAY = "2024-06-30"


def one(day: str, id: str = "s01") -> dict:
    return next(row for row in projects(day) if row["id"] == id)


@pytest.mark.parametrize("day", ["1990-01-01", "2023-06-27", "2023-06-28", "2023-11-21", DAY])
def test_a_day_knows_the_projects_whose_document_was_issued(real_store, day):
    sql = """select p.id from project p join document d on d.id = p.document_id
             join plan n on n.id = p.plan_id where d.issued_on <= :day
             order by n.level desc, p.no"""
    assert [row["id"] for row in projects(day)] == list(
        frames.read(real_store, sql, {"day": day}).id
    )


def test_what_a_later_document_ties_to_a_project_is_not_known_before_it(real_store):
    for part, table, key in [
        ("places", "project_place", "place_id"),
        ("partners", "project_organization", "organization_id"),
        ("evidence", "evidence", "id"),
    ]:
        sql = f"""select t.project_id as project, t.{key} as part from {table} t
                  join document d on d.id = t.document_id where d.issued_on > '2023-11-20'
                  order by 1, 2"""
        later = set(frames.read(real_store, sql).itertuples(index=False, name=None))
        assert later, table
        known = {(row["id"], each[key]) for row in projects("2023-11-20") for each in row[part]}
        assert not known & later
        assert later <= {
            (row["id"], each[key]) for row in projects("2026-01-01") for each in row[part]
        }


def test_without_a_report_nothing_is_made_up(real_store):
    for row in projects("2026-01-01"):
        assert row["report"] is None and row["missing"] == ["进展"]
        assert (row["lamp"].state, row["age"], row["age_word"].word) == (
            "unreported", "never", "从未",
        )  # fmt: skip
        assert row["due"] == row["due_on"]


def test_the_latest_by_its_own_date_counts_and_of_one_date_the_last_that_came(own_store):
    add_batch(own_store)
    add_report(own_store, percent=30, as_of="2024-01-09")
    add_report(own_store, percent=20, as_of="2024-01-02")  # came later, tells of earlier
    assert one(DAY)["report"]["percent"] == 30
    add_batch(own_store, "b2", "2024-01-12T09:00:00+08:00")
    add_report(own_store, batch_id="b2", percent=25, as_of="2024-01-09")
    assert one(DAY)["report"]["percent"] == 25
    assert one("2024-01-11")["report"]["percent"] == 30, "the correction had not come in"
    said = [row["percent"] for row in detail(one(DAY), DAY)["reports"]]
    assert said == [25, 30, 20]


def test_a_report_is_known_from_the_day_it_came_in_and_of_no_day_to_come(own_store):
    add_batch(own_store, when="2024-02-10T23:59:00+08:00")
    add_report(own_store, as_of="2024-01-09")
    add_report(own_store, as_of="2024-03-01", percent=99)
    assert one("2024-02-09")["report"] is None
    assert one("2024-02-10")["report"]["percent"] == 50
    assert one("2024-03-01")["report"]["percent"] == 99


def test_a_withdrawn_batch_counts_on_no_day(own_store):
    add_batch(own_store)
    add_report(own_store)
    add_batch(own_store, "b2", "2024-05-01T09:00:00+08:00", withdraws="b1")
    for day in ("2024-01-15", DAY):
        assert one(day)["report"] is None
        assert detail(one(day), day)["reports"] == []


def test_a_reported_due_date_moves_the_lamp_and_the_facet(own_store):
    add_batch(own_store)
    add_report(own_store, due_on="2024-12-31")
    row = one("2024-01-15")
    assert row["due"] == "2024-12-31" and row["due_on"] < row["due"]
    assert row["facets"]["due"] == ("2024-12-31",)
    assert row["lamp"].state == "on_track" and one("2025-01-01")["lamp"].state == "overdue"


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"percent": None, "progress": None}, ["进度", "进展", "下一步"]),
        ({"percent": 0, "progress": "开工", "next_step": "验收"}, []),
        ({"percent": 0, "progress": "", "next_step": ""}, ["进展", "下一步"]),
        ({"progress": "开工", "state": "已完成", "evidence": "单"}, []),
        ({"progress": "开工", "state": "已完成"}, ["下一步"]),  # without proof it is not done
    ],
)
def test_what_the_ledger_lacks(own_store, said, lacks):
    add_batch(own_store)
    add_report(own_store, **said)
    assert one(DAY)["missing"] == lacks


def test_missing_progress_is_no_nought(own_store):
    add_batch(own_store)
    add_report(own_store, percent=None)
    assert one(DAY)["report"]["percent"] is None


def test_keywords_find_what_stands_on_the_page(own_store):
    add_batch(own_store)
    add_report(own_store, progress="装好了ABC", problem=None)
    row = one(DAY)
    for words in ("装好了abc", row["name"].casefold(), f"{row['level']}{row['no']}"):
        assert words in row["text"]
    for part in ("offices", "leaders", "places", "partners", "indicators"):
        assert all(each["name"].casefold() in row["text"] for each in row[part]), part
    assert "none" not in row["text"]


def test_every_facet_of_the_list_is_on_every_project(real_store):
    for row in projects(DAY):
        assert set(row["facets"]) == set(FACETS)
        assert all(isinstance(values, tuple) for values in row["facets"].values())


def test_details_hold_each_quote_of_the_offices_once(real_store):
    sql = """select project_id, count(distinct document_id || '/' || locator || '/' || quote) as n
             from project_office group by 1 order by 1"""
    wanted = frames.read(real_store, sql).set_index("project_id")["n"]
    for row in projects(DAY):
        assert len(detail(row, DAY)["office_quotes"]) == wanted[row["id"]]


def test_nothing_is_judged_before_the_last_document(real_store):
    last = frames.read(real_store, "select max(issued_on) as day from document order by 1").day[0]
    before = "2025-04-16"
    assert before < last
    assert detail(one(last), last)["judged"] and not detail(one(before), before)["judged"]


def test_evidence_and_quotes_come_in_order_and_only_from_documents_of_the_day(real_store):
    days = [row["as_of"] for row in evidence("2026-01-01")]
    assert days and days == sorted(days, reverse=True)
    assert evidence("2023-12-31") == []
    sql = """select c.subject_id as id, count(distinct c.document_id) as n from citation c
             where c.subject_table = 'project' group by 1 order by n desc, 1 limit 1"""
    id = frames.read(real_store, sql).id[0]
    issued = frames.read(real_store, "select id, issued_on from document order by 1")
    of = dict(issued.itertuples(index=False, name=None))
    said = [of[row["document_id"]] for row in citations("project", id, "2026-01-01")]
    assert said and said == sorted(said)
    for day in sorted(set(said)):
        known = citations("project", id, day)
        assert len(known) == sum(each <= day for each in said)
    assert citations("place", id, "2026-01-01") == [], "an id of another table is another fact"

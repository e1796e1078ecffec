"""Indicators: which numbers count on which day, and which only come near."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lib.measures.lamps import INDICATOR_STATES
from lib.rows.indicators import (
    faceted,
    indicators,
    moves,
    observations,
    published_area,
    tally,
    targets,
    told_once,
)
from lib.rows.projects import projects
from tests import frames
from tests.ledger import add_batch, add_value

DAY = "2024-06-30"


def one(day: str, id: str = "space") -> dict:
    return next(row for row in indicators(day) if row["id"] == id)


def test_without_reports_no_number_is_exact_and_none_is_nought(real_store):
    sql = """select indicator_id, count(*) as n from observation
             where match = 'proxy' and repeats is null group by 1 order by 1"""
    near = frames.read(real_store, sql).set_index("indicator_id")["n"]
    for row in indicators("2026-01-01"):
        assert row["exact"] == () and row["reports"] == []
        assert len(row["proxies"]) == near.get(row["id"], 0)
        assert row["lamp"].state == ("proxy" if row["id"] in near else "no_data")


def test_of_one_date_the_last_report_stands_and_only_a_confirmed_one_counts(own_store):
    add_batch(own_store)
    add_value(own_store, "space", 4)
    add_value(own_store, "space", 5)
    row = one(DAY)
    assert row["exact"] == (("2024-01-09", 5),)
    assert [each["standing"] for each in row["reports"]] == [False, True]
    add_value(own_store, "space", 6, confirmed=0)  # corrected, but by another definition
    row = one(DAY)
    assert row["exact"] == () and row["lamp"].state == "proxy"
    assert [each["counts"] for each in row["reports"]] == [False] * 3


def test_a_number_counts_from_the_day_it_came_and_not_when_withdrawn(own_store):
    add_batch(own_store, when="2024-02-01T08:00:00+08:00")
    add_value(own_store, "space", 0)
    assert one("2024-01-31")["exact"] == ()
    assert one("2024-02-01")["exact"] == (("2024-01-09", 0),), "a reported nought is a number"
    add_batch(own_store, "b2", "2024-03-01T08:00:00+08:00", withdraws="b1")
    assert one("2024-02-01")["exact"] == () == one(DAY)["exact"]


def test_a_batch_without_an_office_is_no_less(own_store):
    add_batch(own_store, office_id=None)
    add_value(own_store, "space", 3)
    (said,) = one(DAY)["reports"]
    assert said["office"] is None and said["counts"]


def test_only_documents_of_the_day_are_known(real_store):
    assert targets("2023-11-20") == [] == indicators("2023-11-20")
    for day in ("2023-06-28", "2023-11-21", "2024-04-30", "2026-01-01"):
        sql = """select o.id from observation o join document d on d.id = o.document_id
                 where d.issued_on <= :day and substr(o.as_of, 1, 4) <= substr(:day, 1, 4)
                 order by o.as_of, o.rowid"""
        wanted = list(frames.read(real_store, sql, {"day": day})["id"])
        assert [row["id"] for row in observations(day)] == wanted
    assert published_area("2023-11-20") == ""
    assert published_area("2023-11-21") == one_printed(real_store)


def one_printed(path) -> str:
    return frames.read(
        path, "select printed from observation where id = 'area' order by 1"
    ).printed[0]


ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.none() | st.integers(0, 9)),
    unique_by=lambda row: row[0],
    max_size=7,
).map(lambda rows: [
    {"id": id, "repeats": of, "document": f"d{id}"} for id, of in rows if id != of
])  # fmt: skip


@given(ROWS)
def test_one_statement_is_told_once_and_names_who_repeats_it(rows):
    known = {row["id"] for row in rows}
    found = told_once(rows)
    assert [row["id"] for row in found] == [
        row["id"] for row in rows if row["repeats"] not in known
    ]
    for row in found:
        assert row["again"] == [each["document"] for each in rows if each["repeats"] == row["id"]]


def test_what_repeats_an_unknown_statement_is_told_itself():
    """On a day that does not know the first one."""
    (row,) = told_once([{"id": "b", "repeats": "a", "document": "d"}])
    assert row["id"] == "b" and row["again"] == []


def test_every_state_has_a_count_and_they_add_up(demo_store):
    rows = indicators("2025-06-30")
    found = tally(rows)
    assert list(found) == list(INDICATOR_STATES) and sum(found.values()) == len(rows)
    assert set(tally([]).values()) == {0}


def test_moves_are_the_later_documents_of_the_serving_projects(real_store):
    day = "2026-01-01"
    rows = projects(day)
    for row in indicators(day):
        sql = """select e.id from evidence e join indicator_project ip using (project_id)
                 where ip.indicator_id = :id order by 1"""
        said = list(frames.read(real_store, sql, {"id": row["id"]})["id"])
        found = moves(row, rows)
        assert sorted(each["id"] for each in found) == said
        assert all(each["project"]["id"] == each["project_id"] for each in found)


def test_facets_and_words_of_an_indicator(real_store):
    for row in faceted(indicators("2026-01-01")):
        assert row["facets"] == {
            "dimension": (row["dimension_id"],), "state": (row["lamp"].state,),
        }  # fmt: skip
        assert row["name"].casefold() in row["text"] and row["text"] == row["text"].casefold()

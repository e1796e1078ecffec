"""What is known on a day of each public table, and one fact by its address."""

from __future__ import annotations

import pytest

from lib.rows import documents
from lib.rows.documents import KNOWN, PUBLIC, fact, facts_of, known_rows, known_table, title_of
from lib.rows.excerpts import excerpts, grouped
from lib.store import connect
from lib.store.schema import FACTS
from tests import frames

DAY = "2026-01-01"
SOURCED = sorted(each.name for each in FACTS if each.sourced)


@pytest.mark.parametrize("name", SOURCED)
def test_a_table_s_rows_are_known_with_their_documents(real_store, name):
    sql = f"""select count(*) as n from {name} where document_id is null or document_id in
              (select id from document where issued_on <= :day)"""
    for day in ("1990-01-01", "2023-06-28", "2024-04-30", DAY):
        if name in ("conflict", "document"):
            continue
        wanted = frames.read(real_store, sql + " order by 1", {"day": day})["n"][0]
        if name == "mechanism":
            wanted = len(documents.mechanisms(day))
        assert len(known_rows(name, day)) == wanted, day


def test_a_conflict_s_reason_is_public_only_when_all_sides_are(real_store):
    for day in ("2023-06-28", "2025-04-11", DAY):
        whole = {
            id
            for id, said in documents.statement_counts().items()
            if said == sum(row["id"] == id for row in documents.conflicts(day))
        }
        assert {row["id"] for row in known_rows("conflict", day)} == whole


def test_what_later_documents_say_of_a_mechanism_is_known_with_the_last(real_store):
    last = documents.last_issued()
    assert {row["later"] for row in known_rows("mechanism", "2025-04-16")} == {None}
    said = {row["id"]: row["later"] for row in known_rows("mechanism", last)}
    assert said == {row["id"]: row["later"] for row in documents.mechanisms(last)}
    assert None not in said.values()


def test_columns_are_there_even_without_a_row(real_store):
    for name in sorted(set(PUBLIC) & set(KNOWN)):
        columns, rows = known_table(name, "1990-01-01")
        full, _ = known_table(name, DAY)
        assert columns == full and len(columns) == len(set(columns))
        assert all(set(row) == set(columns) for row in rows)
        assert title_of(name)


def test_facts_of_all_documents_are_all_sourced_rows(real_store):
    ids = [row["id"] for row in documents.documents(DAY)]
    counted: dict[str, int] = {}
    for id in ids:
        for table, rows in facts_of(id):
            assert rows and {row["document_id"] for row in rows} == {id}
            counted[table.name] = counted.get(table.name, 0) + len(rows)
    for name in SOURCED:
        sql = f"select count(document_id) as n from {name} order by 1"
        assert counted.get(name, 0) == frames.read(real_store, sql)["n"][0], name
    assert facts_of("no-such") == []


def test_one_fact_by_table_and_key(real_store):
    (first, *_) = facts_of("street-2023")
    table, rows = first
    assert fact(table.name, rows[0]["key"]) == rows[0]
    sql = "select project_id, office_id from project_office order by 1, 2 limit 1"
    pair = frames.read(real_store, sql).iloc[0]
    both = fact("project_office", f"{pair.project_id}/{pair.office_id}")
    assert both is not None and both["office_id"] == pair.office_id


@pytest.mark.parametrize(
    ("table", "key"),
    [("project", "no-such"), ("project", ""), ("import_batch", "b1"), ("sqlite_master", "1"),
     ("project", "s01' or '1'='1"), ("store_meta", "kind")],
)  # fmt: skip
def test_what_is_no_fact_is_none(real_store, table, key):
    assert fact(table, key) is None


def test_the_log_of_the_data_adds_up(real_store):
    """Each entry with its own tables; the newest first, the tenth of a day before its second."""
    changes, tables = documents.data_changes()
    entries = [(row["change_id"], row["says"]) for row in changes]
    assert len(set(entries)) == len(entries)
    for row in changes:
        own = [each for each in tables if (each["change_id"], each["says"]) == (
            row["change_id"], row["says"])]  # fmt: skip
        assert len(own) == row["tables"]
    numbers = [(row["on_date"], int(row["change_id"].rpartition("-")[2])) for row in changes]
    assert numbers == sorted(numbers, reverse=True)
    assert max(number for _, number in numbers) > 9
    assert len(tables) == sum(row["tables"] for row in changes) > 0
    for id in {row["change_id"] for row in tables}:
        for kind in ("added", "changed", "removed"):
            told = sum(row[kind] for row in changes if row["change_id"] == id)
            assert told == sum(row[kind] for row in tables if row["change_id"] == id)


def test_excerpts_are_of_one_document_or_of_all_and_open_their_fact(real_store):
    for day in ("1990-01-01", "2023-06-28"):
        known = documents.documents(day)
        assert len(excerpts(day)) == sum(len(excerpts(day, row["id"])) for row in known)
    assert excerpts("2023-06-28", "district-2023") == [], "not issued that day"
    found = excerpts("2023-06-28")
    assert found
    for row in found[:: max(1, len(found) // 25)]:
        table, key = row["fact"].removeprefix("/sources?fact=").split(":", 1)
        assert fact(table, key)["quote"] == row["quote"]
        assert row["says"] and "None" not in row["says"]


def test_a_fact_whose_other_side_is_not_known_that_day_is_not_told(own_store):
    """A relation of the first document to what only a later one names."""
    with connect.write(own_store) as db:
        (place,) = db.query(
            "select id from place where document_id = 'reply-2025-100' order by 1 limit 1"
        )
        row = {"project_id": "s01", "place_id": place["id"], "document_id": "street-2023",
               "locator": "附件", "quote": "试验"}  # fmt: skip
        db["project_place"].insert(row)
    key = f"s01/{place['id']}"
    told = {
        day: {row["key"] for group in grouped(day, "street-2023") for row in group["rows"]}
        for day in ("2023-06-28", DAY)
    }
    assert key not in told["2023-06-28"] and key in told[DAY]

"""What the documents say is there on a day, each with its scope and its address."""

from __future__ import annotations

import pytest

from lib.rows.documents import fact
from lib.rows.known import ASSETS, NEWEST, known
from lib.store import connect
from tests import frames

DAY = "2026-01-01"


def test_before_the_first_document_nothing_is_known(real_store):
    found = known("1990-01-01")
    assert found["assets"] == found["newest"] == []
    assert (found["total"], found["moving"], found["document"], found["age"]) == (0, 0, None, None)


@pytest.mark.parametrize("day", ["2023-06-28", "2023-11-21", "2024-04-29", DAY])
def test_assets_are_known_with_their_documents_and_open_their_fact(real_store, day):
    found = [row for row in known(day)["assets"] if "fact=observation:" in row["href"]]
    sql = """select o.id from observation o join document d on d.id = o.document_id
             where d.issued_on <= :day order by 1"""
    issued = set(frames.read(real_store, sql, {"day": day})["id"])
    ids = [row["href"].rpartition(":")[2] for row in found]
    assert ids == [id for id in ASSETS if id in issued]
    for row, id in zip(found, ids, strict=True):
        said = fact("observation", id)
        assert (row["printed"], row["scope"], row["quote"]) == (
            said["printed"], said["scope"], said["quote"],
        )  # fmt: skip
        assert row["near"] == (said["match"] == "proxy")


def test_the_metro_row_stands_in_a_quote_that_names_all_lines(real_store):
    assert not [row for row in known("2023-06-28")["assets"] if row["what"] == "内接的地铁"]
    (row,) = [row for row in known(DAY)["assets"] if row["what"] == "内接的地铁"]
    numbers = row["printed"].removesuffix("号线").split("、")
    assert [int(each) for each in numbers] == sorted(int(each) for each in numbers)
    assert all(f"{each}号线" in row["quote"] for each in numbers)
    assert fact(*row["href"].removeprefix("/sources?fact=").split(":"))["quote"] == row["quote"]


def test_a_metro_line_that_no_quote_names_with_the_others_leaves_the_row_out(own_store):
    with connect.write(own_store) as db:
        db.execute("update place set name = '地铁99号线' where id = 'line-2'")
        db.execute("update store_meta set value = 'other' where key = 'facts'")
    assert not [row for row in known(DAY)["assets"] if row["what"] == "内接的地铁"]


def test_what_moves_is_counted_once_a_project_the_newest_first(real_store):
    found = known(DAY)
    sql = """select project_id, max(as_of) as last from evidence
             where certainty <> 'near' group by 1 order by 1"""
    said = frames.read(real_store, sql).set_index("project_id")["last"]
    assert found["moving"] == len(said)
    assert len(found["newest"]) == min(NEWEST, len(said))
    days = [row["as_of"] for row in found["newest"]]
    assert days == sorted(said, reverse=True)[:NEWEST]
    assert len({row["project_id"] for row in found["newest"]}) == len(days)
    assert all(row["project"]["id"] == row["project_id"] for row in found["newest"])


def test_the_age_is_of_the_newest_document_of_that_day(real_store):
    assert (known("2023-11-20")["document"]["id"], known("2023-11-20")["age"]) == (
        "street-2023", 145,
    )  # fmt: skip
    assert known("2023-11-21")["age"] == 0

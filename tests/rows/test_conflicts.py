"""Where documents disagree: from the day two sides are known, whole when all are."""

from __future__ import annotations

import pytest

from lib.rows.conflicts import HEAD, about, conflicts
from tests import frames

SQL = """
select s.conflict_id as id, count(*) as said, sum(d.issued_on <= :day) as known
from conflict_statement s join document d on d.id = s.document_id group by 1 order by 1
"""


@pytest.mark.parametrize(
    "day", ["1990-01-01", "2023-06-28", "2023-11-21", "2025-04-11", "2026-01-01"]
)
def test_a_topic_shows_once_two_sides_are_known_and_is_whole_with_all(real_store, day):
    said = frames.read(real_store, SQL, {"day": day})
    wanted = {
        row.id: (row.known, row.known == row.said) for row in said.itertuples() if row.known > 1
    }
    found = {row["id"]: (len(row["statements"]), row["whole"]) for row in conflicts(day)}
    assert found == wanted


def test_statements_keep_their_order_and_their_topic_s_head(real_store):
    order = frames.read(real_store, "select id from conflict order by ord")
    found = conflicts("2026-01-01")
    assert [row["id"] for row in found] == list(order["id"])
    for row in found:
        assert [each["ord"] for each in row["statements"]] == sorted(
            each["ord"] for each in row["statements"]
        )
        assert all(row[name] == each[name] for each in row["statements"] for name in HEAD)


def test_what_concerns_a_fact_is_asked_by_table_and_id(real_store):
    day = "2026-01-01"
    tied = [row for row in conflicts(day) if row["subject_id"]]
    assert tied
    subjects = {(row["subject_table"], row["subject_id"]) for row in tied}
    assert about(day, *subjects) == tied
    for table, id in subjects:
        assert {row["subject_id"] for row in about(day, (table, id))} == {id}
        assert about(day, ("leader", id)) == []
    assert about(day) == []

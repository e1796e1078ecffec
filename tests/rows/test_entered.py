"""A clock behind the ledger is told; what was withdrawn, or came today, is not."""

from __future__ import annotations

import pytest

from lib.rows.entered import ahead, behind, last
from lib.store.assign import Assignment, assign
from tests.ledger import add_batch

FAR = "2099-03-04T05:06:07+08:00"


def test_an_empty_ledger_is_never_ahead(real_store):
    assert last() is None
    assert ahead("1990-01-01") == "" == behind()


@pytest.mark.parametrize(
    ("today", "said"), [("2099-03-03", "2099-03-04 05:06"), ("2099-03-04", ""), ("2099-03-05", "")]
)
def test_only_a_later_day_is_ahead(own_store, today, said):
    add_batch(own_store, when=FAR)
    assert ahead(today) == said


def test_both_times_are_told(own_store):
    add_batch(own_store, when=FAR)
    assert "2099-03-04 05:06" in behind() and "校准时钟" in behind()


def test_a_withdrawn_batch_and_its_withdrawal_hold_nothing_back(own_store):
    add_batch(own_store, when="2024-01-01T09:00:00+08:00")
    add_batch(own_store, "b2", when=FAR)
    add_batch(own_store, "b3", "2099-03-05T00:00:00+08:00", withdraws="b2")
    assert ahead("2023-12-31") == "2024-01-01 09:00" and behind() == ""
    assert last() == "2099-03-05T00:00:00+08:00", "a withdrawal is the newest entry all the same"


def test_an_assignment_counts_as_an_entry(own_store):
    task = Assignment(
        meeting_on="2099-03-04", says="办", office_id="yingshang", due_on="2099-04-01",
        assigned_by="甲", received_at=FAR,
    )  # fmt: skip
    assign(own_store, task)
    assert ahead("2099-03-01").startswith("2099-03-04") and last() is None

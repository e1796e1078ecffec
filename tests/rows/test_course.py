"""One indicator over time: numbers in order, stretches of the calendar, near ones as words."""

from __future__ import annotations

import pytest

from lib.rows.course import COLUMNS, bars, judged, marks, near, numbers
from lib.rows.indicators import indicators
from tests.ledger import add_batch, add_value

DAY = "2024-06-30"


def one(id: str, day: str = DAY) -> dict:
    return next(row for row in indicators(day) if row["id"] == id)


def drawn(id: str, kind: str, day: str = DAY) -> list[dict]:
    return [mark for mark in marks(one(id, day), day) if mark["kind"] == kind]


@pytest.fixture
def told(own_store):
    """Numbers of a day, a month and a year, one of them corrected, one not confirmed."""
    add_batch(own_store, when="2024-06-01T09:00:00+08:00")
    add_value(own_store, "space", 4, as_of="2023-12-31")
    add_value(own_store, "space", 5, as_of="2024-05-31", note="更正")
    add_value(own_store, "space", 7, as_of="2024-05-31", note="补报")
    add_value(own_store, "space", 900, confirmed=0, as_of="2024-03-31", note="全区")
    add_value(own_store, "salon", 21, as_of="2023-12-31")
    add_value(own_store, "salon", 3, as_of="2024-05-31")
    return own_store


def test_numbers_are_in_order_of_time_and_corrected_ones_are_gone(told):
    found = numbers(one("space"))
    assert [row["as_of"] for row in found] == sorted(row["as_of"] for row in found)
    said = [(row["value"], row["match"]) for row in found if row["report"]]
    assert said == [(4, "exact"), (900, "proxy"), (7, "exact")]
    assert all((row["source"] is None) != (row["report"] is None) for row in found)


def test_an_unconfirmed_number_says_so_first_and_is_only_near(told):
    (row,) = [row for row in near(one("space")) if row["report"]]
    assert row["label"] == "900家" and "口径未确认" in row["said"]
    assert row["reason"] == "填报人没有确认与方案口径一致；全区"
    assert not [mark for mark in marks(one("space"), DAY) if mark["value"] == 900]
    (bar,) = [bar for bar in bars([one("space")]) if bar["label"] == row["said"]]
    assert bar["kind"] == "near" and "share" not in bar


def test_no_reason_without_a_note(told):
    (row,) = [row for row in numbers(one("space")) if row["value"] == 4]
    assert row["reason"] == ""


def test_a_document_s_number_names_its_document(real_store):
    for row in indicators("2026-01-01"):
        for each in near(row):
            assert each["who"] == each["brief"] == each["source"]["document"]
            assert each["said"].startswith(each["source"]["printed"])


@pytest.mark.parametrize(
    ("id", "value", "as_of"), [("space", 7, "2024-05-31"), ("salon", 3, "2024-05-31")]
)
def test_the_latest_is_judged_of_a_yearly_target_the_latest_year(told, id, value, as_of):
    row = judged(one(id))
    assert (row["value"], row["as_of"]) == (value, as_of)
    assert [bar["label"] for bar in bars([one(id)]) if bar.get("told")] == [row["label"]]


def test_without_an_exact_number_nothing_is_judged(real_store):
    for row in indicators("2026-01-01"):
        assert judged(row) is None
        kinds = {mark["kind"] for mark in marks(row, "2026-01-01")}
        assert kinds <= {"plan", "target", "pace", "today"}


def test_targets_by_the_end_have_one_stretch_yearly_ones_one_a_year(real_store):
    for row in indicators(DAY):
        own = drawn(row["id"], "target")
        words = [mark["label"] for mark in own if mark["label"]]
        assert words == [f"目标 {row['target']}"], "said once"
        assert (own[0]["starts"], own[-1]["ends"]) == (row["starts_on"], row["due_on"])
        assert all(mark["low"] == row["target_low"] <= mark["high"] for mark in own)
        assert (len(own) > 1) == (row["period"] == "per_year")
        for mark in own[1:]:
            assert mark["starts"].endswith("-01-01") and mark["starts"][:4] == mark["ends"][:4]


def test_every_mark_has_every_column(told):
    for row in indicators(DAY):
        for mark in marks(row, DAY):
            assert tuple(mark) == COLUMNS


def test_the_pace_runs_from_the_first_number_to_the_target(told):
    first, last = drawn("space", "pace")
    assert (first["starts"], first["value"]) == ("2023-12-31", 4)
    assert (last["starts"], last["value"]) == (one("space")["due_on"], one("space")["target_low"])
    assert drawn("salon", "pace") == [] == drawn("hightech", "pace")


@pytest.mark.parametrize(
    ("as_of", "kind", "starts", "ends", "when"),
    [
        ("2024-05-31", "exact_day", "2024-05-31", "2024-05-31", "2024年5月31日"),
        ("2024-02", "exact_span", "2024-02-01", "2024-02-29", "2024年2月"),
        ("2023", "exact_span", "2023-01-01", "2023-12-31", "2023年"),
    ],
)
def test_a_shortened_date_is_a_span(told, as_of, kind, starts, ends, when):
    row = one("space")
    said = [each | {"as_of": as_of} for each in row["reports"] if each["value"] == 7]
    found = marks(row | {"reports": said}, DAY)
    (mark,) = [mark for mark in found if mark["kind"].startswith("exact")]
    assert (mark["kind"], mark["starts"], mark["ends"]) == (kind, starts, ends)
    assert mark["when"] == when


def test_shares_are_of_the_low_end_and_a_reported_nought_is_drawn(own_store):
    add_batch(own_store)
    add_value(own_store, "forum", 0)
    row = one("forum")
    target, *rest = bars([row])
    assert target["share"] == 1 and target["share_high"] == row["target_high"] / row["target_low"]
    (exact,) = [bar for bar in rest if bar["kind"] == "exact"]
    assert exact["share"] == 0 and exact["told"] and exact["label"].startswith("0")
    assert bars([]) == []

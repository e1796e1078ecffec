"""What a fact is called, a code means, and an empty cell says."""

from __future__ import annotations

import pytest

from lib import text
from lib.rows.documents import known_rows
from lib.rows.naming import (
    ABSENT,
    FIRST,
    LABELS,
    OWN_WORDS,
    SAYS,
    WORDS,
    absent,
    has_address,
    label,
    names,
    spoken,
    worded,
)  # fmt: skip
from lib.store.schema import FACTS, table
from tests import frames

DAY = "2026-01-01"


def column(name: str, of: str):
    return next(each for each in table(name).columns if each.name == of)


def test_every_column_has_a_short_label():
    for each in FACTS:
        for one in each.columns:
            said = label(each, one)
            assert said and (said in LABELS.values() or not FIRST.search(said))
    assert label(table("document"), column("document", "address")) != label(
        table("place"), column("place", "address")
    )


def test_rules_and_patterns_name_only_columns_that_exist():
    for name, one in [*ABSENT, *OWN_WORDS]:
        assert column(name, one)
    known = {one.name for each in FACTS for one in each.columns}
    assert set(WORDS) <= known | {"joint"}
    for name, pattern in SAYS.items():
        row = dict.fromkeys((one.name for one in table(name).columns), "x")
        assert "{" not in pattern.format(**row)


def test_names_are_of_the_day_and_a_project_bears_its_number(real_store):
    assert names("1990-01-01").keys().isdisjoint({("project", "s01"), ("plan", "street-2023")})
    early, late = names("2023-06-28"), names(DAY)
    assert ("project", "d01") not in early and ("project", "d01") in late
    sql = """select p.id, n.level || p.no || ' ' || p.name as said
             from project p join plan n on n.id = p.plan_id order by 1"""
    for row in frames.read(real_store, sql).itertuples():
        assert late["project", row.id] == row.said
    assert all(late.values())


def test_a_relation_speaks_by_the_names_of_both_sides(real_store):
    known = names(DAY)
    (row, *_) = known_rows("project_office", DAY)
    said = spoken(table("project_office"), row, known)
    for part in (known["project", row["project_id"]], known["office", row["office_id"]]):
        assert part in said
    assert spoken(table("project_office"), row, {}) == ""


def test_a_citation_speaks_of_the_table_it_names(real_store):
    row = known_rows("citation", DAY)[0]
    subject = (row["subject_table"], row["subject_id"])
    assert spoken(table("citation"), row, {subject: "甲"}) == f"甲：{row['says']}"
    assert spoken(table("citation"), row, {("no-table", row["subject_id"]): "甲"}) == ""


def test_what_has_a_name_is_called_by_it_and_else_by_its_table():
    each = table("office")
    assert spoken(each, {"id": "x", "name": "甲办"}, {}) == "甲办"
    assert spoken(each, {"id": "x", "name": "甲办"}, {("office", "x"): "甲"}) == "甲"
    assert spoken(each, {"id": "x", "name": ""}, {}) == each.title


def test_every_code_in_the_store_has_its_word(real_store):
    for each in FACTS:
        for one in each.columns:
            own = OWN_WORDS.get((each.name, one.name)) or WORDS.get(one.name)
            if own is None or one.kind == "blob":
                continue
            sql = (
                f"select distinct {one.name} as code from {each.name} where {one.name} is not null"
            )
            for code in frames.read(real_store, sql + " order by 1")["code"]:
                assert code in own, (each.name, one.name)
                assert worded(each, one, code) == own[code]


@pytest.mark.parametrize(
    ("name", "of", "value", "said"),
    [
        ("place", "lon", 121.4, "121.400000"),
        ("place", "lat", 31.2164444, "31.216444"),
        ("place", "error_m", 5.0, "约 5 米"),
        ("indicator", "target_low", 1000.0, "1000"),
        ("observation", "value", 1.48, "1.48"),
        ("observation", "value", 0.0, "0"),
        ("project", "name", "试验", "试验"),
        ("indicator", "operator", "no-code", "no-code"),
        ("place", "within_boundary", 0, text.SIDE[0]),
    ],
)
def test_a_value_in_words(name, of, value, said):
    assert worded(table(name), column(name, of), value) == said


@pytest.mark.parametrize(
    ("name", "of", "row", "said"),
    [
        ("document", "approved_on", {"kind": "plan"}, text.NOT_STATED),
        ("document", "approved_on", {"kind": "reply"}, text.NOT_APPLICABLE),
        ("document", "address", {}, text.NO_ADDRESS),
        ("place", "address", {"precision": "exact", "category": "carrier"}, text.NOT_STATED),
        ("place", "address", {"precision": "none", "category": "road"}, text.NOT_APPLICABLE),
        ("place", "address", {"precision": "line", "category": "carrier"}, text.NOT_APPLICABLE),
        ("place", "within_boundary", {"lon": 121.4}, text.SIDE[None]),
        ("place", "within_boundary", {"lon": None}, ""),
        ("indicator", "baseline", {"period": "by"}, text.NOT_STATED),
        ("indicator", "baseline", {"period": "per_year"}, text.NOT_APPLICABLE),
        ("place", "note", {}, ""),
    ],
)
def test_what_an_empty_cell_says(name, of, row, said):
    assert absent(table(name), column(name, of), row) == said


def test_what_has_an_address_could_have_one(real_store):
    for row in known_rows("place", DAY):
        assert has_address(row) or not row["address"], row["id"]

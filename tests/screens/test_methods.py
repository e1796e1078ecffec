"""口径 and 数据: the rules as they run, every column of the schema, samples of real answers."""

from __future__ import annotations

import json

from lib.exports.api import MAKERS
from lib.exports.catalogue import ROUTES
from lib.screens import methods
from lib.store.public import FACT_TABLES, LEDGER
from lib.store.schema import ALL_TABLES
from tests import frames

DAY = "2024-06-30"


def test_every_rule_has_its_word_and_its_condition(real_store):
    for title, states, rules in methods.methods(DAY)["rules"]:
        assert title and rules
        assert {rule["state"] for rule in rules} <= set(states), title
        assert all(rule["says"] and "{" not in rule["says"] for rule in rules)


def test_the_parameters_are_the_stores(real_store):
    stored = frames.read(real_store, "select * from threshold")
    shown = methods.methods(DAY)["thresholds"]
    assert len(shown) == len(stored)
    assert {row["id"] for row in shown} == set(stored["id"])
    first, last = methods.methods(DAY)["years"]
    assert first <= 2024 <= last


def test_the_dictionary_is_the_schema(real_store):
    told = [table for room in methods.dictionary()["rooms"] for table in room["tables"]]
    assert len({table["name"] for table in told}) == len(told)
    assert {table["name"] for table in told} == {table.name for table in ALL_TABLES}
    for table in told:
        stored = frames.read(real_store, f"select name from pragma_table_info('{table['name']}')")
        assert set(stored["name"]) == {column["name"] for column in table["columns"]}
        assert all(column["note"] and column["kind"] for column in table["columns"])


def test_what_is_public_is_said_as_it_is_published(real_store):
    told = {table["name"]: table["public"]
            for room in methods.dictionary()["rooms"] for table in room["tables"]}  # fmt: skip
    assert {name for name, public in told.items() if public == "全部公开"} == set(FACT_TABLES)
    assert {name for name, public in told.items() if public == "部分列公开"} == set(LEDGER)
    assert told["assignment"] == told["import_batch"] == "不公开"


def test_each_change_has_its_tables_and_the_newest_day_is_first(real_store):
    changes = methods.history()["changes"]
    days = [row["on_date"] for row in changes]
    assert days == sorted(days, reverse=True)
    for row in changes:
        assert len(row["rows"]) == row["tables"] and all(each["title"] for each in row["rows"])
        for kind in ("added", "changed", "removed"):
            assert sum(each[kind] for each in row["rows"]) == row[kind]
    stored = frames.read(real_store, "select count(*) as n from data_change")
    assert sum(row["tables"] for row in changes) == stored["n"][0]


def test_routes_are_told_with_the_beginning_of_their_answers(real_store):
    found = methods.data(DAY)["routes"]
    assert [row["path"] for row in found] == [route.path for route in ROUTES]
    for row in found:
        if row["path"] not in MAKERS:
            assert row["ask"] == "" and row["answer"] == methods.HEALTH
        else:
            assert row["ask"] == f"GET {row['path']}?as_of={DAY}"
            assert row["path"].endswith(".csv") or json.loads(row["answer"])["as_of"] == DAY

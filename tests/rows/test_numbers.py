"""Every documented quantity: found by words and facets, in the order asked for."""

from __future__ import annotations

import pytest

from lib.rows.numbers import FACETS, NO_INDICATOR, ORDERS, SORTS, numbers, options, ordered
from tests import frames

DAY = "2026-01-01"


@pytest.mark.parametrize("day", ["1990-01-01", "2023-06-28", "2023-11-21", DAY])
def test_each_value_of_each_facet_has_its_label(real_store, day):
    rows = numbers(day)
    labels = options(rows)
    assert set(labels) == set(FACETS)
    for row in rows:
        assert set(row["facets"]) == set(FACETS)
        for facet, own in row["facets"].items():
            assert set(own) <= set(labels[facet]), (row["id"], facet)
    used = {value for row in rows for value in row["facets"]["about"]}
    assert used | {NO_INDICATOR} == set(labels["about"]), "nothing that gives no row"


def test_an_indicator_that_is_not_known_yet_is_not_named(real_store):
    """Observations may come near a target of a later document."""
    for row in numbers("2023-11-20"):
        assert row["target"] is None and row["facets"]["about"] == (NO_INDICATOR,)
    named = frames.read(
        real_store, "select id from observation where indicator_id is not null order by 1"
    )
    late = {row["id"] for row in numbers(DAY) if row["target"]}
    assert late == set(named["id"])


def test_orders_keep_all_rows_and_equals_as_they_were(real_store):
    rows = numbers(DAY)
    assert ordered(rows, "") is rows and set(SORTS) == {"", *ORDERS}
    place = {row["id"]: at for at, row in enumerate(rows)}
    for sort, key in ORDERS.items():
        found = ordered(rows, sort)
        assert [row["id"] for row in found] == [
            row["id"] for row in sorted(rows, key=lambda row: (key(row), place[row["id"]]))
        ]


def test_by_size_the_largest_first_within_one_unit(real_store):
    found = ordered(numbers(DAY), "value")
    units = list(dict.fromkeys(row["unit"] for row in found))
    assert len(units) == len({row["unit"] for row in found}), "each unit in one block"
    for unit in units:
        values = [row["value"] for row in found if row["unit"] == unit]
        assert values == sorted(values, reverse=True)


def test_words_find_a_quantity_as_figure_and_as_printed(real_store):
    for row in numbers(DAY):
        for words in (row["printed"], row["metric"], row["scope"], row["quote"]):
            assert words.casefold() in row["text"]
        assert "none" not in row["text"].split()

"""Which projects a list shows, under which words, in which order."""

from __future__ import annotations

import pytest

from lib.measures.lamps import PROJECT_STATES
from lib.rows.project_facets import FACETS, ORDERS, SORTS, STATE_ORDER, choices, selected
from lib.rows.projects import projects
from lib.screens.view import View
from tests.ledger import add_batch, add_report

DAY = "2024-01-20"


def asked(**params: str) -> View:
    return View("/projects", DAY, params=tuple((key, (value,)) for key, value in params.items()))


@pytest.fixture
def rows(own_store) -> list:
    """One of each: done, paused, overdue, behind, on track, and the many without a report."""
    add_batch(own_store)
    add_report(own_store, "s05", state="已完成", evidence="单")
    add_report(own_store, "s04", state="暂缓", as_of="2024-01-08")
    add_report(own_store, "s03", as_of="2024-01-07")
    add_report(own_store, "d02", percent=1)
    add_report(own_store, "d01", percent=60, as_of="2024-01-02")
    return projects(DAY)


def test_every_state_has_its_place_in_the_order():
    assert sorted(STATE_ORDER) == sorted(PROJECT_STATES)
    assert set(SORTS) == {"", *ORDERS}


def test_by_state_the_worst_first_and_equals_as_they_were(rows):
    found = selected(rows, asked(sort="state"))
    states = [STATE_ORDER.index(row["lamp"].state) for row in found]
    assert states == sorted(states)
    assert [row["id"] for row in (found[0], found[1], found[-1])] == ["s03", "d02", "s05"]
    grey = [row["id"] for row in found if row["lamp"].state == "unreported"]
    assert grey == [row["id"] for row in rows if row["lamp"].state == "unreported"]


def test_by_due_date_what_is_done_comes_last(rows):
    found = selected(rows, asked(sort="due"))
    assert found[-1]["id"] == "s05"
    dues = [row["due"] for row in found[:-1]]
    assert dues == sorted(dues)


def test_by_last_report_the_never_reported_come_first_then_the_oldest(rows):
    found = selected(rows, asked(sort="reported"))
    ends = [row["id"] for row in found if row["report"]]
    assert ends == ["d01", "s03", "s04", "s05", "d02"]
    assert [row["id"] for row in found[-5:]] == ends


def test_without_an_order_the_store_s_own(rows):
    assert selected(rows, asked()) == rows


@pytest.mark.parametrize("facet", FACETS)
def test_each_row_is_found_under_each_of_its_values(rows, facet):
    labels = choices(rows, facet)
    assert all(labels.values())
    for row in rows:
        assert set(row["facets"][facet]) <= set(labels)
    for value in list(labels)[:4]:
        found = {row["id"] for row in selected(rows, asked(**{facet: value}))}
        assert found == {row["id"] for row in rows if value in row["facets"][facet]}


def test_states_and_ages_are_offered_whole_others_only_as_they_occur(rows):
    for facet in ("state", "age"):
        assert choices([], facet) == choices(rows, facet) != {}
    for facet in set(FACETS) - {"state", "age"}:
        assert choices([], facet) == {}


def test_facets_narrow_and_words_too(rows):
    row = next(row for row in rows if row["id"] == "s03")
    both = asked(state="overdue", q=row["name"])
    assert [each["id"] for each in selected(rows, both)] == ["s03"]
    assert selected(rows, asked(state="done", q=row["name"])) == []

"""项目台账 and 科室视图: the list is what the filters say, absence is a word, history a picture."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from lxml import html

from lib import clock, text
from lib.rows import projects as rows
from lib.rows.project_facets import FACETS, ORDERS
from lib.screens import offices, projects
from lib.screens.view import View
from tests import frames

TODAY = clock.today().isoformat()
EARLY = "1900-01-01"


def view_of(path: str = "/projects", day: str = TODAY, **params: str) -> View:
    return View(path, day, day != TODAY, tuple((key, (value,)) for key, value in params.items()))


def read(markup: str):
    return html.fragment_fromstring(markup, create_parent="div")


def names(view: View) -> list[str]:
    """The projects of the page's list, by their links."""
    tree = read(projects.whole(view))
    return [each.text_content().strip() for each in tree.xpath("//tbody//th//a[1]")]


@pytest.mark.parametrize("facet", FACETS)
def test_each_choice_lists_exactly_its_projects(facet, real_store):
    whole = rows.projects(TODAY)
    for id in sorted(projects.allowed(TODAY)[facet])[:4]:
        wanted = [row["name"] for row in whole if id in row["facets"][facet]]
        assert sorted(names(view_of(**{facet: id}))) == sorted(wanted), id


@pytest.mark.parametrize("sort", [sort for sort in projects.SORTS if sort])
def test_an_order_loses_nobody(sort, demo_store):
    wanted = [row["name"] for row in sorted(rows.projects(TODAY), key=ORDERS[sort])]
    assert names(view_of(sort=sort)) == wanted


def test_before_any_plan_there_are_no_ids_and_an_empty_list(real_store):
    known = projects.allowed(EARLY)
    for key in ("project", "plan", "action", "office", "leader"):
        assert known[key] == frozenset(), key
    assert names(view_of(day=EARLY)) == []
    assert "街道施工图 0 项，区三年行动方案 0 个子项" in projects.head(view_of(day=EARLY))
    assert offices.allowed(EARLY)["office"] == frozenset()


def test_an_unknown_project_opens_nothing(real_store):
    plain = read(projects.body(view_of()))
    assert not plain.xpath("//*[@id='panel']//h2")
    opened = read(projects.body(view_of(project="s01"))).xpath("//*[@id='panel']//h2")
    (name,) = frames.read(real_store, "select name from project where id = 's01'")["name"]
    assert name in opened[0].text_content()
    assert not read(projects.body(view_of(project="zz"))).xpath("//*[@id='panel']//h2")


def test_a_history_needs_two_days_and_skips_what_was_not_said():
    def told(*reports: tuple[str, float | None]) -> str:
        return projects.history([{"as_of": day, "percent": each} for day, each in reports])

    assert told() == told(("2024-02-01", 50)) == ""
    assert told(("2024-03-01", None), ("2024-02-01", 50)) == ""
    assert told(("2024-02-01", 50), ("2024-02-01", 40)) == ""  # one day, corrected
    made = told(("2024-03-01", 0), ("2024-02-15", None), ("2024-02-01", 50))
    assert made.startswith("data:image/svg+xml")
    assert unquote(made) == unquote(told(("2024-03-01", 0), ("2024-02-01", 50)))
    assert unquote(made).index("2024-02-01") < unquote(made).index("2024-03-01")
    assert made != told(("2024-03-01", 9), ("2024-02-01", 50))


OFFICE = {"owed": 0, "overdue": None, "tasks": 0, "late": 0, "passed": 0, "next": ""}


def test_what_no_office_reported_is_not_nought_overdue():
    assert offices._words(OFFICE)["逾期"] == text.UNREPORTED
    assert offices._words(OFFICE | {"overdue": 0})["逾期"] == offices.NONE
    said = offices._words(OFFICE | {"overdue": 2, "tasks": 3, "late": 1, "passed": 4})
    assert (said["逾期"], said["交办"], said["下一个期限"]) == ("2", "3（过期 1）", "4 已过")
    assert (
        offices._words(OFFICE | {"next": "2027-01-01", "passed": 4})["下一个期限"] == "2027-01-01"
    )


def test_what_all_have_alike_is_told_once_but_one_office_keeps_its_columns():
    one = offices._told({"offices": [OFFICE]})
    assert one["same"] == {} and one["columns"] == list(offices._words(OFFICE))
    two = offices._told({"offices": [OFFICE, OFFICE | {"overdue": 1}]})
    assert "逾期" in two["columns"] and set(two["same"]) == set(one["columns"]) - {"逾期"}
    assert [row["words"]["逾期"] for row in two["offices"]] == [text.UNREPORTED, "1"]


def test_every_office_of_the_list_opens(real_store):
    known = offices.allowed(TODAY)["office"]
    stored = frames.read(real_store, "select distinct office_id from project_office")["office_id"]
    assert known == set(stored)
    shut = read(offices.body(view_of("/offices"))).xpath("//h2")
    for id in sorted(known)[:6]:
        view = view_of("/offices", office=id)
        opened = read(offices.body(view)).xpath("//h2")
        assert len(opened) > len(shut), id

"""项目台账: the list is what the filters say, absence is no row, history a picture."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from lxml import html

from lib import clock
from lib.rows import projects as rows
from lib.rows.project_facets import FACETS, ORDERS
from lib.screens import projects
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

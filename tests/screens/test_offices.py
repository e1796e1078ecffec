"""科室视图: what nobody reported is a word, what all have alike is told once, each office opens."""

from __future__ import annotations

from lxml import html

from lib import clock, text
from lib.screens import offices
from lib.screens.view import View
from tests import frames

TODAY = clock.today().isoformat()


def read(markup: str):
    return html.fragment_fromstring(markup, create_parent="div")


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
    assert offices.allowed("1900-01-01")["office"] == frozenset()
    known = offices.allowed(TODAY)["office"]
    stored = frames.read(real_store, "select distinct office_id from project_office")["office_id"]
    assert known == set(stored)
    shut = read(offices.body(View("/offices", TODAY))).xpath("//h2")
    for id in sorted(known)[:6]:
        view = View("/offices", TODAY, False, (("office", (id,)),))
        opened = read(offices.body(view)).xpath("//h2")
        assert len(opened) > len(shut), id

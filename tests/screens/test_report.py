"""进展填报 for who is not signed in: how it is done, what came in, and nobody's name."""

from __future__ import annotations

import pytest
from lxml import html

from lib.rows.cache import begin_run
from lib.screens import report
from lib.screens.view import View
from tests import frames
from tests.ledger import add_batch, add_report

DAY = "2024-02-01"
VIEW = View("/report", DAY, True)
HARD = "<b>'张三\"&"
STATES = {"closed": "没有开通", "reader": "不收填报", "unlisted": "不在填报名单上",
          "signed_out": "登录后", "editor": "您可以交"}  # fmt: skip


class May:
    """Somebody's rights: all offices, or none."""

    def __init__(self, yes: bool):
        self.yes = yes

    def may(self, office_id: str) -> bool:
        return self.yes and bool(office_id)


def read(markup: str):
    return html.fragment_fromstring(markup, create_parent="div")


def opened(batch: str, **more: str) -> View:
    return View("/report", DAY, True, (("batch", (batch,)), *((k, (v,)) for k, v in more.items())))


@pytest.fixture
def batches(own_store):
    """One that stands, one withdrawn, one of a later day."""
    add_batch(own_store, received_by=HARD, filename=HARD)
    add_report(own_store, "s01", percent=0)
    add_batch(own_store, "b2", received_by=HARD)
    add_batch(own_store, "b3", withdraws="b2", withdrawn_by="测试员")
    add_batch(own_store, "b9", when="2024-03-10T09:00:00+08:00")
    begin_run()
    return own_store


@pytest.mark.parametrize("state", STATES)
def test_every_visitor_is_told_what_they_may_do(state, real_store):
    visitor = report.CLOSED | {"state": state, "who": HARD, "may": "一切"}
    tree = read(report.heading(VIEW, HARD, visitor))
    words = tree.text_content()
    for other, said in STATES.items():
        assert (said in words) == (other == state), other
    assert not tree.xpath("//b") and (HARD in words)
    offices = frames.read(real_store, "select distinct office_id from project_office")["office_id"]
    links = tree.xpath("//a[@data-file]/@href")
    assert links == list(dict.fromkeys(links)) and len(links) == len(offices)
    assert all("as_of=2024-02-01" in link for link in links)


def test_ones_own_templates_come_first(real_store):
    tree = read(report.heading(VIEW, "x", report.CLOSED | {"mine": ("fuwu", "no-office")}))
    (own,) = tree.xpath("//section[1]/div[@class='chips gap-line']")
    assert [a.get("href") for a in own] == [VIEW.url("/export/template.xlsx", office="fuwu")]


def test_nothing_received_yet_is_said(real_store):
    assert "还没有收到任何填报" in report.everybodys(VIEW)
    assert report.allowed(DAY)["batch"] == frozenset()


def test_a_day_knows_only_what_had_come(batches):
    known = report.allowed(DAY)["batch"]
    assert {"b1", "b2"} <= known and "b9" not in known
    assert "b9" in report.allowed("2024-03-10")["batch"]
    links = "".join(read(report.everybodys(VIEW)).xpath("//a/@href"))
    assert "batch=b1" in links and "b9" not in links


def test_who_handed_it_in_only_for_who_is_on_the_list(batches):
    for view in (VIEW, opened("b1")):
        assert "张三" not in report.everybodys(view)
        tree = read(report.history(view, May(False)))
        assert HARD in tree.text_content() and not tree.xpath("//b")


def test_only_what_stands_can_be_withdrawn_by_who_may(batches):
    def offered(batch: str, rights: May | None) -> bool:
        links = read(report.history(opened(batch), rights)).xpath("//a[@class='button']/@href")
        return any("step=withdraw" in href for href in links)

    assert offered("b1", May(True))
    assert not offered("b1", May(False)) and not offered("b1", None)
    assert not offered("b2", May(True))
    assert "内容不再计入" in report.everybodys(opened("b2"))
    assert "内容不再计入" not in report.everybodys(opened("b1"))


def test_a_batch_shows_its_rows_and_nought_as_nought(batches):
    tree = read(report.everybodys(opened("b1")))
    (row,) = tree.xpath("//section[@id='batch']//tbody/tr")
    assert row.xpath(".//a/@href") == [VIEW.url("/projects", project="s01")]
    assert row.xpath("td[@data-label='内容']")[0].text == "推进中 0%"
    assert not read(report.everybodys(opened("b9"))).xpath("//section[@id='batch']")  # not yet

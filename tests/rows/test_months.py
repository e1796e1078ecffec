"""Who handed in: a shared project that a partner reports is not lacking."""

from __future__ import annotations

from lib.rows.cache import begin_run
from lib.rows.months import months
from lib.rows.offices import offices
from lib.rows.projects import projects
from lib.screens.view import View
from tests.ledger import add_batch, add_report

DAY = "2024-04-20"
SHARED = "s05"  # 事务受理中心、服务办
MONTHS = ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04"]


def cells() -> dict[str, list[str]]:
    rows = projects(DAY)
    found = months(DAY, offices(rows), rows)
    assert found["months"] == MONTHS
    return {row["id"]: [cell["says"] for cell in row["cells"]] for row in found["rows"]}


def ids() -> tuple[str, str]:
    first, second = next(row for row in projects(DAY) if row["id"] == SHARED)["offices"]
    return first["office_id"], second["office_id"]


def test_without_reports_there_is_no_table(own_store):
    assert cells() == {}


def test_a_partner_reports_for_both(own_store):
    partner, other = ids()
    rows = projects(DAY)
    alone = [row for row in rows if partner in row["facets"]["office"]]
    assert [row["id"] for row in alone] == [SHARED]
    add_batch(own_store, "b1", office_id=other)
    add_report(own_store, SHARED, office_id=other)
    add_batch(own_store, "b2", "2024-03-05T09:00:00+08:00", office_id=other)
    add_report(
        own_store, SHARED, batch_id="b2", office_id=other, as_of="2024-03-04", state="已完成",
        percent=100, evidence="验收单",
    )  # fmt: skip
    begin_run()
    found = cells()
    assert found[other] == ["未开始", "未开始", "1", "缺", "1", "缺"]
    assert found[partner] == [
        "未开始", "未开始", "由共同科室报", "缺", "由共同科室报", "都已完成",
    ]  # fmt: skip
    assert found["yingshang"][2:] == ["缺"] * 4


def test_a_part_that_a_partner_reports_is_counted(own_store):
    _, many = ids()
    partner, _ = ids()
    own = sum(many in row["facets"]["office"] for row in projects(DAY))
    add_batch(own_store, "b1", office_id=partner)
    add_report(own_store, SHARED, office_id=partner)
    begin_run()
    assert cells()[many][2] == f"由共同科室报 1/{own}" and own > 1


def test_who_does_not_answer_for_a_project_reports_for_nobody(own_store):
    partner, _ = ids()
    add_batch(own_store, "b1", office_id="yingshang")
    add_report(own_store, SHARED, office_id="yingshang")
    begin_run()
    assert cells()[partner][2] == "缺"


def test_the_page_says_the_rule(demo_store):
    from lib import clock
    from lib.ui import report
    from lib.ui.account import Visitor

    html = report.history(View("/report", clock.today().isoformat()), Visitor("closed"))
    table = html.partition('class="dense months"')[2].partition("</table>")[0]
    assert "一个科室报了就算报了" in table
    assert ">由共同科室报" in table and 'class="on-phone">共<' in table

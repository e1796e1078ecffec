"""The facts themselves: every published total is recomputed from source rows."""

from __future__ import annotations

import json

import pytest

from lib.paths import ROOT
from tests import frames
from tests.totals import (
    DISTRICT,
    INDICATORS,
    INDICATORS_BY_DIMENSION,
    LEADERS,
    PROJECTS,
    STREET,
    STREET_BY_ACTION,
)

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def ask(built):
    def one(sql: str, **params):
        return frames.read(built, sql, params)

    return one


def column(frame) -> list:
    return frame.iloc[:, 0].tolist()


def test_projects_by_action(ask):
    found = ask(
        "select a.name, count(*) n from project p join action a on a.id = p.action_id"
        " where p.plan_id = 'street-2023' group by a.id order by a.ord"
    )
    assert dict(zip(found["name"], found["n"], strict=True)) == STREET_BY_ACTION
    assert column(ask("select no from project where plan_id = 'street-2023' order by no")) == list(
        range(1, STREET + 1)
    )


def test_two_projects_in_each_of_the_districts_actions(ask):
    found = ask(
        "select action_id, count(*) n from project where plan_id = 'district-2023-2025'"
        " group by action_id order by action_id"
    )
    assert found["n"].tolist() == [2] * (DISTRICT // 2)


def test_totals_that_the_documents_state(ask):
    said = ask("select id, value from observation order by id").set_index("id")["value"]
    actions = "select count(*) from action where plan_id = :plan"
    assert said["street-actions"] == ask(actions, plan="street-2023").iloc[0, 0]
    assert said["district-actions"] == ask(actions, plan="district-2023-2025").iloc[0, 0]
    projects = "select count(*) from project where plan_id = :plan"
    assert said["street-projects"] == ask(projects, plan="street-2023").iloc[0, 0]
    assert said["sub-items"] == ask(projects, plan="district-2023-2025").iloc[0, 0]
    assert said["dimensions-2025"] == ask("select count(*) from dimension").iloc[0, 0]
    blocks = "select count(*) from place where id like 'theme-%'"
    assert said["blocks"] == said["street-blocks"] == ask(blocks).iloc[0, 0]


def test_targets_by_dimension(ask):
    found = ask("select dimension_id, count(*) n from indicator group by 1 order by min(ord)")
    assert dict(zip(found["dimension_id"], found["n"], strict=True)) == INDICATORS_BY_DIMENSION


@pytest.mark.parametrize(
    ("project", "offices", "leaders"),
    [
        ("s05", ["事务受理中心", "服务办"], ["张军"]),
        ("s06", ["城运中心", "管理办"], ["毛毅", "张蔚"]),
        ("s16", ["党建办", "党群服务中心"], ["仲静云"]),
        ("s19", ["姚家角、潘中、建宁等居民区", "自治办", "服务办"], ["秦捍", "张军"]),
        ("s20", ["服务办", "党建办"], ["陈正业", "仲静云"]),
        ("s27", ["政协委员工作站"], ["仲静云"]),
        ("s29", ["党建办", "工会", "团工委", "妇联"], ["陈正业", "秦捍"]),
        ("s30", ["党建办", "干部办", "自治办"], ["仲静云", "秦捍"]),
        ("s31", ["党建办", "营商办", "司法所"], ["仲静云", "庄海燕", "朱裕明"]),
        ("d04", ["市场监管局", "发改委", "国资委"], []),
        ("d06", ["科委", "发改委", "投促办", "市场监管局", "国资经营投资公司"], []),
    ],
)
def test_rows_with_several_offices_or_leaders(ask, project, offices, leaders):
    found = ask(
        "select o.name from project_office po join office o on o.id = po.office_id"
        " where project_id = :id order by po.ord",
        id=project,
    )
    assert column(found) == offices
    found = ask(
        "select l.name from project_leader pl join leader l on l.id = pl.leader_id"
        " where project_id = :id order by pl.ord",
        id=project,
    )
    assert column(found) == leaders


def test_eight_leaders_and_no_pairing_with_offices(ask):
    assert len(ask("select id from leader")) == LEADERS
    assert "office_id" not in ask("select * from project_leader limit 1").columns


def test_yingshang_answers_for_six(ask):
    found = ask("select project_id from project_office where office_id = 'yingshang' order by 1")
    assert column(found) == ["s01", "s02", "s03", "s04", "s12", "s31"]


@pytest.mark.parametrize(
    ("id", "operator", "low", "high", "period"),
    [
        ("incubator", "range", 1, 2, "by"),
        ("platform", "at_least", 10, None, "by"),
        ("hightech", "at_least", 1000, None, "by"),
        ("alliance", "at_least", 5, None, "by"),
        ("base", "new", 6, None, "by"),
        ("talent-district", "new", 10, None, "by"),
        ("forum", "range", 2, 3, "per_year"),
        ("salon", "more_than", 20, None, "per_year"),
        ("theme", "at_least", 5, None, "per_year"),
        ("scene", "at_least", 50, None, "by"),
    ],
)
def test_targets_are_read_right(ask, id, operator, low, high, period):
    row = ask("select * from indicator where id = :id", id=id).iloc[0]
    assert (row.operator, row.target_low, row.period) == (operator, low, period)
    assert (row.target_high == high) or (high is None and row.isna()["target_high"])


def test_no_document_proves_an_indicator(ask):
    assert ask("select id from observation where match = 'exact'").empty
    wider = ask("select id from observation where indicator_id is not null and match != 'proxy'")
    assert wider.empty


def test_approved_and_issued_are_two_dates(ask):
    row = ask("select * from document where id = 'district-2023'").iloc[0]
    assert (row.approved_on, row.issued_on) == ("2023-09-27", "2023-11-21")


def test_areas(ask):
    rings = ask("select id, km2 from ring order by id").set_index("id")["km2"]
    assert rings["centre"] == pytest.approx(1.398, abs=0.002)
    assert rings["outer"] == pytest.approx(1.48, rel=0.01)
    quarters = ask("select id, km2 from quarter order by id").set_index("id")["km2"]
    assert quarters.to_dict() == pytest.approx(
        {"ne": 0.564, "nw": 0.347, "se": 0.237, "sw": 0.250}, abs=0.002
    )
    assert quarters.sum() == pytest.approx(rings["centre"], abs=0.002)


def test_ring_is_closed_and_valid(ask):
    ring = json.loads(ask("select geojson from ring where id = 'outer'").iloc[0, 0])
    points = ring["coordinates"][0]
    assert points[0] == points[-1]


def test_places(ask):
    assert len(ask("select id from place where document_id is not null")) > 100
    bad = ask("select id from place where (lon is null) != (precision = 'none')")
    assert bad.empty
    inside = ask("select id, within_boundary from place where lon is not null").set_index("id")
    flags = inside["within_boundary"]
    assert flags["lane"] == 1
    assert flags["donghua"] == 0
    assert flags["park"] == 0
    unlocated = set(column(ask("select id from place where lon is null")))
    assert {"xinwei-valley", "quality", "no1", "maker", "quadrant", "feiyue", "jiande"} <= unlocated


def test_places_with_the_same_coordinates_say_that_they_are_labels(ask):
    same = ask(
        "select id, precision from place where lon is not null and (lon, lat) in"
        " (select lon, lat from place group by lon, lat having count(*) > 1)"
    )
    assert set(same["precision"]) <= {"line", "exact", "approximate", "road"}


def test_no_personal_data_beyond_the_leaders(ask):
    for table in ("document", "organization", "place", "citation", "reading"):
        text = ask(f"select * from {table}").to_csv()
        for secret in ("22050969", "52388272", "22050980", "朱丹丹", "王建涛"):
            assert secret not in text


def test_stated_conflicts_are_kept(ask):
    topics = column(ask("select topic from conflict"))
    for words in ("六个还是七个", "四至", "申报", "讲坛", "口袋公园"):
        assert any(words in topic for topic in topics)
    counted = ask(
        "select conflict_id, count(*) n, sum(chosen) c from conflict_statement group by 1"
    )
    assert (counted["n"] >= 2).all()
    assert (counted["c"] >= 1).all()


def csv_rows(name: str) -> list[dict]:
    import csv

    with (ROOT / "data" / "facts" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


#: totals that the documents publish → how the source rows give them
RECOMPUTED = {
    "street-projects": lambda: count("project", plan_id="street-2023"),
    "street-actions": lambda: count("action", plan_id="street-2023"),
    "district-actions": lambda: count("action", plan_id="district-2023-2025"),
    "actions-2025": lambda: count("action", plan_id="district-2023-2025"),
    "actions-100": lambda: count("action", plan_id="district-2023-2025"),
    "sub-items": lambda: count("project", plan_id="district-2023-2025"),
    "dimensions-2025": lambda: count("dimension"),
    "blocks": lambda: len([r for r in csv_rows("place") if r["id"].startswith("theme-")]),
    "street-blocks": lambda: len([r for r in csv_rows("place") if r["id"].startswith("theme-")]),
}


def count(table: str, **cells: str) -> int:
    rows = csv_rows(table)
    return sum(all(row[name] == value for name, value in cells.items()) for row in rows)


@pytest.mark.parametrize("id", RECOMPUTED)
def test_a_published_total_is_recomputed_from_source_rows(id):
    said = {row["id"]: float(row["value"]) for row in csv_rows("observation")}
    assert RECOMPUTED[id]() == said[id]


def test_totals_by_action_office_and_target_from_source_rows(ask):
    """The CSV rows and the store give the same totals, whichever way they are counted."""
    projects = csv_rows("project")
    for action in csv_rows("action"):
        own = [row for row in projects if row["action_id"] == action["id"]]
        assert {row["plan_id"] for row in own} == {action["plan_id"]}
    assert len(projects) == PROJECTS
    street = {row["id"] for row in projects if row["plan_id"] == "street-2023"}
    offices = {
        row["office_id"] for row in csv_rows("project_office") if row["project_id"] in street
    }
    found = ask(
        "select count(distinct office_id) n from project_office po"
        " join project p on p.id = po.project_id where p.plan_id = 'street-2023'"
    )
    assert len(offices) == found.iloc[0, 0]
    load = ask("select office_id, projects from v_office_load order by 1").set_index("office_id")
    for office in csv_rows("office"):
        assert load["projects"][office["id"]] == count("project_office", office_id=office["id"])
    assert len(csv_rows("indicator")) == INDICATORS
    assert {row["dimension_id"] for row in csv_rows("indicator")} == {
        row["id"] for row in csv_rows("dimension")
    }

"""What a reader sees: no codes, no English, numbers as the documents print them."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import clock
from lib.exports import api, sheets
from lib.intake.template import template
from lib.rows import documents, projects
from lib.rows import indicators as indicator_rows
from lib.rows import places as place_rows
from lib.rows.cache import begin_run
from lib.rows.excerpts import excerpts
from lib.rows.numbers import numbers, options, ordered
from lib.screens import addresses, indicators, offices, search, timeline
from lib.screens import map as map_screen
from lib.screens import sources as sources_screen
from lib.screens.view import View
from lib.web import charts, downloads
from tests import frames
from tests.totals import (
    DISTRICT_OFFICES,
    DISTRICT_OFFICES_NAMED,
    DOCUMENTS,
    LEADERS,
    LEADERS_NAMED,
    STREET,
    STREET_OFFICES,
    STREET_OFFICES_NAMED,
)

DAY = "2026-11-22"
#: words in Latin letters that the documents themselves use, and marks of ours
LATIN = re.compile(
    r"SeekerLab|CTOU|GPT|eVTOL|NO|IP|JP|AI|N|POI|WGS|GCJ|OSM|OpenStreetMap|contributors|ODbL"
    r"|Geofabrik|AMap|BD|m|B|A|Virtual|Shanghai|CC|BY"
)
WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?![A-Za-z])")
CODE = re.compile(r"[a-z]+[-_/][a-z0-9]")


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=[*charts.routes(), *downloads.routes()]))


@pytest.fixture(autouse=True)
def _fresh(real_store):
    begin_run()


def words_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def foreign(words: str) -> set[str]:
    return {word for word in WORD.findall(words) if not LATIN.fullmatch(word)}


def view(path: str, **params) -> View:
    return View(path, DAY, params=tuple((name, (value,)) for name, value in params.items()))


def test_no_fact_page_shows_a_code():
    for key in sorted(sources_screen.allowed(DAY)["fact"]):
        words = words_of(sources_screen.body(view("/sources", fact=key)))
        assert not CODE.findall(words), key
        assert not foreign(words), key


@pytest.mark.parametrize("document", ["street-2023", "district-2023", "reply-2025-100"])
def test_no_document_page_and_no_excerpt_shows_a_code(document):
    words = words_of(sources_screen.body(view("/sources", document=document)))
    assert not foreign(words) - {"CSV", "xlsx"}
    for row in excerpts(DAY, document):
        assert not CODE.findall(row["says"]), row
        assert row["says"] and not foreign(row["says"]), row


def test_a_relation_is_told_by_names(client):
    text = client.get("/export/excerpts.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "街道6 共享单车数字化治理：张蔚" in {row["事实"] for row in rows}
    assert "街道7 一体化管理：定西路" in {row["事实"] for row in rows}


def axes(spec: dict) -> list[dict]:
    found = []
    for layer in spec["layer"]:
        for encoding in [each["encoding"] for each in (layer.get("layer") or [layer])]:
            found += [encoding[name] for name in ("x", "y", "x2", "y2") if name in encoding]
    return found


def test_axes_have_chinese_titles_and_whole_ticks():
    specs = [indicators.chart(view("/indicators")), timeline.series_chart(view("/timeline"))]
    courses = [
        indicators.course_chart(view("/indicators", indicator=row["id"]))
        for row in indicator_rows.indicators(DAY)
    ]
    for spec in (*specs, *courses):
        for channel in axes(spec):
            if channel.get("axis") and "field" in channel and "x2" not in channel:
                title = channel.get("title", "missing")
                assert title is None or re.search("[\u4e00-\u9fff]", title), channel
    for spec in courses:
        ticks = [
            c["axis"]["values"] for c in axes(spec) if c.get("axis", {}) and "values" in c["axis"]
        ]
        assert ticks and all(float(tick).is_integer() for found in ticks for tick in found)
        assert all(len(found) > 1 for found in ticks)


def outputs(client) -> dict[str, str]:
    """Everything that shows the documents' quantities, as text."""
    found = {
        "numbers": words_of(sources_screen.body(view("/sources", view="numbers"))),
        "indicators": words_of(indicators.body(view("/indicators"))),
        "api": api.observations_json(DAY).decode(),
        "series": words_of(timeline.series(view("/timeline"))),
    }
    book = load_workbook(io.BytesIO(client.get("/export/chart/indicators.xlsx").content))
    cells = [str(c.value) for page in book for row in page.iter_rows() for c in row]
    found["indicators.xlsx"] = "\n".join(cells)
    found["sheet"] = "\n".join(
        str(cell) for row in sheets.observations_sheet(numbers(DAY)).rows for cell in row
    )
    return found


def test_every_number_stands_as_the_document_prints_it(client, real_store):
    told = outputs(client)
    rows = frames.read(real_store, "select * from observation order by rowid")
    for row in rows.itertuples():
        assert row.printed in row.quote.replace(" ", ""), row.id
        for name in ("numbers", "api", "sheet"):
            assert row.printed in told[name], (name, row.id)
        fact = words_of(sources_screen.body(view("/sources", fact=f"observation:{row.id}")))
        assert f"{row.printed}{row.metric}" in fact
        hits = search.search.search(row.printed, search.entries(DAY))
        assert row.id in {hit["id"] for hit in hits}, row.printed
        if row.indicator_id and not row.repeats:
            page = words_of(indicators.panel(view("/indicators", indicator=row.indicator_id)))
            sheet = client.get(f"/export/chart/course.csv?indicator={row.indicator_id}").text
            for text in (page, sheet, told["indicators"], told["indicators.xlsx"]):
                assert row.printed in text, row.id


def test_no_number_has_a_decimal_that_its_document_has_not(client, real_store):
    told = outputs(client)
    rows = frames.read(real_store, "select id, value from observation order by rowid")
    for row in rows.itertuples():
        if float(row.value).is_integer() and row.value > 1:  # 施工图 1.0 is a name
            for name, text in told.items():
                assert not re.search(rf"(?<![\d.]){int(row.value)}\.0(?!\d)", text), (name, row.id)


def test_every_target_stands_as_the_plan_prints_it(real_store):
    rows = indicator_rows.indicators(DAY)
    listed = words_of(indicators.body(view("/indicators")))
    said = {each["id"]: each for each in json.loads(api.indicators_json(DAY))["indicators"]}
    book = load_workbook(io.BytesIO(template("q-kewei", DAY)))
    handed = "\n".join(str(c.value) for page in book for row in page.iter_rows() for c in row)
    for row in rows:
        assert row["printed"] in row["quote"]
        assert row["target"] in listed
        assert said[row["id"]]["target"] == row["target"]
    assert "20余次/年" in handed and "达千家" in handed


@pytest.mark.parametrize(
    ("table", "id", "label", "words"),
    [
        ("place", "rd-dingxi", "地址", "不适用"),
        ("place", "yaojiajiao", "地址", "资料未载明"),
        ("place", "line-3", "范围", "边界附近"),
        ("place", "donghua", "范围", "在沿线范围外"),
        ("place", "unicom", "地址出自哪里", "地址只见于地图资料，文件没有写"),
        ("place", "maker", "经度", "未定位"),
        ("indicator", "salon", "基期值", "不适用"),
        ("indicator", "space", "基期值", "资料未载明"),
        ("observation", "area", "所近的指标", "不适用"),
        ("organization", "weston", "所在点位", "资料未载明"),
        ("model_part", "xinwei/4", "机构", "不适用"),
        ("conflict_statement", "boundary/1", "是否采用", "采用"),
        ("event", "ctou-gpt", "文件里的写法", "资料未载明"),
    ],
)
def test_absence_is_named_by_its_rule(table, id, label, words):
    each = documents.table(table)
    row = documents.fact(table, id)
    cells = {
        cell["label"]: cell["value"] for cell in sources_screen._cells(view("/sources"), each, row)
    }
    assert cells[label] == words


def test_a_document_says_what_it_lacks():
    page = words_of(sources_screen.body(view("/sources")))
    assert page.count("没有查到公开网址") == DOCUMENTS
    street = words_of(sources_screen.body(view("/sources", document="street-2023")))
    assert "文号：资料未载明" in street and "没有查到公开网址" in street


def test_a_district_project_has_no_leader_by_its_plan():
    page = offices.body(view("/offices", office="q-kewei"))
    rows = page.rpartition("<caption>")[2].partition("</table>")[0]
    assert "不适用" in rows and "资料未载明" not in rows


def test_one_count_for_one_road():
    """定西路: the projects of the ledger's place, its keyword, the map and the search."""
    from lib.rows.project_facets import selected

    rows = projects.projects(DAY)
    by_place = selected(rows, view("/projects", place="rd-dingxi"))
    by_word = selected(rows, view("/projects", q="定西路"))
    places = {row["id"]: row for row in place_rows.places(DAY)}
    on_map = next(
        f for f in map_screen.drawn(place_rows.places(DAY)) if "rd-dingxi" in f["properties"]["ids"]
    )
    hits = search.search.search("定西路", search.entries(DAY))
    wanted = ["s06", "s07", "s08", "s12", "s24", "s31", "d01", "d12"]
    assert (
        [project["id"] for project in by_place] == [project["id"] for project in by_word] == wanted
    )
    assert [row["id"] for row in hits if row["kind"] == "项目"] == wanted
    assert {project["id"] for project in places["rd-dingxi"]["projects"]} == set(wanted)
    assert on_map["properties"]["number"] == "8"
    assert on_map["properties"]["said"] == "8 项"


def test_the_documents_totals_stand_on_the_offices_page():
    page = words_of(offices.body(view("/offices")))
    for words in (
        f"{STREET_OFFICES} 个负责科室",
        f"合计 {STREET_OFFICES_NAMED} 次",
        f"{LEADERS} 位分管领导",
        f"合计 {LEADERS_NAMED} 次",
        f"{DISTRICT_OFFICES} 个责任部门",
        f"合计 {DISTRICT_OFFICES_NAMED} 次",
    ):
        assert words in page


def test_offices_stand_in_the_documents_order():
    """As the annex and the plan name them first; sorted on paper, not by their ids."""
    page = words_of(offices.body(view("/offices")))
    street = ["营商办", "事务受理中心", "服务办", "城运中心", "管理办", "平安办", "党建办"]
    district = ["规划资源局", "虹桥办", "华阳街道", "江苏街道", "科委", "投促办", "商务委"]
    for names in (street, district):
        spots = [page.index(f" {name} ") for name in names]
        assert spots == sorted(spots)


def test_what_all_offices_have_alike_is_said_once(real_store):
    page = offices.body(view("/offices"))
    for label in ("逾期", "交办", "下一个期限"):
        assert f'data-label="{label}"' not in page
    words = words_of(page)
    assert words.count("逾期 未填报；交办 无；下一个期限 2023-12-31 已过。") == 1
    assert "下一个期限 无" not in words
    assert 'data-label="现在欠"' in page


def test_what_offices_have_apart_stands_in_columns(demo_store):
    begin_run()
    page = offices.body(View("/offices", clock.today().isoformat()))
    street = page.partition("<h2>区方案")[0]
    for label in ("现在欠", "逾期", "交办", "下一个期限"):
        assert f'data-label="{label}"' in street
    assert "不列的" not in street


def test_offices_by_the_number_of_their_projects():
    from lib.rows.offices import by_plan

    for plan in by_plan(DAY, "items"):
        counts = [row["projects"] for row in plan["offices"]]
        assert counts == sorted(counts, reverse=True)
        assert sum(counts) == plan["ties"]
        assert all(row["projects"] == row["alone"] + row["shared"] for row in plan["offices"])


def test_numbers_can_be_filtered_and_sorted():
    rows = numbers(DAY)
    near = sources_screen.body(view("/sources", view="numbers", match="proxy"))
    assert f"文件写到的数量 {sum(row['match'] == 'proxy' for row in rows)} 个" in near
    found = sources_screen.body(view("/sources", view="numbers", q="税收"))
    assert "约310亿元" in found and "500多家" not in found
    assert [row["metric"] for row in ordered(rows, "metric")] == sorted(r["metric"] for r in rows)
    assert set(options(rows)["match"]) == {"exact", "proxy", "context"}


def test_each_conflict_has_an_address_and_stands_in_the_list():
    page = sources_screen.body(view("/sources", view="conflicts"))
    for id in sources_screen.allowed(DAY)["conflict"]:
        assert f"conflict={id}" in page
        own = sources_screen.body(view("/sources", conflict=id))
        assert "采用" in own and "理由：" in own
    assert addresses.address(view("/"), "conflict", "boundary") == "/sources?conflict=boundary"


def test_body_and_annex_are_set_against_each_other():
    page = sources_screen.body(view("/sources", view="annex"))
    words = words_of(page)
    assert f"附件 {STREET} 项里，1 项正文没有写到" in words
    for name in ("硅巷论坛", "科创联盟", "安化路505号（口袋公园）", "我为街区献一计"):
        assert name in words.partition("只见于正文")[2]


def test_every_quote_leads_to_its_document_at_that_quote():
    marks = sources_screen.allowed(DAY)["quote"]
    pages = [
        sources_screen.body(view("/sources", view=tab)) for tab in ("numbers", "conflicts", "annex")
    ]
    pages.append(indicators.panel(view("/indicators", indicator="hightech")))
    link = r"/sources\?document=([a-z0-9-]+)&amp;quote=([0-9a-f]+)"
    linked = [set(re.findall(link, page)) for page in pages]
    assert all(linked)
    for document, mark in set.union(*linked):
        assert mark in marks
        assert 'class="here"' in sources_screen.body(
            view("/sources", document=document, quote=mark)
        )


def test_one_rule_for_what_has_not_changed(demo_store):
    from lib.exports.printing import reminder_page
    from lib.rows.duties import duties
    from lib.ui import report
    from lib.ui.account import Visitor

    begin_run()
    day = clock.today().isoformat()
    rows = projects.projects(day)
    frame = dict.fromkeys(("size", "qr", "a4", "a3"), "") | {"as_of": day, "filters": []}
    sheet = reminder_page(rows, contact="维护人员", title="提醒单", demo=True, **frame).decode()
    head = report.heading(View("/report", day), Visitor("closed"))
    rule = "没有变的行不用动；超过 30 天没有报的，再填一次同样的状态，数据日期写今天"
    assert rule in sheet and rule in head and "“填写说明”" in head
    old = [duty for duty in duties(day, "", rows) if duty["rule"] == "久未更新"]
    assert old and all("再填一次同样的状态，数据日期写今天" in duty["act"] for duty in old)


def test_the_search_says_where_its_box_is(real_store):
    words = words_of(search.results(view("/search")))
    assert "右上角" not in words and "搜索框" in words

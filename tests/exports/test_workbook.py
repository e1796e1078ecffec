"""台账 as a file: what is missing is said, 配合 only where somebody is named, filters told."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from lib import palette, text
from lib.exports.table import DEMO
from lib.exports.workbook import COLUMNS, register_csv, register_row, register_workbook
from lib.measures.lamps import PROJECT_STATES
from lib.rows.projects import projects

DAY = "2024-06-30"
REPORT = {"as_of": "2024-06-01", "percent": None, "progress": "", "problem": None,
          "next_step": None}  # fmt: skip


@pytest.fixture
def rows(real_store) -> list[dict]:
    return projects(DAY)


def told(project: dict) -> dict[str, object]:
    return dict(zip(COLUMNS, register_row(project), strict=True))


def sheets(rows: list[dict], **more):
    frame = {"filters": [], "as_of": DAY, "demo": False} | more
    return load_workbook(io.BytesIO(register_workbook(rows, **frame)))


def test_nothing_reported_is_said_and_never_nought(rows):
    said = told(rows[0])
    assert said["进展"] == text.UNREPORTED and said["进度"] == ""
    assert said["最近填报"] == rows[0]["age_word"].word
    # a report without words is a report: the text is empty, not 未填报
    said = told(rows[0] | {"report": REPORT})
    assert said["进展"] == "" and said["进度"] == "" and said["最近填报"] == "2024-06-01"


@pytest.mark.parametrize(("percent", "written"), [(0, "0%"), (50.0, "50%"), (33.5, "33.5%")])
def test_a_percent_is_as_reported(percent, written, rows):
    assert told(rows[0] | {"report": REPORT | {"percent": percent}})["进度"] == written


def test_without_leaders_or_gaps_it_says_so(rows):
    said = told(rows[0] | {"leaders": [], "offices": [], "missing": []})
    assert said["分管领导"] == text.NOT_STATED and said["缺项"] == "无"
    assert said["负责／牵头"] == said["配合"] == ""


def test_helpers_have_a_column_only_where_there_are_some(rows):
    helped = [row for row in rows if any(each["role"] == "配合" for each in row["offices"])]
    alone = [row for row in rows if row not in helped]
    assert alone
    titles = [cell.value for cell in sheets(alone)["项目台账"][1]]
    assert titles == [title for title in COLUMNS if title != "配合"]
    helper = alone[0]["offices"][0] | {"role": "配合", "name": "某办"}
    page = sheets([*alone[:1], alone[1] | {"offices": [helper]}])["项目台账"]
    column = list(COLUMNS).index("配合")
    assert [row[column].value for row in page.iter_rows()] == ["配合", None, "某办"]


def test_each_lamp_has_its_own_colours(rows):
    page = sheets(rows)["项目台账"]
    column = [cell.value for cell in page[1]].index("灯") + 1
    words = {f"{each.mark} {each.word}": palette.LAMPS[each.colour] for each in
             PROJECT_STATES.values()}  # fmt: skip
    for number in range(2, page.max_row + 1):
        cell = page.cell(number, column)
        front, ground = words[cell.value]
        assert cell.fill.fgColor.rgb[2:] == ground[1:] and cell.font.color.rgb[2:] == front[1:]


def test_the_title_sheet_tells_filters_and_counts(rows):
    def pairs(book):
        return {row[0].value: row[1].value for row in book["说明"].iter_rows(min_row=2)}

    said = pairs(sheets(rows[:3], filters=["科室：营商办", "关键词：<&\"'"]))
    assert said["筛选"] == "科室：营商办；关键词：<&\"'" and said["项数"].startswith("3 项：")
    none = pairs(sheets([]))
    assert none["筛选"] == "全部" and none["项数"].startswith("0 项：")
    assert "演示数据" not in said and "演示数据" in pairs(sheets([], demo=True))


def test_an_empty_list_is_a_head(rows):
    page = sheets([])["项目台账"]
    assert page.max_row == 1 and "事项" in [cell.value for cell in page[1]]
    assert register_csv([], demo=False).decode("utf-8-sig").split() == [",".join(COLUMNS)]


def test_the_csv_has_the_same_rows(rows):
    lines = list(csv.reader(io.StringIO(register_csv(rows, demo=True).decode("utf-8-sig"))))
    assert lines[0] == [DEMO] and lines[1] == list(COLUMNS)
    assert [line[1] for line in lines[2:]] == [row["name"] for row in rows]
    assert {len(line) for line in lines[1:]} == {len(COLUMNS)}

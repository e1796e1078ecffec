"""A table of a page as a file: its title sheet, widths that stay printable, missing values."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from lib.exports.table import ALL, DEMO, LEAST, NARROWEST, WIDEST, Sheet, _widths, as_csv
from lib.exports.table import as_workbook as made

DAY = "2024-06-30"
TEXT = some.text(alphabet="a硅\n =&<", max_size=80)


def opened(*sheets: Sheet, demo: bool = False):
    return load_workbook(io.BytesIO(made(sheets, as_of=DAY, demo=demo)))


def titles(book) -> dict[str, object]:
    """Pairs of the title sheet."""
    return {row[0].value: row[1].value for row in book["说明"].iter_rows(min_row=2)}


def test_the_title_sheet_tells_day_rows_notes_and_licence():
    one = Sheet(title="甲", columns=["x"], rows=[[1], [2]], notes=(("相近", "不计入"),))
    none = Sheet(title="乙", columns=["x", "y"], rows=[])
    book = opened(one, none)
    assert book.sheetnames == ["说明", "甲", "乙"]
    assert book["说明"]["A1"].value == "上海硅巷：甲、乙"
    said = titles(book)
    assert (said["截至"], said["甲：行数"], said["乙：行数"]) == (DAY, 2, 0)
    assert said["相近"] == "不计入" and "OpenStreetMap" in said["许可"]
    assert "演示数据" not in said and "演示数据" in titles(opened(one, demo=True))
    assert [cell.value for cell in book["乙"][1]] == ["x", "y"] and book["乙"].max_row == 1


def test_a_missing_value_is_an_empty_cell_and_nought_is_one():
    row = [None, "", 0, 0.0, "0"]
    page = opened(Sheet(title="甲", columns=list("abcde"), rows=[row]))["甲"]
    assert [cell.value for cell in page[2]] == [None, None, 0, 0, "0"]


@pytest.mark.parametrize("title", ["按年<的>&“目标”", "很长的名字" * 9, "R/D [新]: '多少'?*\\"])
def test_a_table_may_be_called_anything(title):
    book = opened(Sheet(title=title, columns=["x"], rows=[["=1+1"]]))
    page = book.worksheets[1]
    named = title
    for sign, drawn in zip("/\\?*[]:'", "／＼？＊［］：’", strict=True):
        named = named.replace(sign, drawn)
    assert page.title == named[:31] and page["A2"].value == "=1+1" and page["A2"].data_type == "s"
    assert page.oddHeader.left.text == f"上海硅巷 · {title}".replace("&", "＆")


def test_only_the_demo_says_so_in_the_csv():
    sheet = Sheet(title="甲", columns=["x"], rows=[["y"]])
    lines = as_csv(sheet, demo=True).decode("utf-8-sig").splitlines()
    assert lines == [DEMO, *as_csv(sheet, demo=False).decode("utf-8-sig").splitlines()]


@given(some.integers(1, 30).flatmap(
    lambda width: some.lists(some.lists(TEXT, min_size=width, max_size=width), max_size=3)
))  # fmt: skip
def test_columns_are_within_bounds_and_fit_the_paper(rows):
    count = len(rows[0]) if rows else 3
    found = _widths(Sheet(title="", columns=["栏"] * count, rows=rows))
    assert len(found) == count
    assert all(NARROWEST <= room <= WIDEST for room in found)
    # a sheet of very many columns keeps each readable instead
    assert sum(found) <= ALL or max(found) <= LEAST


def test_the_widest_columns_give_way_first():
    narrow, wide = ["a"] * 3, ["长" * 50] * 6
    found = _widths(Sheet(title="", columns=["x"] * 9, rows=[narrow + wide]))
    assert found[:3] == [NARROWEST] * 3 and NARROWEST < found[3] < WIDEST
    assert len(set(found[3:])) == 1
    alone = _widths(Sheet(title="", columns=["x", "y"], rows=[["长" * 50, None]]))
    assert alone == [WIDEST, NARROWEST]  # where there is room nothing gives way

"""Each chart as PNG, SVG, CSV and xlsx, with Chinese in it."""

from __future__ import annotations

import csv
import io
import re
import struct

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import clock
from lib.exports import pictures
from lib.web import charts
from tests.ledger import add_batch, add_value
from tests.totals import INDICATORS_BY_DIMENSION

DRAWN = [name for name, chart in charts.CHARTS.items() if chart.spec]
QUERY = {"course": "?indicator=salon"}
SMALL = ("course", "milestones")  # drawn while working, too: each text of a picture costs time


@pytest.fixture
def client(real_store):
    return TestClient(Starlette(routes=charts.routes()))


@pytest.mark.parametrize("name", DRAWN)
def test_png_has_the_chart_and_no_outside_request(name, client, quick):
    if quick and name != "course":
        pytest.skip("one as PNG is enough while working")
    answer = client.get(f"/export/chart/{name}.png{QUERY.get(name, '')}")
    assert answer.headers["content-type"] == "image/png"
    width, height = struct.unpack(">II", answer.content[16:24])
    assert width >= 1400
    assert height >= 400


@pytest.mark.parametrize("name", DRAWN)
def test_svg_has_its_words_as_text_title_day_and_source(name, client, quick):
    if quick and name not in SMALL:
        pytest.skip("two are enough while working")
    text = client.get(f"/export/chart/{name}.svg{QUERY.get(name, '')}").text
    words = "".join(re.findall(r">([^<>]+)<", text))
    assert f"截至 {clock.today().isoformat()}" in words
    assert "来源" in words
    assert len(re.findall(r"[\u4e00-\u9fff]", words)) > 40
    assert "Noto Sans CJK SC" in text
    assert "NaN" not in text
    assert "undefined" not in text


@pytest.mark.parametrize("name", list(charts.CHARTS))
def test_csv_and_xlsx_say_the_same(name, client):
    query = QUERY.get(name, "")
    content = client.get(f"/export/chart/{name}.csv{query}").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content)))
    assert len(lines) > 1
    book = load_workbook(io.BytesIO(client.get(f"/export/chart/{name}.xlsx{query}").content))
    sheet = book.worksheets[1]
    assert sheet.max_row == len(lines)
    assert [cell.value for cell in sheet[1]] == lines[0]
    notes = "".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row)
    assert clock.today().isoformat() in notes
    assert "OpenStreetMap" in notes


def test_this_machine_draws_chinese():
    assert pictures.has_chinese_font()


def test_every_letter_of_the_pictures_is_drawn(real_store):
    """No boxes: each character differs from the one that no font has."""
    import vl_convert

    from lib import palette
    from lib.screens import indicators
    from lib.screens.view import View

    font = palette.FONT.replace('"', "'")
    view = View("/indicators", clock.today().isoformat())
    text = pictures.svg(indicators.chart(view) | {"width": 900})
    letters = sorted(set("".join(re.findall(r">([^<>]+)<", text))) - {" "})

    def drawn(letter: str) -> bytes:
        return vl_convert.svg_to_png(pictures.TRIAL.format(font=font, word=letter))

    missing = {drawn("\U000f1234"), drawn(" ")}
    assert len(letters) > 60
    for letter in letters:
        assert drawn(letter) not in missing, letter


def test_a_missing_font_would_be_noticed():
    assert not pictures.tells_apart("\U000f1234", "\U000f1235")  # letters that no font has


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export/chart/course.png", 400),
        ("/export/chart/course.csv?indicator=zzz", 400),
        ("/export/chart/indicators.png?as_of=2020-01-01", 400),
        ("/export/chart/gaps.png", 404),
        ("/export/chart/indicators.exe", 404),
        ("/export/chart/..%2Fapp.py", 404),
    ],
)
def test_what_cannot_be_drawn_is_said(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    if "Not Found" not in answer.text:
        assert re.search(r"[\u4e00-\u9fff]", answer.json()["error"])


def test_filters_and_day_carry_over(client):
    content = client.get("/export/chart/indicators.csv?dimension=talent").content
    assert (
        len(content.decode("utf-8-sig").strip().splitlines())
        == 1 + INDICATORS_BY_DIMENSION["talent"]
    )


def test_a_reported_value_stands_in_the_table_with_who_and_batch(own_store):
    client = TestClient(Starlette(routes=charts.routes()))
    add_batch(own_store)
    add_value(own_store, "base", 4)
    content = client.get("/export/chart/course.csv?indicator=base").content.decode("utf-8-sig")
    assert "口径一致" in content
    assert "测试员，批次 b1，2024-01-10 收到" in content


def test_the_demo_store_marks_every_file(demo_store, quick):
    client = TestClient(Starlette(routes=charts.routes()))
    for name in charts.CHARTS:
        query = QUERY.get(name, "")
        assert "演示数据" in client.get(f"/export/chart/{name}.csv{query}").text
        if name in (SMALL[:1] if quick else DRAWN):
            assert "演示数据" in client.get(f"/export/chart/{name}.svg{query}").text

"""Workbooks, decks and prints of a store full of hard text: nothing lost, nothing ugly."""

from __future__ import annotations

import csv
import io
import re
import shutil
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook
from pptx import Presentation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import book, clock
from lib.cli import main
from lib.exports.csv_file import FORMULA
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.scenes import decks
from lib.scenes.html import offline
from lib.scenes.slides import presentation
from lib.scenes.story import gather
from lib.web import charts, downloads, files
from tests.intake.cases import LONG, nasty
from tests.intake.kit import GOOD, filled
from tests.shared import at_most

VERY_LONG = {
    "进展": ("很长的进展，" * 400)[:2000],
    "问题": "一行一句话。\n" * 280,
    "下一步": "x" * 2000,
}
WORKBOOKS = ("/export/projects.xlsx", "/export/projects.xlsx?office=yingshang",
             "/export/template.xlsx?office=yingshang", "/export/chart/indicators.xlsx",
             "/export/excerpts.xlsx")  # fmt: skip


@pytest.fixture(scope="module")
def hard_store(built, tmp_path_factory):
    """A store with nasty texts, one very long report, one changed due date; read only."""
    folder = tmp_path_factory.mktemp("hard")
    path = Path(shutil.copy(built, folder / "store.db"))
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("GUIXIANG_DB", str(path))
        _import_hard(folder)
    return path


@pytest.fixture
def hard(hard_store, monkeypatch):
    """The app reads it."""
    monkeypatch.setenv("GUIXIANG_DB", str(hard_store))
    return hard_store


def _import_hard(folder: Path) -> None:
    for number, data in enumerate(
        (nasty(), filled(GOOD, GOOD | VERY_LONG | {"调整后期限": "2027-06-30"}))
    ):
        file = folder / f"{number}.xlsx"
        file.write_bytes(data)
        assert main(["import", str(file)]) == 0


@pytest.fixture
def client(hard):
    return asking()


def asking() -> TestClient:
    routes = [*files.routes(), *downloads.routes(), *charts.routes()]
    return TestClient(Starlette(routes=routes))


def sheet_of(client, address: str = "/export/projects.xlsx", title: str = "项目台账"):
    return load_workbook(io.BytesIO(client.get(address).content))[title]


def by_title(page) -> list[dict]:
    titles = [cell.value for cell in page[1]]
    return [dict(zip(titles, row, strict=True)) for row in page.iter_rows(min_row=2)]


@pytest.mark.parametrize("address", WORKBOOKS)
def test_every_workbook_can_be_printed_and_holds_no_formula(address, client):
    opened = load_workbook(io.BytesIO(client.get(address).content))
    for page in opened.worksheets:
        if page.sheet_state != "visible":
            continue
        assert page.page_setup.paperSize in ("9", "8", 9, 8), page.title
        assert page.page_setup.fitToHeight == 0 and page.sheet_properties.pageSetUpPr.fitToPage
        assert page.oddFooter.center.text
        for cells in page.iter_rows():
            height = page.row_dimensions[cells[0].row].height
            assert height is None or height <= 409
            for cell in cells:
                assert cell.data_type != "f", (page.title, cell.coordinate)
                assert not str(cell.value or "").startswith("'")


def test_a_long_text_goes_on_below_and_nothing_of_it_is_lost(client):
    rows = by_title(sheet_of(client))
    own = [row for row in rows if row["序号"].value == "街道2"]
    assert len(own) > 3
    assert [row["事项"].value for row in own[1:]] == [f"硅巷NO.1打造{book.GOES_ON}"] * (
        len(own) - 1
    )
    assert all(row["负责／牵头"].value == "营商办" for row in own)
    for title in ("进展", "问题", "下一步"):
        whole = "".join(str(row[title].value or "") for row in own)
        want = VERY_LONG[title].strip()
        assert re.sub(r"\s", "", whole) == re.sub(r"\s", "", want)
    assert [row["进度"].value for row in own[1:]] == [None] * (len(own) - 1)


def test_days_and_percents_are_real(client):
    row = next(row for row in by_title(sheet_of(client)) if row["序号"].value == "街道2")
    assert row["期限"].value == datetime(2027, 6, 30) and row["期限"].number_format == "yyyy-mm-dd"
    assert row["原期限"].value == datetime(2023, 12, 31)
    assert row["最近填报"].value == datetime(2026, 11, 20)
    assert row["进度"].value == 0.5 and row["进度"].number_format == "0%"
    other = next(row for row in by_title(sheet_of(client)) if row["序号"].value == "区1")
    assert other["进度"].value is None and other["进展"].value == "未填报"


def test_signs_stay_as_they_were_written(client):
    rows = by_title(sheet_of(client))
    first = next(row for row in rows if row["序号"].value == "街道1")
    assert first["进展"].value == "已选点"
    code = next(row for row in rows if row["序号"].value == "街道12")
    assert (code["进展"].value, code["问题"].value, code["下一步"].value) == ("0012", "1E5", "3-5")
    assert code["进展"].data_type == "s"


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_the_csv_guards_every_sign_and_the_workbook_none(sign, own_store, tmp_path):
    client = asking()
    file = tmp_path / "表.xlsx"
    words = f"{sign}甲" if sign != "=" else "甲=乙"
    file.write_bytes(filled(GOOD | {"进展": words}))
    assert main(["import", str(file)]) == 0
    rows = list(
        csv.reader(io.StringIO(client.get("/export/projects.csv").content.decode("utf-8-sig")))
    )
    cell = rows[1][rows[0].index("进展")]
    assert cell == (f"'{words}" if words.startswith(FORMULA) else words)
    assert by_title(sheet_of(client))[0]["进展"].value == words


def test_print_pages_keep_line_breaks_and_show_both_due_dates(client):
    page = client.get("/print/projects").text
    assert "- 第一步\n- 第二步" in page or "一行一句话。\n一行" in page
    assert "white-space: pre-line" in page
    assert "2027-06-30\n原 2023-12-31" in page
    assert "<script>alert(1)" not in page


def test_files_of_the_zip_are_readable_when_unpacked(client):
    with zipfile.ZipFile(io.BytesIO(client.get("/export/data.zip").content)) as archive:
        for each in archive.infolist():
            mode = each.external_attr >> 16
            assert stat.S_IMODE(mode) == 0o644 and stat.S_ISREG(mode), each.filename
        inside = load_workbook(io.BytesIO(archive.read("硅巷看板.xlsx")))
    for page in inside.worksheets:
        assert page.page_setup.fitToHeight == 0
    rows = by_title(inside["项目台账"])
    assert rows[1]["期限"].value == datetime(2027, 6, 30)
    assert rows[1]["进度"].value == 0.5


@pytest.mark.parametrize("choice", ["whole", "ten", "office-yingshang", "action-s1"])
def test_no_project_leaves_its_slide(choice, hard):
    day = clock.today().isoformat()  # the reports are received today
    rows = projects(day)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    deck = decks.build(gather(day, decks.choice_of(choice, names), address=""))
    slides = Presentation(io.BytesIO(presentation(deck))).slides
    page = offline(deck).decode()
    for scene, slide in zip(deck.scenes, slides, strict=True):
        for box in scene.boxes:
            if box.part.kind != "table":
                continue
            said = [cell.text for row in box.part.rows for cell in row]
            assert not any(text.startswith("另有") for text in said) or len(box.part.rows) > 1
            shown = [
                cell.text for shape in slide.shapes if shape.has_table
                for row in shape.table.rows for cell in row.cells
            ]  # fmt: skip
            assert all(text in shown for text in said)
    if choice == "office-yingshang":
        own = {row["id"]: row["name"] for row in rows if "yingshang" in row["facets"]["office"]}
        listed = [cell.text for scene in deck.scenes if scene.id.startswith("items")
                  for box in scene.boxes for row in box.part.rows for cell in row]  # fmt: skip
        assert set(own.values()) <= set(listed)
        assert any("已完成第一轮走访" in text and "…，问题：" in text for text in listed)
        assert LONG.strip("，") not in page


TEXTS = some.text(alphabet="硅巷看板a1 ，。\n", max_size=3000)


@at_most(60)
@given(TEXTS, some.floats(min_value=8, max_value=60))
def test_pieces_of_a_text_fit_and_make_it_whole(text, room):
    pieces = book.split(text, room)
    assert all(book.lines(piece, room) <= book.MOST_LINES for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


@given(some.text(max_size=40))
def test_a_text_is_always_a_text(text):
    from openpyxl import Workbook

    page = Workbook().active
    book.put(page["A1"], text)
    assert page["A1"].data_type in ("s", "n") and page["A1"].data_type != "f"
    assert page["A1"].value in (book.typed("", text)[0], None)

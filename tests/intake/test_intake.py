"""From a template to the ledger and back; hostile files on the way."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lib.cli import main
from lib.intake import headings, read
from lib.intake.cells import Cell, Grid
from lib.intake.columns import NOTES_END, NOTES_ENDED, NOTES_SHEET, PROJECTS, Field
from lib.intake.known import known_for
from lib.intake.messages import SAYS, say
from lib.intake.problems import CellProblem, Unreadable
from lib.intake.service import commit, preview
from lib.intake.template import template
from lib.rows import reports
from lib.store import ledger
from lib.store.problems import Refused
from tests import frames
from tests.shared import at_most

TODAY = "2026-11-22"
WHEN = "2026-11-22T09:00:00+08:00"


def filled(office: str = "yingshang", **rows) -> bytes:
    """A template with cells put in: row number → {title: value}."""
    book = load_workbook(io.BytesIO(template(office, TODAY)))
    page = book["项目进展"]
    columns = {cell.value: cell.column for cell in page[3]}
    for row, cells in rows.items():
        for title, value in cells.items():
            page.cell(int(row[1:]), columns[title]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SIGNS = "众创空间（拟）"  # a name with full-width brackets
GOOD = {
    "数据日期": "2026年3月5日",
    "状态": "推进中",
    "进度": "50%",
    "进展": "已选点",
    "填报人": "王一",
}


def kinds(data: bytes, **more) -> set[str]:
    return {problem.kind for problem in preview(data, today=TODAY, **more).checked.problems}


def test_round_trip_means_no_change(own_store):
    data = filled(r4=GOOD, r5=GOOD | {"进度": 0.25})
    ready = preview(data, today=TODAY)
    assert ready.acceptable
    assert [entry.change for entry in ready.checked.entries] == ["new", "new"]
    commit(ready, data, filename="表.xlsx", by="甲", when=WHEN)
    again = preview(template("yingshang", TODAY), today=TODAY)
    assert [entry.change for entry in again.checked.entries] == ["same", "same"]
    assert again.checked.refused == []
    assert not again.acceptable


def test_an_empty_template_says_so(own_store):
    ready = preview(template("fuwu", TODAY), today=TODAY)
    assert kinds(template("fuwu", TODAY)) == {"nothing"}
    assert not ready.acceptable


def bare_office() -> str:
    """An office whose template has neither indicators nor places."""
    for row in reports.offices():
        known = known_for(row["id"], TODAY).subjects
        if known["project_report"] and not (known["indicator_report"] or known["place_report"]):
            return row["id"]
    raise AssertionError("every office has them")


def test_a_sheet_without_rows_says_so_and_is_read(own_store):
    office = bare_office()
    data = filled(office, r4=GOOD)
    book = load_workbook(io.BytesIO(data))
    for title, words in (("指标数值", "本科室没有指标"), ("点位坐标", "本科室没有点位")):
        assert book[title]["B2"].value == words
        assert not book[title].column_dimensions["B"].hidden
    assert book["项目进展"]["B2"].value is None
    ready = preview(data, today=TODAY)
    assert ready.acceptable and ready.checked.problems == []
    commit(ready, data, filename="表.xlsx", by="甲", when=WHEN)
    assert len(frames.read(own_store, "select * from project_report")) == 1


def test_notes_of_an_earlier_template_are_ours(own_store):
    book = load_workbook(io.BytesIO(filled(r4=GOOD)))
    (end,) = (cell for row in book[NOTES_SHEET] for cell in row if cell.value == NOTES_END)
    for words in NOTES_ENDED:
        end.value = words
        out = io.BytesIO()
        book.save(out)
        assert preview(out.getvalue(), today=TODAY).checked.problems == []


def test_batch_original_and_rows_are_kept(own_store):
    data = filled(r4=GOOD)
    id = commit(preview(data, today=TODAY), data, filename="表.xlsx", by="甲", when=WHEN)
    batch = frames.read(own_store, "select * from import_batch").iloc[0]
    assert (batch.id, batch.received_by, batch.office_id) == (id, "甲", "yingshang")
    assert batch.original == data
    report = frames.read(own_store, "select * from project_report").iloc[0]
    assert (report.project_id, report.as_of, report.percent) == ("s01", "2026-03-05", 50)


def test_the_same_file_twice_is_recognised(own_store):
    data = filled(r4=GOOD)
    ready = preview(data, today=TODAY)
    commit(ready, data, filename="表.xlsx", by="甲", when=WHEN)
    with pytest.raises(Refused) as error:
        commit(ready, data, filename="表.xlsx", by="甲", when=WHEN)
    assert error.value.problems[0].kind == "same_file"
    assert len(frames.read(own_store, "select * from import_batch")) == 1
    with pytest.raises(Unreadable) as again:
        preview(data, today=TODAY)
    assert again.value.problem.kind == "same_file"
    assert "已于" in say(again.value.problem)


def test_what_was_looked_at_is_not_written_over_what_came_meanwhile(own_store):
    first, second = filled(r4=GOOD), filled(r4=GOOD | {"进度": "60%"})
    both = [(data, preview(data, today=TODAY)) for data in (first, second)]
    commit(both[0][1], first, filename="一.xlsx", by="甲", when=WHEN)
    with pytest.raises(ledger.Overtaken) as error:
        commit(both[1][1], second, filename="二.xlsx", by="乙", when=WHEN)
    assert [problem.kind for problem in error.value.problems] == ["overtaken"]
    anew = preview(second, today=TODAY)
    assert [entry.change for entry in anew.checked.entries] == ["changed"]
    commit(anew, second, filename="二.xlsx", by="乙", when=WHEN)
    said = frames.read(own_store, "select percent from project_report order by id")["percent"]
    assert list(said) == [50, 60]


def test_withdrawing_is_a_new_record(own_store):
    data = filled(r4=GOOD)
    id = commit(preview(data, today=TODAY), data, filename="表.xlsx", by="甲", when=WHEN)
    ledger.withdraw(own_store, id, by="乙", when="2026-11-22T10:00:00+08:00")
    assert len(frames.read(own_store, "select * from import_batch")) == 2
    assert len(frames.read(own_store, "select * from project_report")) == 1
    assert frames.read(own_store, "select * from v_report").empty
    with pytest.raises(Refused):
        ledger.withdraw(own_store, id, by="乙", when="2026-11-22T11:00:00+08:00")
    # and the same file may come again
    commit(preview(data, today=TODAY), data, filename="表.xlsx", by="甲", when=WHEN)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"状态": "已完成"}, "done_without_evidence"),
        ({"状态": "暂缓"}, "paused_without_reason"),
        ({"数据日期": "2099-01-01"}, "future"),
        ({"数据日期": ""}, "required"),
        ({"填报人": " "}, "required"),
        ({"进展": "=1+1"}, "formula"),
        ({"进展": "#REF!"}, "error_value"),
        ({"编号": "zzz"}, "bad_id"),
        ({"编号": "zzz", "事项": "没有这一项"}, "unknown_id"),
        ({"编号": "s05", "事项": None, "序号": None}, "not_yours"),
        ({"编号": "s05"}, "ids_differ"),
        ({"编号": "s02", "事项": None}, "no_differ"),
    ],
)
def test_faults_are_refused_with_their_cell(own_store, change, kind):
    data = filled(r4=GOOD | change)
    ready = preview(data, today=TODAY)
    assert kind in {problem.kind for problem in ready.checked.refused}
    assert not ready.acceptable
    assert all(say(problem) for problem in ready.checked.problems)
    problem = next(problem for problem in ready.checked.refused if problem.kind == kind)
    assert problem.sheet == "项目进展"
    assert problem.cell.endswith("4")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"状态": "已完成", "完成证明": "验收单", "进度": "80%"}, "done_not_full"),
        ({"进度": "100%"}, "full_not_done"),
        ({"调整后期限": "2026-01-01"}, "due_earlier"),
    ],
)
def test_the_suspicious_is_only_warned_of(own_store, change, kind):
    ready = preview(filled(r4=GOOD | change), today=TODAY)
    assert kind in {problem.kind for problem in ready.checked.warnings}
    assert ready.acceptable


def test_falling_progress_and_older_days_are_warned_of(own_store):
    data = filled(r4=GOOD)
    commit(preview(data, today=TODAY), data, filename="表.xlsx", by="甲", when=WHEN)
    later = filled(r4=GOOD | {"进度": "40%", "数据日期": "2026-03-01"})
    assert {"fell", "older"} <= kinds(later)


def test_all_problems_at_once(own_store):
    data = filled(r4={"状态": "做着", "进度": "很多"}, r5=GOOD | {"数据日期": "x"})
    found = kinds(data)
    assert {"not_state", "not_percent", "required", "not_date"} <= found


def test_moved_columns_and_blank_rows_are_tolerated(own_store):
    book = Workbook()
    page = book.active
    page.title = "项目进展"
    page.append([])
    page.append(
        [
            "填报人",
            "状态",
            "数据日期",
            "事项",
            "进度",
            "进展",
            "问题",
            "下一步",
            "调整后期限",
            "完成证明",
        ]
    )
    page.append([])
    page.append(
        ["王一 ", " 推进中", "2026/3/5", "硅巷早餐会", "0.5", "已办", None, None, None, None]
    )
    out = io.BytesIO()
    book.save(out)
    ready = preview(out.getvalue(), today=TODAY, office_id="yingshang")
    assert ready.checked.refused == []
    assert [(entry.subject, entry.values["percent"]) for entry in ready.checked.entries] == [
        ("s03", 50)
    ]


HEADER = "事项,数据日期,状态,进度,进展,问题,下一步,调整后期限,完成证明,填报人\n"
LINE = "硅巷早餐会,2026-03-05,推进中,50%,已办,,,,,王一\n"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_codings_people_use(own_store, coding):
    ready = preview((HEADER + LINE).encode(coding), today=TODAY, office_id="yingshang")
    assert ready.acceptable


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 * 2**20))
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    out = io.BytesIO(template("yingshang", TODAY))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def endless() -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("项目进展")
    page.append(["事项", "数据日期", "状态", "填报人"])
    for number in range(2_100):
        page.append([f"x{number}", "2026-01-01", "推进中", "王"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ZOO = {
    "nothing": (lambda: b"", "empty"),
    "huge": (lambda: b"PK\x03\x04" + b"0" * (11 * 2**20), "too_big"),
    "old xls or password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 900,
        "other_table",
    ),
    "bomb": (bomb, "bomb"),
    "truncated": (lambda: template("yingshang", TODAY)[:3000], "broken"),
    "zip of nothing": (lambda: b"PK\x03\x04" + b"\x00" * 60, "broken"),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "macros"),
    "external links": (
        lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
        "external_links",
    ),
    "entities": (
        lambda: with_part("xl/evil.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "entities",
    ),
    "too many rows": (endless, "too_many_rows"),
    "binary": (lambda: bytes(range(256)) * 20, "encoding"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no_table"),
}


@pytest.mark.parametrize("name", ZOO)
def test_hostile_files_are_refused_in_words(name, own_store):
    make, kind = ZOO[name]
    data = make()
    before = own_store.read_bytes()
    tracemalloc.start()
    with pytest.raises(Unreadable) as error:
        preview(data, today=TODAY, office_id="yingshang")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.value.problem.kind == kind
    assert say(error.value.problem)
    assert peak < 200 * 2**20
    assert own_store.read_bytes() == before


def test_a_wrong_sheet_is_named(own_store):
    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(Unreadable) as error:
        preview(out.getvalue(), today=TODAY, office_id="yingshang")
    assert error.value.problem.kind == "no_sheet"


@at_most(80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_spoilt_templates_never_crash(own_store, data):
    raw = bytearray(template_once(own_store))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    spoilt = bytes(raw[:cut] if data.draw(st.booleans()) else raw)
    try:
        ready = preview(spoilt, today=TODAY)
    except Unreadable as error:
        assert say(error.problem)
    else:
        assert all(say(problem) for problem in ready.checked.problems)


@cache
def template_once(store) -> bytes:
    return filled(r4=GOOD)


def test_every_message_reads_well():
    for kind in SAYS:
        text = say(CellProblem(sheet="项目进展", cell="A1", kind=kind, value="x"))
        assert text.startswith("项目进展 A1：")
        assert "；" in text or kind in ("nothing",)


def test_commands(own_store, tmp_path, capsys):
    file = tmp_path / "表.xlsx"
    assert main(["template", "--office", "营商办", "--out", str(file)]) == 0
    file.write_bytes(filled(r4=GOOD))
    assert main(["import", "--dry-run", str(file)]) == 0
    assert frames.read(own_store, "select * from import_batch").empty
    assert main(["import", str(file), "--by", "甲"]) == 0
    assert "已收，批次" in capsys.readouterr().out
    for again in (["import", str(file)], ["import", "--dry-run", str(file)]):
        assert main(again) == 1
        assert "同一份文件已于" in capsys.readouterr().err
    file.write_bytes(filled(r4=GOOD | {"状态": "做着"}))
    assert main(["import", str(file)]) == 1
    assert "项目进展 G4" in capsys.readouterr().err
    id = frames.read(own_store, "select id from import_batch").iloc[0, 0]
    assert main(["withdraw", id, "--by", "乙"]) == 0
    assert main(["withdraw", "nichts"]) == 1
    assert main(["import", str(tmp_path / "none.xlsx")]) == 1
    assert main(["template", "--office", "没有"]) == 1


def test_what_was_written_comes_back_from_the_next_template(own_store):
    words = ("- 已选点\n- 已报批", "+ 两处", "@ 现场", "型号_x0041_")
    rows = {f"r{4 + at}": GOOD | {"进展": said, "进度": 1 / 3} for at, said in enumerate(words)}
    data = filled(**rows)
    commit(preview(data, today=TODAY), data, filename="表.xlsx", by="甲", when=WHEN)
    again = preview(template("yingshang", TODAY), today=TODAY).checked
    assert [entry.change for entry in again.entries] == ["same"] * 4
    assert {problem.kind for problem in again.problems} == {"nothing"}


def test_a_name_with_full_width_signs_is_found(own_store):
    book = load_workbook(io.BytesIO(template("q-kewei", TODAY)))
    page = book["点位坐标"]
    columns = {cell.value: cell.column for cell in page[3]}
    row = next(
        r for r in range(4, page.max_row + 1) if page.cell(r, columns["点位"]).value == SIGNS
    )
    told = {"编号": None, "数据日期": "2026-03-05", "更正": "在二楼", "填报人": "王一"}
    for title, value in told.items():
        page.cell(row, columns[title]).value = value
    out = io.BytesIO()
    book.save(out)
    checked = preview(out.getvalue(), today=TODAY).checked
    assert [entry.subject for entry in checked.entries] == ["common-space"]


def test_a_title_is_found_however_it_is_written(monkeypatch):
    spent = Field(name="spent", title="已投入（万元）", kind="number", later=True)
    form = replace(PROJECTS, fields=(*PROJECTS.fields, spent))
    monkeypatch.setattr(headings, "TITLES", headings.by_folded([form]))
    for title in [each.title for each in form.fields]:
        for written in (title, f"＊{title} （必填）", "\n".join(title), title.replace("（", "(")):
            assert headings.heading(Cell(value=written)) == title


@pytest.mark.parametrize(("later", "kinds"), [(True, []), (False, ["missing_column"])])
def test_a_file_from_before_a_later_column_stays_good(later, kinds):
    cost = Field(name="cost", title="经费", kind="number", later=later)
    form = replace(PROJECTS, fields=(*PROJECTS.fields, cost))
    titles = {number: each.title for number, each in enumerate(PROJECTS.fields, 1)}
    found = read._shape(Grid(title=form.title), form, 3, titles)
    assert [problem.kind for problem in found] == kinds

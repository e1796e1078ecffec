"""Malformed files: every problem with file, row and column; the store untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from lib.cli import main
from lib.store.build import build
from lib.store.facts import read_table
from lib.store.messages import SAYS, say
from lib.store.problems import Problem, Refused
from lib.store.public import copy_public
from lib.store.schema import table
from tests.shared import at_most


def refused(data_dir: Path, store: Path) -> list[Problem]:
    """The problems of a build that must fail and leave the store byte for byte."""
    before = store.read_bytes()
    with pytest.raises(Refused) as error:
        build(data_dir, store)
    assert store.read_bytes() == before
    return error.value.problems


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


SPOILT = {
    "wrong header": ("leader.csv", "id,name", "id,nom", ("unknown_column", 1)),
    "header short": ("leader.csv", "id,name,", "id,", ("missing_column", 1)),
    "wrong type": ("action.csv", "s1,street-2023,1,", "s1,street-2023,eins,", ("not_number", 2)),
    "unknown reference": ("action.csv", "s1,street-2023", "s1,street-1999", ("unknown_ref", 2)),
    "duplicate id": ("leader.csv", "zhang-jun", "zhuang-haiyan", ("duplicate", 3)),
    "bad id": ("leader.csv", "zhang-jun", "Zhang Jun", ("bad_id", 3)),
    "bad date": ("document.csv", "2023-06-28", "2023-02-30", ("not_day", 2)),
    "bad choice": ("plan.csv", ",街道,2023", ",镇,2023", ("not_choice", 2)),
    "period": ("plan.csv", "2023-12-31", "2022-12-31", ("period", 2)),
    "required": ("leader.csv", "zhang-jun,张军", "zhang-jun,", ("required", 3)),
    "cell count": ("leader.csv", "zhang-jun,", "zhang-jun,,", ("cell_count", 3)),
    "outside Shanghai": ("place.csv", "121.419350", "21.419350", ("out_of_range", 2)),
    "half coordinate": ("place.csv", "121.419350,", ",", ("half_coordinate", 2)),
    "name not in quote": ("leader.csv", "张军", "张君", ("not_in_quote", 3)),
    "quote edited": ("project.csv", "1科技企业集聚吸引", "1科技企业集聚，吸引", ("unproven", 2)),
    "number not in quote": (
        "observation.csv",
        "50余栋,50",
        "50余栋,60",
        ("not_in_quote", 4),
    ),
    "number not as printed": ("observation.csv", "5个,5,,", "两所,5,,", ("not_printed", 3)),
    "print not in quote": ("observation.csv", "50余栋,50", "50多栋,50", ("not_in_quote", 4)),
    "unit not as printed": (
        "observation.csv",
        "50余栋,50,余,栋",
        "50余,50,余,栋",
        ("not_printed", 4),
    ),
    "qualifier not as printed": (
        "observation.csv",
        "50余栋,50,余,栋",
        "50余栋,50,多,栋",
        ("not_printed", 4),
    ),
    "year not in quote": (
        "milestone.csv",
        "2024年，“上海硅巷”高质",
        "“上海硅巷”高质",
        ("no_date", 19),
    ),
    "unpaired marks": (
        "milestone.csv",
        "日长宁入选第二批“科创中国”试点",
        "日长宁入选第二批“科创中国试点",
        ("unpaired", 5),
    ),
    "place not in quote": (
        "place.csv",
        "公共电话亭,facility",
        "公共电视亭,facility",
        ("no_name", 112),
    ),
    "partner not in quote": (
        "project_organization.csv",
        "s12,haitun",
        "s12,weston",
        ("no_name", 13),
    ),
    "error of no coordinate": (
        "place.csv",
        "121.419350,31.216250,approximate,50",
        "121.419350,31.216250,approximate,",
        ("no_error", 2),
    ),
    "address from nowhere": (
        "place.csv",
        "长宁路865号,map",
        "长宁路865号,",
        ("no_address_from", 58),
    ),
    "address that no document gives": (
        "place.csv",
        "长宁路865号,map",
        "长宁路865号,document",
        ("address_unsaid", 58),
    ),
    "range without high": ("indicator.csv", "(培育),1,2,", "(培育),1,,", ("range_missing", 2)),
    "precision": ("milestone.csv", "m1928,1928,year", "m1928,1928,day", ("date_precision", 2)),
    "no document": ("leader.csv", "张军,street-2023,", "张军,,", ("required", 3)),
    "half source of a place": (
        "place.csv",
        "street-2023,五、6,六是利用",
        ",五、6,六是利用",
        ("half_source", 35),
    ),
    "existence without a later document": (
        "mechanism.csv",
        "把分散政策集成优化的全区政策体系,claimed",
        "把分散政策集成优化的全区政策体系,exists",
        ("no_later", 57),
    ),
    "hidden character": ("leader.csv", "张军", "张\u202e军", ("control_char", 3)),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_fault_is_named_with_its_place(name, data_dir, store):
    file, old, new, expected = SPOILT[name]
    spoil(data_dir / "facts" / file, old, new)
    problems = refused(data_dir, store)
    found = {(problem.kind, problem.row) for problem in problems if problem.file.endswith(file)}
    assert expected in found
    assert all(problem.file and say(problem) for problem in problems)


def test_all_faults_are_listed_at_once(data_dir, store):
    for name in ("wrong type", "duplicate id", "bad date", "outside Shanghai"):
        file, old, new, _ = SPOILT[name]
        spoil(data_dir / "facts" / file, old, new)
    kinds = {problem.kind for problem in refused(data_dir, store)}
    assert {"not_number", "duplicate", "not_day", "out_of_range"} <= kinds


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("bom", lambda raw: b"\xef\xbb\xbf" + raw),
        ("crlf", lambda raw: raw.replace(b"\n", b"\r\n")),
        ("empty_file", lambda _: b" \n"),
        ("not_utf8", lambda raw: raw.decode().encode("gbk")),
        ("nul", lambda raw: raw + b"\x00\n"),
        ("broken_csv", lambda raw: raw + b'"open\n'),
        ("missing_file", None),
    ],
)
def test_bytes_that_are_no_table(kind, change, data_dir, store):
    path = data_dir / "facts" / "leader.csv"
    if change:
        path.write_bytes(change(path.read_bytes()))
    else:
        path.unlink()
    problems = refused(data_dir, store)
    assert kind in {problem.kind for problem in problems if problem.file == "facts/leader.csv"}


def test_ring_left_open(data_dir, store):
    path = data_dir / "geo" / "boundary.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(True)[:-1]), "utf-8")
    assert [problem.kind for problem in refused(data_dir, store)] == ["ring_open"]


def test_ring_of_another_size(data_dir, store):
    spoil(data_dir / "facts" / "threshold.csv", "ring-offset,16", "ring-offset,60")
    assert [problem.kind for problem in refused(data_dir, store)] == ["area"]


def test_place_outside_the_drawn_extent(data_dir, store):
    spoil(data_dir / "facts" / "place.csv", "121.419350,31.216250", "121.619350,31.216250")
    assert [problem.kind for problem in refused(data_dir, store)] == ["outside_extent"]


def test_conflict_without_choice(data_dir, store):
    spoil(data_dir / "facts" / "conflict_statement.csv", "boundary,1,区", "boundary,3,区")
    path = data_dir / "facts" / "conflict_statement.csv"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("boundary,3"))
    path.write_text(text.replace(line, line.replace(",1,district", ",0,district")), "utf-8")
    assert "choice_count" in {problem.kind for problem in refused(data_dir, store)}


def test_office_that_is_its_own_parent(data_dir, store):
    spoil(
        data_dir / "facts" / "office.csv",
        "huayang,华阳街道,街道,街道,",
        "huayang,华阳街道,街道,街道,huayang",
    )
    assert "loop" in {problem.kind for problem in refused(data_dir, store)}


@at_most(200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_become_rows_or_problems(junk, data_dir):
    path = data_dir / "facts" / "leader.csv"
    path.write_bytes(junk)
    rows, problems = read_table(data_dir, table("leader"))
    assert problems or all(row.cells["id"] for row in rows)
    for problem in problems:
        assert say(problem)


def test_command_prints_every_problem_and_exits_1(data_dir, store, monkeypatch, capsys):
    monkeypatch.setenv("GUIXIANG_DATA", str(data_dir))
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    spoil(data_dir / "facts" / "leader.csv", "张军", "张君")
    spoil(data_dir / "facts" / "document.csv", "2023-06-28", "28.6.2023")
    for command in ("build", "check"):
        assert main([command]) == 1
        said = capsys.readouterr().err
        assert "facts/leader.csv 第 3 行 name 列" in said
        assert "facts/document.csv 第 2 行 issued_on 列" in said
        assert "没有改动任何数据" in said


def test_wrong_call_exits_2():
    with pytest.raises(SystemExit) as error:
        main(["nonsense"])
    assert error.value.code == 2


#: how a kind of problem is written where it arises
KINDS = (
    r'kind="([a-z0-9_]+)"',
    r'kind = "([a-z0-9_]+)"',
    r'kind = [^\n]* else "([a-z0-9_]+)"',
    r'return None, "([a-z0-9_]+)"',
    r'yield "[a-z0-9_]+", "([a-z0-9_]+)"',
    r'\bproblem\("([a-z0-9_]+)"',
    r'_problem\(row, [^,]+, "([a-z0-9_]+)"',
    r'else \(None, "([a-z0-9_]+)"\)',
)


@pytest.mark.parametrize("room", ["store", "intake", "."])
def test_every_kind_of_problem_has_words(room):
    import re

    from lib.intake.messages import SAYS as CELL_SAYS
    from lib.paths import ROOT

    said = set(SAYS) if room == "store" else set(SAYS) | set(CELL_SAYS)
    files = [path for path in (ROOT / "lib" / room).glob("*.py") if path.name != "messages.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = {kind for form in KINDS for kind in re.findall(form, text)}
    columns = {
        "real",
        "blob",
        "text",
        "date",
        "day",
        "number",
        "percent",
        "state",
        "yes",
        "lon",
        "demo",
    }
    assert used - columns - {"lat", "int"} <= said
    assert used & said


def test_no_words_without_a_problem():
    """And the other way round: whatever has words is spelled where it can arise."""
    import re

    from lib.paths import ROOT

    files = [path for path in (ROOT / "lib").rglob("*.py") if path.name != "messages.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert set(SAYS) <= set(re.findall(r'"([a-z0-9_]+)"', text))


def test_axes_that_do_not_meet_are_a_problem():
    from lib.store.geometry import crossing

    flat, steep = [(0.0, 0.0), (1.0, 0.0)], [(0.5, -1.0), (0.5, 1.0)]
    assert (crossing([flat, steep]).x, crossing([flat, steep]).y) == (0.5, 0.0)
    assert crossing([flat, [(0.0, 1.0), (1.0, 1.0)]]) is None
    assert crossing([flat, flat]) is None


def test_a_template_that_is_there_is_not_overwritten(own_store, tmp_path, capsys):
    target = tmp_path / "营商办.xlsx"
    target.write_bytes(b"filled in")
    assert main(["template", "--office", "营商办", "--out", str(target)]) == 1
    assert "已经存在" in capsys.readouterr().err
    assert target.read_bytes() == b"filled in"


def test_a_user_without_a_name_can_use_the_commands(monkeypatch):
    from lib import paths

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 4_000_000_000)
    assert paths.user() == "未署名"


def test_export_that_cannot_be_written_is_refused_in_words(own_store, tmp_path):
    with pytest.raises(Refused) as refused:
        copy_public(own_store, tmp_path / "nowhere" / "public.db", as_of="2026-11-22", about={})
    assert [problem.kind for problem in refused.value.problems] == ["store_io"]

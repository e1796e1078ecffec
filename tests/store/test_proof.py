"""Quotes are proven against texts, and the proof is kept."""

from __future__ import annotations

import sys

import pytest

from lib.cli import main
from lib.store.build import build
from lib.store.check import check
from lib.store.facts import load
from lib.store.problems import Refused
from lib.store.proof import prove, quotes, unproven, verified_lines
from lib.store.quoting import find, laid_out, normalise, unpaired
from lib.store.validate import validate
from tests.conftest import DATA


@pytest.fixture
def sources(data_dir, tmp_path):
    """Texts made of the quotes themselves, broken over lines as in the real ones."""
    folder = tmp_path / "sources"
    folder.mkdir()
    facts = load(data_dir)
    files = {row.cells["id"]: row.cells["file"] for row in facts.tables["document"]}
    texts = {file: [] for file in files.values()}
    for quoted in quotes(facts):
        texts[files[quoted.document_id]].append(" \n".join(quoted.quote))
    for file, parts in texts.items():
        (folder / f"{file}.txt").write_text("\n\n".join(parts), encoding="utf-8")
    return folder


def test_every_quote_is_looked_for(data_dir, sources, store):
    report = check_after_proof(data_dir, sources, store)
    assert (
        report.quotes == len((data_dir / "documents" / "verified.csv").read_text().splitlines()) - 1
    )


def check_after_proof(data_dir, sources, store):
    assert prove(load(data_dir), data_dir, sources, today="2026-01-01") == []
    build(data_dir, store)
    return check(data_dir, store, sources=sources, today="2026-01-02")


def test_a_missing_quote_is_named_and_nothing_written(data_dir, sources):
    kept = (data_dir / "documents" / "verified.csv").read_bytes()
    path = next(sources.glob("004*"))
    path.write_text(path.read_text("utf-8").replace("柔", "钢"), encoding="utf-8")
    problems = prove(load(data_dir), data_dir, sources, today="2026-01-01")
    assert {problem.kind for problem in problems} == {"not_in_document"}
    assert (data_dir / "documents" / "verified.csv").read_bytes() == kept


def test_a_missing_text_is_named(data_dir, sources, store):
    next(sources.glob("002*")).unlink()
    with pytest.raises(Refused) as error:
        check(data_dir, store, sources=sources, today="2026-01-01")
    assert "no_source_text" in {problem.kind for problem in error.value.problems}


def test_traditional_text_proves_simplified_quotes(data_dir, sources):
    from opencc import OpenCC

    path = next(sources.glob("002*"))
    path.write_text(OpenCC("s2t").convert(path.read_text("utf-8")), encoding="utf-8")
    assert prove(load(data_dir), data_dir, sources, today="2026-01-01") == []


def test_without_opencc_the_command_says_what_to_install(
    data_dir, sources, own_store, monkeypatch, capsys
):
    """The dashboard runs without it; only ``check --sources`` asks for it."""
    monkeypatch.setenv("GUIXIANG_DATA", str(data_dir))
    monkeypatch.setitem(sys.modules, "opencc", None)  # as if it were not installed
    kept = (data_dir / "documents" / "verified.csv").read_bytes()
    assert main(["check"]) == 0
    assert main(["check", "--sources", str(sources)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "OpenCC：对照原文要用它，这里没有装；"
        "请运行 python -m pip install --require-hashes -r requirements-dev.lock",
        "共 1 个问题；没有改动任何数据",
    ]
    assert (data_dir / "documents" / "verified.csv").read_bytes() == kept


def test_who_is_refused_after_the_proof_is_told_that_it_was_kept(
    data_dir, sources, own_store, monkeypatch, capsys
):
    monkeypatch.setenv("GUIXIANG_DATA", str(data_dir))
    kept = (data_dir / "documents" / "verified.csv").read_bytes()
    said = []
    own_store.unlink()
    for _ in range(2):  # the second time nothing is left to renew
        assert main(["check", "--sources", str(sources)]) == 1
        said.append(capsys.readouterr().err.splitlines()[-1].partition("；")[2])
    assert (data_dir / "documents" / "verified.csv").read_bytes() != kept
    assert said == ["只更新了 documents/verified.csv，别的没有改动", "没有改动任何数据"]


def test_a_changed_document_unsettles_its_quotes(data_dir, sources):
    prove(load(data_dir), data_dir, sources, today="2026-01-01")
    verified = data_dir / "documents" / "verified.csv"
    lines = verified.read_text("utf-8").splitlines(True)
    own = next(line for line in lines if line.startswith("document,district-2023,"))
    cells = own.split(",")
    cells[3] = "0" * 64
    verified.write_text("".join(lines).replace(own, ",".join(cells)), encoding="utf-8")
    kinds = {problem.kind for problem in unproven(load(data_dir), data_dir)}
    assert kinds == {"document_changed"}


def test_a_proof_that_holds_keeps_its_date(data_dir, sources):
    prove(load(data_dir), data_dir, sources, today="2026-01-01")
    prove(load(data_dir), data_dir, sources, today="2027-01-01")
    kept = verified_lines(data_dir).values()
    assert {line["verified_on"] for line in kept} == {"2026-01-01"}


def test_normalise_ignores_only_layout():
    assert normalise("２０ 余\n次，") == "20余次,"
    assert normalise("甲乙") != normalise("乙甲")


def test_all_problems_at_once_and_nothing_kept(data_dir, sources, store):
    """A quote not found is told beside an unknown document, and no proof is written."""
    kept = (data_dir / "documents" / "verified.csv").read_bytes()
    path = next(sources.glob("004*"))
    path.write_text(path.read_text("utf-8").replace("柔", "钢"), encoding="utf-8")
    file = data_dir / "facts" / "milestone.csv"
    file.write_text(file.read_text("utf-8").replace("reply-2024-005", "reply-1999"), "utf-8")
    with pytest.raises(Refused) as error:
        check(data_dir, store, sources=sources, today="2026-01-01")
    assert {"not_in_document", "unknown_ref"} <= {each.kind for each in error.value.problems}
    assert (data_dir / "documents" / "verified.csv").read_bytes() == kept


def test_an_ellipsis_stands_for_what_was_left_out():
    text, _ = laid_out("二〇二三年，甲企业和乙企业\n一起办了三场沙龙。另有别的。")
    assert list(find("二〇二三年，…三场沙龙", text)) == [
        (0, len("二〇二三年,甲企业和乙企业一起办了三场沙龙"))
    ]
    assert not list(find("三场沙龙…二〇二三年", text))
    assert not list(find("四场沙龙", text))
    assert normalise("甲…乙") == "甲…乙"


@pytest.mark.parametrize(
    ("quote", "good"),
    [
        ("甲企业和乙企业一起办了三场沙龙", True),
        ("乙企业一起办了三场沙龙", False),
        ("…乙企业一起办了三场沙龙", True),
        ("甲企业和乙企业一起办", False),
        ("甲企业和乙企业一起办…", True),
        ("营商办 庄海燕", True),  # a blank between words: two cells of a table
    ],
)
def test_a_quote_that_is_cut_says_so(quote, good, data_dir, sources):
    path = next(sources.glob("000*"))
    text = "\n二〇二三年，甲企业和乙企业一起办了三场沙龙。\n优化环境 营商办 庄海燕 另一格\n"
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")
    facts = load(data_dir)
    row = next(each for each in facts.tables["milestone"] if each.cells["id"] == "m1928")
    row.cells["quote"] = quote
    problems = prove(facts, data_dir, sources, today="2026-01-01")
    assert [each.kind for each in problems] == ([] if good else ["cut_quote"])


def test_marks_that_lack_their_other_half():
    assert list(unpaired("“甲”和（乙）")) == []
    assert list(unpaired("甲”五大")) == ["“”"]
    assert list(unpaired("（甲“乙")) == ["“”", "（）"]


def test_the_kept_quotes_hold_every_rule_of_their_form():
    """What needs no document: pairs, dates, numbers and names in the quotes themselves."""
    assert validate(load(DATA)) == []

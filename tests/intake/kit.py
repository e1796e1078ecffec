"""Make files as spreadsheet programs and people make them; import them by the real command."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from lib import clock, paths
from lib.cli import main
from lib.intake.template import template
from lib.store import connect, versions

#: of a CSV of four reports of one office
TITLES = "编号,事项,数据日期,状态,进度,进展,问题,下一步,调整后期限,完成证明,填报人"
PROJECTS = ("s05", "s14", "s15", "s17")
OFFICE, NAME = "yingshang", "营商办"
DAY = "2026-11-20"
GOOD = {"数据日期": DAY, "状态": "推进中", "进度": "50%", "进展": "已选点", "填报人": "王一"}
#: rows of the office's own sheet: first one, and the last
FIRST, LAST = 4, 9
STORED = {
    "projects": "select project_id as id, as_of, state, percent, progress, problem, next_step,"
    " due_on, evidence, reporter from project_report where :batch in ('', batch_id) order by rowid",
    "indicators": "select indicator_id as id, as_of, value, definition_confirmed, note, reporter"
    " from indicator_report where :batch in ('', batch_id) order by rowid",
    "places": "select place_id as id, as_of, lon, lat, correction, reporter"
    " from place_report where :batch in ('', batch_id) order by rowid",
}
SHEETS = ("项目进展", "指标数值", "点位坐标")


def book(rows: Mapping[int, Mapping] | None = None, sheet: str = SHEETS[0]) -> Workbook:
    """The office's template as an open workbook with cells put in: row → {title: value}."""
    opened = pickle.loads(unfilled(versions.version(paths.store_path())))
    page = opened[sheet]
    at = titles(page)
    for row, cells in (rows or {}).items():
        for title, value in cells.items():
            page.cell(row, at[title]).value = value
    return opened


@lru_cache
def blank(version: str) -> bytes:
    """The office's template for a version of the store: most tests have a copy of the same one."""
    return template(OFFICE, clock.today().isoformat())


@lru_cache
def unfilled(version: str) -> bytes:
    """The template as an opened workbook, pickled: ten times as fast as opening it again."""
    return pickle.dumps(load_workbook(io.BytesIO(blank(version))))


def titles(page) -> dict[str, int]:
    """Column number of each title."""
    return {cell.value: cell.column for cell in page[3]}


def saved(opened: Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def filled(*rows: Mapping, sheet: str = SHEETS[0]) -> bytes:
    """The template with its first rows filled."""
    return saved(book({FIRST + at: row for at, row in enumerate(rows)}, sheet))


def parts(data: bytes) -> dict[str, bytes]:
    """Name → content of every part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return out.getvalue()


def rewritten(data: bytes, name: str, *changes: tuple[str, str]) -> bytes:
    """The package with a part's text changed: (pattern, replacement); each must be found."""
    content = parts(data)
    text = content[name].decode("utf-8")
    for pattern, replacement in changes:
        text, found = re.subn(pattern, lambda _, new=replacement: new, text, flags=re.S)
        assert found, pattern
    return packed(content | {name: text.encode()})


def with_cell(data: bytes, at: str, xml: str, sheet: int = 1) -> bytes:
    """The package with one cell's XML replaced; ``{s}`` is the style it had."""
    name = f"xl/worksheets/sheet{sheet}.xml"
    text = parts(data)[name].decode("utf-8")
    found = re.search(rf'<c r="{at}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', text)
    assert found, at
    return rewritten(data, name, (re.escape(found[0]), xml.replace("{s}", found[1] or "")))


def with_format(data: bytes, at: str, number: str, format_id: int, code: str = "") -> bytes:
    """The package with a number in a cell, in the number format of that id (and code)."""
    styles = parts(data)["xl/styles.xml"].decode()
    count = styles.split("<cellXfs", 1)[1].split("</cellXfs>")[0].count("<xf ")
    changes = [("</cellXfs>", f'<xf numFmtId="{format_id}" applyNumberFormat="1"/></cellXfs>')]
    if code and "</numFmts>" in styles:
        changes.append(
            ("</numFmts>", f'<numFmt numFmtId="{format_id}" formatCode="{code}"/></numFmts>')
        )
    elif code:
        one = f'<numFmts count="1"><numFmt numFmtId="{format_id}" formatCode="{code}"/></numFmts>'
        changes.append((r"<numFmts[^>]*/>|(?=<fonts)", one))
    data = rewritten(data, "xl/styles.xml", *changes)
    return with_cell(data, at, f'<c r="{at}" s="{count}"><v>{number}</v></c>')


def shared(data: bytes, part: str = "xl/sharedStrings.xml") -> bytes:
    """The package with its texts in one table, as spreadsheet programs write them."""
    content = parts(data)
    texts: list[str] = []

    def moved(found: re.Match) -> str:
        texts.append(found[2])
        return f'{found[1]} t="s"><v>{len(texts) - 1}</v></c>'

    for name in list(content):
        if name.startswith("xl/worksheets/sheet"):
            xml = content[name].decode()
            pattern = r'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="inlineStr"><is>(.*?)</is></c>'
            content[name] = re.sub(pattern, moved, xml, flags=re.S).encode()
    space = "http://schemas.openxmlformats.org/"
    table = "".join(f"<si>{text}</si>" for text in texts)
    content[part] = f'<sst xmlns="{space}spreadsheetml/2006/main">{table}</sst>'.encode()
    relation = (
        f'<Relationship Id="rIdT" Type="{space}officeDocument/2006/relationships/sharedStrings"'
        f' Target="/{part}"/></Relationships>'
    )
    name = "xl/_rels/workbook.xml.rels"
    content[name] = content[name].replace(b"</Relationships>", relation.encode())
    return packed(content)


def csv_of(rows: list[list[str]], separator: str = ",", coding: str = "utf-8-sig") -> bytes:
    """Rows as a program saves them."""
    return "\r\n".join(separator.join(row) for row in rows).encode(coding)


def take_in(data: bytes, folder: Path, capsys, name: str = "表.xlsx", office: str = "") -> tuple:
    """Import by the command; exit code and all that was said."""
    file = folder / name
    file.write_bytes(data)
    capsys.readouterr()
    code = main(["import", str(file), "--by", "甲", *(["--office", office] if office else [])])
    said = capsys.readouterr()
    return code, said.out + said.err


def stored(store: Path, kind: str = "projects", batch: str = "") -> list[dict]:
    """The ledger's rows of one kind (of one batch), empty fields left out."""
    with closing(connect.connect_read_only(store)) as db:
        return _stored(db, kind, batch)


def stored_all(store: Path) -> dict[str, list[dict]]:
    """The ledger's rows of every kind."""
    with closing(connect.connect_read_only(store)) as db:
        return {kind: _stored(db, kind) for kind in STORED}


def _stored(db: Connection, kind: str, batch: str = "") -> list[dict]:
    found = db.execute(STORED[kind], {"batch": batch})
    names = [column[0] for column in found.description]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in found
    ]

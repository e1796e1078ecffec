"""Two hundred malformed files, one after the other through the real command.

``python -m tests.intake.zoo STORE`` prints one JSON line: how many, the slowest
in seconds, the peak memory of the process in MB.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import random
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from itertools import chain, islice
from pathlib import Path

from openpyxl import load_workbook

from lib import clock
from lib.cli import main
from lib.intake.package import MOST_TAGS
from lib.intake.template import template

ALL = 200
OFFICE = "yingshang"
GOOD = {"数据日期": "2026-03-05", "状态": "推进中", "进度": "50%", "进展": "已选点", "填报人": "王"}
#: what people and attackers put into cells: column → value
CELLS = (
    ("数据日期", "昨天"), ("数据日期", "2026-13-45"), ("数据日期", "=TODAY()"), ("数据日期", 1e308),
    ("数据日期", "9999-12-31"), ("数据日期", -1), ("状态", "差不多"), ("状态", "=HYPERLINK(\"http://x\")"),
    ("状态", None), ("进度", "150%"), ("进度", "-3"), ("进度", "一半"), ("进度", "NaN"),
    ("进度", "1e999"), ("进度", "#REF!"), ("进展", "x" * 3000), ("进展", "=cmd|' /C calc'!A0"),
    ("填报人", None), ("填报人", "=1+1"), ("调整后期限", "明年"), ("状态", "已完成"),
    ("状态", "暂缓"), ("编号", "zzz"), ("编号", "' or 1=1 --"), ("编号", "s05"),
)  # fmt: skip
GRID = "\r\n".join(["编号,事项,数据日期,状态", "s01,,2026-01-01,推进中"])
NEEDED = (
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet5.xml",
)  # fmt: skip
PARTS = {
    "xl/vbaProject.bin": b"x",
    "xl/externalLinks/externalLink1.xml": b"<x/>",
    "xl/evil.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    "xl/worksheets/sheet9.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
}


@cache
def blank() -> bytes:
    """The office's template; no file of the zoo is let in, so it stays the same."""
    return template(OFFICE, clock.today().isoformat())


@cache
def opened() -> bytes:
    """The same as an opened workbook, pickled: ten times as fast as opening it again."""
    return pickle.dumps(load_workbook(io.BytesIO(blank())))


def filled(change: tuple[str, object] | None = None) -> bytes:
    """The office's template with one row filled, one cell of it spoilt."""
    book = pickle.loads(opened())
    sheet = book["项目进展"]
    at = {cell.value: cell.column for cell in sheet[3]}
    for title, value in (GOOD | dict([change] if change else [])).items():
        sheet.cell(4, at[title]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb(megabytes: int = 300) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(bytes(2**20))
    return out.getvalue()


def with_part(whole: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def without_part(whole: bytes, left_out: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != left_out:
                new.writestr(name, old.read(name))
    return out.getvalue()


def million_rows() -> bytes:
    """A small file that unpacks into a sheet of a million rows."""
    row = b"<row><c><v>1</v></c></row>"
    sheet = b"<worksheet><sheetData>" + row * 1_000_000 + b"</sheetData></worksheet>"
    return with_part(
        without_part(filled(), "xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml", sheet
    )


def many_tags() -> bytes:
    """As many XML tags as are let through, and one cell that is no header."""
    cell = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    sheet = b"<worksheet>" + b"<a/>" * (MOST_TAGS - 20_000) + cell + b"</worksheet>"
    name = "xl/worksheets/sheet1.xml"
    return with_part(without_part(filled(), name), name, sheet)


def merged_everywhere() -> bytes:
    """A quarter of a million merged cells beside a filled row."""
    name = "xl/worksheets/sheet1.xml"
    whole = filled()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        sheet = archive.read(name).decode()
    more = "".join(f'<mergeCell ref="P{row}:Q{row}"/>' for row in range(1, 240_001))
    sheet = re.sub(r"<mergeCells[^>]*>", "<mergeCells>" + more, sheet)
    return with_part(without_part(whole, name), name, sheet.encode())


def long_names() -> bytes:
    """Grey cells of what is joined by what cannot be seen, down to the last row."""
    book = load_workbook(io.BytesIO(filled()))
    sheet = book["项目进展"]
    for row in range(20, 420):
        sheet.cell(row, 3).value = "a\u200d" * 16_000
        sheet.cell(row, 9).value = "已选点"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_hand() -> Iterator[tuple[str, bytes]]:
    """The zoo: each animal once."""
    whole = filled()
    yield "empty.xlsx", b""
    yield "100mb.xlsx", b"PK\x03\x04" + os.urandom(1024) * 102_400
    yield "100mb.csv", b"a,b,c\r\n" * 15_000_000
    yield "bomb.xlsx", bomb()
    yield "rows.xlsx", million_rows()
    yield "tags.xlsx", many_tags()
    yield "merged.xlsx", merged_everywhere()
    yield "names.xlsx", long_names()
    yield "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    yield "renamed.xlsx", b"%PDF-1.7\n" + bytes(range(256)) * 8
    yield "html.xlsx", "<html><table><tr><td>事项</td></tr></table></html>".encode()
    yield (
        "rows.csv",
        ("编号,事项,数据日期,状态,填报人\r\n" + "s01,,2026-01-01,推进中,王\r\n" * 300_000).encode(),
    )
    yield "wide.csv", ("," * 100_000 + "\r\n").encode() * 20
    yield "one-field.csv", b'"' + b"x" * 5_000_000
    for coding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"):
        yield f"{coding}.csv", GRID.encode(coding)
    for name, content in PARTS.items():
        yield f"part-{len(name)}.xlsx", with_part(whole, name, content)
    for name in NEEDED:
        yield f"without-{name.replace('/', '-')}", without_part(whole, name)
    for number, change in enumerate(CELLS):
        yield f"cell-{number}.xlsx", filled(change)


def by_chance(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Truncated and overwritten templates and CSV files."""
    chance = random.Random(seed)
    whole = filled()
    text = GRID.encode("gb18030")
    for number in range(count):
        raw = bytearray(whole if number % 3 else text * 20)
        for _ in range(chance.randint(20, 400)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        cut = chance.randrange(1, len(raw)) if number % 2 else len(raw)
        yield f"chance-{number}.{'xlsx' if number % 3 else 'csv'}", bytes(raw[:cut])


def peak_mb() -> float:
    """The process's own peak; getrusage would count the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def run(store: Path) -> dict:
    """Import each; ``AssertionError`` when one is accepted or says nothing."""
    os.environ["GUIXIANG_DB"] = str(store)
    folder = store.parent / "zoo"
    folder.mkdir(exist_ok=True)
    slowest, slow, names = 0.0, "", []
    for name, content in islice(chain(by_hand(), by_chance(ALL)), ALL):
        file = folder / name
        file.write_bytes(content)
        said, shown = io.StringIO(), io.StringIO()
        began = time.perf_counter()
        with redirect_stderr(said), redirect_stdout(shown):
            code = main(["import", str(file), "--office", OFFICE])
        took = time.perf_counter() - began
        file.unlink()
        assert code == 1, f"{name}: exit {code}, {shown.getvalue()}"
        words = said.getvalue()
        assert any("一" <= char <= "鿿" for char in words), name
        assert "Traceback" not in words, name
        names.append(name)
        if took > slowest:
            slowest, slow = took, name
    return {
        "files": len(names),
        "slowest s": round(slowest, 2),
        "slowest": slow,
        "peak MB": round(peak_mb()),
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1])), ensure_ascii=False))

"""The data dictionary, written from the schema.

``python -m lib.store.dictionary`` prints ``data/README.md``.
"""

from __future__ import annotations

from lib.store.facts import csv_path
from lib.store.schema import BUILT_FROM_CSV, DERIVED, LEDGER, Column, Table

HEAD = """# 数据说明

由 `lib/store/schema.py` 生成：`python -m lib.store.dictionary > data/README.md`。

- `facts/*.csv`：从五份公开文件摘出的事实，一个文件一张表，每行末尾是文件、位置、摘句。
- `geo/*.csv`：道路、范围的折点（WGS-84）。
  含 OpenStreetMap 数据，© OpenStreetMap contributors，ODbL 1.0。
- `documents/verified.csv`：哪一句摘句在哪一份原文里找到过（SHA-256），
  由 `python -m lib check --sources 文件夹` 写。

文件为 UTF-8（无 BOM）、LF 换行。日期为 `YYYY`、`YYYY-MM` 或 `YYYY-MM-DD`。
改摘句之后要重新对照原文。
"""
KINDS = {"text": "文字", "date": "日期", "day": "整日", "int": "整数", "real": "数", "blob": "文件"}


def dictionary() -> str:
    """Markdown: every file and column, then the tables that are not in files."""
    parts = [HEAD]
    parts += [_section(f"{csv_path(table)} · {table.title}", table) for table in BUILT_FROM_CSV]
    parts += [_section(f"{table.name} · {table.title}", table) for table in DERIVED]
    parts.append("# 填报台账（只能追加，不在 CSV 里）\n")
    parts += [_section(f"{table.name} · {table.title}", table) for table in LEDGER]
    return "\n".join(parts)


def _section(title: str, table: Table) -> str:
    lines = [f"## {title}", "", "| 列 | 类型 | 必填 | 说明 |", "| --- | --- | --- | --- |"]
    lines += [_line(table, column) for column in table.columns]
    return "\n".join(lines) + "\n"


def note(table: Table, column: Column) -> str:
    """What the dictionary says of a column besides its kind."""
    notes = [column.note]
    if column.name in table.key:
        notes.append("键")
    if column.ref:
        notes.append(f"指向 {column.ref}")
    if column.choices:
        notes.append("取值：" + "、".join(column.choices))
    if column.proven:
        notes.append("须出现在摘句里")
    if column.built:
        notes.append("构建时计算")
    return "；".join(notes)


def _line(table: Table, column: Column) -> str:
    need = "是" if column.required else ""
    return f"| {column.name} | {KINDS[column.kind]} | {need} | {note(table, column)} |"


if __name__ == "__main__":
    print(dictionary(), end="")

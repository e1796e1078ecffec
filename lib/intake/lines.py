"""A preview in words: what each entry would write, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lib.intake.check import Entry, stored

CHANGES = {"new": "新填", "changed": "有变", "same": "未变"}
NOTHING = "（空）"


def entry_line(entry: Entry) -> dict[str, Any]:
    """sheet, row, name, change, fields (title, before, after): only what changes."""
    before = entry.before or {}
    fields = [
        {
            "title": each.title,
            "before": _words(each.kind, before.get(each.name)) if entry.before else "",
            "after": _words(each.kind, entry.values[each.name]),
        }
        for each in entry.sheet.filled
        if entry.values[each.name] != stored(each.kind, before.get(each.name))
    ]
    return {
        "sheet": entry.title,
        "row": entry.row,
        "name": entry.name,
        "change": CHANGES[entry.change],
        "fields": fields,
    }


def _words(kind: str, value: object) -> str:
    if value is None or value == "":
        return NOTHING
    if kind == "percent":
        return f"{value:.12g}%"
    if kind == "yes":
        return "是" if value else "否"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def said(entries: list[Entry]) -> Iterator[str]:
    """What would be written, in lines for the terminal."""
    for entry in entries:
        line = entry_line(entry)
        yield f"{line['sheet']} 第 {line['row']} 行 {line['name']}（{line['change']}）"
        for each in line["fields"]:
            before = f"{each['before']} → " if each["before"] else ""
            yield f"    {each['title']}：{before}{each['after']}".replace("\n", "\n      ")

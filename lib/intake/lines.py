"""A preview in words: what each entry would write, field by field."""

from __future__ import annotations

from lib.intake.check import Entry

CHANGES = {"new": "新填", "changed": "有变", "same": "未变"}
NOTHING = "（空）"


def entry_line(entry: Entry) -> dict:
    """sheet, row, name, change, fields (title, before, after): only what changes."""
    before = entry.before or {}
    fields = [
        {
            "title": each.title,
            "before": _words(each.kind, before.get(each.name)) if entry.before else "",
            "after": _words(each.kind, entry.values[each.name]),
        }
        for each in entry.sheet.filled
        if entry.values[each.name] != before.get(each.name)
    ]
    return {
        "sheet": entry.sheet.title,
        "row": entry.row,
        "name": entry.name,
        "change": CHANGES[entry.change],
        "fields": fields,
    }


def _words(kind: str, value: object) -> str:
    if value is None or value == "":
        return NOTHING
    if kind == "percent":
        return f"{value:g}%"
    if kind == "yes":
        return "是" if value else "否"
    return f"{value:g}" if isinstance(value, float) else str(value)

"""What any fact is called on a screen: names for ids, words for codes, absence by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from lib import text
from lib.rows import documents
from lib.store.schema import Column, Table, table

Row = Mapping[str, Any]

#: relations and parts have no name of their own: what they say, by columns
SAYS = {
    "project_office": "{project_id}：{office_id}（{role}）",
    "project_leader": "{project_id}：{leader_id}",
    "project_place": "{project_id}：{place_id}",
    "project_organization": "{project_id}：{organization_id}（{role}）",
    "organization_link": "{from_id} — {to_id}（{relation}）",
    "indicator_project": "{indicator_id} — {project_id}",
    "model_part": "{model_id}：{name}",
    "conflict_statement": "{conflict_id}：{says}",
    "citation": "{subject_id}：{says}",
    "observation": "{printed}{metric}",
    "event": "{title}",
    "reading": "{topic}",
    "evidence": "{project_id}：{says}",
}
PLAIN = ("name", "title", "topic", "says")
#: columns that say something to programs only
TECHNICAL = frozenset(
    ("id", "document_id", "locator", "quote", "ord", "colour", "icon", "label_ord", "label_zoom",
     "value", "qualifier", "match", "reason", "target_low", "target_high", "count",
     "subject_table", "edge_m", "file")
)  # fmt: skip
YES = {1: "是", 0: "否"}
WORDS: dict[str, dict[Any, str]] = {
    "operator": text.OPERATOR,
    "period": text.PERIOD,
    "match": text.MATCH,
    "precision": text.PRECISION,
    "later": text.LATER,
    "date_precision": {"day": "到日", "month": "到月", "year": "到年"},
    "direction": {"up": "越大越好", "down": "越小越好"},
    "address_from": text.ADDRESS_FROM,
    "chosen": {1: "采用", 0: "没有采用"},
    "within_boundary": text.SIDE,
    "joint": {"-": "–", "+": "＋", "、": "、"},
}
OWN_WORDS: dict[tuple[str, str], dict[Any, str]] = {
    ("document", "kind"): text.DOCUMENT_KIND,
    ("evidence", "certainty"): text.EVIDENCE,
    ("indicator_project", "certainty"): text.CERTAINTY,
}
LABELS = {
    "also": "文件里的其他叫法与合称", "printed": "文件里的写法",
    "as_of": "所指时间（没有写的，用文件日期）",
    "date_precision": "时间精度", "within_boundary": "范围", "error_m": "坐标误差",
    "later": "后来的文件怎么说", "certainty": "有多确定", "period": "按期末或按年",
    "subject_id": "所证的事实", "address": "地址",
}  # fmt: skip
FIRST = re.compile("[；，：（]")


def label(each: Table, column: Column) -> str:
    """A column's name for readers: the first words of its note."""
    if (each.name, column.name) == ("document", "address"):
        return "公开网址"
    return LABELS.get(column.name) or FIRST.split(column.note)[0]


def names(as_of: str) -> dict[tuple[str, str], str]:
    """(table, id) → what the fact is called, for all facts known on ``as_of`` with an id."""
    found = {}
    for name in documents.PUBLIC:
        each = table(name)
        if each.room != "facts" or each.key != ("id",):
            continue
        for row in documents.known_rows(name, as_of):
            plain: str = next((row[word] for word in PLAIN if row.get(word)), row["id"])
            found[name, row["id"]] = row.get("metric") or plain
    levels = {row["id"]: row["level"] for row in documents.known_rows("plan", as_of)}
    for row in documents.known_rows("project", as_of):
        found["project", row["id"]] = f"{levels[row['plan_id']]}{row['no']} {row['name']}"
    return found


def spoken(each: Table, row: Row, known: dict[tuple[str, str], str]) -> str:
    """One row in words, its references by name; '' while one of them is not known."""
    pattern = SAYS.get(each.name)
    if pattern is None:
        plain: str = next((row[word] for word in PLAIN if row.get(word)), each.title)
        return known.get((each.name, row.get("id", "")), plain)
    refs = {column.name: column.ref for column in each.columns if column.ref}
    if each.name == "citation":
        refs["subject_id"] = row["subject_table"]
    told = {name: known.get((refs[name], row[name])) if name in refs else row[name] for name in row}
    asked = (name for name in refs if f"{{{name}}}" in pattern)
    return "" if any(told[name] is None for name in asked) else pattern.format(**told)


def worded(each: Table, column: Column, value: Any) -> str:
    """A cell's value in words: codes by their word, numbers without idle decimals."""
    own = OWN_WORDS.get((each.name, column.name)) or WORDS.get(column.name)
    if own is not None:
        return own.get(value, str(value))
    if column.name in ("lon", "lat"):
        return f"{value:.6f}"
    if column.name == "error_m":
        return f"约 {text.number(value)} 米"
    return text.number(value) if isinstance(value, int | float) else str(value)


def absent(each: Table, column: Column, row: Row) -> str:
    """What an empty cell means: 不适用, 资料未载明, or '' where it is not worth a line."""
    key = (each.name, column.name)
    rule = ABSENT.get(key)
    return rule(row) if rule else ""


def _unless(holds: Callable[[Row], bool]) -> Callable[[Row], str]:
    return lambda row: text.NOT_STATED if holds(row) else text.NOT_APPLICABLE


def _always(words: str) -> Callable[[Row], str]:
    return lambda _row: words


def has_address(row: Row) -> bool:
    """Whether a place could have an address: roads, lines, areas and ideas cannot."""
    return row["precision"] != "line" and row["category"] not in ("road", "station", "district")


ABSENT: dict[tuple[str, str], Callable[[Row], str]] = {
    ("document", "doc_no"): _always(text.NOT_STATED),
    ("document", "address"): _always(text.NO_ADDRESS),
    ("document", "approved_on"): _unless(lambda row: row["kind"] == "plan"),
    ("place", "address"): _unless(has_address),
    ("place", "lon"): _always(text.PRECISION["none"]),
    ("place", "within_boundary"): lambda row: text.SIDE[None] if row["lon"] else "",
    ("place", "document_id"): _always(text.NOT_APPLICABLE),
    ("organization", "place_id"): _always(text.NOT_STATED),
    ("indicator", "baseline"): _unless(lambda row: row["period"] == "by"),
    ("observation", "indicator_id"): _always(text.NOT_APPLICABLE),
    ("event", "printed"): _always(text.NOT_STATED),
    ("event_series", "counting_rule"): _always(text.NOT_STATED),
    ("model_part", "organization_id"): _always(text.NOT_APPLICABLE),
    ("office", "parent_id"): _always(text.NOT_APPLICABLE),
}

"""文件里的数: every documented quantity, to be searched, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lib import text
from lib.rows import indicators
from lib.rows.shapes.indicators import Observation, Quantity

#: facets: key → label
FACETS = {"match": "归类", "about": "所近的指标", "year": "所指年份", "said_in": "文件"}
#: orders: key → label
SORTS = {"": "所指时间", "metric": "所指", "value": "大小", "document": "文件"}
NO_INDICATOR = "none"
ORDERS: dict[str, Callable[[Quantity], Any]] = {
    "metric": lambda row: row["metric"],
    "value": lambda row: (row["unit"] or "", -row["value"]),
    "document": lambda row: (row["issued_on"], row["document_id"]),
}


def numbers(as_of: str) -> list[Quantity]:
    """Every quantity known on ``as_of`` with facets and search text."""
    targets = {row["id"]: row["name"] for row in indicators.targets(as_of)}
    return [_number(row, targets) for row in indicators.observations(as_of)]


def _number(row: Observation, targets: dict[str, str]) -> Quantity:
    target = targets.get(row["indicator_id"] or "")
    words = [row["metric"], row["printed"], row["scope"], row["reason"], row["quote"]]
    words += [f"{text.number(row['value'])}{row['unit'] or ''}", target or ""]
    return {
        **row,
        "target": target,
        "facets": {
            "match": (row["match"],),
            "about": ((target and row["indicator_id"]) or NO_INDICATOR,),
            "year": (row["as_of"][:4],),
            "said_in": (row["document_id"],),
        },
        "text": " ".join(words).casefold(),
    }


def options(rows: list[Quantity]) -> dict[str, dict[str, str]]:
    """Every value of each facet that occurs: id → label."""
    about = {
        row["indicator_id"]: row["target"] for row in rows if row["indicator_id"] and row["target"]
    }
    return {
        "match": dict(text.MATCH),
        "about": about | {NO_INDICATOR: "不近于任何指标"},
        "year": {year: f"{year}年" for year in sorted({row["as_of"][:4] for row in rows})},
        "said_in": {row["document_id"]: row["document"] for row in rows},
    }


def ordered(rows: list[Quantity], sort: str) -> list[Quantity]:
    """The rows in one of :data:`SORTS`; within equals as they were."""
    return sorted(rows, key=ORDERS[sort]) if sort else rows

"""The sections of 资料与口径 about the data themselves: rules, dictionary, log, downloads."""

from __future__ import annotations

from lib import clock, text
from lib.exports.api import MAKERS as ROUTE_MAKERS
from lib.exports.api import sample
from lib.exports.catalogue import BY_PATH, ROUTES
from lib.measures.lamps import INDICATOR_STATES, PROJECT_STATES, report_ages
from lib.measures.rules import AGE_RULES, INDICATOR_RULES, PROJECT_RULES, published
from lib.rows import documents
from lib.rows.cache import store_version
from lib.rows.thresholds import parameters, thresholds
from lib.screens.map import ring_note
from lib.store.dictionary import KINDS, note
from lib.store.facts import csv_path
from lib.store.public import FACT_TABLES, LEDGER
from lib.store.schema import BUILT_FROM_CSV, DERIVED
from lib.store.schema import LEDGER as LEDGER_TABLES

HEALTH = '{"status": "ok", "version": "…", "day": "…"}'


def methods(day: str) -> dict:
    """The rules as they run, their parameters, the work-day calendar's years."""
    rules = thresholds()
    return {
        "rules": (
            ("项目的灯", PROJECT_STATES, published(PROJECT_RULES, rules)),
            ("指标的灯", INDICATOR_STATES, published(INDICATOR_RULES, rules)),
            ("填报时间的灯", report_ages(rules), published(AGE_RULES, rules)),
        ),
        "thresholds": parameters(),
        "ring_note": ring_note(day),
        "years": clock.known_years(),
    }


def dictionary() -> dict:
    """Every table and column, from the schema; which of them go into the public copy."""
    rooms = (
        ("事实与地理（CSV 文件）", BUILT_FROM_CSV),
        ("构建时计算", DERIVED),
        ("填报台账（只能追加）", LEDGER_TABLES),
    )
    return {
        "rooms": [
            {"title": title, "tables": [_table(table) for table in tables]}
            for title, tables in rooms
        ]
    }


def _table(table) -> dict:
    public = "全部公开" if table.name in FACT_TABLES else "不公开"
    return {
        "name": table.name,
        "title": table.title,
        "file": csv_path(table) if table in BUILT_FROM_CSV else "",
        "public": "部分列公开" if table.name in LEDGER else public,
        "columns": [
            {
                "name": column.name,
                "kind": KINDS[column.kind],
                "required": column.required,
                "note": note(table, column),
            }
            for column in table.columns
        ],
    }


def history() -> dict:
    """The log of the data, newest first, each change with its tables."""
    changes, tables = documents.data_changes()
    own: dict[tuple[str, str], list[dict]] = {}
    for row in tables:
        own.setdefault((row["change_id"], row["says"]), []).append(
            row | {"title": documents.title_of(row["table_name"])}
        )
    return {"changes": [row | {"rows": own[row["change_id"], row["says"]]} for row in changes]}


def data(day: str) -> dict:
    """Downloads, and the routes with the beginning of their real answers."""
    return {
        "downloads": BY_PATH,
        "routes": [
            {
                "path": route.path,
                "says": route.says,
                "ask": f"GET {route.path}?as_of={day}" if route.path in ROUTE_MAKERS else "",
                "answer": sample(route.path, day) if route.path in ROUTE_MAKERS else HEALTH,
            }
            for route in ROUTES
        ],
        "version": store_version(),
        "licence": text.CREDIT,
    }

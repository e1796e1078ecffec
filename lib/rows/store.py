"""One way to ask the current store: SQL constant, named parameters, rows back."""

from __future__ import annotations

from lib import paths
from lib.store import connect

KIND = "select value from store_meta where key = 'kind' order by 1"


def ask(sql: str, **params) -> list[dict]:
    """Rows of ``sql`` from the current store."""
    return connect.read(paths.store_path(), sql, params)


def ask_table(sql: str, **params) -> tuple[list[str], list[dict]]:
    """Columns and rows of ``sql`` from the current store; the columns even without a row."""
    return connect.table(paths.store_path(), sql, params)


def is_demo() -> bool:
    """Whether the store holds fictitious reports."""
    return ask(KIND)[0]["value"] == "demo"

"""One way to ask the current store: SQL constant, named parameters, rows back."""

from __future__ import annotations

from typing import Any

from lib import paths
from lib.store import connect

KIND = "select value from store_meta where key = 'kind' order by 1"


def ask(sql: str, **params: Any) -> list[Any]:
    """Rows of ``sql`` from the current store; who asks names their shape."""
    return connect.read(paths.store_path(), sql, params)


def ask_table(sql: str, **params: Any) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of ``sql`` from the current store; the columns even without a row."""
    return connect.table(paths.store_path(), sql, params)


def is_demo() -> bool:
    """Whether the store holds fictitious reports."""
    return bool(ask(KIND)[0]["value"] == "demo")

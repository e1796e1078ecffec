"""One way to ask the store: SQL constant, named parameters, rows back."""

from __future__ import annotations

from lib import paths
from lib.store import connect


def ask_table(sql: str, **params) -> tuple[list[str], list[dict]]:
    """Columns and rows of ``sql`` from the current store."""
    return connect.table(paths.store_path(), sql, params)


def ask(sql: str, **params) -> list[dict]:
    """Rows of ``sql`` from the current store."""
    return connect.read(paths.store_path(), sql, params)

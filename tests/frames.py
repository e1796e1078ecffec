"""The store's rows as frames, for tests that add up columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pandas as pd


def read(path: Path, sql: str, params: Mapping | None = None) -> pd.DataFrame:
    """Rows of one query, asked of SQLite itself."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return pd.read_sql_query(sql, db, params=dict(params or {}))

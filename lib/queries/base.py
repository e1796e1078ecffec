"""One way to ask the store: SQL constant, named parameters, DataFrame back."""

from __future__ import annotations

import pandas as pd

from lib import paths
from lib.store import connect


def ask(sql: str, **params) -> pd.DataFrame:
    """Rows of ``sql`` from the current store."""
    return connect.read(paths.store_path(), sql, params)

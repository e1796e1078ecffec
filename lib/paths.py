"""Where data and store lie; environment variables override.

``GUIXIANG_DB`` names the store, ``GUIXIANG_DATA`` the folder with ``facts/``,
``geo/`` and ``documents/``.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """Folder of the curated CSV files."""
    return Path(os.environ.get("GUIXIANG_DATA") or ROOT / "data")


def store_path() -> Path:
    """The SQLite file that the app reads."""
    return Path(os.environ.get("GUIXIANG_DB") or ROOT / "data" / "store.db")


def public_address(used: str = "") -> str:
    """The dashboard's address for people (``GUIXIANG_ADDRESS``), else the one in use."""
    return (os.environ.get("GUIXIANG_ADDRESS", "").strip() or used).rstrip("/")


def editors_file() -> Path:
    """Who may report on the web (environment ``GUIXIANG_EDITORS``)."""
    return Path(os.environ.get("GUIXIANG_EDITORS") or ROOT / ".streamlit" / "editors.toml")

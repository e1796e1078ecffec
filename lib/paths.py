"""Where data and store lie; environment variables override.

``GUIXIANG_DB`` names the store, ``GUIXIANG_DATA`` the folder with ``facts/``,
``geo/`` and ``documents/``; ``GUIXIANG_TILES`` the tile servers under the map.
"""

from __future__ import annotations

import getpass
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: scheme and host of a tile address that names its tile; no {s}: one host is allowed, not many
TILE = re.compile(
    r"(https?://[A-Za-z0-9.-]+(?::\d+)?)/[^\s{}\"'<>;]*(?:\{[zxy]\}[^\s{}\"'<>;]*){3}"
)


def data_dir() -> Path:
    """Folder of the curated CSV files."""
    return Path(os.environ.get("GUIXIANG_DATA") or ROOT / "data")


def store_path() -> Path:
    """The SQLite file that the app reads."""
    return Path(os.environ.get("GUIXIANG_DB") or ROOT / "data" / "store.db")


def public_address(used: str = "") -> str:
    """The dashboard's address for people (``GUIXIANG_ADDRESS``), else the one in use."""
    return (os.environ.get("GUIXIANG_ADDRESS", "").strip() or used).rstrip("/")


def contact() -> str:
    """Whom offices hand a filled template to (``GUIXIANG_CONTACT``: name, telephone)."""
    return os.environ.get("GUIXIANG_CONTACT", "").strip() or "看板的维护人员"


def next_meeting() -> str:
    """The next 硅巷早餐会 as the maintainer wrote it (``GUIXIANG_MEETING``: 2026-12-01)."""
    return os.environ.get("GUIXIANG_MEETING", "").strip()


def hosts() -> tuple[str, ...]:
    """Further hosts that the dashboard answers to (``GUIXIANG_HOSTS``), separated by spaces."""
    return tuple(os.environ.get("GUIXIANG_HOSTS", "").split())


def inner_open() -> bool:
    """Whether Streamlit's own figures are served (``GUIXIANG_METRICS=1``)."""
    return os.environ.get("GUIXIANG_METRICS", "") == "1"


def editors_file() -> Path:
    """Who may report on the web (environment ``GUIXIANG_EDITORS``)."""
    return Path(os.environ.get("GUIXIANG_EDITORS") or ROOT / ".streamlit" / "editors.toml")


def tiles() -> tuple[str, ...]:
    """XYZ addresses (WGS-84) of ``GUIXIANG_TILES``, separated by spaces; none by default."""
    return tuple(word for word in _wanted() if TILE.fullmatch(word))


def bad_tiles() -> tuple[str, ...]:
    """What stands in ``GUIXIANG_TILES`` and is no such address."""
    return tuple(word for word in _wanted() if not TILE.fullmatch(word))


def tile_hosts() -> tuple[str, ...]:
    """Scheme and host of every tile server, each once."""
    return tuple(dict.fromkeys(found[1] for word in tiles() if (found := TILE.fullmatch(word))))


def _wanted() -> list[str]:
    return os.environ.get("GUIXIANG_TILES", "").split()


def user() -> str:
    """Name of the person at the command line; a container's user may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "未署名"

"""Where data and store lie; environment variables override.

``GUIXIANG_DB`` names the store, ``GUIXIANG_DATA`` the folder with ``facts/``,
``geo/`` and ``documents/``; ``GUIXIANG_TILES`` the tile servers under the map;
``GUIXIANG_BASE`` the path under which a proxy publishes the dashboard.
"""

from __future__ import annotations

import getpass
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: scheme and host of a tile address that names its tile; no {s}: one host is allowed, not many
BASE = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,40}){1,4}")
TILE = re.compile(
    r"(https?://[A-Za-z0-9.-]+(?::\d+)?)/[^\s{}\"'<>;]*(?:\{[zxy]\}[^\s{}\"'<>;]*){3}"
)


def data_dir() -> Path:
    """Folder of the curated CSV files."""
    return Path(os.environ.get("GUIXIANG_DATA") or ROOT / "data")


def store_path() -> Path:
    """The SQLite file that the app reads."""
    return Path(os.environ.get("GUIXIANG_DB") or ROOT / "data" / "store.db")


def base() -> str:
    """The path that the dashboard is published under (``GUIXIANG_BASE``: /guixiang); '' for /.

    Every link starts with it, and requests come with it or, from a proxy that strips it, without.
    """
    said = os.environ.get("GUIXIANG_BASE", "").strip().rstrip("/")
    return said if BASE.fullmatch(said) else ""


def bad_base() -> str:
    """What stands in ``GUIXIANG_BASE`` and is no such path."""
    said = os.environ.get("GUIXIANG_BASE", "").strip()
    return "" if BASE.fullmatch(said.rstrip("/")) else said.rstrip("/")


def public_address(used: str = "") -> str:
    """The dashboard's address for people: ``GUIXIANG_ADDRESS``, its path included.

    Without it the host in use, and the base.
    """
    said = os.environ.get("GUIXIANG_ADDRESS", "").strip().rstrip("/")
    return said or (used.rstrip("/") + base() if used else "")


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


def cache_share(share: float) -> int:
    """Bytes of a cache: its share of what all have together (``GUIXIANG_CACHE_MB``: 128)."""
    said = os.environ.get("GUIXIANG_CACHE_MB", "").strip()
    whole = int(said) if said.isdecimal() and 16 <= int(said) <= 65_536 else 128
    return int(whole * 1_000_000 * share)


def access_told() -> bool:
    """Whether each request gets a line in the log (``GUIXIANG_ACCESS=1``)."""
    return os.environ.get("GUIXIANG_ACCESS", "") == "1"


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

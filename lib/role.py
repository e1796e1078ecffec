"""What this process is to its store: the one who writes, or one of those who only read.

``GUIXIANG_ROLE=reader``: the store is a copy that ``python -m lib publish`` puts there; nothing
here writes to it. Any other word than ``writer`` counts as a reader: a slip of the pen must not
make a second writer. ``GUIXIANG_WRITER`` is the address of the dashboard that takes reports.
"""

from __future__ import annotations

import os


def is_reader() -> bool:
    """Whether nothing may be written here."""
    return os.environ.get("GUIXIANG_ROLE", "").strip().lower() not in ("", "writer")


def writer() -> str:
    """The address of the dashboard that takes reports, '' when it is not named."""
    said = os.environ.get("GUIXIANG_WRITER", "").strip().rstrip("/")
    return said if said.startswith(("http://", "https://")) else ""


def sync_socket() -> str:
    """Litestream's control socket (``GUIXIANG_SYNC``): each write waits for the replica."""
    return os.environ.get("GUIXIANG_SYNC", "").strip()

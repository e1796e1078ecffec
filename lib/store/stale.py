"""Whether the store's facts are those of ``data/``: an edited or upgraded folder, not built yet."""

from __future__ import annotations

from pathlib import Path

from lib.store import connect
from lib.store.build import ready
from lib.store.problems import Problem, Refused

STATED = "select value from store_meta where key = 'facts' order by 1"
_known: dict[Path, str] = {}  # folder → its facts' fingerprint at the last look


def look(data: Path, store: Path) -> Problem | None:
    """Read the folder (half a second) and compare; a folder that ``check`` refuses says nothing."""
    try:
        _known[data] = ready(data).fingerprint
    except Refused:
        _known.pop(data, None)
    return stale(data, store)


def known(data: Path) -> str | None:
    """The fingerprint of the folder's facts at the last :func:`look`."""
    return _known.get(data)


def stated(store: Path) -> str:
    """The fingerprint of the facts that the store was built from; may raise ``StoreUnusable``."""
    return str(connect.read(store, STATED)[0]["value"])


def stale(data: Path, store: Path) -> Problem | None:
    """What the last :func:`look` knows, beside what the store says now; None if they agree.

    :class:`lib.store.connect.StoreUnusable` when the store cannot be asked.
    """
    found = known(data)
    if found is None or found == stated(store):
        return None
    return Problem(file=store.name, kind="store_stale")

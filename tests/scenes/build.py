"""Decks of the real store, the demo store and past days."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lib import clock, paths
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.scenes import decks
from lib.scenes.slides import presentation
from lib.scenes.story import gather
from lib.store import connect


def deck(id: str = "whole", as_of: str = "", address: str = "http://board.local"):
    """One deck of the current store."""
    return _deck(*_store(), id, as_of, address)


def slides(id: str = "whole", as_of: str = "") -> bytes:
    """The same as a PPTX file."""
    return _slides(*_store(), id, as_of)


def _store() -> tuple:
    """What tells one state of a store from all others: decks are made once of each."""
    path = paths.store_path()
    return path, connect.stamp(path)


@lru_cache(maxsize=16)
def _slides(path: Path, stamp: tuple, id: str, as_of: str) -> bytes:
    return presentation(deck(id, as_of))


@lru_cache(maxsize=16)
def _deck(path: Path, stamp: tuple, id: str, as_of: str, address: str):
    day = as_of or clock.today().isoformat()
    rows = projects(day)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    return decks.build(gather(day, decks.choice_of(id, names), address=address))

"""Decks of the real store, the demo store and past days."""

from __future__ import annotations

import pytest

from lib import clock
from lib.demo import build_demo
from lib.scenes import decks
from lib.scenes.story import gather
from lib.views.items import choices, items
from tests.conftest import DATA


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo store, built once."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build_demo(DATA, path, today=clock.today())
    return path


@pytest.fixture
def demo_store(demo, monkeypatch):
    """The app reads the demo store."""
    monkeypatch.setenv("GUIXIANG_DB", str(demo))
    return demo


def deck(id: str = "whole", as_of: str = "", address: str = "http://board.local"):
    """One deck of the current store."""
    day = as_of or clock.today().isoformat()
    rows = items(day)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    return decks.build(gather(day, decks.choice_of(id, names), address=address))

"""Real files, real SQLite: every test works on copies in a temporary folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lib.paths import ROOT
from lib.store.build import build

DATA = ROOT / "data"


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The real facts in a store of their own; read only."""
    path = tmp_path_factory.mktemp("store") / "store.db"
    build(DATA, path)
    return path


@pytest.fixture
def data_dir(tmp_path) -> Path:
    """A copy of the data folder to spoil."""
    copy = tmp_path / "data"
    for room in ("facts", "geo", "documents"):
        shutil.copytree(DATA / room, copy / room)
    return copy


@pytest.fixture
def store(tmp_path, built) -> Path:
    """A copy of the built store to write to."""
    path = tmp_path / "store.db"
    shutil.copy(built, path)
    return path


@pytest.fixture
def real_store(built, monkeypatch) -> Path:
    """The app reads the built store."""
    monkeypatch.setenv("GUIXIANG_DB", str(built))
    return built


@pytest.fixture
def own_store(store, monkeypatch) -> Path:
    """The app reads a store that the test may write to."""
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    return store

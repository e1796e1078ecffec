"""No test reads or writes the project's own store, nor anything below data/."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest

from lib import paths
from lib.paths import ROOT
from tests.conftest import DATA, OWN


@pytest.mark.parametrize("name", OWN)
def test_the_own_store_cannot_be_opened(name):
    for attempt in (
        lambda: (DATA / name).read_bytes(),
        lambda: sqlite3.connect(DATA / name),
        lambda: sqlite3.connect(f"file:{DATA / name}?mode=ro", uri=True),
    ):
        with pytest.raises(AssertionError, match="a test opens"):
            attempt()


def test_nothing_below_data_can_be_written():
    with pytest.raises(AssertionError, match="a test opens"):
        (DATA / "facts" / "project.csv").open("a")
    assert (DATA / "facts" / "project.csv").read_text(encoding="utf-8")


def test_without_a_chosen_store_there_is_none(monkeypatch):
    assert not paths.store_path().exists()
    assert not str(paths.store_path()).startswith(str(DATA))
    command = [sys.executable, "-m", "lib", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 1 and "没有数据库" in done.stderr

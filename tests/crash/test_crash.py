"""A smaller cut of `make crash`: kills of every kind under readers, nothing lost, nothing half."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from lib.paths import ROOT


def crashed(*words: str) -> dict:
    """Run the program; it fails at the first thing that is lost, torn or in the way."""
    command = [sys.executable, "-m", "tests.crash", "--json", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_kills_of_every_kind_lose_nothing_and_leave_nothing_half(quick):
    if quick:
        pytest.skip("a suite of its own: make crash")
    found = crashed("--kills", "10", "--seed", "7")
    assert [found[kind] for kind in ("import", "build", "backup", "restore", "server")] == [2] * 5
    seen = found["seen"]
    assert seen["looks"] > 100 and seen["changes"] and seen["torn"] == seen["lost"] == 0


def test_kills_of_imports_lose_nothing_and_leave_nothing_half(quick):
    if quick:
        pytest.skip("a suite of its own: make crash")
    found = crashed("--kills", "50", "--seed", "8", "--kinds", "import")
    assert found["import"] == 50 and found["seen"]["changes"] > 50

"""A smaller cut of `make fuzz`: no crafted request or message brings anything but words."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import strategies as some

from lib.paths import ROOT
from tests.fuzz.drawn import mixed


def test_crafted_requests_and_messages_harm_nothing(quick):
    if quick:
        pytest.skip("a suite of its own: make fuzz")
    requests, runs = "300", "60"
    command = [sys.executable, "-m", "tests.fuzz", "--json", "--seed", "7", "--stores", "demo"]
    done = subprocess.run(
        [*command, "--requests", requests, "--runs", runs],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert [world["wrong"] for world in found] == [[]]
    assert done.returncode == 0
    assert sum(world["requests"] for world in found) == int(requests)
    assert all(world["runs"] >= int(runs) for world in found)


def test_the_same_seed_asks_the_same():
    parts = ((9, some.text()), (1, some.integers()))
    one, other = mixed(50, 3, *parts), mixed(50, 3, *parts)
    assert one == other != mixed(50, 4, *parts)
    assert sum(isinstance(each, int) for each in one) == 5

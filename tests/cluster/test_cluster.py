"""A smaller cut of `make cluster-test`, where nginx and Litestream are installed."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from lib.paths import ROOT

LITESTREAM = ROOT / ".cluster" / "bin" / "litestream"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")


@pytest.mark.skipif(not LITESTREAM.exists() or not NGINX, reason="make cluster-test installs it")
def test_a_small_cluster_loses_nothing_with_sync():
    done = subprocess.run(
        [sys.executable, "-m", "tests.cluster", "--quick"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 of 9 acknowledged batches lost, in 0 of 3 kills" in done.stdout
    assert "0 faults" in done.stdout


def test_the_example_has_a_place_for_each_of_the_clusters_needs():
    """What the test replaces in the file is there; what must not be cached is not."""
    words = (ROOT / "deploy" / "cluster.nginx.conf").read_text(encoding="utf-8")
    assert "location = /live/scene { proxy_pass http://guixiang_writer; }" in words
    assert "hash $guixiang_seat consistent;" in words and "proxy_cache " not in words


@pytest.mark.parametrize("unit", ["guixiang-reader@.service", "guixiang-publish.service"])
def test_a_readers_units_read_its_role(unit):
    assert "EnvironmentFile=/etc/guixiang/reader.env" in (
        ROOT / "deploy" / "cluster" / unit
    ).read_text(encoding="utf-8")
    assert "GUIXIANG_ROLE=reader" in (ROOT / "deploy" / "cluster" / "reader.env").read_text("utf-8")

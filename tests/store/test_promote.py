"""A reader becomes the writer with all that the replica has, or says what it lacks."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from lib.cli import main
from lib.paths import ROOT
from lib.store import batches
from lib.store.check import store_problems
from tests.ledger import add_batch

LITESTREAM = ROOT / ".cluster" / "bin" / "litestream"


@pytest.fixture(params=["stand-in", "litestream"])
def replica(request, store, tmp_path) -> tuple[str, str]:
    """Where the replica is and which program restores it: Litestream, or what copies as it does."""
    add_batch(store)
    if request.param == "stand-in":
        program = tmp_path / "copier"
        source = tmp_path / "replica.db"
        shutil.copyfile(store, source)
        program.write_text('#!/bin/sh\ncp "${6#file://}" "$3"\n', encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return str(source), str(program)
    if not LITESTREAM.exists():
        pytest.skip("make cluster-test installs it")
    target = tmp_path / "replica"
    words = [str(LITESTREAM), "replicate", "-once", str(store), target.as_uri()]
    subprocess.run(words, check=True, capture_output=True, env={**os.environ})
    return str(target), str(LITESTREAM)


def promoted(replica: tuple[str, str], target: Path, *more: str) -> int:
    words = ["--replica", replica[0], "--to", str(target), "--litestream", replica[1]]
    return main(["promote", *words, *more])


def test_what_the_replica_has_becomes_a_store(replica, store, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GUIXIANG_ROLE", "reader")
    monkeypatch.setenv("GUIXIANG_DB", str(tmp_path / "none.db"))
    target = tmp_path / "new" / "store.db"
    assert promoted(replica, target, "--old", str(store)) == 0
    said = capsys.readouterr().out
    assert "1 批，最后一批 b1" in said and "一批不少" in said and "去掉 GUIXIANG_ROLE" in said
    assert store_problems(target) == []
    assert [path.name for path in target.parent.iterdir()] == ["store.db"]
    monkeypatch.delenv("GUIXIANG_ROLE")
    add_batch(target, id="b2", sha256="2" * 64)
    assert len(batches.batches(target)) == 2


def test_a_replica_that_lacks_something_is_taken_only_on_demand(
    replica, store, tmp_path, monkeypatch, capsys
):
    target = tmp_path / "new.db"
    monkeypatch.setenv("GUIXIANG_DB", str(store))  # what this reader has shown
    add_batch(store, id="late", sha256="3" * 64, filename="晚.xlsx")
    assert promoted(replica, target) == 1
    assert "1 批，最后 late" in capsys.readouterr().err and not target.exists()
    assert promoted(replica, target, "--accept-loss") == 0
    said = capsys.readouterr().out
    assert "丢了 1 批" in said and "晚.xlsx" in said


def test_nothing_is_overwritten_and_every_trouble_is_said(replica, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GUIXIANG_DB", str(tmp_path / "none.db"))
    there = tmp_path / "there.db"
    there.write_bytes(b"precious")
    assert promoted(replica, there) == 1
    assert there.read_bytes() == b"precious"
    assert promoted(replica, tmp_path / "x.db", "--old", str(there)) == 1  # nothing is compared
    assert promoted(replica, tmp_path / "x.db", "--old", str(tmp_path / "no.db")) == 1
    assert promoted(replica, tmp_path / "x.db") == 0
    assert "没有对照" in capsys.readouterr().out
    assert promoted(replica, there) == 1
    assert promoted((str(tmp_path / "away"), replica[1]), tmp_path / "y.db") == 1
    assert promoted((replica[0], str(tmp_path / "no-program")), tmp_path / "z.db") == 1
    said = capsys.readouterr().err
    assert "没有覆盖它" in said and "副本恢复不出来" in said and "没有找到 litestream" in said
    assert not list(tmp_path.glob("[yz].db*"))

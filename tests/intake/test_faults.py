"""Kills, full disks, two writers, hostile files: before or after, never between."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lib import paths
from lib.cli import main
from lib.paths import ROOT
from lib.store.check import check
from tests import frames
from tests.intake.kit import PROJECTS, TITLES

COUNTS = """
select (select count(*) from import_batch) as batches,
       (select count(*) from project_report) as reports
"""
LEDGER = ("import_batch", "project_report", "indicator_report", "place_report", "assignment")


def counts(store: Path) -> tuple[int, int]:
    row = frames.read(store, COUNTS, {}).iloc[0]
    return int(row["batches"]), int(row["reports"])


def ledger(store: Path) -> str:
    """Every row of the ledger as text."""
    return "\n".join(
        frames.read(store, f"select * from {table} order by 1", {}).to_csv() for table in LEDGER
    )


def file(folder: Path, number: int, padding: int = 0) -> Path:
    """A CSV of four reports, different for each number."""
    lines = [f"{id},,2026-11-01,推进中,,{number}{'长' * padding},,,,,甲" for id in PROJECTS]
    path = folder / f"{number}.csv"
    path.write_text("\r\n".join([TITLES, *lines]), encoding="utf-8-sig")
    return path


def take_in(path: Path) -> int:
    return main(["import", str(path), "--office", "fuwu", "--by", "甲"])


def module(name: str, *arguments: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_two_hundred_malformed_files(store, quick):
    if quick:
        pytest.skip("those one by one in test_intake are enough while working")
    take_before = ledger(store)
    found = module("tests.intake.zoo", str(store))
    assert found["files"] == 200
    assert found["peak MB"] < 512
    assert ledger(store) == take_before


def test_a_full_disk_is_said_and_nothing_is_written(own_store, tmp_path):
    assert take_in(file(tmp_path, 1)) == 0
    before = counts(own_store)
    path = file(tmp_path, 2, padding=1500)
    done = subprocess.run(
        [sys.executable, "-m", "lib", "import", str(path), "--office", "fuwu"],
        cwd=ROOT,
        env=os.environ | {"GUIXIANG_DB": str(own_store)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert done.returncode == 1
    assert "没有改动任何数据" in done.stderr and "磁盘" in done.stderr
    assert counts(own_store) == before
    check(paths.data_dir(), own_store)
    assert take_in(path) == 0  # with room again the same file goes in
    assert counts(own_store) == (before[0] + 1, before[1] + len(PROJECTS))


def test_two_imports_at_once_both_arrive_and_the_same_file_only_once(own_store, tmp_path, quick):
    others = [file(tmp_path, number) for number in range(1, 2 if quick else 7)]
    same = file(tmp_path, 99)
    commands = [*others, *[same] * (2 if quick else 3)]
    with ThreadPoolExecutor(len(commands)) as pool:
        codes = list(pool.map(_in_a_process(own_store), commands))
    many = len(others)
    assert codes[:many] == [0] * many
    assert sorted(codes[many:]) == [0, 1, 1][: len(commands) - many]
    assert counts(own_store) == (many + 1, (many + 1) * len(PROJECTS))


def _in_a_process(store: Path):
    def run(path: Path) -> int:
        command = [sys.executable, "-m", "lib", "import", str(path), "--office", "fuwu"]
        variables = os.environ | {"GUIXIANG_DB": str(store)}
        return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True).returncode

    return run


def test_a_reader_sees_whole_batches_only(own_store, tmp_path):
    seen, stop = [], threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.append(counts(own_store))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for number in range(12):
            assert take_in(file(tmp_path, number)) == 0
    finally:
        stop.set()
        reader.join()
    assert {reports - batches * len(PROJECTS) for batches, reports in seen} == {0}
    assert len(set(seen)) > 3

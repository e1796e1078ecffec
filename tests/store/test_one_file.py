"""A closed store is one file: a plain copy of it has every accepted report."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from lib.cli import main
from lib.paths import ROOT
from lib.scenes import doctor, machine
from lib.store import connect, readers
from lib.store.backup import backup
from tests.intake.kit import GOOD, filled
from tests.ledger import add_batch

COUNT = "select count(*) from import_batch"


def batches(path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(COUNT).fetchone()[0]


def beside(path) -> list[str]:
    """Names of what stands beside the store, without the trail, which belongs there."""
    return sorted(
        {each.name for each in path.parent.glob(f"{path.name}-*")} - {f"{path.name}-trail.log"}
    )


def test_after_an_import_nothing_stands_beside_the_store(own_store, tmp_path):
    file = tmp_path / "表.xlsx"
    file.write_bytes(filled(GOOD))
    readers.close_own()  # the template was read here
    command = [sys.executable, "-m", "lib", "import", str(file)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0
    assert beside(own_store) == []
    assert batches(shutil.copy(own_store, tmp_path / "copy.db")) == 1


def test_also_while_others_read(own_store, tmp_path):
    with closing(connect.connect_read_only(own_store)) as reader:
        reader.execute(COUNT).fetchone()
        add_batch(own_store)
        copy = tmp_path / "copy.db"
        copy.write_bytes(own_store.read_bytes())  # the one file alone
        assert batches(copy) == 1
        assert not connect.unsettled(own_store)
        assert reader.execute(COUNT).fetchone()[0] == 1
    own_store.with_name(own_store.name + "-wal").unlink(missing_ok=True)
    assert batches(own_store) == 1


def test_a_reader_in_the_middle_only_delays_it(own_store, monkeypatch):
    monkeypatch.setattr(connect, "SETTLE_WITHIN", "pragma busy_timeout = 100")
    with closing(connect.connect_read_only(own_store)) as reader:
        reader.execute("begin")
        reader.execute(COUNT).fetchone()
        add_batch(own_store)
        assert connect.unsettled(own_store)
        reader.execute("commit")
    add_batch(own_store, "b2", sha256="1" * 64)
    assert not connect.unsettled(own_store)
    assert batches(own_store) == 2


WRITER = """
import os, signal, sys
from pathlib import Path
from lib.store import connect, readers
connect._settle = lambda connection: (print("committed", flush=True), signal.pause())
from tests.ledger import add_batch
add_batch(Path(sys.argv[1]))
"""


def test_what_a_killed_writer_left_beside_is_said(own_store, tmp_path, capsys):
    """Killed between the commit and the moving into one file: nothing is lost, and it is said."""
    command = [sys.executable, "-c", WRITER, str(own_store)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "committed\n"
        os.kill(writer.pid, signal.SIGKILL)
    assert connect.unsettled(own_store)
    assert main(["check"]) == 0
    assert "-wal" in (said := capsys.readouterr().out) and "backup" in said
    finding = doctor.store_finding([], connect.unsettled(own_store))
    assert finding.level == machine.LOOK and "-wal" in finding.says and "backup" in finding.cure
    backup(own_store, tmp_path / "kept.db")
    assert batches(tmp_path / "kept.db") == 1
    copy = tmp_path / "plain.db"
    copy.write_bytes(own_store.read_bytes())
    assert batches(copy) == 0  # what the words warn of is true
    add_batch(own_store, "b2", sha256="1" * 64)
    assert not connect.unsettled(own_store)
    assert main(["check"]) == 0
    assert "-wal" not in capsys.readouterr().out


def test_settling_waits_for_no_reader_for_long(own_store):
    with closing(connect.connect_read_only(own_store)) as reader:
        reader.execute("begin")
        reader.execute(COUNT).fetchone()
        began = time.monotonic()
        add_batch(own_store)
        waited = time.monotonic() - began
    assert waited < connect.BUSY_SECONDS


def test_the_demo_leaves_nothing_of_what_it_was_made_in(demo):
    assert [each.name for each in demo.parent.glob("*.tmp*")] == []

"""What readers open is always a whole copy: of the last step, or of the one before."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as some

from lib.cli import main
from lib.cluster import Service
from lib.paths import ROOT
from lib.store import batches, connect, readers, versions
from lib.store.check import store_problems
from lib.store.problems import Refused
from lib.store.publish import PATIENCE, publish
from tests.conftest import DATA
from tests.ledger import add_batch
from tests.shared import at_most
from tests.store.test_full_disk import Limited
from tests.store.test_migrations import SCHEMAS, old_store

SECOND = 10**9


def followed(private: Path, source: Path, step: int, *, late: float = 0.0) -> Path:
    """``private`` as Litestream leaves it after a step: the file, then its number.

    ``late``: seconds by which the file is younger than the number, as after a kill.
    """
    shutil.copyfile(source, private)
    beside = private.with_name(f"{private.name}-txid")
    beside.write_text(f"{step:016x}\n", encoding="ascii")
    now = time.time_ns() - SECOND
    os.utime(beside, ns=(now, now))
    os.utime(private, ns=(now + int(late * SECOND),) * 2)
    return private


@pytest.fixture
def private(tmp_path, built) -> Path:
    folder = tmp_path / "follow"
    folder.mkdir()
    return followed(folder / "private.db", built, 1)


def refused(private: Path, public: Path) -> str:
    """The kind of what is in the way; ``public`` is as it was."""
    before = public.read_bytes() if public.exists() else None
    with pytest.raises(Refused) as error:
        publish(private, public, DATA)
    assert (public.read_bytes() if public.exists() else None) == before
    assert not list(public.parent.glob(f"{public.name}.*.tmp*"))
    return error.value.problems[0].kind


def test_a_copy_is_one_file_and_the_followed_one_is_left_alone(private, tmp_path):
    public = tmp_path / "public.db"
    assert publish(private, public, DATA).txid == f"{1:016x}"
    assert store_problems(public) == []
    with closing(sqlite3.connect(public)) as db:
        assert db.execute("pragma journal_mode").fetchone() == ("delete",)
    assert sorted(each.name for each in private.parent.iterdir()) == [
        "private.db", "private.db-txid"
    ]  # fmt: skip


def test_open_readers_see_each_new_copy(private, store, tmp_path):
    public = tmp_path / "public.db"
    publish(private, public, DATA)
    seen = [versions.current_version(public)]
    for step in range(2, 5):
        add_batch(store, id=f"b{step}", sha256=f"{step:064d}")
        publish(followed(private, store, step), public, DATA)
        seen.append(versions.current_version(public))
        assert len(connect.read(public, batches.BATCHES)) == step - 1
    assert len(set(seen)) == 4
    readers.close_own()


def test_what_is_the_same_is_not_published_again(private, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GUIXIANG_DATA", str(DATA))
    service = Service(private, tmp_path / "public.db")
    assert [service.step() for _ in range(3)] == [True, False, False]
    inode = (tmp_path / "public.db").stat().st_ino
    assert (tmp_path / "public.db").stat().st_ino == inode
    assert "已发布 第 1 步：还没有填报" in capsys.readouterr().out


def test_a_follower_killed_between_two_steps_is_not_believed(private, store, tmp_path):
    public = tmp_path / "public.db"
    publish(private, public, DATA)
    add_batch(store)
    followed(private, store, 2, late=0.5)
    assert refused(private, public) == "follow_busy"
    long_ago = time.time_ns() - PATIENCE - 2 * SECOND
    os.utime(private.with_name("private.db-txid"), ns=(long_ago, long_ago))
    os.utime(private, ns=(long_ago + SECOND,) * 2)
    assert refused(private, public) == "follow_torn"
    publish(followed(private, store, 2), public, DATA)  # started anew, it writes the step again
    assert len(batches.batches(public)) == 1


def test_a_file_just_written_is_looked_at_later(private, tmp_path):
    os.utime(private.with_name("private.db-txid"))
    os.utime(private, ns=(private.with_name("private.db-txid").stat().st_mtime_ns,) * 2)
    assert refused(private, tmp_path / "public.db") == "follow_busy"


@pytest.mark.parametrize(
    "junk", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 500, b"\xff" * 9000]
)
def test_what_is_no_store_of_ours_is_not_published(junk, private, tmp_path):
    public = tmp_path / "public.db"
    publish(private, public, DATA)
    (tmp_path / "junk").write_bytes(junk)
    assert refused(followed(private, tmp_path / "junk", 2), public) == "follow_foreign"


def test_another_programs_database_and_a_newer_schema_are_not_published(private, store, tmp_path):
    public, other = tmp_path / "public.db", tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("create table t (x)")
        db.commit()
    assert refused(followed(private, other, 2), public) == "follow_foreign"
    with closing(sqlite3.connect(store)) as db:
        db.execute("pragma user_version = 999")
    assert refused(followed(private, store, 3), public) == "store_newer"
    private.unlink()
    assert refused(private, public) == "follow_missing"


@at_most(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=some.floats(0.0, 0.999))
def test_a_shrunk_file_is_never_published(share, private, built, tmp_path):
    public = tmp_path / "public.db"
    if not public.exists():
        publish(followed(private, built, 1), public, DATA)
    part = tmp_path / "part.db"
    whole = built.read_bytes()
    part.write_bytes(whole[: int(len(whole) * share)])
    followed(private, part, 2)
    with pytest.raises(Refused):
        publish(private, public, DATA)
    assert store_problems(public) == []


def test_rows_beside_a_file_that_somebody_writes_are_not_left_out(store, tmp_path):
    with closing(sqlite3.connect(store, isolation_level=None)) as writing:
        writing.execute("pragma journal_mode = wal")
        writing.execute("begin immediate")
        writing.execute("create table more (x)")
        writing.execute("commit")
        assert refused(store, tmp_path / "public.db") == "follow_written"


def test_nothing_but_a_copy_is_replaced(private, store, tmp_path):
    add_batch(store)  # a writer's store: it has a -wal of its own
    assert refused(private, store) == "not_a_copy"
    words = tmp_path / "letter.txt"
    words.write_text("dear reader", encoding="utf-8")
    assert refused(private, words) == "not_a_copy"
    assert refused(private, private) == "same_place"


def test_an_earlier_schema_is_brought_to_this_one(private, tmp_path):
    public = tmp_path / "public.db"
    publish(followed(private, old_store(tmp_path / "old.db", SCHEMAS[-1]), 2), public, DATA)
    assert store_problems(public) == [] and batches.batches(public)
    with closing(sqlite3.connect(public)) as db:
        assert db.execute("pragma journal_mode").fetchone() == ("delete",)


def test_a_full_disk_leaves_the_copy_that_was_there(private, store, tmp_path):
    public = tmp_path / "public.db"
    publish(private, public, DATA)
    add_batch(store)
    followed(private, store, 2)
    for room in (0, 4096, 100_000):
        with Limited(tmp_path).room(room):
            assert refused(private, public) in ("disk_full", "store_io")
    publish(private, public, DATA)
    assert len(batches.batches(public)) == 1


def test_a_copy_that_was_harmed_is_mended_by_the_next_one(private, store, tmp_path, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DATA", str(DATA))
    public = tmp_path / "public.db"
    service = Service(private, public)
    service.step()
    whole = public.read_bytes()
    public.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    add_batch(store)
    followed(private, store, 2)
    assert service.step() and store_problems(public) == []


LOOP = """
import sys
from pathlib import Path
from lib.store.publish import publish
print("go", flush=True)
while True:
    publish(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
"""


def test_a_kill_in_the_middle_leaves_a_whole_copy(private, tmp_path, quick):
    public = tmp_path / "public.db"
    publish(private, public, DATA)
    for number in range(4 if quick else 20):
        child = subprocess.Popen(
            [sys.executable, "-c", LOOP, str(private), str(public), str(DATA)],
            cwd=ROOT, stdout=subprocess.PIPE,
        )  # fmt: skip
        with child:
            assert child.stdout and child.stdout.readline() == b"go\n"
            time.sleep(0.013 * (number % 10))
            child.kill()
        assert store_problems(public) == []
    publish(private, public, DATA)


def test_the_service_tells_each_trouble_once_and_goes_on(private, built, tmp_path, capsys,
                                                         monkeypatch):  # fmt: skip
    monkeypatch.setenv("GUIXIANG_DATA", str(DATA))
    service = Service(private, tmp_path / "public.db")
    (tmp_path / "junk").write_bytes(b"junk")
    followed(private, tmp_path / "junk", 1)
    assert not any(service.step() for _ in range(5))
    followed(private, built, 2)
    assert service.step()
    said = capsys.readouterr().out.splitlines()
    assert ["没有发布" in line for line in said] == [True, False]


def test_the_service_tells_when_the_ledger_got_shorter(private, built, store, tmp_path, capsys,
                                                       monkeypatch):  # fmt: skip
    monkeypatch.setenv("GUIXIANG_DATA", str(DATA))
    add_batch(store)
    service = Service(followed(private, store, 1), tmp_path / "public.db")
    service.step()
    followed(private, built, 2)  # the writer restored an older backup
    service.step()
    assert "比上一份少 1 批" in capsys.readouterr().out


def test_the_command_ends_when_it_is_told_to(private, tmp_path):
    words = ["publish", "--from", str(private), "--to", str(tmp_path / "public.db")]
    with subprocess.Popen(
        [sys.executable, "-m", "lib", *words, "--every", "0.1"], cwd=ROOT,
        stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "GUIXIANG_ROLE": "reader"},
    ) as service:  # fmt: skip
        assert service.stdout
        assert "跟着 private.db" in service.stdout.readline()
        assert "已发布" in service.stdout.readline()
        service.send_signal(signal.SIGTERM)
        assert "已停止" in service.stdout.read()
    assert service.returncode == 0


def test_once_by_the_command(private, tmp_path, capsys):
    words = ["publish", "--once", "--from", str(private), "--to", str(tmp_path / "public.db")]
    assert main(words) == 0
    assert "已发布" in capsys.readouterr().out
    before = private.stat()
    private.write_bytes(b"")
    os.utime(private, ns=(before.st_atime_ns, before.st_mtime_ns))  # at rest, as its step says
    assert main(words) == 1
    assert "private.db" in capsys.readouterr().err

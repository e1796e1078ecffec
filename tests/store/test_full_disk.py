"""A full disk at every writing: said in words, nothing half, nothing in the way of the next try."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib.cli import main
from lib.scenes import machine
from lib.store import assign as assign_module
from lib.store import connect, readers
from lib.store.build import fingerprint
from lib.store.check import store_problems
from lib.store.messages import say
from lib.store.problems import Refused
from lib.ui import signed
from lib.web import downloads
from tests.intake.test_faults import file, ledger
from tests.store.test_assign import TASK

SIZE = 64 * 2**20
#: bytes that there is room for: nothing, a page, a few, many of those that are needed
ROOMS = (0, 4096, 40_000, 100_000)


class Limited:
    """No file may grow beyond so many bytes: works for everybody, anywhere."""

    def __init__(self, folder: Path):
        self.folder = folder

    @contextmanager
    def room(self, size: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


class Small(Limited):
    """A disk of its own with so many bytes left."""

    @contextmanager
    def room(self, size: int) -> Iterator[None]:
        ballast = self.folder / "ballast"
        free = os.statvfs(self.folder)
        with ballast.open("wb") as heavy:
            os.posix_fallocate(heavy.fileno(), 0, free.f_bavail * free.f_frsize - size)
        try:
            yield
        finally:
            ballast.unlink()


@pytest.fixture
def disk(built, tmp_path, monkeypatch) -> Iterator[Limited]:
    """A folder with the app's store that can be filled; a small disk where we may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    small = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    shutil.copy(built, folder / "store.db")
    monkeypatch.setenv("GUIXIANG_DB", str(folder / "store.db"))
    monkeypatch.chdir(folder)
    yield (Small if small else Limited)(folder)
    readers.close_own()
    if small:
        monkeypatch.chdir(tmp_path)
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def listed(folder: Path) -> dict[str, int]:
    """Names of all files and their bytes; what SQLite keeps beside an open store apart."""
    return {
        str(path.relative_to(folder)): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm", "ballast"))
    }


def outdated(store: Path) -> None:
    """Facts other than those of the files, so that a build has work."""
    with connect.write(store) as db:
        db.execute("delete from citation")


def gone(store: Path) -> None:
    readers.close_own()
    for path in store.parent.glob("store.db*"):
        path.unlink()


def backed(store: Path) -> None:
    assert main(["backup", "old.db"]) == 0


#: name → what is done before, the command
COMMANDS: dict[str, tuple[Callable[[Path], None] | None, list[str]]] = {
    "import": (None, ["import", "REPORT", "--office", "fuwu", "--by", "甲"]),
    "build": (outdated, ["build"]),
    "first build": (gone, ["build"]),
    "backup": (None, ["backup", "new.db"]),
    "restore": (backed, ["restore", "old.db"]),
    "template": (None, ["template", "--office", "服务办", "--out", "t.xlsx"]),
    "deck": (None, ["deck", "--out", "decks", "--deck", "ten"]),
    "export": (None, ["export", "public"]),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_said_leaves_nothing_and_is_got_over(name, disk, tmp_path, capsys, quick):
    store = disk.folder / "store.db"
    assert main(["import", str(file(tmp_path, 1)), "--office", "fuwu", "--by", "甲"]) == 0
    prepare, command = COMMANDS[name]
    if prepare:
        prepare(store)
    report = str(file(tmp_path, 2, padding=1900))
    command = [report if word == "REPORT" else word for word in command]

    def there() -> tuple:
        return listed(disk.folder), ledger(store) if store.exists() else ""

    before, failed = there(), 0
    for size in ROOMS[::3] if quick or name == "deck" else ROOMS:  # a deck takes a second to make
        capsys.readouterr()
        with disk.room(size):
            code = main(command)
        if code == 0:  # there was room
            break
        failed += 1
        said = capsys.readouterr().err
        assert code == 1 and "；请" in said and ("磁盘" in said or "文件太大" in said), said
        assert there() == before, size
        assert not store.exists() or store_problems(store) == []
    else:
        assert main(command) == 0
    assert failed and there() != before and store_problems(store) == []


def test_an_assignment(disk):
    store = disk.folder / "store.db"
    with disk.room(0), pytest.raises(Refused) as refused:
        assign_module.assign(store, TASK)
    assert "请" in say(refused.value.problems[0]) and "磁盘" in say(refused.value.problems[0])
    assert store_problems(store) == []
    assert assign_module.assign(store, replace(TASK)) == 1


def test_the_demo_stays_whole(disk, demo, capsys):
    shutil.copy(demo, disk.folder / "demo.db")
    before = listed(disk.folder), fingerprint(disk.folder / "demo.db")
    for size in (0, 400_000):
        with disk.room(size):
            assert main(["demo", "--out", "demo.db"]) == 1
        said = capsys.readouterr().err
        assert said.startswith("demo.db：") and "；请" in said
        assert (listed(disk.folder), fingerprint(disk.folder / "demo.db")) == before


def test_the_public_copy_for_the_web(disk, monkeypatch):
    (disk.folder / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder / "tmp"))
    client = TestClient(Starlette(routes=downloads.routes()))
    with disk.room(0):
        answer = client.get("/export/public.db")
    assert answer.status_code == 503 and "；请" in answer.json()["error"]
    assert list((disk.folder / "tmp").iterdir()) == []
    assert client.get("/export/public.db").status_code == 200


def test_the_list_of_those_who_signed_out_is_kept(disk, monkeypatch):
    monkeypatch.setattr(signed, "MOST", 100)
    for number in range(3):
        signed.end(f"{number}" * 64)
    with disk.room(0):
        signed.end("9" * 64)
    assert {"0" * 64, "1" * 64, "2" * 64, "9" * 64} <= signed.ended()


def test_the_self_check_sees_it_and_ends_with_1(disk, capsys):
    with disk.room(100_000):
        found = machine.disk(disk.folder)
        assert found.level == machine.BAD and "满" in found.says and found.cure
        assert main(["doctor", "--port", "1"]) == 1
    said = capsys.readouterr().err
    assert "✖ 磁盘" in said and "有要先修的" in said
    assert not list(disk.folder.glob(".check-*"))

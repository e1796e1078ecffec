"""One round of each kind: a process at work is killed, then the next one has to work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path

from lib import clock, files
from lib.paths import ROOT
from lib.store import connect
from lib.store.check import store_problems
from tests.browser.server import free_port
from tests.crash.reader import SEEN
from tests.crash.world import Tally, World, command, forked, works
from tests.intake.kit import PROJECTS, TITLES

IMPORT, BUILD, COPY, SERVE = 0.15, 1.2, 0.3, 6.0  # seconds within which the kill comes
OPEN_SHARE = 0.8  # of the servers on the common store are killed while people read
PATIENCE = 180  # for what a busy machine may delay
ROUTES = ("/api/v1/health", "/api/v1/projects.json", "/export/projects.csv", "/projects")


def report(world: World, name: str) -> Path:
    """A file of four reports, like no other."""
    day = clock.today().isoformat()
    lines = [f"{id},,{day},推进中,,第 {name} 次,,,,,甲" for id in PROJECTS]
    path = world.folder / f"{name}.csv"
    path.write_text("\r\n".join([TITLES, *lines]), encoding="utf-8-sig")
    return path


def importing(world: World, number: int) -> Callable:
    """Import new files for ever; says each batch that was acknowledged."""

    def work(say: Callable[[str], None]) -> None:
        turn = 0
        while True:
            turn += 1
            path = report(world, f"{number}-{turn}")
            said = command("import", str(path), "--office", "fuwu", "--by", "甲")
            say(said.rpartition("批次 ")[2].strip())
            path.unlink()

    return work


def next_import(world: World) -> None:
    """The next one works; it is as good as acknowledged."""
    path = report(world, f"{world.number}-next")
    works("import", str(path), "--office", "fuwu", "--by", "甲")
    world.acknowledged |= set(world.batches())


def imports(world: World, tally: Tally) -> None:
    """An import is killed."""
    said = world.strike(importing(world, world.number), IMPORT, tally)
    world.acknowledged |= set(said)
    world.examine(tally)
    next_import(world)


def builds(world: World, tally: Tally) -> None:
    """A build that has to replace every fact is killed."""

    def work(say: Callable[[str], None]) -> None:
        while True:
            with connect.write(world.store) as db:  # other facts than those of the files
                db.execute("delete from citation")
            command("build")
            say("built")

    world.strike(work, BUILD, tally)
    world.examine(tally, stale=True)
    works("build")


def backups(world: World, tally: Tally) -> None:
    """A backup is killed: what bears the name is whole, and the name is free or taken."""
    there = world.batches()

    def work(say: Callable[[str], None]) -> None:
        for turn in range(1000):
            command("backup", str(world.folder / f"kept-{turn}.db"))
            say(f"kept-{turn}.db")

    said = world.strike(work, COPY, tally)
    world.examine(tally)
    found = sorted(world.folder.glob("kept-*.db"))
    assert set(said) <= {path.name for path in found}, "an acknowledged backup is lost"
    for path in found:
        assert store_problems(path, world.facts.fingerprint) == [], "half a backup"
        with closing(connect.connect_read_only(path)) as db:
            assert dict(db.execute(SEEN).fetchall()) == there
    works("backup", str(world.folder / f"kept-{len(found)}.db"))
    for path in world.folder.glob("kept-*"):
        files.remove(path)


def restores(world: World, tally: Tally) -> None:
    """A restore is killed: the store is there, before or after, and so is what was kept."""
    kept = world.folder / "whole.db"
    works("backup", str(kept))

    def work(say: Callable[[str], None]) -> None:
        while True:
            command("restore", str(kept))
            say("restored")

    world.strike(work, COPY, tally)
    world.examine(tally)
    works("restore", str(kept))
    for old in world.store.parent.glob(f"{world.store.name}.old-*"):
        if ".tmp" not in old.name and not old.name.endswith(("-wal", "-shm")):
            assert store_problems(old) == [], "half an old store"
        old.unlink()
    kept.unlink()


def waited(holds: Callable[[], object], why: str) -> None:
    """Wait until something holds; ``AssertionError`` when it never does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, why
        time.sleep(0.02)


class Served:
    """A server as people start it, its own session, and who asks it all the time."""

    def __init__(self, store: Path):
        self.port = free_port()
        words = ["-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, *words, "--server.address", "localhost"],
            cwd=ROOT,
            env=os.environ | {"GUIXIANG_DB": str(store)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.stopped = threading.Event()
        self.answers: dict[int, int] = {}
        self.asking = threading.Thread(target=self._ask, daemon=True)
        self.asking.start()

    def _ask(self) -> None:
        while not self.stopped.is_set():
            for route in ROUTES:
                try:
                    with urllib.request.urlopen(f"http://localhost:{self.port}{route}") as answer:
                        answer.read()
                        status = answer.status
                except urllib.error.HTTPError as error:
                    status = error.code
                except (OSError, HTTPException):  # not yet there, or killed in the middle
                    self.stopped.wait(0.05)
                    continue
                self.answers[status] = self.answers.get(status, 0) + 1

    @property
    def is_ready(self) -> bool:
        return bool(self.answers.get(200))

    def kill(self) -> None:
        """Kill it alone; its workers have to end by themselves."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.stopped.set()
        self.asking.join()
        waited(lambda: not _session(self.process.pid), "workers outlive a killed server")


def _session(leader: int) -> list[int]:
    """Processes of a session that are still there."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            fields = (each / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(each.name))
    return found


def servers(world: World, tally: Tally) -> None:
    """A server is killed under who reads; every second one while it builds its first store."""
    first = tally.kills % 2 == 1
    store = world.folder / "first.db" if first else world.store
    importer, pipe = (None, None) if first else forked(importing(world, world.number))
    server = Served(store)
    began = time.monotonic()
    if not first and world.chance.random() < OPEN_SHARE:  # under who reads, not at the start
        waited(lambda: server.is_ready, "the server does not answer")
        time.sleep(world.chance.uniform(0.0, SERVE / 2))
    else:
        time.sleep(world.chance.uniform(0.0, SERVE))
    tally.notes["answered before"] += server.is_ready
    server.kill()
    moment = time.monotonic() - began
    if first:
        tally.notes["first store there"] += store.exists()
    if importer and pipe:
        with pipe:
            os.kill(importer, signal.SIGKILL)
            os.waitpid(importer, 0)
            said = [line.strip() for line in pipe if line.endswith("\n")]
        world.acknowledged |= set(said)
        tally.acknowledged += len(said)
    tally.kills += 1
    tally.moments.append(moment)
    for status, count in server.answers.items():
        tally.notes[f"answers {status}"] += count
    assert not [status for status in server.answers if status >= 500], server.answers
    world.examine(tally)
    if first:
        os.environ["GUIXIANG_DB"] = str(store)
        works("build")
        os.environ["GUIXIANG_DB"] = str(world.store)
        assert store_problems(store, world.facts.fingerprint) == []
        for path in world.folder.glob("first.db*"):
            path.unlink()
    else:
        next_import(world)


KINDS = {
    "import": imports,
    "build": builds,
    "backup": backups,
    "restore": restores,
    "server": servers,
}

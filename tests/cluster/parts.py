"""What is tried on the cluster, each part with its figures as lines of one table."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lib import clock
from lib.paths import ROOT
from lib.store import batches, ledger, versions
from lib.store.place import copy
from tests.cluster.machines import App, Proxy, Reader, Writer, app, waited
from tests.cluster.people import Crowd
from tests.intake.kit import PROJECTS, TITLES

HOLD = 1.0  # seconds at most between two imports before a kill


@dataclass
class Cluster:
    """All machines, and the lines of the table."""

    folder: Path
    litestream: str
    writer: Writer
    readers: list[Reader]
    proxy: Proxy
    lines: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    number: int = 0

    @property
    def apps(self) -> list[App]:
        return [each for reader in self.readers for each in reader.apps]

    def say(self, what: str, figures: str) -> None:
        """A line of the table; told at once to who waits."""
        self.lines.append((what, figures))
        print(f"{what}: {figures}", file=sys.stderr, flush=True)

    def require(self, holds: object, why: str) -> None:
        """A fault that lets the rest go on."""
        if not holds:
            self.faults.append(why)
            print(f"FAULT {why}", file=sys.stderr, flush=True)


@contextmanager
def environment(**variables: str):
    """Variables of this process for a while."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def report(cluster: Cluster) -> Path:
    """A file like no other."""
    cluster.number += 1
    path = cluster.folder / f"report-{cluster.number}.csv"
    rows = [f"{id},,{clock.today()},推进中,,第 {cluster.number} 次,,,,,甲" for id in PROJECTS]
    path.write_text("\r\n".join([TITLES, *rows]), encoding="utf-8-sig")
    return path


def imported(cluster: Cluster, store: Path, **env: str) -> float:
    """Import by the command, as a maintainer does; the seconds it took."""
    words = ["import", str(report(cluster)), "--office", "fuwu", "--by", "甲"]
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "lib", *words], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "GUIXIANG_DB": str(store), **env},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.monotonic() - began


def appended(store: Path, name: str) -> str:
    """A batch as the web's desk takes it in; its id when it was acknowledged."""
    batch = ledger.Batch(
        received_at=clock.now().isoformat(timespec="seconds"), received_by="甲",
        office_id="fuwu", filename=name, original=name.encode(),
    )  # fmt: skip
    row = {"project_id": PROJECTS[0], "office_id": "fuwu", "as_of": f"{clock.today()}",
           "state": "推进中", "progress": name, "reporter": "甲"}  # fmt: skip
    return ledger.append(store, batch, {"project_report": [row]})


def spread(values: list[float]) -> str:
    """Median and most, in seconds."""
    return f"median {statistics.median(values):.1f} s, max {max(values):.1f} s"


def visible(cluster: Cluster, crowd: Crowd, times: int, sync: bool) -> None:
    """From the acknowledged import to the copies, to all processes and to all open windows.

    A process tells its windows when their pages are made; all of them make theirs at once
    here, on the cores of one machine.
    """
    env = {"GUIXIANG_SYNC": cluster.writer.socket} if sync else {}
    came, told, shown, took = [], [], [], []
    copies = [reader.public for reader in cluster.readers]
    for _ in range(times):
        took.append(imported(cluster, cluster.writer.store, **env))
        began = time.monotonic()
        new = versions.version(cluster.writer.store)
        waited(lambda v=new: all(versions.version(each) == v for each in copies), "no copy")
        came.append(time.monotonic() - began)
        waited(lambda v=new: all(each.version() == v for each in cluster.apps), "no news")
        told.append(time.monotonic() - began)
        waited(lambda v=new: crowd.all_show(v), "a window does not follow")
        shown.append(time.monotonic() - began)
    how = "with sync" if sync else "without sync"
    cluster.say(f"import → copies of all {len(copies)} readers, {times} × {how}", spread(came))
    cluster.say(f"import → all {len(cluster.apps)} reader processes tell it, {times} × {how}",
                spread(told))  # fmt: skip
    cluster.say(f"import → all {crowd.windows} open windows show it, {times} × {how}",
                spread(shown))  # fmt: skip
    cluster.say(f"the command `import` itself, {how}", spread(took))


def killed_reader(cluster: Cluster, crowd: Crowd) -> None:
    """One process of a reader dies; its windows go on at another one."""
    bad, asked, away = crowd.bad, sum(crowd.asked.values()), len(crowd.away)
    victim = cluster.apps[0]
    victim.job.kill()
    time.sleep(5)
    gone = crowd.away[away:]
    back = f"{len(gone)} windows back after {max(gone):.1f} s at most" if gone else "no window cut"
    asks = sum(crowd.asked.values()) - asked
    cluster.say("a reader's process killed, 5 s", f"{asks} asks, {crowd.bad - bad} bad; {back}")
    cluster.require(crowd.bad == bad, f"killed reader: {crowd.troubles} {crowd.asked}")
    victim.job.start()
    waited(lambda: victim.health() == 200, "the reader does not come back")


def rolling(cluster: Cluster, crowd: Crowd) -> None:
    """Every process of every reader is started anew, one after the other, under open windows."""
    bad, asked, away = crowd.bad, sum(crowd.asked.values()), len(crowd.away)
    began = time.monotonic()
    for each in cluster.apps:
        each.job.end()
        each.job.start()
        waited(lambda one=each: one.health() == 200, "a reader does not come back")
    new = versions.version(cluster.writer.store)
    waited(lambda: crowd.all_show(new), "a window is left behind")
    gone = crowd.away[away:]
    asks, most = sum(crowd.asked.values()) - asked, max(gone, default=0.0)
    cluster.say(
        f"rolling restart of {len(cluster.apps)} processes, {time.monotonic() - began:.0f} s",
        f"{crowd.windows} windows, {len(gone)} times cut, back after {most:.1f} s at most; "
        f"{asks} asks, {crowd.bad - bad} bad",
    )
    cluster.require(crowd.bad == bad, f"rolling: {crowd.troubles} {crowd.asked}")


def losses(cluster: Cluster, kills: int, sync: bool) -> None:
    """Kill the writer's machine right after acknowledged imports; what the replica lacks.

    Litestream and whoever wrote are gone in the same moment; the disk counts as lost, too.
    """
    home = cluster.folder / f"loss-{sync}"
    home.mkdir()
    writer = Writer(home, home / "store.db", home / "replica", cluster.litestream)
    copy(cluster.writer.store, writer.store)
    chance, lost, rounds, total, pauses = random.Random(7), 0, 0, 0, []
    for turn in range(kills):
        writer.replicate()
        said = []
        with environment(GUIXIANG_SYNC=writer.socket if sync else ""):
            for number in range(3):
                time.sleep(chance.uniform(0, HOLD))
                began = time.monotonic()
                said.append(appended(writer.store, f"{turn}-{number}"))
                pauses.append(time.monotonic() - began)
        writer.lose()
        there = {each.id for each in batches.batches(restored(writer, home / f"{turn}.db"))}
        missing = [each for each in said if each not in there]
        lost, rounds, total = lost + len(missing), rounds + bool(missing), total + len(said)
    how = "sync after each" if sync else "plain, asynchronous"
    cluster.say(f"writer's machine killed right after an import, {kills} ×, {how}",
                f"{lost} of {total} acknowledged batches lost, in {rounds} of {kills} kills; "
                f"a write takes {statistics.median(pauses) * 1000:.0f} ms")  # fmt: skip
    cluster.require(not (sync and lost), "a batch was lost in spite of sync")


def restored(writer: Writer, target: Path) -> Path:
    """The replica's newest state as a file."""
    words = [writer.litestream, "restore", "-o", str(target), writer.replica.as_uri()]
    subprocess.run(words, check=True, capture_output=True)
    return target


def promotion(cluster: Cluster, crowd: Crowd) -> None:
    """The writer's machine is lost under imports; a reader becomes the writer."""
    old, first = cluster.writer, cluster.readers[0]
    said = []
    with environment(GUIXIANG_SYNC=old.socket):
        for number in range(5):
            said.append(appended(old.store, f"last-{number}"))
    old.lose()
    began = time.monotonic()
    new = Writer(first.folder / "w", first.folder / "w" / "store.db",
                 cluster.folder / "replica-2", cluster.litestream)  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "lib", "promote", "--replica", str(old.replica),
         "--to", str(new.store), "--old", str(old.store), "--litestream", cluster.litestream],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, **first.env},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    command = time.monotonic() - began
    new.replicate()
    new.app = app("promoted", new.folder, GUIXIANG_DB=str(new.store))
    cluster.writer = new
    waited(lambda: new.app.health() == 200, "the promoted writer does not answer")
    cluster.proxy.write([each.port for each in cluster.apps], new.app.port)
    cluster.proxy.reload()
    for reader in cluster.readers:
        reader.follow(new.replica)
    ready = time.monotonic() - began
    imported(cluster, new.store, GUIXIANG_SYNC=new.socket)
    version = versions.version(new.store)
    waited(lambda: all(each.version() == version for each in cluster.apps), "no news after it")
    waited(lambda: crowd.all_show(version), "a window does not follow the new writer")
    there = {each.id for each in batches.batches(new.store)}
    missing = [each for each in said if each not in there]
    cluster.say("promotion of a reader after the writer's machine was lost",
                f"command {command:.1f} s, new writer serves and replicates after {ready:.1f} s, "
                f"an import on all readers and windows after {time.monotonic() - began:.1f} s; "
                f"{len(missing)} of the last {len(said)} batches lost (with sync)")  # fmt: skip
    cluster.require(not missing, "promotion lost an acknowledged batch")
    cluster.require("一批不少" in done.stdout, f"promote said {done.stdout}")

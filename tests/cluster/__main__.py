"""``make cluster-test``: nginx, one writer, readers, Litestream; one Markdown table.

Everything starts here on free ports and ends here; ``--quick`` is the cut for the tests.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lib.paths import ROOT
from lib.store.build import build
from tests.cluster.machines import Proxy, Reader, Writer, waited
from tests.cluster.parts import Cluster, killed_reader, losses, promotion, rolling, visible
from tests.cluster.people import Crowd

TAIL = 1500  # characters
FEW = 3  # imports without sync


@contextmanager
def running(folder: Path, litestream: str, readers: int, processes: int) -> Iterator[Cluster]:
    """A cluster, ended in any case."""
    rooms = {name: folder / name for name in ("writer", "nginx", "replica",
                                              *(f"r{n}" for n in range(readers)))}  # fmt: skip
    for room in rooms.values():
        room.mkdir()
    store = rooms["writer"] / "store.db"
    build(ROOT / "data", store)
    proxy = Proxy(rooms["nginx"])
    writer = Writer(rooms["writer"], store, rooms["replica"], litestream)
    cluster = Cluster(folder, litestream, writer, [], proxy)
    try:
        writer.replicate()
        writer.serve()
        cluster.readers = [
            Reader(rooms[f"r{n}"], litestream, f"http://localhost:{writer.app.port}", processes)
            for n in range(readers)
        ]
        for reader in cluster.readers:
            reader.serve()  # they wait for the first copy, and say so
        waited(lambda: all(each.health() for each in cluster.apps), "a reader does not start")
        early = {each.health() for each in cluster.apps}
        cluster.require(early == {503}, f"readers without a copy say {early}")
        for reader in cluster.readers:
            reader.follow(writer.replica)
        waited(lambda: all(each.health() == 200 for each in cluster.apps), "no first copy")
        proxy.write([each.port for each in cluster.apps], writer.app.port)
        proxy.start()
        yield cluster
    except BaseException:
        told(folder)
        raise
    finally:
        end(cluster)


def told(folder: Path) -> None:
    """The end of what each process said, for who looks for a fault."""
    for output in sorted(folder.rglob("*.out")):
        words = output.read_text(encoding="utf-8", errors="replace")[-TAIL:]
        print(f"--- {output.relative_to(folder)}\n{words}", file=sys.stderr)


def end(cluster: Cluster) -> None:
    """Every process, each by its own id."""
    if cluster.proxy.job:
        cluster.proxy.job.end()
    for reader in cluster.readers:
        reader.end()
    cluster.writer.lose()


def table(cluster: Cluster, seconds: float) -> str:
    """What was found, in Markdown."""
    lines = ["| what | figures |", "| --- | --- |"]
    lines += [f"| {what} | {figures} |" for what, figures in cluster.lines]
    lines.append(f"| all of it | {seconds:.0f} s, {len(cluster.faults)} faults |")
    return "\n".join([*lines, *(f"- {fault}" for fault in cluster.faults)])


def tried(cluster: Cluster, asked: argparse.Namespace) -> None:
    """All parts, or the cut."""
    losses(cluster, asked.kills, sync=False)
    losses(cluster, asked.kills, sync=True)
    crowd = Crowd(cluster.proxy.url, asked.windows)
    try:
        waited(lambda: len(crowd.shown) == asked.windows, "windows do not open")
        visible(cluster, crowd, asked.times, sync=True)
        if not asked.quick:
            visible(cluster, crowd, FEW, sync=False)
            killed_reader(cluster, crowd)
            rolling(cluster, crowd)
        promotion(cluster, crowd)
    finally:
        crowd.end()


def main() -> int:
    """Try everything; 1 when something was lost or an open page met an error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--litestream", default=str(ROOT / ".cluster" / "bin" / "litestream"))
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--windows", type=int, default=12)
    parser.add_argument("--quick", action="store_true", help="one reader of one process")
    asked = parser.parse_args()
    if asked.quick:
        asked.times, asked.kills, asked.windows = 2, 3, 3
    size = (1, 1) if asked.quick else (2, 2)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder:
        with running(Path(folder), asked.litestream, *size) as cluster:
            processes = 1 + len(cluster.apps)
            cluster.say("started", f"{processes} processes, nginx, Litestream in "
                        f"{time.monotonic() - began:.0f} s; readers said 503 until their "
                        "first copy")  # fmt: skip
            tried(cluster, asked)
        print(table(cluster, time.monotonic() - began))
    return 1 if cluster.faults else 0


if __name__ == "__main__":
    sys.exit(main())

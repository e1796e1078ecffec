"""Kill imports at random moments; after each kill the store must be whole.

``python -m tests.intake.killed STORE ROUNDS`` prints one JSON line. A child is
forked from a warm process and imports one file after the other by the real
command; every acknowledged batch goes through a pipe before the next begins.
The kill comes at a random moment after none, one or two of them.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from contextlib import closing, redirect_stdout
from pathlib import Path
from typing import TextIO

from lib import clock, paths
from lib.cli import main
from lib.intake.service import preview  # noqa: F401 - warm before forking
from lib.store import connect
from lib.store.build import ready
from lib.store.check import store_problems

TITLES = "编号,事项,数据日期,状态,进度,进展,问题,下一步,调整后期限,完成证明,填报人"
PROJECTS = ("s05", "s14", "s15", "s17")
ROWS = "select batch_id, count(*) as n from project_report group by batch_id order by 1"
BATCHES = "select id from import_batch order by rowid"


def import_forever(folder: Path, ack: int, number: int) -> None:
    """Import new files until killed; acknowledged batch ids go to ``ack``."""
    with os.fdopen(ack, "w") as pipe, redirect_stdout(pipe):
        turn = 0
        while True:
            turn += 1
            day = clock.today().isoformat()
            lines = [f"{id},,{day},推进中,,第 {number}-{turn} 次,,,,,甲" for id in PROJECTS]
            file = folder / f"{number}-{turn}.csv"
            file.write_text("\r\n".join([TITLES, *lines]), encoding="utf-8-sig")
            if main(["import", str(file), "--office", "fuwu", "--by", "甲"]) != 0:
                os._exit(3)
            pipe.flush()


def heard(pipe: TextIO, wanted: int) -> str:
    """What the child says until it has acknowledged ``wanted`` batches."""
    lines: list[str] = []
    while sum("批次 " in line for line in lines) < wanted:
        line = pipe.readline()
        if not line:
            raise RuntimeError("the child stopped by itself: " + "".join(lines))
        lines.append(line)
    return "".join(lines)


def run(store: Path, rounds: int, seed: int = 0) -> dict:
    """Kill ``rounds`` children; ``AssertionError`` as soon as anything is lost."""
    os.environ["GUIXIANG_DB"] = str(store)
    folder = store.parent / "files"
    folder.mkdir(exist_ok=True)
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    files = ready(paths.data_dir())
    known: set[str] = set()
    unseen = 0
    for number in range(rounds):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            import_forever(folder, write, number)
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as pipe:
            said = heard(pipe, chance.randrange(3))
            time.sleep(chance.uniform(0.002, 0.1))  # about one import
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            said += pipe.read()
        acknowledged |= {part.split()[0] for part in said.split("批次 ")[1:] if "\n" in part}
        # what `check` asks of the store; the files, which no import touches, are read once
        assert store_problems(store, files.fingerprint) == []
        with closing(connect.connect_read_only(store)) as db:
            counts = dict(db.execute(ROWS))
            there = {id for (id,) in db.execute(BATCHES)}
        assert set(counts.values()) <= {len(PROJECTS)}, "a batch is in parts"
        assert set(counts) == there, "a batch without rows"
        assert acknowledged <= there, "an acknowledged batch is lost"
        unseen += len(there - acknowledged - known)
        known |= there
    return {"kills": rounds, "acknowledged": len(acknowledged), "written, not yet said": unseen}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False))

"""The store, who reads it, what was acknowledged, and what has to hold after each kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from lib import paths
from lib.cli import main
from lib.intake.service import preview  # noqa: F401 - warm before forking
from lib.paths import ROOT
from lib.store import connect, readers
from lib.store.build import Ready, ready
from lib.store.check import store_problems
from tests.crash.reader import REPORTS, SEEN

READERS = 2
Work = Callable[[Callable[[str], None]], None]


@dataclass
class Tally:
    """What happened to one kind of process."""

    kills: int = 0
    acknowledged: int = 0
    unsaid: int = 0
    recovered: int = 0
    moments: list[float] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)


class Reader:
    """A process that reads all the time; see :mod:`tests.crash.reader`."""

    def __init__(self, store: Path):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.reader", str(store)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ask()  # it is there

    def ask(self) -> dict:
        """What it saw so far, and sees now."""
        assert self.process.stdin and self.process.stdout
        print(file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        """Let it go."""
        self.process.communicate()


class World:
    """One store under readers; every kill is followed by :meth:`examine`."""

    def __init__(self, store: Path, seed: int):
        os.environ["GUIXIANG_DB"] = str(store)
        self.store, self.folder = store, store.parent / "crash"
        self.folder.mkdir(exist_ok=True)
        self.chance = random.Random(seed)
        self.facts: Ready = ready(paths.data_dir())
        self.acknowledged: set[str] = set()
        self.known: set[str] = set(self.batches())
        self.readers = [Reader(store) for _ in range(READERS)]
        self.number = 0

    def batches(self) -> dict[str, int]:
        """Every batch in the ledger and its rows, asked of a connection of its own."""
        with closing(connect.connect_read_only(self.store)) as db:
            return dict(db.execute(SEEN).fetchall())

    def examine(self, tally: Tally, *, stale: bool = False) -> None:
        """The store is whole, has all that was acknowledged, and every reader sees just that.

        ``stale``: the facts may be others than those of the files (a build was killed).
        """
        problems = store_problems(self.store, None if stale else self.facts.fingerprint)
        assert problems == [], problems
        there = self.batches()
        assert set(there.values()) <= {REPORTS}, "a batch is in parts"
        assert self.acknowledged <= set(there), "an acknowledged batch is lost"
        assert self.known <= set(there), "a batch that was there is lost"
        tally.unsaid += len(set(there) - self.acknowledged - self.known)
        self.known |= set(there)
        for reader in self.readers:
            said = reader.ask()
            assert said["now"] == sorted(there), "a reader does not see what is there"
            seen = said["found"]
            assert not seen["torn"] and not seen["lost"], seen
            assert not [name for name in seen if name.startswith("error")], seen

    def strike(self, work: Work, longest: float, tally: Tally) -> list[str]:
        """Kill a child at work after some of its acknowledgements; what it acknowledged."""
        child, pipe = forked(work)
        with pipe:
            said = [heard(pipe) for _ in range(self.chance.randrange(3))]
            moment = self.chance.uniform(0.0, longest)
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            said += [line.strip() for line in pipe if line.endswith("\n")]
        tally.kills += 1
        tally.acknowledged += len(said)
        tally.moments.append(moment)
        return said

    def end(self) -> Counter[str]:
        """Stop reading; what the readers saw in all."""
        total: Counter[str] = Counter()
        for reader in self.readers:
            total.update(reader.ask()["found"])
            reader.end()
        return total


def heard(pipe: TextIO) -> str:
    """The next acknowledgement."""
    line = pipe.readline()
    if not line:
        raise RuntimeError("the child stopped by itself")
    return line.strip()


def forked(work: Work) -> tuple[int, TextIO]:
    """A child that works for ever (or exits with 3), and the pipe of its acknowledgements."""
    readers.close_own()  # no connection is carried over a fork
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w", encoding="utf-8") as pipe:
            try:
                work(lambda word: print(word, file=pipe, flush=True))
            finally:
                os._exit(3)
    os.close(write)
    return child, os.fdopen(read, encoding="utf-8")


def command(*words: str) -> str:
    """What a command says; ``AssertionError`` when it is refused. For children only."""
    out = Path(os.devnull)
    with out.open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        said = Said()
        with redirect_stdout(said):
            code = main(list(words))
    assert code == 0, words
    return said.text


class Said:
    """A stream that remembers."""

    text = ""

    def write(self, words: str) -> int:
        self.text += words
        return len(words)

    def flush(self) -> None:
        """Nothing waits."""


def works(*words: str) -> float:
    """The next command works without a cure by hand; how many seconds it took."""
    began = time.monotonic()
    readers.close_own()
    child = os.fork()
    if child == 0:
        code = 3
        try:
            command(*words)
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0, f"the next command does not work: {words}"
    return time.monotonic() - began

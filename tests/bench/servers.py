"""Servers under test: started on free ports, read from outside, surely stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.bench.serve import RUNS

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40  # seconds for a server to answer and to calm down
CALM = 0.04  # share of a core that still counts as idle
LOOK = 0.25  # seconds between two looks at the clock of an idle server
TAIL = 1500  # characters of a dead server's output worth showing


@dataclass(frozen=True)
class Server:
    """A running Streamlit server and the log of its script runs."""

    name: str
    port: int
    process: subprocess.Popen
    log: Path
    output: Path

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def runs(self) -> list[float]:
        """Wall milliseconds of every script run so far."""
        text = self.log.read_text(encoding="ascii")
        return [int(line) / 1e6 for line in text[: text.rfind("\n") + 1].split()]

    def cpu(self) -> float:
        """CPU milliseconds of the whole process, threads that have ended included.

        Linux names another process's CPU clock by its pid (``clock_getcpuclockid``);
        it counts nanoseconds where ``/proc/PID/stat`` counts hundredths of a second.
        """
        return time.clock_gettime_ns((~self.process.pid << 3) | 2) / 1e6

    def get(self, path: str) -> dict:
        """JSON of one of the server's routes."""
        with urlopen(self.url + path, timeout=PATIENCE) as answer:
            return json.load(answer)

    def idle_share(self, seconds: float = 1.0) -> float:
        """Share of a core that the server takes while nobody does anything."""
        before = self.cpu()
        time.sleep(seconds)
        return (self.cpu() - before) / (seconds * 1000)

    def await_ready(self) -> None:
        """Until it answers and its warm-up thread has done its imports and frozen the heap."""
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                said = self.output.read_text(encoding="utf-8", errors="replace")[-TAIL:]
                raise RuntimeError(f"the server {self.name!r} did not start:\n{said}")
            time.sleep(0.1)
        quiet = 0
        while quiet < 3 and time.monotonic() < deadline:
            quiet = quiet + 1 if self.idle_share(LOOK) < CALM else 0

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/_stcore/health", timeout=2):
                return True
        except OSError:
            return False


@contextmanager
def serving(name: str, script: str, folder: Path, env: Mapping[str, str]) -> Iterator[Server]:
    """A server for ``script``, starting; killed in the end."""
    port, log, output = _free_port(), folder / f"{name}.runs", folder / f"{name}.out"
    log.touch()
    command = [sys.executable, "-m", "tests.bench.serve", "run", script]
    with output.open("wb") as sink:
        process = subprocess.Popen(
            [*command, "--server.port", str(port), "--server.headless", "true"],
            cwd=ROOT,
            env={**os.environ, **env, RUNS: str(log)},
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Server(name, port, process, log, output)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _stop(process: subprocess.Popen) -> None:
    """End the process and what it started; politely first."""
    for sign, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 10)):
        if process.poll() is not None:
            return
        os.killpg(process.pid, sign)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue

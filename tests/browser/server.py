"""Start the app as a person would, on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from lib.paths import ROOT
from tests.browser.watch import PATIENCE


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(store: Path, log: Path, *options: str, port: int = 0, **variables: str):
    """Yield the address of a running dashboard that reads ``store``.

    ``options`` are Streamlit's own, ``variables`` go into the environment; ``port``: a free
    one if it is not named.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += options
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"GUIXIANG_DB": str(store)} | variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://localhost:{port}"
            _wait(address, process)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the server stopped at once")
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=PATIENCE).read()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")

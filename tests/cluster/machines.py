"""The processes of a small cluster: started on free ports, each ended by its own id."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from lib.paths import ROOT
from tests.bench.servers import Server
from tests.browser.server import free_port

PATIENCE = 60  # seconds for what a busy machine may delay
CONF = ROOT / "deploy" / "cluster.nginx.conf"
BARE = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.err; worker_processes 1;
events {{ worker_connections 4096; }}
http {{
access_log off; server_names_hash_bucket_size 128;
client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
{conf}
}}
"""
REPLICATE = """
socket:
  enabled: true
  path: {socket}
dbs:
  - path: {store}
    replica:
      type: file
      path: {replica}
"""


def waited(holds: Callable[[], object], why: str, patience: float = PATIENCE) -> float:
    """Seconds until something holds; ``RuntimeError`` when it never does."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > patience:
            raise RuntimeError(why)
        time.sleep(0.02)
    return time.monotonic() - began


@dataclass
class Job:
    """One process and what it says."""

    name: str
    words: list[str]
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None

    @property
    def output(self) -> Path:
        return self.folder / f"{self.name}.out"

    def start(self) -> Job:
        """Begin, or begin again."""
        with self.output.open("ab") as sink:
            self.process = subprocess.Popen(
                self.words,
                cwd=ROOT,
                env={**os.environ, **self.env},
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    def end(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """End it and what it started; by force when it will not."""
        for each in (sign, signal.SIGKILL):
            if self.process is None or self.process.poll() is not None:
                return
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, each)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(8)

    def kill(self) -> None:
        """As the power would."""
        self.end(signal.SIGKILL)


@dataclass
class App:
    """One process of the dashboard."""

    job: Job
    port: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def server(self) -> Server:
        """As the bench reads it: CPU, memory."""
        return Server(self.job.name, self.port, self.job.process, self.job.output, self.job.output)

    def health(self) -> int:
        """The status of its health, 0 when it does not answer."""
        try:
            return httpx.get(f"{self.url}/api/v1/health", timeout=5).status_code
        except httpx.HTTPError:
            return 0

    def version(self) -> str:
        """What its open screens are told."""
        with suppress(httpx.HTTPError, ValueError):
            return httpx.get(f"{self.url}/api/v1/version", timeout=5).json()["version"]
        return ""


def app(name: str, folder: Path, port: int = 0, **env: str) -> App:
    """A dashboard, starting."""
    port = port or free_port()
    words = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    words += ["--server.address", "localhost"]
    return App(Job(name, words, folder, env).start(), port)


@dataclass
class Writer:
    """The machine that takes reports: its store, its dashboard, its replication."""

    folder: Path
    store: Path
    replica: Path
    litestream: str
    app: App | None = None
    copier: Job | None = None

    @property
    def socket(self) -> str:
        return str(self.folder / "sync")

    def replicate(self) -> None:
        """Start Litestream (again)."""
        conf = self.folder / "litestream.yml"
        made = REPLICATE.format(socket=self.socket, store=self.store, replica=self.replica)
        conf.write_text(made, encoding="utf-8")
        Path(self.socket).unlink(missing_ok=True)
        words = [self.litestream, "replicate", "-config", str(conf)]
        self.copier = Job("replicate", words, self.folder).start()
        waited(lambda: synced(self.litestream, self.socket, self.store), "no replica came up")

    def serve(self, **env: str) -> None:
        """Start the dashboard."""
        self.app = app("writer", self.folder, GUIXIANG_DB=str(self.store), **env)

    def lose(self) -> None:
        """The machine is gone."""
        for job in (self.copier, self.app and self.app.job):
            if job:
                job.kill()


def synced(litestream: str, socket: str, store: Path) -> bool:
    """Whether Litestream answers that the replica has everything."""
    words = [litestream, "sync", "-wait", "-socket", socket, str(store)]
    return subprocess.run(words, capture_output=True).returncode == 0


@dataclass
class Reader:
    """A machine that shows: it follows the replica, publishes, and serves with two processes."""

    folder: Path
    litestream: str
    writer: str
    processes: int = 2
    jobs: list[Job] = field(default_factory=list)
    apps: list[App] = field(default_factory=list)

    @property
    def private(self) -> Path:
        return self.folder / "private.db"

    @property
    def public(self) -> Path:
        return self.folder / "public.db"

    @property
    def env(self) -> dict[str, str]:
        return {
            "GUIXIANG_ROLE": "reader",
            "GUIXIANG_WRITER": self.writer,
            "GUIXIANG_DB": str(self.public),
        }

    def follow(self, replica: Path) -> None:
        """Follow a replica (another one: from its beginning) and publish what comes."""
        for job in self.jobs:
            job.end()
        for each in self.folder.glob("private.db*"):
            each.unlink()
        source = [self.litestream, "restore", "-f", "-follow-interval", "500ms"]
        self.jobs = [
            Job("follow", [*source, "-o", str(self.private), replica.as_uri()], self.folder),
            Job("publish", [sys.executable, "-m", "lib", "publish", "--from", str(self.private),
                            "--to", str(self.public), "--every", "0.5"], self.folder, self.env),
        ]  # fmt: skip
        for job in self.jobs:
            job.start()

    def serve(self) -> None:
        """Start the dashboard's processes."""
        for number in range(self.processes):
            self.apps.append(app(f"reader-{number}", self.folder, **self.env))

    def end(self) -> None:
        """All of it."""
        for job in (*self.jobs, *(each.job for each in self.apps)):
            job.end()


@dataclass
class Proxy:
    """nginx with the example's own configuration, without TLS."""

    folder: Path
    port: int = field(default_factory=free_port)
    job: Job | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def write(self, readers: list[int], writer: int) -> None:
        """The configuration for these ports."""
        conf = CONF.read_text(encoding="utf-8")
        conf = re.sub(r"    server 10\.0\.0\.1[12].*\n", "", conf)
        lines = "".join(f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;\n"
                        for port in readers)  # fmt: skip
        conf = conf.replace("    keepalive 32;", f"{lines}    keepalive 32;")
        conf = re.sub(r"server 10\.0\.0\.10:8501", f"server 127.0.0.1:{writer}", conf)
        conf = re.sub(r"    ssl_.*\n", "", conf)
        conf = conf.replace("listen 443 ssl", f"listen {self.port}").replace("; Secure", "")
        conf = conf.replace("server_name board", "server_name localhost board")
        whole = BARE.format(folder=self.folder, conf=conf)
        (self.folder / "nginx.conf").write_text(whole, encoding="utf-8")

    def start(self) -> None:
        """Begin to listen."""
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
        if program is None:
            raise RuntimeError("nginx is not installed")
        words = [program, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        self.job = Job("nginx", words, self.folder).start()
        waited(self._listens, f"nginx does not start: {self.job.output}")

    def _listens(self) -> bool:
        with suppress(httpx.HTTPError):
            return bool(httpx.get(self.url, timeout=5).status_code)
        return False

    def reload(self) -> None:
        """Take the new configuration; open connections go on."""
        assert self.job and self.job.process
        os.kill(self.job.process.pid, signal.SIGHUP)

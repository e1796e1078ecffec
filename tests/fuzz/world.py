"""A server under crafted requests, and what has to hold after each batch of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lib.sitemap import PAGES
from lib.store.schema import LEDGER
from tests.browser.server import serving
from tests.fuzz.asks import Ask
from tests.fuzz.judge import answered
from tests.fuzz.session import SECRET, Session
from tests.fuzz.turns import Turn

AT_ONCE = 4
#: who looks: nobody, an editor of one office, somebody who is on no list, nobody
PEOPLE = ("", "zhao", "sun", "")
HEALTH = 30.0  # seconds within which a server must say that it is well, right after a batch
#: MB that a server may grow by: what is remembered has limits (72 + 24 + 32 MB), sessions and
#: the allocator take their part
GROWTH = 250
#: lines that a server's log may have for what anybody can provoke in one fuzz
LINES = 400
#: characters of the log that are told where something was wrong
TOLD = 3000
#: what may lie beside the store; an editor of the fuzz may sign out
BESIDE = {f"store.db{end}" for end in ("", "-wal", "-shm", "-trail.log", "-signed-out")}
SECRETS = f"""[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "x"
client_secret = "x"
server_metadata_url = "http://localhost:9/nowhere"
"""


@dataclass
class World:
    """One server, what was asked of it and what was wrong."""

    name: str
    store: Path
    address: str
    log: Path
    before: str = ""
    first: int = 0
    grown: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.before = ledger(self.store)
        self.run([Turn(page=page.path.strip("/")) for page in PAGES] * 2)
        self.first = self.memory()
        self.seen.clear()

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def request(self, asks: Sequence[Ask]) -> None:
        """Some requests at once; then everything must hold."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for ask, (status, wrong) in zip(
                asks, pool.map(lambda each: answered(self.port, each), asks), strict=True
            ):
                self.statuses[status] += 1
                self.wrong += [f"{each}: {ask.data[:300]!r}" for each in wrong]
        self.examine()

    def run(self, turns: Sequence[Turn]) -> None:
        """Steps of some windows at once; then everything must hold."""

        def one(number: int) -> Session:
            session = Session(self.address, PEOPLE[number])
            for turn in turns[number :: len(PEOPLE)]:
                session.take(turn)
            session.close()
            return session

        with ThreadPoolExecutor(len(PEOPLE)) as pool:
            for session in pool.map(one, range(len(PEOPLE))):
                self.seen += session.seen
                self.wrong += session.wrong
        self.examine()

    def examine(self) -> None:
        """The server is well, and nothing was written."""
        try:
            with urllib.request.urlopen(f"{self.address}/api/v1/health", timeout=HEALTH) as said:
                assert said.status == 200
        except OSError as error:
            self.wrong.append(f"not well: {error!r}")
        if ledger(self.store) != self.before:
            self.wrong.append("something was written to the ledger")
        odd = {path.name for path in self.store.parent.iterdir()} - BESIDE
        if odd:
            self.wrong.append(f"new files: {sorted(odd)}")

    def end(self) -> None:
        """Memory and log, once all is over."""
        self.grown = self.memory() - self.first
        if self.grown > GROWTH:
            self.wrong.append(f"grew by {self.grown} MB")
        if self.lines > LINES:
            self.wrong.append(f"{self.lines} lines in the log")
        if self.wrong:
            self.wrong.append(self.log.read_text(encoding="utf-8", errors="replace")[-TOLD:])

    def memory(self) -> int:
        """MB that the server's process has now; 0 where the system does not say."""
        try:
            status = Path(f"/proc/{process_at(self.port)}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) // 1024

    @property
    def lines(self) -> int:
        return len(self.log.read_bytes().splitlines())


def ledger(store: Path) -> str:
    """A digest of all rows that people wrote."""
    found = hashlib.sha256()
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
        for table in LEDGER:
            rows = db.execute(f'select * from "{table.name}" order by rowid').fetchall()
            found.update(repr((table.name, rows)).encode())
    return found.hexdigest()


def process_at(port: int) -> int:
    """The process that was told to serve this port."""
    for each in Path("/proc").iterdir():
        if each.name.isdecimal():
            try:
                words = (each / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"streamlit" in words and str(port).encode() in words:
                return int(each.name)
    raise OSError(f"nobody serves {port}")


@contextmanager
def world(name: str, built: Path, folder: Path) -> Iterator[World]:
    """A server on a copy of a store, where people can sign in."""
    room = folder / name
    (room / "store").mkdir(parents=True)
    store = room / "store" / "store.db"
    shutil.copy(built, store)
    secrets, editors = room / "secrets.toml", room / "editors.toml"
    secrets.write_text(SECRETS, encoding="utf-8")
    editors.write_text('[editors]\n"zhao@example.cn" = ["yingshang"]\n', encoding="utf-8")
    os.environ["GUIXIANG_DB"] = str(store)
    options = ("--secrets.files", str(secrets))
    log = room / "log.txt"
    with serving(store, log, *options, GUIXIANG_EDITORS=str(editors)) as address:
        one = World(name, store, address, log)
        yield one
        one.end()

"""Real files, real SQLite: every test works on copies in a temporary folder."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest
from _pytest.tmpdir import tmppath_result_key
from hypothesis import settings

from lib import clock
from lib.charts.base import trusted
from lib.demo import build_demo
from lib.paths import ROOT
from lib.rows import cache
from lib.store.build import build
from tests.shared import shared

DATA = ROOT / "data"
#: the project's own stores: no test may touch them, and nothing below data/ may be written
OWN = ("store.db", "demo.db")


def forbidden(path: object, mode: object) -> bool:
    """Whether opening this would touch the project's own data."""
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    name = str(Path(os.fsdecode(path).partition("?")[0].removeprefix("file:")).absolute())
    if not name.startswith(f"{DATA}{os.sep}"):
        return False
    own = name.startswith(tuple(str(DATA / each) for each in OWN))
    writes = isinstance(mode, str) and any(sign in mode for sign in "wax+")
    return own or writes


def _watch(event: str, arguments: tuple) -> None:
    if event == "open" and forbidden(arguments[0], arguments[1]):
        raise AssertionError(f"a test opens {arguments[0]}")
    if event == "sqlite3.connect" and forbidden(arguments[0], "+"):
        raise AssertionError(f"a test opens {arguments[0]}")


sys.addaudithook(_watch)
# what is imported and collected stays: looking for garbage in it took a quarter of that time
gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: not item.path.is_relative_to(ROOT / "tests" / "browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """A test whose fixtures failed leaves its folder, too; a page says what it met."""
    report = yield
    if report.failed:
        item.stash.setdefault(tmppath_result_key, {})["call"] = False
        if watch := getattr(getattr(item, "funcargs", {}).get("page"), "watch", None):
            report.sections.append(("faults of the page", "\n".join(watch.faults) or "none"))
    return report


def pytest_collection_finish() -> None:
    """From here on only what the tests themselves make is looked through, and seldom."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


# how hard the rules and the ledger are tried: `make test` in full, `make test-quick` less
settings.register_profile("full", max_examples=500, deadline=None)
settings.register_profile("quick", max_examples=30, deadline=None)
settings.load_profile("full")
#: where files lie in memory, and how much of it must be free
MEMORY, ROOM = Path("/dev/shm"), 4 << 30  # bytes


def _in_memory() -> bool:
    """Whether test files may lie there: it can be written, and neither it nor memory is short."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return False
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(free, shutil.disk_usage(MEMORY).free) > ROOM


if _in_memory():
    os.environ["TMPDIR"] = str(MEMORY)  # thousands of stores are made; no disk is waited for
    tempfile.tempdir = None
# charts are drawn as served; tests/charts/test_base.py checks each of them against the schema
_unchecked = trusted()
_unchecked.__enter__()
# what a test starts without saying which store it means finds none
os.environ["GUIXIANG_DB"] = str(ROOT / "tests" / "no-folder" / "no-store-chosen.db")


@pytest.fixture(autouse=True)
def fresh_run():
    """A page's run keeps the store's version in its thread; none is left from another test."""
    cache._run.now = None


@pytest.fixture(scope="session")
def quick(pytestconfig) -> bool:
    """Whether this is the loop while working: fewer kills, fewer examples."""
    return pytestconfig.getoption("--hypothesis-profile") == "quick"


@pytest.fixture(scope="session")
def built(tmp_path_factory, worker_id) -> Path:
    """The real facts in a store of their own; read only."""
    first = shared(tmp_path_factory, worker_id, "built.db", partial(build, DATA))
    return Path(shutil.copy(first, tmp_path_factory.mktemp("store") / "store.db"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id) -> Path:
    """A fictitious year in a store of its own; read only."""
    first = shared(tmp_path_factory, worker_id, "demo.db", _fictitious_year)
    return Path(shutil.copy(first, tmp_path_factory.mktemp("demo") / "demo.db"))


def _fictitious_year(path: Path) -> None:
    build_demo(DATA, path, today=clock.today())


@pytest.fixture
def data_dir(tmp_path) -> Path:
    """A copy of the data folder to spoil."""
    return copied_data(tmp_path)


def copied_data(folder: Path) -> Path:
    """A copy of the data folder below another one."""
    copy = folder / "data"
    for room in ("facts", "geo", "documents"):
        shutil.copytree(DATA / room, copy / room)
    return copy


@pytest.fixture
def store(tmp_path, built) -> Path:
    """A copy of the built store to write to."""
    path = tmp_path / "store.db"
    shutil.copy2(built, path)  # its version is known: the file is as old as the first
    return path


@pytest.fixture
def real_store(built, monkeypatch) -> Path:
    """The app reads the built store."""
    monkeypatch.setenv("GUIXIANG_DB", str(built))
    return built


@pytest.fixture
def demo_store(demo, monkeypatch) -> Path:
    """The app reads the demo store."""
    monkeypatch.setenv("GUIXIANG_DB", str(demo))
    return demo


@pytest.fixture
def own_store(store, monkeypatch) -> Path:
    """The app reads a store that the test may write to."""
    monkeypatch.setenv("GUIXIANG_DB", str(store))
    return store


@pytest.fixture(scope="session")
def server(built, tmp_path_factory):
    """A dashboard on the real facts, as it is served: address and log; nobody writes to it."""
    folder = tmp_path_factory.mktemp("server")
    with _served(built, folder) as url:
        yield url, folder / "log.txt"


@pytest.fixture(scope="session")
def address(server) -> str:
    """The address of :func:`server`."""
    return server[0]


@pytest.fixture(scope="session")
def demo_address(demo, tmp_path_factory):
    """The same on the demo store."""
    with _served(demo, tmp_path_factory.mktemp("server")) as url:
        yield url


def _served(store: Path, folder: Path):
    from tests.browser.server import serving

    copy = folder / "store.db"
    shutil.copy(store, copy)
    return serving(copy, folder / "log.txt")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    from tests.browser.watch import ARGUMENTS, chromium, patient

    with sync_playwright() as play:
        one = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield patient(one)
        one.close()


@pytest.fixture(scope="session")
def nobody(browser):
    """The windows of somebody who never signs in; the cache is kept between them."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.grant_permissions([])
    yield context
    context.close()


@pytest.fixture
def page(nobody):
    """A laptop's window under watch (``page.watch``)."""
    from tests.browser.watch import Watch

    one = nobody.new_page()
    one.watch = Watch(one)
    yield one
    one.close()


@pytest.fixture(scope="session")
def edition(built, tmp_path_factory, worker_id, quick) -> Path:
    """The real facts of today as plain pages, made once for all workers; read only."""
    if quick:
        pytest.skip("two thousand pages: make test")
    from tests.site.kit import build as make

    day = clock.today().isoformat()
    return shared(
        tmp_path_factory, worker_id, "edition", lambda path: make(built, path, day)
    ).resolve()

"""Start-up: the store is there and whole, heavy libraries are warm, workers stand by."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from streamlit import config
from streamlit.runtime import exists as runtime_exists
from streamlit.runtime import get_instance

from lib import clock, paths, role
from lib.store import connect, stale
from lib.store.build import build
from lib.store.connect import StoreUnusable
from lib.store.messages import say
from lib.store.problems import Refused
from lib.web import halfopen, logs, overwhelmed, pressed, unasked, workshop

SHELL = paths.ROOT / "lib" / "shell.py"
PATIENCE = 30  # seconds to wait for the server
FILES = (65_536, 10_240, 4096)  # open files: enough, and what a system may allow instead
HEAD_START = 0.5  # seconds that a first visitor has the processor for himself
log = logging.getLogger("guixiang")
_kept = ExitStack()  # what holds as long as the server


def ensure_store() -> None:
    """Build the store when it is missing; never touch one that is there, nor a reader's."""
    state = connect.state_of(paths.store_path())
    if state is None:
        return
    if role.is_reader():
        log.warning(say(state))  # it comes, or is mended, by the one who publishes
        return
    if state.kind != "store_missing":
        log.error(say(state))
        return
    try:
        report = build(paths.data_dir(), paths.store_path())
        log.info("已建立数据库：%s 行事实", report.facts)
    except Refused as refused:
        for problem in refused.problems:
            log.error(say(problem))


def keep_path(script: Path) -> None:
    """Let no run change where modules are looked for; may be told again.

    Streamlit puts the main script's folder before all others for each run and takes it away
    after it. Whoever imports in another thread meanwhile may miss a folder in between and hear
    that a library is not there; what is on the path already it leaves alone.
    """
    if str(script.parent) not in sys.path:
        sys.path.append(str(script.parent))


def open_more_files() -> None:
    """Let the server open as many files as the system allows: a window holds four of them.

    Many systems begin with 1,024, which 250 windows use up; then nobody is let in any more.
    """
    try:
        import resource  # not on Windows
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES[0] if hard == resource.RLIM_INFINITY else hard
    for wanted in (min(number, most) for number in FILES):
        if soft == resource.RLIM_INFINITY or soft >= wanted:
            return
        with suppress(ValueError, OSError):  # macOS says “no limit” and has one
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return


def warm_up() -> None:
    """Everything that the first visitors need not wait for; the workers first, files wait."""
    try:
        workshop.shop.open()
    except Exception:
        log.exception("no workers: files are made by the server itself")
    _warm_pages()


def _warm_pages() -> None:
    """Import what the pages need and take it out of the garbage collector's way.

    Streamlit collects garbage after every run; with pandas, Altair and folium on
    the heap that costs most of a rerun unless they are frozen first.
    streamlit-folium registers its component only when imported by a page's run;
    imported here, it has to be told to the running server.
    """
    deadline = time.monotonic() + PATIENCE
    while not runtime_exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(HEAD_START)
    import streamlit_folium

    if runtime_exists():  # at once: a page that waited for this import shows it next
        registry = get_instance().component_registry
        registry.register_component(streamlit_folium._component_func)

    from lib.charts.base import trusted
    from lib.ui.warm import open_every_page

    _kept.enter_context(trusted())
    try:
        open_every_page(clock.today().isoformat())
    except StoreUnusable as error:
        log.error(say(error.problem))
    _tell_stale()
    logs.begin()  # libraries that came with the pages
    gc.collect()
    gc.freeze()


def _tell_stale() -> None:
    """Facts that stand in ``data/`` and not in the store: said once here, and on 资料与口径.

    A reader's facts are its writer's.
    """
    if role.is_reader():
        return
    try:
        if problem := stale.look(paths.data_dir(), paths.store_path()):
            log.warning(say(problem))
    except StoreUnusable:
        return  # said already


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict]:
    """Before the first visitor: the store; beside the first visitors: the warm-up."""
    logs.begin()
    keep_path(SHELL)
    open_more_files()
    halfopen.close_idle()
    unasked.word()
    pressed.hear()
    overwhelmed.cut_off()
    await run_in_threadpool(ensure_store)
    # its routes stand already and answer without it; the way to the sign-in is sent with it
    config.set_option("server.baseUrlPath", paths.base().strip("/"))
    if word := paths.bad_base():
        log.error("GUIXIANG_BASE 的“%s”不是 /guixiang 这样的路径，已忽略", word)
    for word in paths.bad_tiles():
        log.error("GUIXIANG_TILES 里的“%s”不是 http(s)://…/{z}/{x}/{y}… 的地址，已忽略", word)
    workshop.shop.expect()
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    try:
        yield {}
    finally:
        await run_in_threadpool(workshop.shop.close)

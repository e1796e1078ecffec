"""Files that take long are made by processes beside the server: no page waits for a picture.

A file is made once for a version of the store, whoever asks for it meanwhile waits for the
same one; what was made is kept within a limit of bytes and answered with 304 to those who
have it. Too many different ones at once are put off in words.

Until they are there (a server that has just started) files wait for them in the same way. Where
none are expected (tests of routes, other programs) a file is made in a thread.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import multiprocessing
import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from pebble import ProcessPool
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib import clock, paths
from lib.intake.apart import leave_out_main
from lib.rows.cache import Kept
from lib.store import versions
from lib.web import rate
from lib.web.answers import failed

#: one processor stays with the pages
WORKERS = min(4, max(1, (os.cpu_count() or 2) - 1))
TASKS = 200  # files after which a worker is renewed: what libraries lose goes with it
NICE = 10
WAITING = 24  # files that may be asked for at once
SECONDS = 60  # that one file may take
LOOK = 0.1  # seconds between looks for the workers
AGAIN = "10"  # seconds after which to ask again
KEPT = paths.cache_share(32 / 128)  # bytes
#: what a worker needs, loaded once for all of them
MODULES = ["cards", "charts", "deck", "downloads", "files", "mapfiles", "plain"]
BUSY = "同时要的文件太多；请过十几秒再点一次"
TOO_LONG = "这个文件一直没有做好；请过十几秒再点一次，仍不行请告诉维护人员"
log = logging.getLogger("guixiang")
Make = Callable[[Request], Response]


class Made(NamedTuple):
    """An answer as a worker gives it back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Workshop:
    """The workers, what they are making and what they have made."""

    def __init__(self, workers: int = WORKERS, waiting: int = WAITING, seconds: float = SECONDS):
        self._workers, self._waiting, self._seconds = workers, waiting, seconds
        self._pool: ProcessPool | None = None
        self._coming = False
        self._making: dict[str, asyncio.Task[Made]] = {}
        self._kept = Kept(KEPT)

    def expect(self) -> None:
        """From now on files wait for the workers: :meth:`open` comes."""
        self._coming = True

    def open(self) -> None:
        """Start the workers; when they cannot be started, files are made in threads again."""
        try:
            self._pool = self._started()
        finally:
            self._coming = False

    def _started(self) -> ProcessPool:
        leave_out_main()
        kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(kind)
        if kind == "forkserver":
            context.set_forkserver_preload([f"lib.web.{name}" for name in MODULES])
        pool = ProcessPool(self._workers, TASKS, _modest, context=context)
        pool.schedule(os.getpid)  # so that the first reader need not wait for the start
        return pool

    def close(self) -> None:
        """Stop the workers; what they were making is lost."""
        self._coming = False
        if self._pool:
            self._pool.stop()
            self._pool.join(timeout=5)
            self._pool = None

    @property
    def serves(self) -> bool:
        """Whether the workers are there, or will be."""
        return self._coming or self._pool is not None

    async def answer(self, make: Make, request: Request) -> Response:
        """The file of a request: kept, made once for all who ask, or put off in words."""
        try:
            version = await run_in_threadpool(versions.current_version, paths.store_path())
        except Exception as error:
            return failed(error)
        job = _job_of(request)
        key = _digest(repr((make.__module__, make.__qualname__, version, job, clock.today())))
        made = self._kept.found(key)
        if made is None:
            task = self._making.get(key)
            if task is None:
                if len(self._making) >= self._waiting:
                    return _later(BUSY)
                if seconds := rate.files.take(rate.who(request.scope)):
                    return rate.slower(seconds)
                task = asyncio.create_task(self._make(key, make, job))
                self._making[key] = task
                task.add_done_callback(lambda _: self._making.pop(key, None))
            try:
                made = await asyncio.shield(task)
            except Exception:
                return _later(TOO_LONG)
        return _as_asked(made, request)

    async def _make(self, key: str, make: Make, job: Job) -> Made:
        try:
            ends = time.monotonic() + self._seconds
            pool = await asyncio.wait_for(self._opened(), self._seconds)
            left = ends - time.monotonic()
            future = pool.schedule(_work, (make, job), timeout=left)
            made: Made = await asyncio.wrap_future(future)
        except Exception:
            log.exception("no file from the workers: %s", job.path)
            raise
        if made.status == 200:
            self._kept.keep(key, made)
        return made

    async def _opened(self) -> ProcessPool:
        while self._coming:  # a thread opens it
            await asyncio.sleep(LOOK)
        if self._pool is None:
            raise RuntimeError("no workers")
        return self._pool


class Job(NamedTuple):
    """What a worker has to know of a request."""

    path: str
    query: str
    params: tuple[tuple[str, str], ...]
    base: str
    settings: tuple[tuple[str, str], ...]


shop = Workshop()


def worked(path: str, make: Make) -> Route:
    """A GET route of a file that takes long; ``make`` is a function of a module."""

    async def answer(request: Request) -> Response:
        if shop.serves:
            return await shop.answer(make, request)
        return _as_asked(await run_in_threadpool(_made, make, request), request)

    return Route(path, answer, methods=["GET"])


def _job_of(request: Request) -> Job:
    settings = {name: value for name, value in os.environ.items() if name.startswith("GUIXIANG_")}
    return Job(
        path=request.url.path,
        query=request.url.query,
        params=tuple(sorted(request.path_params.items())),
        base=str(request.base_url),
        settings=tuple(sorted(settings.items())),
    )


def _work(make: Make, job: Job) -> Made:
    """In a worker: the answer to a request that is built anew from its parts."""
    os.environ.update(job.settings)
    scheme, _, host = job.base.rstrip("/").partition("://")
    request = Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": scheme,
            "path": job.path,
            "query_string": job.query.encode(),
            "path_params": dict(job.params),
            "headers": [(b"host", host.encode())],
        }
    )
    return _made(make, request)


def _made(make: Make, request: Request) -> Made:
    try:
        response = make(request)
    except Exception as error:
        response = failed(error)
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Made(response.status_code, headers, bytes(response.body))


def _as_asked(made: Made, request: Request) -> Response:
    """The file, or 304 for who has it."""
    if made.status != 200:
        return Response(made.body, made.status, made.headers)
    tag = f'"{_digest(made.body)[:24]}"'
    headers = {**made.headers, "etag": tag}
    if request.headers.get("if-none-match") == tag:
        kept = {name: value for name, value in headers.items() if name != "content-type"}
        return Response(status_code=304, headers=kept)
    return Response(made.body, headers=headers)


def _later(words: str) -> Response:
    return JSONResponse({"error": words}, status_code=503, headers={"Retry-After": AGAIN})


def _digest(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _modest() -> None:
    """A worker lets the pages go first."""
    with suppress(AttributeError, OSError):  # Windows has no such thing
        os.nice(NICE)

"""A file is read in a process of its own, with limits of time and memory.

What somebody sends is read by our own code and by libraries of others; whatever it does to
them ends there, in words, and neither the server nor the command line feels it.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError
from contextlib import suppress
from multiprocessing import spawn
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired
from pebble.concurrent import process

from lib.intake.problems import Unreadable
from lib.intake.read import Filled, read_file

SECONDS = 30
MEMORY = 700 * 2**20  # bytes beyond what the process begins with
T = TypeVar("T")


def read_apart(data: bytes) -> Filled:
    """:func:`lib.intake.read.read_file`, bounded; :class:`Unreadable` beyond the bounds."""
    return bounded(read_file, data)


def bounded(
    function: Callable[[bytes], T], data: bytes, *, seconds: float = SECONDS, memory: int = MEMORY
) -> T:
    """``function(data)`` made by a process of its own; see :func:`read_apart`."""
    # pebble's declared name for it is another than the one it reads
    start = process(timeout=seconds, context=_context())  # type: ignore[call-overload]
    try:
        result: T = start(_within)(function, data, memory).result()
        return result
    except TimeoutError:
        raise Unreadable("too_slow", f"{seconds:g}") from None
    except (ProcessExpired, MemoryError):
        raise Unreadable("too_heavy") from None


def _context() -> multiprocessing.context.BaseContext:
    """A fork is the fastest, and safe only where one thread runs."""
    leave_out_main()
    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    if "forkserver" in methods:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        return context
    return multiprocessing.get_context("spawn")


def leave_out_main() -> None:
    """A new process does not run the main script again: nothing it is given is of that.

    Under Streamlit the main script is the page that runs, a second's work and a screen of
    warnings for each file.
    """
    plain = spawn.get_preparation_data
    if hasattr(plain, "plain"):
        return

    def prepared(name: str) -> dict[str, Any]:
        told = plain(name)
        return {key: value for key, value in told.items() if not key.startswith("init_main_")}

    prepared.plain = plain  # type: ignore[attr-defined]
    spawn.get_preparation_data = prepared


def _within(function: Callable[[bytes], T], data: bytes, memory: int) -> T:
    if sys.platform != "win32":
        import resource

        own = Path("/proc/self/statm")
        with suppress(OSError, ValueError):  # where the system does not tell, time alone bounds
            begun = int(own.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (begun + memory, begun + memory))
    return function(data)

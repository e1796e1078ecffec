"""What is asked and drawn is remembered, keyed by the store's version.

A change in the store (an import, a build) changes the version, so the next run
of any open screen sees it. Python's own ``lru_cache`` instead of Streamlit's:
a hit costs microseconds, Streamlit's about 0.7 ms for hashing and unpickling,
ten times a page. Callers share what they get and must not change it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from lib import paths
from lib.store import versions

ENTRIES = 128  # days and filters come in any number; each takes memory
_run = threading.local()
P = ParamSpec("P")
T = TypeVar("T")


def begin_run() -> None:
    """Ask for the store's version once for this run of a page."""
    _run.version = None
    _run.version = store_version()


def store_version() -> str:
    """The version of the store, the same for one run."""
    found = getattr(_run, "version", None)
    if found is None:
        found = versions.current_version(paths.store_path())
    return found


def per_version(function: Callable[P, T]) -> Callable[P, T]:
    """Remember results per store version and hashable arguments, given by position."""

    @lru_cache(maxsize=ENTRIES)
    def made(store: str, version: str, args: tuple[Any, ...]) -> T:
        return function(*args)  # type: ignore[call-arg]

    @wraps(function)
    def remembered(*args: P.args, **named: P.kwargs) -> T:
        if named:  # they would not be part of the key
            raise TypeError(f"{function.__name__} takes arguments by position")
        return made(str(paths.store_path()), store_version(), args)

    return remembered

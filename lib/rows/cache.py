"""What is asked and drawn is remembered, keyed by the store's version.

A change in the store (an import, a build) changes the version, so the next run
of any open screen sees it. One cache for all functions, limited in bytes: whoever walks
through all days and filters costs time, never memory, and takes nothing from what
people look at today. What two threads want at once is made by one of them.

A hit costs some microseconds, Streamlit's own cache about 0.7 ms for hashing and
unpickling, ten times a page. Callers share what they get and must not change it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Literal, NamedTuple, ParamSpec, TypeVar

from cachetools import LRUCache

from lib import clock, paths
from lib.rows.weight import weight
from lib.store import versions
from lib.store.connect import StoreUnusable
from lib.store.problems import Kind

#: bytes for what shows today, and for all other days together; the rest is for files made beside
TODAY, OTHER_DAYS = paths.cache_share(60 / 128), paths.cache_share(24 / 128)
KEY = 1000  # bytes of an entry's key and place
PATIENCE = 60.0  # seconds to wait for another thread's making before making it oneself
_run = threading.local()
P = ParamSpec("P")
T = TypeVar("T")


class Kept:
    """Values by key within a limit of bytes, each made by one thread at a time."""

    def __init__(self, limit: int):
        self._values: LRUCache[Hashable, tuple[Any, int]] = LRUCache(limit, lambda pair: pair[1])
        self._making: dict[Hashable, threading.Event] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of ``key``, made by ``make()`` unless it is there."""
        while True:
            with self._lock:
                found = self._values.get(key)
                if found is not None:
                    return found[0]
                other = self._making.get(key)
                if other is None:
                    own = self._making[key] = threading.Event()
                    break
            if not other.wait(PATIENCE):
                return make()
        try:
            value = make()
            self.keep(key, value)
            return value
        finally:
            with self._lock:
                self._making.pop(key, None)
            own.set()

    def found(self, key: Hashable) -> Any:
        """The value of ``key``, None if it is not there."""
        with self._lock:
            pair = self._values.get(key)
        return pair[0] if pair else None

    def keep(self, key: Hashable, value: Any) -> None:
        """Remember a value, unless it alone is over the limit."""
        size = weight(value) + KEY
        with self._lock:
            if size <= self._values.maxsize:
                self._values[key] = value, size

    @property
    def bytes(self) -> int:
        """How much is kept."""
        return int(self._values.currsize)


today_kept, others_kept = Kept(TODAY), Kept(OTHER_DAYS)


class Now(NamedTuple):
    """What a value depends on besides its arguments.

    ``late``: why the store cannot be read at the moment; the version is the last that was.
    """

    store: str
    version: str
    today: str
    late: Kind | Literal[""] = ""


_last: dict[str, str] = {}  # store → its version when it was last read


def begin_run() -> None:
    """Ask for the store's version and the day once for this run of a page."""
    _run.now = None
    _run.now = _now()


@contextmanager
def one_run() -> Iterator[None]:
    """A run in a thread that others use afterwards: what it saw ends with it."""
    begin_run()
    try:
        yield
    finally:
        end_run()


def end_run() -> None:
    """Forget what this thread's last run saw: a callback comes before the next one begins."""
    _run.now = None


def store_version() -> str:
    """The version of the store, the same for one run."""
    return _now().version


def late() -> Kind | Literal[""]:
    """Why the store cannot be read now, while what was read before is shown; '' if it can."""
    return _now().late


def _now() -> Now:
    found: Now | None = getattr(_run, "now", None)
    if found is not None:
        return found
    path, today = paths.store_path(), clock.today().isoformat()
    try:
        version = _last[str(path)] = versions.current_version(path)
        return Now(str(path), version, today)
    except StoreUnusable as error:
        if str(path) not in _last:
            raise
        return Now(str(path), _last[str(path)], today, late=error.problem.kind)


def per_version(function: Callable[P, T]) -> Callable[P, T]:
    """Remember results per store version and hashable arguments, given by position."""

    @wraps(function)
    def remembered(*args: P.args, **named: P.kwargs) -> T:
        if named:  # they would not be part of the key
            raise TypeError(f"{function.__name__} takes arguments by position")
        now = _now()
        kept = others_kept if _is_other_day(args, now.today) else today_kept
        key = (function, now.store, now.version, args)
        return kept.get(key, lambda: function(*args))  # type: ignore[call-arg]

    return remembered


def _is_other_day(args: tuple[Any, ...], today: str) -> bool:
    """Whether what is asked is of another day than today."""
    for each in args:
        day = getattr(each, "as_of", each)
        if day != today and isinstance(day, str) and len(day) == 10 and day[4] == "-" == day[7]:
            return True
    return False

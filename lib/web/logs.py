"""The log: time, level, one line a thing; what can be provoked is told once a minute."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from cachetools import LRUCache

FORM = "%(asctime)s %(levelname)s %(message)s"
#: what speaks of requests as they come; anybody can make it speak
PROVOKED = ("streamlit", "uvicorn", "websockets", "asyncio")
EVERY = 60.0  # seconds


class Sparing(logging.Filter):
    """One line a minute for each place in the code, with how many were left out since."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        super().__init__()
        self._clock = clock
        self._told: LRUCache[tuple[str, int], tuple[float, int]] = LRUCache(1000)

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        place, now = (record.pathname, record.lineno), self._clock()
        at, left_out = self._told.get(place, (now - EVERY, 0))
        if now - at < EVERY:
            self._told[place] = (at, left_out + 1)
            return False
        self._told[place] = (now, 0)
        if left_out:
            record.msg = f"{record.getMessage()} (+{left_out})"
            record.args = None
        return True


sparing = Sparing()


def begin() -> None:
    """Give our own lines time and level, and the libraries' a limit; may be called again."""
    own = logging.getLogger("guixiang")
    if not own.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter(FORM))
        own.addHandler(handler)
        own.setLevel(logging.INFO)
        own.propagate = False
    own.filters = [sparing]
    for name, logger in logging.root.manager.loggerDict.items():
        if isinstance(logger, logging.Logger) and name.partition(".")[0] in PROVOKED:
            logger.filters = [*(each for each in logger.filters if each is not sparing), sparing]

"""Windows that follow a presenter: a secret key leads, its digest is the public code.

Whoever has only the code can look, not lead. Everything is in memory and bounded:
channels in all and per address, bytes per message, messages per second.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST, MOST_PER_HOST = 64, 8
IDLE = 12 * 3600.0
PER_SECOND = 20
KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
SCENE = re.compile(r"[a-z0-9-]{1,80}")
CODE = re.compile(r"[0-9a-f]{10}")


def new_key() -> str:
    """A presenter's secret."""
    return secrets.token_urlsafe(18)


def code_of(key: str) -> str:
    """What the audience's address carries; the key cannot be found from it."""
    return hashlib.sha256(key.encode()).hexdigest()[:10]


@dataclass
class _Channel:
    host: str
    scene: str
    blank: bool
    number: int
    at: float


@dataclass
class Channels:
    """What each presenter shows now; ``clock`` gives seconds."""

    clock: Callable[[], float] = time.monotonic
    _known: OrderedDict[str, _Channel] = field(default_factory=OrderedDict)
    _sent: dict[str, deque] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def lead(self, host: str, key: object, scene: object, blank: object) -> str:
        """Take a presenter's message: '' when taken, else ``bad`` or ``many``."""
        if not (isinstance(key, str) and isinstance(scene, str)):
            return "bad"
        if not (KEY.fullmatch(key) and SCENE.fullmatch(scene)):
            return "bad"
        with self._lock:
            now = self.clock()
            if self._hurried(host, now):
                return "many"
            code = code_of(key)
            old = self._known.pop(code, None)
            number = old.number + 1 if old else 1
            self._known[code] = _Channel(host, scene, blank is True, number, now)
            self._tidy(host, now)
        return ""

    def look(self, code: str) -> dict:
        """What the presenter with this code shows: scene ('' for nobody), blank, number."""
        with self._lock:
            found = self._known.get(code) if CODE.fullmatch(code) else None
            if found is None or self.clock() - found.at > IDLE:
                return {"scene": "", "blank": False, "number": 0}
            return {"scene": found.scene, "blank": found.blank, "number": found.number}

    def _hurried(self, host: str, now: float) -> bool:
        sent = self._sent.setdefault(host, deque())
        while sent and now - sent[0] > 1:
            sent.popleft()
        if len(sent) >= PER_SECOND:
            return True
        sent.append(now)
        if len(self._sent) > MOST:
            for other in [each for each, own in self._sent.items() if now - own[-1] > 1]:
                del self._sent[other]
        return False

    def _tidy(self, host: str, now: float) -> None:
        """Forget idle channels, then the oldest of this host, then the oldest of all."""
        for code in [code for code, each in self._known.items() if now - each.at > IDLE]:
            del self._known[code]
        own = [code for code, each in self._known.items() if each.host == host]
        for code in own[:-MOST_PER_HOST]:
            del self._known[code]
        while len(self._known) > MOST:
            self._known.popitem(last=False)

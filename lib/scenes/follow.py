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
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST, MOST_PER_HOST = 64, 16
IDLE = 12 * 3600.0
LIVE = 15.0  # a presenter's window says every 5 s that it is there
PER_SECOND = 20
KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
SCENE = re.compile(r"[a-z0-9-]{1,80}")
CODE = re.compile(r"[0-9a-f]{18}")


def new_key() -> str:
    """A presenter's secret."""
    return secrets.token_urlsafe(18)


def code_of(key: str) -> str:
    """What the audience's address carries; the key cannot be found from it."""
    return hashlib.sha256(key.encode()).hexdigest()[:18]


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
            code = code_of(key)
            old = self._known.get(code)
            # one address may stand for a whole house: who already leads is counted alone
            if self._hurried(code if old else host, now):
                return "many"
            if old is None:
                self._make_room(host, now)
            self._known.pop(code, None)
            number = old.number + 1 if old else 1
            self._known[code] = _Channel(host, scene, blank is True, number, now)
        return ""

    def look(self, code: str) -> dict:
        """What the presenter with this code shows: scene ('' for nobody), blank, number, live."""
        with self._lock:
            found = self._known.get(code) if CODE.fullmatch(code) else None
            if found is None or self.clock() - found.at > IDLE:
                return {"scene": "", "blank": False, "number": 0, "live": False}
            live = self.clock() - found.at <= LIVE
            return {
                "scene": found.scene,
                "blank": found.blank,
                "number": found.number,
                "live": live,
            }

    def _hurried(self, who: str, now: float) -> bool:
        sent = self._sent.setdefault(who, deque())
        while sent and now - sent[0] > 1:
            sent.popleft()
        if len(sent) >= PER_SECOND:
            return True
        sent.append(now)
        if len(self._sent) > MOST:
            for other in [each for each, own in self._sent.items() if now - own[-1] > 1]:
                del self._sent[other]
        return False

    def _make_room(self, host: str, now: float) -> None:
        """Forget what is over; when full, one of the address that has the most channels.

        Nobody is refused, so that nobody can keep others out: of a flood its own channels
        go, those first that have spoken only once. A presenter whose channel went has it
        back with the next message, seconds later.
        """
        for code in [code for code, each in self._known.items() if now - each.at > IDLE]:
            del self._known[code]
        counted = Counter(each.host for each in self._known.values())
        if counted[host] >= MOST_PER_HOST:
            crowd = {host}
        elif len(self._known) >= MOST:
            crowd = {each for each, number in counted.items() if number == max(counted.values())}
        else:
            return
        own = [(each.number > 1, each.at, code) for code, each in self._known.items()
               if each.host in crowd]  # fmt: skip
        del self._known[min(own)[2]]

"""How much one address may ask for: buckets that fill up again, bounded in number."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from math import ceil

from cachetools import LRUCache
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

MOST = 10_000  # addresses remembered; who was not seen for long has a full bucket anyway
WORDS = "这个地址要得太快；请过 {seconds} 秒再试"


class Buckets:
    """``burst`` things at once, then ``per_second``; each address for itself."""

    def __init__(self, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic):
        self._burst, self._rate, self._clock = burst, per_second, clock
        self._known: LRUCache[str, tuple[float, float]] = LRUCache(MOST)
        self._lock = threading.Lock()

    def take(self, who: str) -> int:
        """0 when taken, else the seconds to wait."""
        with self._lock:
            now = self._clock()
            left, at = self._known.get(who, (float(self._burst), now))
            left = min(float(self._burst), left + (now - at) * self._rate)
            taken = left >= 1
            self._known[who] = (left - taken, now)
        return 0 if taken else ceil((1 - left) / self._rate)


#: files that have to be made, not those that are there already
files = Buckets(60, 1.0)
#: ways to the sign-in and back; a house that signs in after a meeting is one address
signing = Buckets(60, 0.5)
#: runs of pages; a house that follows one news, or clicks in a meeting, is one address
runs = Buckets(600, 40.0)
#: lines in the log about one address
lines = Buckets(1, 1 / 60)


def who(scope: Scope) -> str:
    """The address of a client; of IPv6 the network, which one person has whole.

    Behind a proxy it is what the server made of ``X-Forwarded-For``, which it believes of
    the machines in ``FORWARDED_ALLOW_IPS`` alone.
    """
    host = (scope.get("client") or ("", 0))[0]
    try:
        found = ip_address(host)
    except ValueError:
        return str(host)[:100]
    # a server that listens for both kinds sees ::ffff:10.0.0.7: one network would be all of IPv4
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def is_here(who: str) -> bool:
    """Whether it is this machine: its own programs, or a proxy that tells nobody's address."""
    return who.startswith("127.") or who == "::/64"


def slower(seconds: int) -> Response:
    """429 in words."""
    return JSONResponse(
        {"error": WORDS.format(seconds=seconds)}, 429, headers={"Retry-After": str(seconds)}
    )

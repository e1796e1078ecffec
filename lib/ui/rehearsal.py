"""演示前自检 on the page: asked for by a link.

It makes the whole deck in all forms, seconds of work that anybody may ask for: so it is
made once at a time and remembered for a short while.
"""

from __future__ import annotations

import threading
import time

from lib import paths
from lib.render import render
from lib.rows.cache import store_version
from lib.scenes import decks
from lib.scenes.doctor import examine
from lib.scenes.machine import Finding
from lib.scenes.story import gather
from lib.screens import present as screen
from lib.screens.view import View
from lib.store import connect
from lib.store.check import store_problems
from lib.store.messages import say
from lib.ui import account, present

REMEMBERED = 30.0  # seconds
MOST = 8
_made: dict[tuple, tuple[float, list[Finding]]] = {}
_lock = threading.Lock()


def part(view: View) -> str:
    """The button; with ``check=1`` the list, worst first in words and colour."""
    if not view.get("check"):
        return screen.check(view)
    found = findings(view.as_of, known=account.current() is not None)
    return render("rehearsal.html", view=view, findings=found)


def findings(as_of: str, *, known: bool) -> list[Finding]:
    """What was found within the last half minute, else found now; one at a time."""
    key = (as_of, known, present.address(), str(paths.store_path()), store_version())
    with _lock:
        at, found = _made.get(key, (0.0, []))
        if not found or time.monotonic() - at > REMEMBERED:
            found = _examined(as_of, known)
            while len(_made) >= MOST:
                _made.pop(next(iter(_made)))
            _made[key] = (time.monotonic(), found)
        return found


def _examined(as_of: str, known: bool) -> list[Finding]:
    used = present.address()
    choice = decks.choice_of("whole", present.names(as_of))
    story = gather(as_of, choice, address=used)
    store = [say(problem) for problem in store_problems(paths.store_path())]
    beside = connect.unsettled(paths.store_path())
    return examine(story, store=store, beside=beside, used=used, known=known)

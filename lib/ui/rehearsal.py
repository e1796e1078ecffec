"""演示前自检 on the page: asked for by a link, looked at anew each time."""

from __future__ import annotations

from lib import paths
from lib.render import render
from lib.rows.cache import per_version
from lib.scenes import decks
from lib.scenes.doctor import examine
from lib.scenes.story import gather
from lib.screens.view import View
from lib.store import connect
from lib.store.check import store_problems
from lib.store.messages import say
from lib.ui import present


def part(view: View) -> str:
    """The button; with ``check=1`` the list, worst first in words and colour."""
    if not view.get("check"):
        return _unasked(view)
    return render("rehearsal.html", view=view, findings=_findings(view))


@per_version
def _unasked(view: View) -> str:
    return render("rehearsal.html", view=view, findings=[])


def _findings(view: View) -> list:
    used = present.address()
    choice = decks.choice_of("whole", present.names(view.as_of))
    story = gather(view.as_of, choice, address=used)
    store = [say(problem) for problem in store_problems(paths.store_path())]
    beside = connect.unsettled(paths.store_path())
    return examine(story, store=store, beside=beside, used=used)

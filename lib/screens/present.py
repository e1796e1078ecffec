"""Parts of 早餐会演示 that are no running deck: the choice of one, what was assigned."""

from __future__ import annotations

from lib import role
from lib.render import render
from lib.rows import projects
from lib.rows.cache import per_version
from lib.rows.meetings import assignments, meeting_before
from lib.rows.project_facets import choices
from lib.scenes import decks
from lib.scenes.html import sections
from lib.scenes.machine import is_local
from lib.scenes.model import Deck
from lib.scenes.story import gather
from lib.screens.view import View

MAIN = ("whole", "ten")
APPENDIX = "附录：不在放映里，问到再打开"


@per_version
def names(as_of: str) -> dict[str, dict[str, str]]:
    """Offices and actions that have projects on that day: id → name."""
    rows = projects.projects(as_of)
    return {kind: choices(rows, kind) for kind in decks.SCOPED}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid values of the page's parameters on that day."""
    own_names = names(as_of)
    return {
        "deck": frozenset(decks.deck_ids(own_names)),
        "scene": None,
        "notes": frozenset({"1"}),
        "follow": None,
        "office": frozenset(own_names["office"]),
        "action": frozenset(own_names["action"]),
        "check": frozenset({"1"}),
    }


@per_version
def deck_of(as_of: str, id: str, used: str) -> Deck:
    """One deck of one day."""
    choice = decks.choice_of(id, names(as_of))
    return decks.build(gather(as_of, choice, address=used))


@per_version
def thumbs(as_of: str, id: str, used: str) -> list[tuple[str, list]]:
    """The deck's scenes as small pictures: the run, then what MAIN have in common."""
    deck = deck_of(as_of, id, used)
    made = list(zip(deck.scenes, (part for _, part in sections(deck, small=True)), strict=True))
    parts = [("", False)] if id in MAIN[1:] else [("", False), (APPENDIX, True)]
    return [
        (title, [pair for pair in made if pair[0].appendix == behind]) for title, behind in parts
    ]


def lobby(view: View, used: str) -> str:
    """Choosing a deck: what it shows, how long it takes, its files; ``used``: our address."""
    return _lobby(View(view.path, view.as_of, view.replay, _kept(view)), used)


def _kept(view: View) -> tuple:
    return tuple(pair for pair in view.params if pair[0] in decks.SCOPED)


@per_version
def _lobby(view: View, used: str) -> str:
    own_names = names(view.as_of)
    picked = [f"{kind}-{view.get(kind)}" for kind in decks.SCOPED if view.get(kind)]
    return render(
        "present.html",
        view=view,
        decks=[deck_of(view.as_of, id, used) for id in (*picked, *MAIN)],
        thumbs={id: thumbs(view.as_of, id, used) for id in (*picked, *MAIN)},
        offices=own_names["office"],
        actions=_actions(view.as_of),
        meeting=meeting_before(view.as_of),
        address=used,
        shared=not is_local(used),
    )


def _actions(as_of: str) -> list[dict]:
    """Each action once, with its plan, in the plans' order."""
    rows = {row["action_id"]: row for row in projects.projects(as_of)}
    return sorted(rows.values(), key=lambda row: (row["plan_id"], row["action_ord"]))


@per_version
def check(view: View) -> str:
    """Title, and the button of the rehearsal check."""
    return render("rehearsal.html", view=view, findings=[])


def tasks(view: View) -> str:
    """What has been assigned so far; a running deck has a scene for it."""
    if view.get("deck"):
        return ""
    return _tasks(View(view.path, view.as_of, view.replay))


@per_version
def _tasks(view: View) -> str:
    rows = assignments(view.as_of)
    return render("tasks.html", view=view, rows=rows, reader=role.is_reader(), writer=role.writer())


#: the decks are made at the start by lib.ui.present
PARTS = (check, tasks)

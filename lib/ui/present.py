"""Parts of 早餐会演示: the running deck, and before it the choice of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from lib import hosts, paths
from lib.render import render
from lib.render.scripts import one_script
from lib.rows import projects
from lib.rows.cache import per_version, store_version
from lib.rows.meetings import meeting_before
from lib.rows.project_facets import choices
from lib.scenes import decks
from lib.scenes.follow import code_of, new_key
from lib.scenes.html import joined, sections
from lib.scenes.machine import is_local
from lib.scenes.model import Deck
from lib.scenes.story import gather
from lib.screens.view import View

SCRIPT = one_script(Path(__file__).parent / "scripts" / "stage.js")
MAIN = ("whole", "ten")
APPENDIX = "附录：不在放映里，问到再打开"


@st.cache_resource(show_spinner=False)
def _component() -> Callable:
    return st.components.v2.component("guixiang.stage", js=SCRIPT)


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


def is_running(view: View) -> bool:
    """Whether a deck fills the screen."""
    return bool(view.get("deck"))


def address() -> str:
    """The dashboard's address for the QR code: configured, else the one in use."""
    return paths.public_address(hosts.address_of(st.context.url or ""))


@per_version
def deck_of(as_of: str, id: str, used: str) -> Deck:
    """One deck of one day."""
    choice = decks.choice_of(id, names(as_of))
    return decks.build(gather(as_of, choice, address=used))


@per_version
def _sections(as_of: str, id: str, used: str) -> tuple:
    return sections(deck_of(as_of, id, used))


@per_version
def _thumbs(as_of: str, id: str, used: str) -> list[tuple[str, list]]:
    """The deck's scenes as small pictures: the run, then what MAIN have in common."""
    deck = deck_of(as_of, id, used)
    made = list(zip(deck.scenes, (part for _, part in sections(deck, small=True)), strict=True))
    parts = [("", False)] if id in MAIN[1:] else [("", False), (APPENDIX, True)]
    return [
        (title, [pair for pair in made if pair[0].appendix == behind]) for title, behind in parts
    ]


def prepare(view: View) -> None:
    """Make the decks of the choice before the first visitor asks."""
    for id in MAIN:
        _sections(view.as_of, id, paths.public_address())
        _thumbs(view.as_of, id, paths.public_address())


def running(view: View) -> str:
    """The deck that the URL asks for, all its scenes; the script shows one."""
    key = (view.as_of, view.get("deck"), address())
    secret = st.session_state.setdefault("lead", new_key()) if view.get("notes") else ""
    code = code_of(secret) if secret else ""
    return render(
        "stage.html",
        deck=deck_of(*key),
        sections=joined(_sections(*key), view.get("scene")),
        day="" if view.replay else view.as_of,
        notes=bool(view.get("notes")),
        follow="" if view.get("notes") else view.get("follow"),
        key=secret,
        code=code,
        audience=view.url("/present", deck=view.get("deck"), follow=code),
        leave=view.url("/present"),
        version=store_version(),
        shared=not is_local(key[-1]),
    )


def keys() -> None:
    """Once a session: the script that listens to the keys stays with the window."""
    if "staged" not in st.session_state:
        _component()(key="stage")
        st.session_state["staged"] = True


def lobby(view: View) -> str:
    """Choosing a deck: what it shows, how long it takes, its files."""
    return _lobby(View(view.path, view.as_of, view.replay, _kept(view)), address())


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
        thumbs={id: _thumbs(view.as_of, id, used) for id in (*picked, *MAIN)},
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

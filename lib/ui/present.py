"""Parts of 早餐会演示: the running deck, and before it the choice of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from lib import hosts, paths
from lib.render import render
from lib.render.scripts import one_script
from lib.rows.cache import per_version, store_version
from lib.scenes.follow import code_of, new_key
from lib.scenes.html import joined, sections
from lib.scenes.machine import is_local
from lib.screens import present as screen
from lib.screens.present import MAIN, allowed, deck_of, names, thumbs
from lib.screens.view import View

__all__ = ["allowed", "names"]
SCRIPT = one_script(Path(__file__).parent / "scripts" / "stage.js")


@st.cache_resource(show_spinner=False)
def _component() -> Callable:
    return st.components.v2.component("guixiang.stage", js=SCRIPT)


def is_running(view: View) -> bool:
    """Whether a deck fills the screen."""
    return bool(view.get("deck"))


def address() -> str:
    """The dashboard's address for the QR code: configured, else the one in use."""
    return paths.public_address(hosts.address_of(st.context.url or ""))


@per_version
def _sections(as_of: str, id: str, used: str) -> tuple:
    return sections(deck_of(as_of, id, used))


def prepare(view: View) -> None:
    """Make the decks of the choice before the first visitor asks."""
    for id in MAIN:
        _sections(view.as_of, id, paths.public_address())
        thumbs(view.as_of, id, paths.public_address())


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
    """The script that listens to the keys; once mounted it stays with the window.

    With every run of a deck: one that the next run broke off may never have been mounted.
    """
    _component()(key="stage")


def lobby(view: View) -> str:
    """Choosing a deck: what it shows, how long it takes, its files."""
    return screen.lobby(view, address())

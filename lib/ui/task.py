"""会上交办: a signed-in editor records what the meeting asks of an office.

Permission is asked anew before anything is written; what the browser sends is
never taken as permission.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import streamlit as st

from lib import clock, paths
from lib.render import render
from lib.render.scripts import one_script
from lib.rows import projects
from lib.rows.cache import end_run, per_version
from lib.screens.view import View
from lib.store import replica
from lib.store.assign import SCENE, Assignment, assign
from lib.store.messages import say
from lib.store.problems import Refused
from lib.ui import account

SCRIPT = one_script(Path(__file__).parent / "scripts" / "task.js")
KEY = "task"
DAYS = 30  # the proposed due date
LONGEST = 400


@dataclass
class Desk:
    """What this session has assigned: how many, what was said, the last that was sent.

    Callbacks get it as it is: they must not touch ``st.session_state`` once they
    have begun (see :class:`lib.ui.upload.Desk`).
    """

    taken: int = 0
    says: str = ""
    last: int = 0


@st.cache_resource(show_spinner=False)
def _form() -> Callable:
    return st.components.v2.component(
        "guixiang.task", html=render("task.html"), js=SCRIPT, isolate_styles=False
    )


def is_open(view: View) -> bool:
    """Whether this person may assign here: not while the audience looks, nor on a past day."""
    alone = not view.get("deck") or view.get("notes")
    return bool(alone and not view.replay and account.current())


def desk(view: View) -> None:
    """The form, for those who may."""
    who = account.current() if is_open(view) else None
    if who is None:
        return
    offices = [[id, name] for id, name in account.office_names() if who.may(id)]
    due = clock.today() + timedelta(days=DAYS)
    own = st.session_state.setdefault("tasks", Desk())
    _form()(
        key=KEY,
        data={
            "offices": offices,
            "projects": _projects(view.as_of),
            "due": due.isoformat(),
            "taken": own.taken,
            "says": own.says,
            "last": own.last,
        },
        on_task_change=lambda: _take(own),
    )


@per_version
def _projects(as_of: str) -> list[list[str]]:
    return [
        [row["id"], f"{row['level']}{row['no']} {row['name']}"] for row in projects.projects(as_of)
    ]


def _take(own: Desk) -> None:
    """Record what was sent, once; the form sends it again until ``last`` says it is here."""
    end_run()
    # a forged event may come without the component that it is of
    sent, who = getattr(st.session_state.get(KEY), "task", None), account.current()
    sent = sent if isinstance(sent, dict) else {}
    number = sent.get("at") if isinstance(sent.get("at"), int) else 0
    if number and number == own.last:
        return
    own.last = number
    said = {
        name: str(sent.get(name) or "")[:LONGEST]
        for name in ("says", "office", "project", "due", "scene")
    }
    if who is None or not who.may(said["office"]):
        own.says = "没有记下：您不能给这个科室交办。"
        account.refused(who, f"交办给 {said['office']}")
        return
    now = clock.now()
    task = Assignment(
        meeting_on=now.date().isoformat(),
        says=said["says"],
        office_id=said["office"],
        project_id=said["project"],
        due_on=said["due"],
        scene=said["scene"] if SCENE.fullmatch(said["scene"]) else "",
        assigned_by=who.label,
        received_at=now.isoformat(timespec="seconds"),
    )
    try:
        assign(paths.store_path(), task)
        own.taken += 1
        own.says = f"已记下：{task.says.strip()}"
        if unsure := replica.unsure():
            own.says += f"（{unsure}）"
    except Refused as error:
        said_all = "；".join(say(problem) for problem in error.problems)
        own.says = f"没有记下：{said_all}"

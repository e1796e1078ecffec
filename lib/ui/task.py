"""会上交办: a signed-in editor records what the meeting asks of an office.

Permission is asked anew before anything is written; what the browser sends is
never taken as permission.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import streamlit as st

from lib import clock, paths
from lib.render import render
from lib.store.assign import Assignment, assign
from lib.store.messages import say
from lib.store.problems import Refused
from lib.ui import account, data
from lib.ui.cache import per_version
from lib.ui.request import View
from lib.views.meetings import assignments

SCRIPT = (Path(__file__).parent / "task.js").read_text(encoding="utf-8")
KEY = "task"
DAYS = 30  # the proposed due date
LONGEST = 400


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
    _form()(
        key=KEY,
        data={
            "offices": offices,
            "items": _items(view.as_of),
            "due": due.isoformat(),
            "taken": st.session_state.get("tasks", 0),
            "says": st.session_state.get("task_says", ""),
        },
        on_task_change=_take,
    )


@per_version
def _items(as_of: str) -> list[list[str]]:
    return [[row["id"], f"{row['level']}{row['no']} {row['name']}"] for row in data.items(as_of)]


def _take() -> None:
    sent, who = st.session_state[KEY].task, account.current()
    sent = sent if isinstance(sent, dict) else {}
    said = {
        name: str(sent.get(name) or "")[:LONGEST]
        for name in ("says", "office", "item", "due", "scene")
    }
    if who is None or not who.may(said["office"]):
        st.session_state["task_says"] = "没有记下：您不能给这个科室交办。"
        return
    now = clock.now()
    task = Assignment(
        meeting_on=now.date().isoformat(),
        says=said["says"],
        office_id=said["office"],
        project_id=said["item"],
        due_on=said["due"],
        scene=said["scene"],
        assigned_by=who.label,
        received_at=now.isoformat(timespec="seconds"),
    )
    try:
        assign(paths.store_path(), task)
        st.session_state["tasks"] = st.session_state.get("tasks", 0) + 1
        st.session_state["task_says"] = f"已记下：{task.says.strip()}"
    except Refused as error:
        said_all = "；".join(say(problem) for problem in error.problems)
        st.session_state["task_says"] = f"没有记下：{said_all}"


def list_of(view: View) -> str:
    """What has been assigned so far; a running deck has a scene for it."""
    if view.get("deck"):
        return ""
    return _list(View(view.path, view.as_of, view.replay))


@per_version
def _list(view: View) -> str:
    rows = assignments(view.as_of, data.items(view.as_of))
    return render("tasks.html", view=view, rows=rows)

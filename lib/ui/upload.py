"""The desk of 进展填报: one file comes in, is judged, shown and confirmed.

Permission is asked anew before anything is written.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from lib import clock
from lib.intake.check import Entry
from lib.intake.lines import entry_line
from lib.intake.messages import say as say_cell
from lib.intake.problems import Unreadable
from lib.intake.safety import MOST_BYTES
from lib.intake.service import Preview, commit, preview
from lib.render import render
from lib.store.messages import say
from lib.store.problems import Refused
from lib.ui import account, page
from lib.ui.account import Account
from lib.ui.request import View

CHOOSER = (Path(__file__).parent / "upload.js").read_text(encoding="utf-8")
LONGEST_NAME = 120
KEY = "upload"


@dataclass
class Pending:
    """A file in this session, judged but not yet confirmed."""

    filename: str
    content: bytes
    ready: Preview | None
    lines: tuple[str, ...] = ()


@st.cache_resource(show_spinner=False)
def _chooser() -> Callable:
    return st.components.v2.component(
        "guixiang.upload", html=render("upload.html"), js=CHOOSER, isolate_styles=False
    )


def desk(view: View) -> None:
    """The chooser, the last outcome, the preview and its two buttons."""
    # in a callback, so that the chooser is drawn after the file has been judged
    _chooser()(
        key=KEY,
        data={"most": MOST_BYTES, "last": st.session_state.get("last_file", 0)},
        on_file_change=lambda: _take(view.get("office")),
    )
    pending: Pending | None = st.session_state.get("report")
    if done := st.session_state.get("report_done"):
        page.show(notice(f"已收下，批次 {done}。", view.change(batch=done), "查看"))
    if pending is None:
        return
    page.show(_preview(pending))
    if pending.ready and pending.ready.acceptable:
        fresh = len(pending.ready.checked.fresh)
        st.button(f"确认收下 {fresh} 项", type="primary", key="commit", on_click=_commit)
    st.button("不收，清掉预览", key="drop", on_click=_drop)


def _take(office_id: str) -> None:
    sent = st.session_state[KEY].file
    number = sent.get("number") if isinstance(sent, dict) else None
    if isinstance(number, int) and number == st.session_state.get("last_file"):
        return  # sent twice, because the answer was long in coming
    st.session_state["last_file"] = number if isinstance(number, int) else 0
    st.session_state["report"] = _received(sent, office_id)
    st.session_state.pop("report_done", None)


def _received(sent: object, office_id: str) -> Pending:
    """Judge what the browser sent; anything odd becomes a line to read."""
    sent = sent if isinstance(sent, dict) else {}
    name = "".join(char for char in str(sent.get("name", "")) if char.isprintable())
    name = name[:LONGEST_NAME] or "未命名"
    try:
        content = base64.b64decode(str(sent.get("content", "")), validate=True)
    except (binascii.Error, ValueError):
        return Pending(name, b"", None, ("文件没有传完整；请再选一次",))
    return _judged(name, content, office_id)


def _judged(name: str, content: bytes, office_id: str) -> Pending:
    today = clock.today().isoformat()
    try:
        try:
            ready = preview(content, today=today)
        except Unreadable as error:
            if error.problem.kind != "no_office" or not office_id:
                raise
            ready = preview(content, today=today, office_id=office_id)
    except Unreadable as error:
        words = (
            "CSV 不写科室；请先在上面选科室（或用该科室的 xlsx 模板）"
            if error.problem.kind == "no_office"
            else say_cell(error.problem)
        )
        return Pending(name, content, None, (words,))
    who = account.current()
    if who is None or not who.may(ready.office_id):
        return Pending(
            name, content, None, (f"这份模板是{ready.office}的，不在您可以填报的科室里",)
        )
    return Pending(name, content, ready)


def _preview(pending: Pending) -> str:
    checked = pending.ready.checked if pending.ready else None
    entries: list[Entry] = checked.entries if checked else []
    refused = [say_cell(each) for each in checked.refused] if checked else list(pending.lines)
    return render(
        "report_preview.html",
        filename=pending.filename,
        office=pending.ready.office if pending.ready else "",
        counts={
            change: sum(entry.change == change for entry in entries)
            for change in ("new", "changed", "same")
        },
        refused=refused,
        warnings=[say_cell(each) for each in checked.warnings] if checked else [],
        entries=[entry_line(entry) for entry in (checked.fresh if checked else [])],
    )


def notice(says: str, href: str = "", label: str = "", kind: str = "") -> str:
    """One framed line, with a link if there is somewhere to go."""
    return render("report_notice.html", says=says, href=href, label=label, kind=kind)


def _drop() -> None:
    st.session_state.pop("report", None)


def _commit() -> None:
    """Write the confirmed preview, if it still says the same and the person still may."""
    pending: Pending | None = st.session_state.get("report")
    who: Account | None = account.current()
    if pending is None or pending.ready is None or who is None:
        return
    again = _judged(pending.filename, pending.content, pending.ready.office_id)
    if again.ready is None or again.ready.checked.entries != pending.ready.checked.entries:
        st.session_state["report"] = again  # somebody was quicker: look again
        return
    try:
        st.session_state["report_done"] = commit(
            again.ready,
            pending.content,
            filename=pending.filename,
            by=who.label,
            when=clock.now().isoformat(timespec="seconds"),
        )
        st.session_state.pop("report", None)
    except Refused as error:
        lines = tuple(say(problem) for problem in error.problems)
        st.session_state["report"] = Pending(pending.filename, pending.content, None, lines)

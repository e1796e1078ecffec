"""The desk of 进展填报: one file comes in, is judged, shown and confirmed.

Permission is asked anew before anything is written.
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from lib import clock
from lib.intake.apart import read_apart
from lib.intake.check import Entry
from lib.intake.lines import entry_line
from lib.intake.messages import say as say_cell
from lib.intake.problems import Unreadable
from lib.intake.safety import MOST_BYTES
from lib.intake.service import Preview, commit, preview
from lib.render import render
from lib.render.scripts import one_script
from lib.rows.cache import end_run
from lib.screens.view import View
from lib.store import replica
from lib.store.ledger import Overtaken
from lib.store.messages import say
from lib.store.problems import Refused
from lib.ui import account, page

CHOOSER = one_script(Path(__file__).parent / "scripts" / "upload.js")
LONGEST_NAME = 120
PREVIEW_SECONDS = 1800.0
TRIES = 20  # others may write while a preview is judged again; each time one of them is done
LOOK_AGAIN = "上次的预览已过半小时；请再看一遍，再确认"
OVERTAKEN = "看过以后库里有了变化，和您看到的不一样了；请再看一遍，再确认"
KEY = "upload"


@dataclass
class Desk:
    """What this session has on its desk.

    One object, handed to the callbacks: whenever ``st.session_state`` is touched,
    Streamlit may break off a callback for a rerun that waits (the store has
    news), and what was half done would be lost.
    """

    pending: Pending | None = None
    done: str = ""
    unsure: str = ""
    last: int = 0
    says: str = ""


def of_session() -> Desk:
    """This session's desk."""
    return st.session_state.setdefault("desk", Desk())


@dataclass
class Pending:
    """A file in this session, judged but not yet confirmed."""

    filename: str
    content: bytes
    ready: Preview | None
    lines: tuple[str, ...] = ()
    judged_at: float = field(default_factory=time.monotonic)
    note: str = ""

    def says_as(self, other: Pending) -> bool:
        """Whether both would write the same."""
        both = self.ready, other.ready
        return all(both) and both[0].checked.entries == both[1].checked.entries

    @property
    def is_old(self) -> bool:
        """Whether it was looked at so long ago that it has to be looked at again."""
        return time.monotonic() - self.judged_at > PREVIEW_SECONDS


@st.cache_resource(show_spinner=False)
def _chooser() -> Callable:
    return st.components.v2.component(
        "guixiang.upload", html=render("upload.html"), js=CHOOSER, isolate_styles=False
    )


def desk(view: View) -> None:
    """The chooser, the last outcome, the preview and its two buttons."""
    own = of_session()
    office_id = view.get("office")
    # in a callback, so that the chooser is drawn after the file has been judged
    _chooser()(
        key=KEY,
        data={"most": MOST_BYTES, "last": own.last},
        on_file_change=lambda: _take(own, office_id),
    )
    if own.done:
        says = f"已收下，批次 {own.done}。{own.unsure}"
        page.show(notice(says, view.change(batch=own.done), "查看"))
    if own.pending is None:
        return
    page.show(_preview(own.pending))
    ready = own.pending.ready
    if ready and ready.acceptable:
        words = f"确认收下 {len(ready.checked.fresh)} 项"
        st.button(words, type="primary", key="commit", on_click=_commit, args=(own,))
    st.button("不收，清掉预览", key="drop", on_click=_drop, args=(own,))


def _take(own: Desk, office_id: str) -> None:
    """Judge what was sent; the browser sends it again until ``last`` says that it is here."""
    end_run()
    sent = getattr(st.session_state.get(KEY), "file", None)  # a forged event may be alone
    number = sent.get("number") if isinstance(sent, dict) else None
    if isinstance(number, int) and number == own.last:
        return
    own.pending, own.done = _received(sent, office_id), ""
    own.last = number if isinstance(number, int) else 0
    refused = own.pending.ready.checked.refused if own.pending.ready else own.pending.lines
    if refused:
        says = f"{own.pending.filename}：{len(refused)} 个问题"
        account.refused(account.current(), says, what="拒收")


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
            ready = preview(content, today=today, read=read_apart)
        except Unreadable as error:
            if error.problem.kind != "no_office" or not office_id:
                raise
            ready = preview(content, today=today, office_id=office_id, read=read_apart)
    except Unreadable as error:
        words = (
            "CSV 不写科室；请先在上面选科室（或用该科室的 xlsx 模板）"
            if error.problem.kind == "no_office"
            else say_cell(error.problem)
        )
        return Pending(name, content, None, (words,))
    who = account.current()
    if who is None or not who.may(ready.office_id):
        account.refused(who, f"填报 {ready.office_id}，{name}")
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
        note=pending.note,
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


def _drop(own: Desk) -> None:
    own.pending = None


def _commit(own: Desk) -> None:
    """Write the confirmed preview, if it still says the same and the person still may."""
    end_run()
    pending, who = own.pending, account.current()
    if pending is None or pending.ready is None or who is None:
        return
    for _ in range(TRIES):
        again = _judged(pending.filename, pending.content, pending.ready.office_id)
        if pending.is_old or not pending.says_as(again):
            again.note = LOOK_AGAIN if pending.is_old else OVERTAKEN
            own.pending = again
            return
        try:
            own.done = _written(again.ready, pending, who.label)
            own.pending, own.unsure = None, replica.unsure()
            return
        except Refused as error:
            lines = tuple(say(problem) for problem in error.problems)
            own.pending = Pending(pending.filename, pending.content, None, lines)
            if not isinstance(error, Overtaken):
                return


def _written(ready: Preview, pending: Pending, by: str) -> str:
    when = clock.now().isoformat(timespec="seconds")
    return commit(ready, pending.content, filename=pending.filename, by=by, when=when)

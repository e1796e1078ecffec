"""Parts of 进展填报: who may report, the upload, the preview, the history.

Every step that writes asks anew who is signed in; what the browser sends is
never taken as permission.
"""

from __future__ import annotations

import streamlit as st

from lib import clock, paths, role
from lib.rows import reports
from lib.rows.cache import end_run, per_version
from lib.screens import report as screen
from lib.screens.report import allowed
from lib.screens.view import View
from lib.store import ledger, replica
from lib.store.messages import say
from lib.store.problems import Refused
from lib.ui import account, page, signed, upload
from lib.ui.account import Account, Visitor

__all__ = ["allowed"]


def heading(view: View, visitor: Visitor) -> str:
    """The three steps, and what this visitor may do."""
    return _heading(view, visitor, paths.contact())


@per_version
def _heading(view: View, visitor: Visitor, contact: str) -> str:
    who = visitor.account
    told = {
        "state": visitor.state,
        "who": visitor.name,
        "may": _may(who, dict(account.office_names())),
        "mine": () if who is None or who.is_admin else who.offices,
        "trouble": visitor.trouble,
        "writer": role.writer(),
    }
    return screen.heading(view, contact, told)


def _may(who: Account | None, names: dict[str, str]) -> str:
    if who is None:
        return ""
    return "全部科室" if who.is_admin else "、".join(names[id] for id in sorted(who.offices))


def work(view: View, visitor: Visitor) -> None:
    """What a signed-in editor can do here; a way to sign in for the others."""
    if visitor.state in ("closed", "reader"):
        return
    if visitor.state == "signed_out":
        st.button("登录", type="primary", key="login", on_click=st.login)
        return
    if visitor.account:
        _withdrawal(view)
        upload.desk(view)
    st.button("退出登录", key="logout", on_click=signed.sign_out)


def _withdrawal(view: View) -> None:
    """The second step of a withdrawal: asked for by link, done by button."""
    own = upload.of_session()
    if view.get("step") != "withdraw":
        own.says = ""
        return
    # kept until another address: any run may be the one that other news breaks off
    if own.says:
        page.show(upload.notice(own.says))
    found = _standing(view)
    if found is None:
        return
    page.show(
        upload.notice(
            f"撤回批次 {found['id']}（{found['office']}，{found['rows']} 条）？", kind="bad"
        )
    )
    st.button("确认撤回", type="primary", key="withdraw", on_click=_withdraw, args=(own, view))


def _standing(view: View) -> dict | None:
    """The chosen batch when it stands and this person may withdraw it."""
    who = account.current()
    found = next(
        (row for row in reports.batches(view.as_of) if row["id"] == view.get("batch")), None
    )
    if found is None or found["withdrawn"] or who is None or not who.may(found["office_id"]):
        return None
    return found


def _withdraw(own: upload.Desk, view: View) -> None:
    end_run()
    found, who = _standing(view), account.current()
    if found is None or who is None:
        return
    when = clock.now().isoformat(timespec="seconds")
    try:
        id = ledger.withdraw(paths.store_path(), found["id"], by=who.label, when=when)
        own.says = f"已撤回批次 {found['id']}，记录为 {id}；原件保留。{replica.unsure()}"
    except Refused as error:
        own.says = "；".join(say(problem) for problem in error.problems)


def history(view: View, visitor: Visitor) -> str:
    """Every batch; who handed it in only for those who are on the list."""
    return screen.history(view, visitor.account.rights if visitor.account else None)

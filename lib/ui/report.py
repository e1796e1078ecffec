"""Parts of 进展填报: who may report, the upload, the preview, the history.

Every step that writes asks anew who is signed in; what the browser sends is
never taken as permission.
"""

from __future__ import annotations

import streamlit as st

from lib import clock, paths, role, text
from lib.intake.editors import Rights
from lib.render import render
from lib.rows import months, projects, reports
from lib.rows import offices as offices_rows
from lib.rows.cache import per_version
from lib.rows.meetings import meeting_before, until_next
from lib.rows.thresholds import thresholds
from lib.screens.view import View
from lib.store import ledger
from lib.store.messages import say
from lib.store.problems import Refused
from lib.ui import account, page, signed, upload
from lib.ui.account import Account, Visitor

PAGES = {
    "project": ("/projects", "project"),
    "indicator": ("/indicators", "indicator"),
    "place": ("/map", "site"),
}


@per_version
def allowed(as_of: str) -> dict[str, frozenset | None]:
    """Valid ids of the page's parameters on that day."""
    return {
        "office": frozenset(id for id, _ in account.office_names()),
        "batch": frozenset(row["id"] for row in reports.batches(as_of)),
        "step": frozenset({"withdraw"}),
        "all": frozenset({"1"}),
    }


def heading(view: View, visitor: Visitor) -> str:
    """The three steps, and what this visitor may do."""
    return _heading(view, visitor, paths.contact())


@per_version
def _heading(view: View, visitor: Visitor, contact: str) -> str:
    offices = offices_rows.offices(projects.projects(view.as_of))
    who = visitor.account
    return render(
        "report_head.html",
        view=view,
        state=visitor.state,
        offices=offices,
        mine=[] if who is None or who.is_admin else [row for row in offices if who.may(row["id"])],
        who=visitor.name,
        may=_may(who, dict(account.office_names())),
        contact=contact,
        last=meeting_before(view.as_of),
        until=until_next(view.as_of),
        trouble=visitor.trouble,
        writer=role.writer(),
        unchanged=text.UNCHANGED.format(days=thresholds().fresh),
    )


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
    found, who = _standing(view), account.current()
    if found is None or who is None:
        return
    when = clock.now().isoformat(timespec="seconds")
    try:
        id = ledger.withdraw(paths.store_path(), found["id"], by=who.label, when=when)
        own.says = f"已撤回批次 {found['id']}，记录为 {id}；原件保留。"
    except Refused as error:
        own.says = "；".join(say(problem) for problem in error.problems)


def history(view: View, visitor: Visitor) -> str:
    """Every batch; who handed it in only for those who are on the list."""
    return _history(view, visitor.account.rights if visitor.account else None)


@per_version
def _months(as_of: str) -> dict:
    rows = projects.projects(as_of)
    return months.months(as_of, offices_rows.offices(rows), rows)


@per_version
def _history(view: View, rights: Rights | None) -> str:
    rows = reports.batches(view.as_of)
    chosen = next((row for row in rows if row["id"] == view.get("batch")), None)
    return render(
        "report_history.html",
        view=view,
        batches=rows,
        batch=chosen,
        rows=reports.batch_rows(chosen["id"]) if chosen else [],
        signed_in=rights is not None,
        may_withdraw=bool(chosen and rights and rights.may(chosen["office_id"])),
        pages=PAGES,
        got=_months(view.as_of),
    )

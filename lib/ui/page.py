"""Opening a page, showing its parts, naming its sources."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path

import streamlit as st

from lib import clock, paths
from lib.render import icon, render, style, style_address
from lib.render.scripts import one_script
from lib.rows import changes, entered, store
from lib.rows.cache import begin_run, late, per_version, store_version
from lib.screens.view import View, parse, read, shown
from lib.sitemap import PAGES, PASSING
from lib.store import stale

LINKS = one_script(Path(__file__).parent / "scripts" / "links.js")


class Ready:
    """Markup that is ready to be sent.

    Of a plain string ``st.html`` asks whether it is a file's name and takes off its
    indentation, at every rerun.
    """

    def __init__(self, markup: str):
        self._markup = str(markup)

    def _repr_html_(self) -> str:
        return self._markup


LOCKED = "数据库正被别的程序独占，暂时读不到新内容；显示的是刚才读到的。"
STALE = "data/ 里的事实与数据库里的不同，这里显示数据库里的。维护人员请运行 python -m lib build。"
LATE = "数据库现在读不出来，请告诉维护人员；显示的是刚才读到的，修好以后自动更新。"
#: how often a window is sent the script at most; seconds after which it is surely mounted
MOUNTS, MOUNTED = 5, 2.0
#: what the script is told
TOLD = {"style": style_address(), "icon": icon(), "passing": PASSING}
Allowed = Mapping[str, Set[str] | None]


@st.cache_resource(show_spinner=False)
def _links() -> Callable:
    return st.components.v2.component("guixiang.links", js=LINKS)


def open(
    path: str,
    allowed: Callable[[str], Allowed] | Allowed = {},
    *,
    bare: Callable[[View], bool] | None = None,
    head: Callable[[View], str] | None = None,
) -> View:
    """Read the URL, draw the top and give the page its :class:`View`.

    ``head`` gives the first part of the page, sent with the top: for what, like the
    top, the filters do not change. ``bare`` says for which views the page fills the
    screen alone, without a top.
    ``allowed`` maps parameters to their ids, or is a function of the day that
    does; unknown values become notices.
    """
    begin_run()
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    today = clock.today()
    view = (read if callable(allowed) else parse)(path, query, allowed, today)
    if query.get("missing"):
        lost = f"没有 {shown(query['missing'][0])} 这一页，这里是总览。"
        view = View(path, view.as_of, view.replay, view.params, (*view.notices, lost))
    if bare is None or not bare(view):
        # without the filters: what does not change is not painted anew
        params = view.params if path == "/search" else ()
        plain = View(path, view.as_of, view.replay, params)
        notices = (*view.notices, *_trouble())
        told = render("notices.html", notices=notices) if notices else ""
        show(_top(plain, today.isoformat()), told, head(view) if head else "")
    return view


def facts_are_stale() -> str:
    """A line for 资料与口径 when ``data/`` has other facts than the store; else ''."""
    known = stale.known(paths.data_dir())
    return render("notices.html", notices=[STALE]) if known and known != _facts() else ""


@per_version
def _facts() -> str:
    return stale.stated(paths.store_path())


def _trouble() -> Iterator[str]:
    """One quiet line for each thing that makes the page say less than there is."""
    if why := late():
        yield LOCKED if why == "store_locked" else LATE
    elif words := entered.behind():
        yield words


@per_version
def _top(view: View, today: str) -> str:
    pages = [page for page in PAGES if page.in_navigation]
    replay = changes.slider(view.as_of, today)
    return render("top.html", view=view, pages=pages, today=today, demo=is_demo(), replay=replay)


@per_version
def is_demo() -> bool:
    """Whether the store holds fictitious reports."""
    return store.is_demo()


def show(*parts: str) -> None:
    """Draw rendered parts one under the other.

    As one element: each message to the browser costs the server about 0.6 ms.
    """
    if body := "".join(parts):
        st.html(Ready(body))


def chart(make: Callable[[View], dict | None], view: View, words: str, width: str) -> None:
    """Draw the chart that ``make`` gives; ``words`` for those who cannot see it."""
    st.vega_lite_chart(spec=dict(_sent(make, view)), width=width, alt=words)


@per_version
def _sent(make: Callable[[View], dict], view: View) -> dict:
    from lib.charts.base import sent  # heavy: when first drawn

    return sent(make(view))


def close(view: View, source: str, *parts: str) -> None:
    """The last parts, and the foot: one line of source, the day, the credit."""
    alone(*parts, _foot(view, source, bool(late())))


def alone(*parts: str) -> None:
    """The last parts of a page that fills the screen: no foot."""
    show(*parts)
    # once a session: its listeners stay with the window, and each mount costs 2 ms. Again when
    # a run comes so soon after that it may have broken the last off before it was mounted
    sent, last = st.session_state.get("links_sent", (0, 0.0))
    now = time.monotonic()
    if not sent or (sent < MOUNTS and now - last < MOUNTED):
        _links()(key="links", data=TOLD)
        st.session_state["links_sent"] = (sent + 1, now)


@per_version
def _foot(view: View, source: str, is_late: bool) -> str:
    # following.js compares it with the store's; a page that says "late" is no version's
    version = "" if is_late else store_version()
    return render("foot.html", view=view, source=source, demo=is_demo(), version=version)


def trouble(title: str, says: str, cure: str) -> None:
    """A page that says what is wrong and what to do."""
    st.html(f"<style>{style()}</style>")
    st.html(render("trouble.html", title=title, says=says, cure=cure))

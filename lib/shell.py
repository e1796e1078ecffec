"""The main script of every run: navigation, and trouble in Chinese."""

import logging
import sys
from pathlib import Path

root = str(Path(__file__).parent.parent)  # not resolved: this runs at every rerun
sys.path[:0] = [root] if root not in sys.path else []

import streamlit as st  # noqa: E402

from lib import paths, text  # noqa: E402
from lib.sitemap import PAGES  # noqa: E402
from lib.store import connect  # noqa: E402
from lib.store.connect import StoreUnusable  # noqa: E402
from lib.store.messages import say  # noqa: E402
from lib.ui import page as ui  # noqa: E402

log = logging.getLogger("guixiang")
CURE = "维护人员：在服务器上运行 python -m lib check，按提示处理；数据文件没有被改动。"


def copied(page: st.Page) -> st.Page:
    """As ``copy.copy``, which asks each of the twelve how it wants to be copied."""
    fresh = object.__new__(type(page))
    fresh.__dict__.update(page.__dict__)
    return fresh


if "pages" not in st.session_state:  # making them asks the file system for each
    st.session_state["pages"] = [
        st.Page(
            each.file,
            title=f"{each.title} · {text.NAME}",
            url_path=each.path.strip("/") or None,
            default=each.path == "/",
        )
        for each in PAGES
    ]
# copies: a run marks the page it may call, and a run that begins meanwhile would take that back
chosen = st.navigation(list(map(copied, st.session_state["pages"])), position="hidden")
try:
    chosen.run()
except StoreUnusable as error:
    log.error(say(error.problem))
    state = connect.state_of(paths.store_path()) or error.problem
    ui.trouble("数据库暂时不能用", say(state), CURE)
except Exception:  # the reader gets words, the log gets the trace
    log.exception("page failed: %s", chosen.url_path or "/")
    ui.trouble("这一页没能打开", "程序出了意外，别的页面不受影响。", CURE)
